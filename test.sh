#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Install what is missing, build, and run the tests.
#
#   ./test.sh          all: built by gcc and by clang without a warning, every
#                      test, and the fast ones once more under sanitizers
#   ./test.sh fast     the fast ones alone
set -eu
cd "$(dirname "$0")"
.ci/install tests
export CTEST_OUTPUT_ON_FAILURE=1 CMAKE_BUILD_PARALLEL_LEVEL="${JOBS:-2}"

build() {
    printf '\n== build: %s\n' "$1"
    cmake --preset "$1" >/dev/null
    cmake --build --preset "$1" -- --quiet
}

build dev
printf '\n== test\n'
if [ "${1:-}" = fast ]; then
    exec ctest --preset dev -L fast
fi
ctest --preset dev
build clang
build asan
printf '\n== test: the fast ones under sanitizers\n'
exec ctest --preset asan -L fast
