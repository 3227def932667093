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

function Invoke-Step {
    Write-Host "== $args"
    $program, $rest = $args
    & ".venv\Scripts\$program.exe" @rest
    if ($LASTEXITCODE) { $script:failed += "$args" }
}

Invoke-Step ruff format --check .
Invoke-Step ruff check .
Invoke-Step mypy
Invoke-Step lint-imports
Invoke-Step pytest -n auto --maxprocesses 4 --dist worksteal -m 'not real_time' --cov --cov-report=
$report = 'report', "--include=$exact", '--skip-covered', '--show-missing', '--fail-under=100'
$gaps = & '.venv\Scripts\coverage.exe' @report
if ($LASTEXITCODE) {
    $gaps | Write-Host
    $failed += 'full branch coverage'
}
# What hears or sees in real time runs alone.
Invoke-Step pytest -m real_time

if ($failed) {
    Write-Host "Failed: $($failed -join ', ')"
    exit 1
}
