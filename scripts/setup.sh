# shellcheck shell=bash
# Sourced by the other scripts. `setup run` prepares .venv for use, `setup dev` for tests too, `setup venv` leaves it
# empty. A stamp in .venv skips what is already done. Works in bash 3.2.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

python=.venv/bin/python
stamp=.venv/callmon-stamp
platforms="They exist for 64-bit Linux (glibc 2.28 or newer) and Windows, and for macOS 14 or newer on Apple silicon."

fail() { # status, sentence
  echo "$2" >&2
  exit "$1"
}

# Installs system packages where that needs no question: as root, with apt-get.
apt_install() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then return 1; fi
  echo "Installing $* with apt-get ..."
  apt-get -qq update </dev/null >/dev/null || true
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" </dev/null >/dev/null
}

# Prints the interpreter behind the given command, without shims and environments, if callmon can run on it.
interpreter() {
  "$1" -I -c '
import sys
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(1)
import ensurepip, venv
print(sys._base_executable)' 2>/dev/null </dev/null
}

find_interpreter() {
  local name
  for name in python3.11 python3.12 python3.13 python3 /usr/bin/python3; do
    if interpreter "$name"; then return; fi
  done
  return 1
}

# An environment that was moved with its folder still names the old place in its commands.
venv_is_sound() {
  interpreter "$python" >/dev/null && "$python" -I -m pip --version >/dev/null 2>&1 &&
    grep -qF "$(pwd -P)/.venv" .venv/bin/activate
}

make_venv() {
  local base
  base=$(find_interpreter) || { apt_install python3 python3-venv >&2 && base=$(find_interpreter); } ||
    fail 2 "callmon needs Python 3.11, 3.12 or 3.13 with its venv module; on Debian and Ubuntu: apt-get install python3 python3-venv"
  echo "Creating .venv with $("$base" --version) ..."
  "$base" -m venv --clear .venv || fail 1 "The environment .venv could not be created; see the message above."
}

# What the environment depends on, as one digest.
fingerprint() {
  "$python" -I -c '
import hashlib, os, pathlib, sys
digest = hashlib.sha256(f"{sys.version} {os.getcwd()}".encode())
for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
    digest.update(hashlib.sha256(pathlib.Path(name).read_bytes()).digest())
print(digest.hexdigest())'
}

is_up_to_date() { # level
  local wanted done_level done_print
  [ -x .venv/bin/callmon ] && [ -r "$stamp" ] && read -r done_level done_print <"$stamp" || return 1
  case $done_level in "$1" | dev) ;; *) return 1 ;; esac
  wanted=$(fingerprint 2>/dev/null) && [ "$done_print" = "$wanted" ]
}

setup() { # run, dev or venv
  local lock
  case $(uname -s) in
    MINGW* | MSYS* | CYGWIN*) fail 2 "On Windows, run scripts\\demo.ps1 or scripts\\test.ps1 in PowerShell." ;;
  esac
  case $1 in
    run) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    venv) lock= ;;
    *) fail 2 "setup takes run, dev or venv, not '$1'." ;;
  esac
  if is_up_to_date "$1"; then return; fi
  venv_is_sound || make_venv
  if [ -z "$lock" ]; then return; fi

  rm -f "$stamp"
  echo "Installing the packages of $lock; this takes a minute or two, the first time only ..."
  "$python" -m pip install -qq --disable-pip-version-check --no-input --only-binary=:all: --require-hashes -r "$lock" ||
    fail 1 "The packages of $lock could not be installed; see pip's message above. $platforms"
  "$python" -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation -e . ||
    fail 1 "callmon itself could not be installed; see pip's message above."
  echo "$1 $(fingerprint)" >"$stamp"
}
