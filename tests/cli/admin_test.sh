# SPDX-License-Identifier: GPL-2.0-or-later
# morgue-admin: looking after an index.
. "$(dirname "$0")/harness.sh"

cp "$sample/sample.warc.gz" "$tmp/a.warc.gz"
cp "$sample/sample.tar.gz" "$tmp/a.tar.gz"
morgue-index "$tmp/i" "$tmp/a.warc.gz" 2>/dev/null
morgue-index "$tmp/i" "$tmp/a.tar.gz" 2>/dev/null
stat() { morgue-admin stats "$tmp/i" | sed -n "s/^$1 //p"; }
lines() { [ "$(wc -l <"$out")" = "$1" ]; }

check 'stats' status 0 morgue-admin stats "$tmp/i"
check 'two runs' [ "$(stat runs)" = 2 ]
check 'two segments' [ "$(stat segments)" = 2 ]
check 'what was indexed is there' [ "$(stat documents)" = "$(stat indexed)" ]
sum() {
    morgue-admin stats "$tmp/i" |
        awk -v key="$1" 'index($1, key) == 1 { n += $2 } END { print n }'
}
check 'each article has a language, or none' \
    [ "$(sum language.)" = "$(stat documents)" ]
check 'no entities without a model' \
    [ "$(stat 'no_entities\.it')" -gt 0 ]
for language in de en es fi fr nl sv; do
    check "entities with one: $language" \
        [ -z "$(stat "no_entities\.$language")" ]
done
check 'a sound index' status 0 morgue-admin check "$tmp/i"
check 'is told part by part' lines 4

check 'the ledger' status 0 morgue-admin ledger "$tmp/i"
check 'a line a record' lines "$(stat records)"
check 'of one fate' status 0 morgue-admin ledger --fate indexed "$tmp/i"
check 'as many as there are' lines "$(stat indexed)"
check 'of one archive' status 0 morgue-admin ledger --archive a.tar "$tmp/i"
check 'no other' [ -z "$(grep a.warc "$out")" ]

url=$(morgue-extract "$tmp/a.warc.gz" 2>/dev/null |
    sed -n 's/^{"url":"\([^"]*\)".*/\1/p' | tail -1)
check 'an article by its URL' status 0 morgue-admin show "$tmp/i" "$url"
check 'has a text' [ -s "$out" ]
check 'a document by its number' status 0 morgue-admin show "$tmp/i" 1
check 'its record' status 0 morgue-admin show --raw "$tmp/i" "$url"
check 'comes from the archive' grep -aq '^HTTP/1' "$out"
same() { cmp "$1" "$2"; }
morgue-extract "$tmp/a.warc.gz" 2>/dev/null >"$tmp/articles"
places='s/.*"offset":\([0-9]*\),"length":\([0-9]*\)}.*/\1 \2/p'
read -r offset length < <(grep -F "\"$url\"" "$tmp/articles" | sed -n "$places")
tail -c +$((offset + 1)) "$tmp/a.warc.gz" | head -c "$length" | gunzip \
    >"$tmp/record"
check 'with the head of WARC' grep -aq '^WARC/1' "$out"
check 'byte for byte' same "$out" "$tmp/record"
mkdir "$tmp/deep" && cp "$sample/sample.warc.gz" "$tmp/deep/b.warc.gz"
(cd "$tmp" && tar -cf deep.tar deep && zip -q deep.zip deep.tar)
gunzip -c "$sample/sample.warc.gz" >"$tmp/plain.warc"
gzip -c "$tmp/plain.warc" >"$tmp/one-member.warc.gz"
for archive in deep.zip plain.warc one-member.warc.gz; do
    morgue-index "$tmp/of-$archive" "$tmp/$archive" 2>/dev/null
    check "the same record in $archive" \
        status 0 morgue-admin show --raw "$tmp/of-$archive" "$url"
    check 'has the same bytes' same "$out" "$tmp/record"
done
printf 'id,title,text\n1,"A","One.\nTwo."\n2,B,Three.\n' >"$tmp/rows.csv"
morgue-index "$tmp/rows" "$tmp/rows.csv" 2>/dev/null
check 'a row' status 0 morgue-admin show --raw "$tmp/rows" 2
printf 'id,title,text\n2,B,Three.\n' >"$tmp/row"
check 'has its header above it' same "$out" "$tmp/row"
morgue-index "$tmp/piped" - <"$tmp/rows.csv" 2>/dev/null
check 'what was piped is gone' status 1 morgue-admin show --raw "$tmp/piped" 1
check 'and it is said' grep -q 'standard input' "$err"
# Numbers go round the segments: 2 is the first of the second.
check 'of a container too' status 0 morgue-admin show --raw "$tmp/i" 2
check 'is its member' grep -aqi '<html\|^---' "$out"
check 'no such article is 1' status 1 morgue-admin show "$tmp/i" http://none/
check 'all is in the archives' status 0 morgue-admin verify "$tmp/i"

