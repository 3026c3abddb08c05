# SPDX-License-Identifier: GPL-2.0-or-later
# morgue-index: archives to an index, whatever the archives.
. "$(dirname "$0")/harness.sh"

count() { # KEY: a count of the manifest of $tmp/i
    sed -n "s/.*\"$1\": \([0-9]*\).*/\1/p" "$tmp/i/manifest.json" | tail -1
}
said() { grep -q -- "$1" "$err"; }
one_line() { [ "$(wc -l <"$err")" = 1 ]; }
fates_add_up() {
    [ "$(count records)" = $(($(count indexed) + $(count duplicate) + \
        $(count revisit) + $(count not_article) + $(count malformed) + \
        $(count refused))) ]
}

check 'the sample is indexed' \
    status 0 morgue-index "$tmp/i" "$sample/sample.warc.gz" \
    "$sample/sample.tar.gz" --ledger "$tmp/ledger"
check 'there are articles' [ "$(count indexed)" -gt 50 ]
check 'the fates add up to the records' fates_add_up
check 'a line of the ledger a record' \
    [ "$(wc -l <"$tmp/ledger")" = "$(count records)" ]
check 'a revisit says that what it repeats was read' \
    grep -q '"reason":"repeats a record that was read"' "$tmp/ledger"
check 'the index keeps the ledger' \
    sh -c "zcat $tmp/i/ledger/*.gz | cmp - $tmp/ledger"
if command -v xapian-delve >/dev/null; then
    check 'any Xapian program opens it' status 0 xapian-delve "$tmp/i"
    check 'and finds as many documents' \
        grep -q "number of documents = $(count indexed)" "$out"
    for segment in "$tmp"/i/segments/*; do
        check 'and nothing wrong with it' status 0 xapian-check "$segment"
    done
fi

before=$(count indexed)
check 'an archive is not read again' \
    status 0 morgue-index "$tmp/i" "$sample/sample.warc.gz"
check 'but skipped' said '0 archives read, 1 skipped'
# Small enough for one read; two tars, one behind the end of the other.
printf '%s\n\n%s\n' '# Ferry aground' 'The night ferry to Kestrel Point ran
aground on a sandbank on Thursday, and forty passengers waited for the tide.' \
    >"$tmp/ferry.md"
sed 's/Thursday/Friday/' "$tmp/ferry.md" >"$tmp/friday.md"
tar -C "$tmp" -cf "$tmp/one.tar" ferry.md
tar -C "$tmp" -cf "$tmp/other.tar" friday.md
cat "$tmp/one.tar" "$tmp/other.tar" >"$tmp/both.tar"
check 'a tar behind the end of a tar' \
    status 0 morgue-index "$tmp/both" "$tmp/both.tar"
check 'is read' said '^2 records: 2 indexed'
ln -s ferry.md "$tmp/soft.md"
ln "$tmp/ferry.md" "$tmp/hard.md"
tar -C "$tmp" -cf "$tmp/links.tar" ferry.md hard.md soft.md
check 'links have a line in the ledger' \
    status 0 morgue-index --ledger "$tmp/links.ledger" "$tmp/links" \
    "$tmp/links.tar"
check 'each' [ "$(grep -c 'a link to another file' "$tmp/links.ledger")" = 2 ]
check 'a small tar on standard input' \
    status 0 sh -c 'morgue-index "$1/small" - <"$1/one.tar"' sh "$tmp"
check 'is not called empty' [ "$(grep -c 'is empty' "$err")" = 0 ]
check 'standard input is read' \
    sh -c "morgue-index $tmp/i - <$sample/sample.warc.gz 2>$err"
check 'and adds nothing twice' [ "$(count indexed)" = "$before" ]
check 'a folder is walked' status 0 morgue-index "$tmp/folder" "$sample"
# What is no file, or can't be opened, does not end the walk.
mkdir "$tmp/walk" "$tmp/walk/b"
ln -s nowhere "$tmp/walk/a-broken.md"
ln -s .. "$tmp/walk/b/loop"
mkfifo "$tmp/walk/c-pipe.md"
cp "$tmp/ferry.md" "$tmp/walk/d.md"
check 'a folder with odd entries' \
    status 3 morgue-index "$tmp/odd" "$tmp/walk"
check 'is walked to its end' said '^1 records: 1 indexed'
check 'a link to nothing is told' said "can't open .*/a-broken.md: No such"
check 'a link back up is told' said 'loop: leads back to a directory above it'
check 'a pipe is told' said 'c-pipe.md: is not a file'
check 'and all are counted' said '1 archives read, 0 skipped, 3 failed'

