#!/bin/sh
# Sets up a machine:  setup.sh system              tesseract with its Vietnamese data
#                     setup.sh python VENV WHAT    a virtual environment with WHAT ("." or ".[dev]") in it
#                     setup.sh develop VENV        the same with what the checks need, and both of these:
#                     setup.sh browser             a browser and its driver, for tests of the page of review
#                     setup.sh recipes             jq, for tests of docs/recipes.md
# On Debian and Ubuntu what is missing is installed with apt, as root or with sudo, and said before; elsewhere
# the command that installs it is printed. Exit code 4: something is not installed.
set -eu

say() { printf '== %s\n' "$*" >&2; }
give_up() { printf 'cchc-ocr: %s\n' "$*" >&2; exit 4; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else give_up "this needs root: $*"
    fi
}

apt_install() {
    say "installing with apt: $*"
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2; then
        say "once more, with fresh package lists"
        as_root apt-get update >&2
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2
    fi
}

has_vie() { command -v tesseract >/dev/null && tesseract --list-langs 2>&1 | grep -qx vie; }

system() {
    if has_vie; then return; fi
    if command -v apt-get >/dev/null; then apt_install tesseract-ocr tesseract-ocr-vie
    elif command -v dnf >/dev/null; then give_up "install tesseract first: sudo dnf install tesseract tesseract-langpack-vie"
    elif command -v pacman >/dev/null; then give_up "install tesseract first: sudo pacman -S tesseract tesseract-data-vie"
    elif command -v apk >/dev/null; then give_up "install tesseract first: sudo apk add tesseract-ocr tesseract-ocr-data-vie"
    elif command -v brew >/dev/null; then give_up "install tesseract first: brew install tesseract tesseract-lang"
    else give_up "install tesseract 5 and its Vietnamese data (vie) first"
    fi
    has_vie || give_up "tesseract is installed, but has no Vietnamese data: look at TESSDATA_PREFIX and PATH"
}

# Nobody but these tests needs it: where it cannot be had, they are skipped.
browser() {
    if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then return; fi
    if command -v apt-get >/dev/null && (apt_install chromium chromium-driver); then return; fi
    say "no chromium and chromedriver: the tests of the page in the browser are skipped"
}

recipes() {
    if command -v jq >/dev/null; then return; fi
    if command -v apt-get >/dev/null && (apt_install jq); then return; fi
    say "no jq: the tests of its recipes are skipped"
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if command -v "$candidate" >/dev/null && new_enough "$candidate"; then echo "$candidate"; return; fi
    done
    give_up "needs Python 3.11 or newer${PYTHON:+ (PYTHON=$PYTHON is not)}: install it, or say where it is: make PYTHON=/path/to/python3.11"
}

environment() {
    venv=$1
    if new_enough "$venv/bin/python"; then return; fi
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        command -v apt-get >/dev/null || give_up "$python has no venv module: install it"
        apt_install "python$version-venv"
    fi
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
}

packages() {
    venv=$1 what=$2
    shift 2
    say "installing $what into $venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt "$@" -e "$what"
}

python() {
    environment "$1"
    packages "$1" "$2"
}

# apt and pip work side by side. Most of what is installed is never imported: what is, Python compiles then.
develop() {
    environment "$1"
    { browser; recipes; } &
    packages "$1" '.[reader,review,dev]' --no-compile
    wait
}

"$@"
