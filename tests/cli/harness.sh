# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by the tests of whole programs.
#
#   check 'what it shows' COMMAND...     passes when COMMAND exits 0
#   status N COMMAND...                  COMMAND exits N; output in $out $err
#   skip 'why'                           ends the test as skipped
#   finish                               last line of each test
#
# Each test has a fresh directory, $tmp, and the programs on its PATH.
set -u
: "${MORGUE_SOURCE:?}" "${MORGUE_BUILD:?}"
PATH=$MORGUE_BUILD/bin:$PATH
sample=$MORGUE_BUILD/corpus
shared=${MORGUE_SHARED:-$MORGUE_SOURCE/../shared}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
out=$tmp/out err=$tmp/err
passed=0 failed=0

check() {
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name: $*"
        [ -s "$out" ] && sed 's/^/  out: /' "$out" | head -20
        [ -s "$err" ] && sed 's/^/  err: /' "$err" | head -20
    fi
    return 0
}

status() {
    local want=$1 got
    shift
    "$@" >"$out" 2>"$err" </dev/null
    got=$?
    [ "$got" = "$want" ] && return 0
    echo "  exit status $got, wanted $want"
    return 1
}

skip() {
    echo "SKIPPED: $1"
    exit 77
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
    exit
}