before=$(stat documents)
check 'merge' status 0 morgue-admin merge "$tmp/i"
check 'makes one segment' [ "$(stat segments)" = 1 ]
check 'of all documents' [ "$(stat documents)" = "$before" ]
check 'and a sound index' status 0 morgue-admin check "$tmp/i"
old=$(ls -d "$tmp"/i/segments/* | tail -1)
before_files=$(cat "$old"/* | cksum)
check 'remove' status 0 morgue-admin remove "$tmp/i" "$url"
check 'leaves the segment that a searcher may read as it was' \
    [ "$(cat "$old"/* | cksum)" = "$before_files" ]
check 'and nothing half done' [ -z "$(ls "$tmp/i/pending")" ]
check 'removes one' [ "$(stat documents)" = $((before - 1)) ]
check 'that is not found' status 1 morgue-admin show "$tmp/i" "$url"
check 'the rest is sound' status 0 morgue-admin check "$tmp/i"
way() { morgue-search --explain "$tmp/i" flood | sed -n 's/^searched by: //p'; }
check 'and is searched in place as before' [ "$(way)" = morgue ]
check 'removing again does nothing' status 0 morgue-admin remove "$tmp/i" "$url"
check 'and says so' grep -q '^0 removed' "$out"
morgue-index "$tmp/i" "$sample/sample.warc.gz" 2>/dev/null
check 'a merged index is added to' status 0 morgue-admin check "$tmp/i"

before=$(stat documents)
found=$(morgue-search --count "$tmp/i" the)
mapfile -t urls < <(morgue-search --limit 5 --all-copies --format csv "$tmp/i" \
    'flood' | grep -o 'http[^,"]*' | sort -u)
check 'several at once' \
    status 0 morgue-admin remove "$tmp/i" "${urls[@]}" "${urls[0]}" http://none/
gone=$(sed -n 's/ removed$//p' "$out")
check 'as many as it says' [ "$(stat documents)" = $((before - gone)) ]
check 'at least one each' [ "$gone" -ge "${#urls[@]}" ]
check 'are found no longer' \
    [ "$(morgue-search --count "$tmp/i" the)" -lt "$found" ]
check 'the index is sound' status 0 morgue-admin check "$tmp/i"
check 'and searched in place' [ "$(way)" = morgue ]
status 0 morgue-admin merge "$tmp/i"
segment=$(ls -d "$tmp"/i/segments/* | tail -1)
check 'another program changes it' \
    "$MORGUE_BUILD/tests/glass_churn" 1 "$segment"
check 'it is searched by libxapian' [ "$(way)" = libxapian ]
check 'until it is merged' status 0 morgue-admin merge "$tmp/i"
check 'though there is one segment' [ "$(way)" = morgue ]
rm -rf "$tmp/i"
morgue-index "$tmp/i" "$tmp/a.warc.gz" 2>/dev/null

# Killed before its commit, a run leaves a ledger; behind it, an old stub.
cp "$tmp/i/ledger/000001.ndjson.gz" "$tmp/i/ledger/000002.ndjson.gz"
check 'what a killed run left is not counted' \
    status 0 morgue-admin check "$tmp/i"
check 'nor does another change take it for its own' \
    status 0 morgue-admin remove "$tmp/i" "$url"
morgue-index "$tmp/i" - </dev/null 2>/dev/null
check 'nor the next run' status 0 morgue-admin check "$tmp/i"
check 'which finds it gone' [ ! -e "$tmp/i/ledger/000002.ndjson.gz" ]
: >"$tmp/i/XAPIANDB"
check 'a stub that lags behind is 1' status 1 morgue-admin check "$tmp/i"
check 'and said to be so' grep -q '^XAPIANDB: names other segments' "$out"
status 0 morgue-admin merge "$tmp/i"
check 'until the next change' status 0 morgue-admin check "$tmp/i"
cp "$tmp/i/manifest.json" "$tmp/manifest"
sed -i 's/a\.warc/b.warc/' "$tmp/i/manifest.json"
check 'a manifest that was changed is 1' status 1 morgue-admin check "$tmp/i"
check 'and said to be so' grep -q '^manifest.json: is not as' "$out"
sed 's/"next_segment": [0-9]*/"next_segment": 1/' "$tmp/manifest" \
    >"$tmp/i/manifest.json"
check 'numbers that would be given twice are 3' \
    status 3 morgue-index "$tmp/i" "$tmp/a.tar.gz"
cp "$tmp/manifest" "$tmp/i/manifest.json"

head -c 20000 /dev/zero | dd of="$tmp/a.warc.gz" bs=1 seek=30000 conv=notrunc \
    2>/dev/null
check 'an archive that was changed is 1' status 1 morgue-admin verify "$tmp/i"
check 'with the records' grep -q 'a.warc.gz: record at' "$out"
# One bit in each file of a segment, and nothing else.
turn_bit() { # FILE
    local at=$(($(wc -c <"$1") / 2))
    local byte=$(od -An -tu1 -j "$at" -N 1 "$1")
    printf "\\$(printf %03o $((byte ^ 1)))" |
        dd of="$1" bs=1 seek="$at" conv=notrunc 2>/dev/null
}
for file in "$tmp"/i/segments/*/*glass; do
    [ -s "$file" ] || continue
    turn_bit "$file"
    check "a bit turned in ${file##*/} is 1" \
        status 1 morgue-admin check "$tmp/i"
    check 'and says where' grep -q 'not as they were written' "$out"
    turn_bit "$file"
done
check 'with all bits back it is sound' status 0 morgue-admin check "$tmp/i"
check 'no index is 3' status 3 morgue-admin stats "$tmp"
check 'no command is 2' status 2 morgue-admin
check 'an unknown command is 2' status 2 morgue-admin mend "$tmp/i"
check 'no article is 2' status 2 morgue-admin show "$tmp/i"
check '--help' status 0 morgue-admin --help
check '--version' status 0 morgue-admin --version
finish
