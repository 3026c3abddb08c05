# SPDX-License-Identifier: GPL-2.0-or-later
# An archive that grew is read from where it ended.
. "$(dirname "$0")/harness.sh"

records() { sed -n 's/^\([0-9]*\) records: .*/\1/p' "$err"; }
documents() { morgue-admin stats "$1" | sed -n 's/^documents //p'; }
ledger() { # without what had broken off
    morgue-admin ledger "$1" | grep -v '"fate":"malformed"' |
        sed 's/"file":"[^"]*"//' | sort
}
show_all() { # numbers go round the segments, so that some are nobody's
    local shown=0 count
    count=$(documents "$1")
    for n in $(seq $((count * 2))); do
        morgue-admin show --raw "$1" "$n" >"$tmp/raw" 2>/dev/null &&
            [ -s "$tmp/raw" ] && shown=$((shown + 1))
    done
    [ "$shown" = "$count" ]
}

grows() { # FILE SIZE [BROKEN]: SIZE bytes of it first, all of it then
    local name=grown-$(basename "$1") broken=${3:-0} first all
    rm -rf "$tmp/i" "$tmp/whole"
    head -c "$2" "$1" >"$tmp/$name"
    check "the beginning of $name" status 0 morgue-index "$tmp/i" "$tmp/$name"
    first=$(records)
    cp "$1" "$tmp/$name"
    check 'and the rest' status 0 morgue-index "$tmp/i" "$tmp/$name"
    all=$(($(records) + first))
    check 'once more: it is known' \
        status 0 morgue-index "$tmp/i" "$tmp/$name"
    check 'and not read' [ "$(records)" = 0 ]
    check 'all at once' status 0 morgue-index "$tmp/whole" "$1"
    check 'no record was read twice' [ $(($(records) + broken)) = "$all" ]
    check 'each has the same fate' cmp <(ledger "$tmp/i") <(ledger "$tmp/whole")
    check 'the same articles' \
        [ "$(documents "$tmp/i")" = "$(documents "$tmp/whole")" ]
    check 'are where the index says' status 0 morgue-admin verify "$tmp/i"
    check 'and can be shown' show_all "$tmp/i"
}

# An article in the midst of the sample: where it begins.
middle=$(morgue-extract "$sample/sample.warc.gz" 2>/dev/null |
    sed -n 's/.*"offset":\([0-9]*\),.*/\1/p' | sed -n 20p)
grows "$sample/sample.warc.gz" "$middle"
grows "$sample/sample.warc.gz" $((middle + 500)) 1 # in the midst of a record

gunzip -c "$sample/sample.warc.gz" >"$tmp/plain.warc"
middle=$(morgue-extract "$tmp/plain.warc" 2>/dev/null |
    sed -n 's/.*"offset":\([0-9]*\),.*/\1/p' | sed -n 20p)
grows "$tmp/plain.warc" "$middle"
grows "$tmp/plain.warc" $((middle + 100)) 1

text() { echo "The council of town $1 met on Friday and heard the report."; }
for n in 1 2 3 4 5 6; do
    printf '{"title":"Town %s","text":"%s"}\n' $n "$(text $n)"
done >"$tmp/lines.jsonl"
grows "$tmp/lines.jsonl" $(head -3 "$tmp/lines.jsonl" | wc -c)
{
    echo 'title;published;text'
    for n in 1 2 3 4 5 6; do
        printf 'Town %s;2014-12-0%s;"%s\nAnd so on."\n' $n $n "$(text $n)"
    done
} >"$tmp/rows.csv"
grows "$tmp/rows.csv" $(head -7 "$tmp/rows.csv" | wc -c)
check 'under the right header' grep -q '"2014-12-06"' \
    <(morgue-search --limit 0 --format ndjson "$tmp/i" council)
for n in 1 2 3 4 5 6; do
    printf 'From a@b.example Thu Dec 18 22:05:0%s 2014\nSubject: Town %s\n\n' \
        $n $n
    text $n
    echo
done >"$tmp/box.mbox"
grows "$tmp/box.mbox" $(head -15 "$tmp/box.mbox" | wc -c)
for n in 1 2 3 4 5 6; do
    printf '<DOC>\n<DOCNO> T%s </DOCNO>\n<TEXT>\n%s\n</TEXT>\n</DOC>\n' \
        $n "$(text $n)"
done >"$tmp/docs.sgml"
grows "$tmp/docs.sgml" $(head -18 "$tmp/docs.sgml" | wc -c)
for n in 1 2 3 4 5 6; do
    body=$(printf 'HTTP/1.1 200 OK\nContent-Type: text/plain\n\n%s' "$(text $n)")
    printf 'http://a.example/%s 10.0.0.1 20141218220507 text/plain %s\n%s\n' \
        $n ${#body} "$body"
done >"$tmp/a.arc"
grows "$tmp/a.arc" $(head -15 "$tmp/a.arc" | wc -c)

# What can't be entered is read anew, and what was there is told apart.
(cd "$tmp" && mkdir t && for n in 1 2 3; do text $n >t/$n.txt; done &&
    tar -cf first.tar t/1.txt t/2.txt && cp first.tar t.tar &&
    tar -rf t.tar t/3.txt && cp first.tar grown.tar)
rm -rf "$tmp/i"
check 'a tar' status 0 morgue-index "$tmp/i" "$tmp/grown.tar"
cp "$tmp/t.tar" "$tmp/grown.tar"
check 'that grew' status 0 morgue-index "$tmp/i" "$tmp/grown.tar"
check 'gives each article once' [ "$(documents "$tmp/i")" = 3 ]
# A file that was written anew under the same name has not grown.
{ echo 'title;published;text'; printf 'Other;2014;"%s"\n' "$(text 9)"
    for n in 1 2 3 4 5 6 7 8; do printf 'More;2014;"%s"\n' "$(text 1$n)"; done
} >"$tmp/rows.csv"
rm -rf "$tmp/i"
head -3 "$tmp/lines.jsonl" >"$tmp/same-name"
check 'a file' status 0 morgue-index "$tmp/i" "$tmp/same-name"
cp "$tmp/box.mbox" "$tmp/same-name"
check 'another of its name' status 0 morgue-index "$tmp/i" "$tmp/same-name"
check 'is read from its beginning' [ "$(records)" = 6 ]
finish
