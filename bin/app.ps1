# Sets up what is missing and starts the dashboard on http://localhost:8501
# Usage: powershell -ExecutionPolicy Bypass -File bin\app.ps1 [--data DIR] [--allow-edit]
$ErrorActionPreference = 'Stop'
Set-Location (Split-Path -Parent $PSScriptRoot)
$env:PYTHONUTF8 = '1'

function Find-Python {
    # What a missing Python says on its way would otherwise end the script, in Windows PowerShell even unseen.
    $ErrorActionPreference = 'Continue'
    foreach ($candidate in @(@('py', '-3'), @('python'), @('python3'))) {
        $name, $more = $candidate[0], @($candidate | Select-Object -Skip 1)
        if (Get-Command $name -ErrorAction SilentlyContinue) {
            & $name @more -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>$null
            if ($LASTEXITCODE -eq 0) { return $candidate }
        }
    }
    throw 'Python 3.11 or newer is needed; install it and run this again.'
}

function Test-Pip {
    # Setting up may have been broken off before there was a pip.
    $ErrorActionPreference = 'Continue'
    if (-not (Test-Path $python)) { return $false }
    & $python -m pip --version *> $null
    return $LASTEXITCODE -eq 0
}

$python = '.venv\Scripts\python.exe'
if (-not (Test-Pip)) {
    $found = @(Find-Python)
    $name, $more = $found[0], @($found | Select-Object -Skip 1)
    & $name @more -m venv --clear .venv
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
$stamp = '.venv\.requirements.txt.installed'
$list = Get-Item requirements.txt
if (-not (Test-Path $stamp) -or $list.LastWriteTime -gt (Get-Item $stamp).LastWriteTime) {
    Write-Host 'Installing packages (a minute or two, the first time only) ...'
    & $python -m pip install --quiet --disable-pip-version-check -r requirements.txt
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    Set-Content -Path $stamp -Value ''
}
# Whatever a library might want to ask the network is sent to a port at which nobody listens.
$env:http_proxy = 'http://127.0.0.1:9'
$env:https_proxy = 'http://127.0.0.1:9'
$env:no_proxy = 'localhost,127.0.0.1'
& $python -m streamlit run dashboard.py -- @args
exit $LASTEXITCODE
