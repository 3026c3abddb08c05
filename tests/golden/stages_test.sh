# SPDX-License-Identifier: GPL-2.0-or-later
# Each stage of the indexer prints, for a small archive, what the golden files
# say.  `GOLDEN=write bash stages_test.sh` writes them anew; read the diff.
. "${MORGUE_SOURCE:?}/tests/cli/harness.sh"
PATH=$MORGUE_BUILD/tests:$PATH
golden=$MORGUE_SOURCE/tests/golden

compare() { # STAGE ARCHIVE GOLDEN-FILE
    stages "$1" "$2" >"$out" 2>"$err" || return 1
    if [ "${GOLDEN:-}" = write ]; then
        cp "$out" "$golden/$3"
    fi
    diff -u "$golden/$3" "$out" >"$tmp/diff" && return 0
    head -40 "$tmp/diff"
    : >"$out"
    return 1
}

check 'records of the sample' \
    compare records "$sample/sample.warc.gz" sample.records
# A tar of one small article shows every kind of term.
tar -C "$golden" -cf "$tmp/small.tar" small.md
check 'a small article' \
    compare articles "$tmp/small.tar" small.articles
check 'terms of a small article' \
    compare documents "$tmp/small.tar" small.documents
finish
