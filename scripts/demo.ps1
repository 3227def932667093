# Analyses the demo call and writes its report; sets up what is missing first. For Windows PowerShell 5.1 and newer.
# powershell -ExecutionPolicy Bypass -File scripts\demo.ps1
# -SetUpOnly leaves the demo out; -Level dev installs the tools for the tests too.
param([ValidateSet('run', 'dev')] [string] $Level = 'run', [switch] $SetUpOnly)
Set-Location (Split-Path $PSScriptRoot)
$python = '.venv\Scripts\python.exe'
$stamp = '.venv\callmon-stamp'
$platforms = 'They exist for 64-bit Windows.'

function Stop-With([int] $Status, [string] $Sentence) {
    Write-Host $Sentence
    exit $Status
}

# Gives the path of the interpreter itself, behind launchers and environments, if callmon can run on it.
function Get-Interpreter([string] $Command, [string[]] $Arguments) {
    if (-not (Get-Command $Command -ErrorAction SilentlyContinue)) { return }
    $code = 'import sys; (3, 11) <= sys.version_info[:2] <= (3, 13) or sys.exit(1); ' +
        'import ensurepip, venv; print(sys._base_executable)'
    $found = & $Command @Arguments -I -c $code 2>$null
    if ($LASTEXITCODE -eq 0) { $found }
}

function Find-Interpreter {
    foreach ($version in '-3.11', '-3.12', '-3.13') {
        $found = Get-Interpreter 'py' @($version)
        if ($found) { return $found }
    }
    foreach ($name in 'python', 'python3') {
        $found = Get-Interpreter $name @()
        if ($found) { return $found }
    }
}

# What the environment depends on, as one digest.
function Get-Fingerprint {
    $code = 'import hashlib, os, pathlib, sys; ' +
        'names = (''pyproject.toml'', ''requirements.lock'', ''requirements-dev.lock''); ' +
        'parts = [hashlib.sha256(pathlib.Path(name).read_bytes()).hexdigest() for name in names]; ' +
        'print(hashlib.sha256(repr((sys.version, os.getcwd(), parts)).encode()).hexdigest())'
    & $python -I -c $code
}

# An environment that was moved with its folder still names the old place in its commands.
function Test-Environment {
    (Get-Interpreter $python @()) -and
        (Select-String -Quiet -SimpleMatch -Path '.venv\pyvenv.cfg' -Pattern (Join-Path $PWD.Path '.venv'))
}

function Test-UpToDate {
    if (-not (Test-Path $stamp) -or -not (Test-Path '.venv\Scripts\callmon.exe')) { return $false }
    $print = Get-Fingerprint
    (Get-Content $stamp -TotalCount 1) -in "$Level $print", "dev $print"
}

function Install-Environment {
    if (-not (Test-Environment)) {
        $base = Find-Interpreter
        if (-not $base) { Stop-With 2 'callmon needs Python 3.11, 3.12 or 3.13; install one from python.org.' }
        Write-Host "Creating .venv with $base ..."
        & $base -m venv --clear .venv
        if ($LASTEXITCODE) { Stop-With 1 'The environment .venv could not be created; see the message above.' }
    }
    $lock = if ($Level -eq 'dev') { 'requirements-dev.lock' } else { 'requirements.lock' }
    if (Test-Path $stamp) { Remove-Item $stamp }
    Write-Host "Installing the packages of $lock; this takes a minute or two, the first time only ..."
    $pip = '-m', 'pip', 'install', '-qq', '--disable-pip-version-check', '--no-input'
    & $python @pip '--only-binary=:all:' --require-hashes -r $lock
    if ($LASTEXITCODE) { Stop-With 1 "The packages of $lock could not be installed; see pip's message above. $platforms" }
    & $python @pip --no-deps --no-build-isolation -e .
    if ($LASTEXITCODE) { Stop-With 1 "callmon itself could not be installed; see pip's message above." }
    Set-Content $stamp "$Level $(Get-Fingerprint)"
}

if (-not (Test-UpToDate)) { Install-Environment }
if ($SetUpOnly) { exit 0 }

New-Item -ItemType Directory -Force 'demo\out' | Out-Null
Write-Host 'Analysing demo\call.flac ...'
& '.venv\Scripts\callmon.exe' analyze demo\call.flac --report demo\out\report.html --json demo\out\report.json
if ($LASTEXITCODE) { Stop-With 1 'The demo call could not be analysed; see the message above.' }
Write-Host "Open the report in a browser: $(Join-Path $PWD.Path 'demo\out\report.html')"