mkdir "$tmp/among" && cp "$tmp/ferry.md" "$tmp/among"
for run in 1 2; do
    check 'an index among its archives' \
        status 0 morgue-index "$tmp/among/i" "$tmp/among"
    check 'is passed over' said 'among/i: is an index, and is passed over'
done
check 'not indexed' said '^0 records: .*'
check 'and as an archive of its own' \
    status 3 morgue-index "$tmp/among/i" "$tmp/among/i"
check 'refused' said 'is an index, no archive'
check 'a name that would break the line' \
    status 3 morgue-index "$tmp/i" "$tmp/no
such"
check 'is told in one' [ "$(grep -c 'no?such: No such file' "$err")" = 1 ]

cp -r "$tmp/i" "$tmp/damaged"
sed -i 's/"schema": [0-9]*/"schema": 99/' "$tmp/damaged/manifest.json"
check 'another schema is 5' \
    status 5 morgue-index "$tmp/damaged" "$sample/sample.tar.gz"
check 'in one line' one_line
echo '{' >"$tmp/damaged/manifest.json"
check 'a damaged manifest is 3' \
    status 3 morgue-index "$tmp/damaged" "$sample/sample.tar.gz"
if command -v flock >/dev/null; then
    check 'an index that another writes is 4' \
        flock "$tmp/i/lock" bash -c \
        ". $MORGUE_SOURCE/tests/cli/harness.sh
        status 4 morgue-index $tmp/i $sample/sample.tar.gz"
fi

check 'a missing file is 3' status 3 morgue-index "$tmp/i" "$tmp/none"
check 'and named' said "$tmp/none: No such file"
check 'and loses no other archive' \
    status 3 morgue-index "$tmp/other" "$tmp/none" "$sample/sample.tar.gz"
check 'which is indexed' said '1 archives read, 0 skipped'
: >"$tmp/empty"
check 'an empty file is read' status 0 morgue-index "$tmp/i" "$tmp/empty"
check 'and told to be so' said "$tmp/empty: "
echo 'A text that says it is an archive.' >"$tmp/text.warc.gz"
check 'a text with the name of a WARC is read' \
    status 0 morgue-index "$tmp/i" "$tmp/text.warc.gz"
head -c 60000 "$sample/sample.warc.gz" >"$tmp/cut.warc.gz"
check 'a WARC that breaks off is read' \
    status 0 morgue-index "$tmp/cut" "$tmp/cut.warc.gz" --ledger "$tmp/cut.l"
check 'up to the fault, which is in the ledger' grep -q malformed "$tmp/cut.l"
check 'and told with its place' said "cut.warc.gz: record at [0-9]*: malformed"
check '--strict makes it 1' \
    status 1 morgue-index --strict "$tmp/strict" "$tmp/cut.warc.gz"
check 'an index that can not be made is 3' \
    status 3 morgue-index "$tmp/none/i" "$sample/sample.tar.gz"
check 'in one line' one_line
check 'an index that is a file is 3' \
    status 3 morgue-index "$tmp/empty" "$sample/sample.tar.gz"
check 'and said to be no directory' said "$tmp/empty: not a directory"
for i in $(seq 60); do # a file of many faults
    printf 'WARC/1.0\r\nContent-Length: x\r\n\r\n'
done >"$tmp/faults.warc"
check 'many faults' status 0 morgue-index "$tmp/faults" "$tmp/faults.warc"
check 'are not all told' [ "$(wc -l <"$err")" -lt 30 ]
mkdir "$tmp/mine"
echo precious >"$tmp/mine/letters"
check 'a folder of other files is no index' \
    status 3 morgue-index "$tmp/mine" "$sample/sample.tar.gz"
check 'and left alone' [ "$(ls "$tmp/mine")" = letters ]

check 'no archive is 2' status 2 morgue-index "$tmp/i"
check 'an unknown option is 2' status 2 morgue-index --fast "$tmp/i" x
check 'no number of workers is 2' status 2 morgue-index -j 0 "$tmp/i" x
check 'no size is 2' status 2 morgue-index --memory much "$tmp/i" x
check '--help' status 0 morgue-index --help
check '--version' status 0 morgue-index --version
check '-- ends the options' status 3 morgue-index -- "$tmp/dash" -j
check 'progress as NDJSON' status 0 morgue-index --progress=json \
    "$tmp/json" "$sample/sample.tar.gz"
check 'ends with the counts' grep -q '"done":true.*"indexed":' "$err"
finish
