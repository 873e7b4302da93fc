#!/bin/sh
# Set up what handouts needs: the Python packages in .venv, pinned and hashed, and the system's libraries for laying
# out text where they are missing. Does nothing the second time, and needs no network then.
#
#   PYTHON=python3.13 .ci/setup.sh     choose the interpreter
#
# Exit codes: 0 done, 8 something is missing that this script cannot get (it says what).
set -eu
cd "$(dirname "$0")/.."

venv=.venv
libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

say() { printf '%s\n' "$*" >&2; }
stop() {
    say "Error: $1"
    say "  next:  $2"
    exit 8
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    stop "no Python of version 3.11 or newer${PYTHON:+ under the name $PYTHON}" \
        "Install one, or name it: make setup PYTHON=/path/to/python3"
}

# Install Debian packages as root or through sudo; the list of packages is only fetched when there is none yet.
apt_install() {
    root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || stop "$* is missing, and installing it takes root" \
            "Ask your administrator for: apt-get install $*"
        root=sudo
    fi
    say "Installing $* ..."
    apt="$root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0"
    $apt install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    said="$( ($apt update && $apt install -y --no-install-recommends "$@") 2>&1)" || {
        say "$said"
        stop "apt-get could not install $*" "Look at what it says above; then run this again"
    }
}

has_libraries() {
    "$venv/bin/python" -W ignore -c \
        'import sys; from weasyprint.text import ffi; sys.exit(ffi.harfbuzz_subset is None)' >/dev/null 2>&1
}

make_venv() {
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        command -v apt-get >/dev/null ||
            stop "$python has no venv or no ensurepip" "Install your system's package for them"
        apt_install "$package"
    fi
    say "Making $venv with $("$python" --version) ..."
    "$python" -m venv --clear "$venv"
}

get_libraries() {
    if has_libraries; then return; fi
    case "$(uname -s)" in
    Darwin)
        command -v brew >/dev/null || stop "Pango is missing" "Install Homebrew (https://brew.sh) and run: brew install pango"
        brew install pango
        ;;
    *)
        command -v apt-get >/dev/null || stop "Pango or HarfBuzz-Subset is missing" \
            "Install Pango 1.44 or newer with FreeType support (pangoft2) and HarfBuzz-Subset from your system's packages"
        # Unquoted: three names.
        # shellcheck disable=SC2086
        apt_install $libraries
        ;;
    esac
    has_libraries || stop "Pango or HarfBuzz-Subset is installed, but Python cannot load it" \
        "See what this says: $venv/bin/python -c 'import weasyprint'"
}

version() { "$1" --version 2>&1 || true; }

# Whatever changes one of these, or moves the folder, asks for a new setup; another PYTHON asks for a new .venv.
key="$( (cat requirements-dev.txt pyproject.toml .ci/setup.sh && pwd) | cksum | cut -d' ' -f1)"
same_python=yes
if [ -n "${PYTHON:-}" ] && [ "$(version "$PYTHON")" != "$(version "$venv/bin/python")" ]; then same_python=no; fi
if [ $same_python = yes ] && [ -e "$venv/handouts-$key" ] && "$venv/bin/python" -c '' 2>/dev/null; then exit 0; fi

if [ $same_python = no ] || ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    python="$(find_python)"
    make_venv
fi
rm -f "$venv"/handouts-*
say "Installing the Python packages ..."
pip="$venv/bin/python -m pip --disable-pip-version-check"
# The list is complete, so nothing is left to resolve: older pips look for the newest release of what is asked for with
# an extra (coverage[toml]) and then refuse it for want of a hash. `pip check` says if the list lacked anything.
$pip install --quiet --no-deps --require-hashes -r requirements-dev.txt ||
    stop "the Python packages could not be installed" "Look at what pip says above; the first time takes a network"
$pip install --quiet --no-deps --no-build-isolation --editable .
$pip check >/dev/null || {
    $pip check >&2 || true
    stop "the list of Python packages is not complete" "Bring it up to date with make lock"
}
get_libraries
: >"$venv/handouts-$key"
