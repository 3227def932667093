# Runs every check; sets up what is missing first. All of them run, even after one has failed.
# powershell -ExecutionPolicy Bypass -File scripts\test.ps1
& "$PSScriptRoot\demo.ps1" -Level dev -SetUpOnly
if ($LASTEXITCODE) { exit $LASTEXITCODE }
Set-Location (Split-Path $PSScriptRoot)
$exact = 'callmon/timeline/*,callmon/conversation/*,callmon/metrics/*,callmon/cues/*,callmon/coaching/*,callmon/pipeline.py'
$failed = @()

if (-not (Get-Command chromium -ErrorAction SilentlyContinue)) {
    Write-Host 'Without chromium, the tests that open the report in a browser are skipped.'
}

$steps = @(
    @('ruff', 'format', '--check', '.'), @('ruff', 'check', '.'), @('mypy'), @('lint-imports'),
    @('pytest', '--cov', '--cov-report=')
)
foreach ($step in $steps) {
    Write-Host "== $step"
    $arguments = @($step | Select-Object -Skip 1)
    & ".venv\Scripts\$($step[0]).exe" @arguments
    if ($LASTEXITCODE) { $failed += "$step" }
}

# Says nothing when all is covered, so that pytest has the last word.
$report = 'report', "--include=$exact", '--skip-covered', '--show-missing', '--fail-under=100'
$gaps = & '.venv\Scripts\coverage.exe' @report
if ($LASTEXITCODE) {
    $gaps | Write-Host
    $failed += 'full branch coverage'
}

if ($failed) {
    Write-Host "Failed: $($failed -join ', ')"
    exit 1
}
