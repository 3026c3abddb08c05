# SPDX-License-Identifier: GPL-2.0-or-later
# The alias file: given, found in the index, faulty.
. "${MORGUE_SOURCE:?}/tests/cli/harness.sh"

index=$tmp/index who=$tmp/who.txt
status 0 morgue-index "$index" "$sample/sample.warc.gz" \
    "$sample/sample.tar.gz" || { cat "$err"; exit 1; }
names() { status 0 morgue-search "$@" --entities=voss --format=csv "$index"; }
says() { grep -qF -- "$1" "$2"; }

printf 'Gerald A. Voss\tperson\tGerald Voss\tQ1\n' >"$who"
check 'without aliases' names
check 'names are as they were found' [ "$(wc -l <"$out")" = 3 ]
check 'a file is taken' names --aliases="$who"
check 'and makes one name of two' says 'Gerald A. Voss,person,3,Q1' "$out"
check 'of two' [ "$(wc -l <"$out")" = 2 ]
cp "$who" "$index/aliases"
check 'the file in the index' names
check 'is taken unasked' says 'person,3,Q1' "$out"
check 'or not' names --aliases=
check 'when none is wanted' [ "$(wc -l <"$out")" = 3 ]
check 'the index is still whole' status 0 morgue-admin check "$index"
check 'it can be added to' status 0 morgue-index "$index" "$sample/sample.tar.gz"
check 'and merged' status 0 morgue-admin merge "$index"
check 'and keeps the file' says 'Gerald' "$index/aliases"

# The list that is shipped, on an article that writes a country in two ways.
printf 'The United States agreed.\n' >"$tmp/one.txt"
printf 'Talks with the U.S. ended in Kiev on Friday.\n' >"$tmp/two.txt"
status 0 morgue-index "$tmp/two" "$tmp/one.txt" "$tmp/two.txt"
count() { status 0 morgue-search "$@" --count "$tmp/two" 'place:"United States"'; }
check 'two writings' count
check 'are two names' [ "$(cat "$out")" = 1 ]
check 'the shipped list is taken' \
    count --aliases="$MORGUE_SOURCE/corpus/names/aliases-en.tsv"
check 'and makes one of them' [ "$(cat "$out")" = 2 ]

printf 'Voss\tfirm\n' >"$who"
check 'a line that is no alias' status 3 morgue-search --aliases="$who" "$index" voss
check 'is named' says 'who.txt: line 1: expected person, org, place or never' "$err"
check 'no such file' status 3 morgue-search --aliases="$tmp/none" "$index" voss
check 'is named too' says "$tmp/none" "$err"
cp "$who" "$index/aliases"
check 'a fault in the file of the index' status 3 morgue-search "$index" voss
check 'is told' says 'aliases: line 1' "$err"

finish
