#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Install what is missing, build, index the sample archives, and search them.
set -eu
cd "$(dirname "$0")"
.ci/install
echo "building ..." >&2
cmake --preset release -DMORGUE_TESTS=OFF >/dev/null
cmake --build --preset release -- --quiet
PATH=$PWD/build/release/bin:$PATH
demo=$(mktemp -d)
trap 'rm -rf "$demo"' EXIT
cp build/release/corpus/sample.warc.gz build/release/corpus/sample.tar.gz "$demo"
cd "$demo"

# Show a command as it would be typed, then run it.
run() {
    printf '\n$'
    for word; do
        case $word in
        *[!A-Za-z0-9_./:=-]*) printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$@"
}

run morgue-index INDEX sample.warc.gz sample.tar.gz
run morgue-search --limit 3 INDEX '"righteous deed"'
run morgue-search --limit 3 INDEX 'person:"Bernadette Meehan"'
run morgue-search --limit 3 INDEX 'person:Meehan NEAR/10 government'
run morgue-search --limit 3 INDEX 'org:"Sony Pictures" published:2014-12-01..2014-12-31'
