# SPDX-License-Identifier: GPL-2.0-or-later
# morgue-search as a whole: its options, formats, statuses and messages.
. "${MORGUE_SOURCE:?}/tests/cli/harness.sh"

index=$tmp/index
status 0 morgue-index "$index" "$sample/sample.warc.gz" \
    "$sample/sample.tar.gz" || { cat "$err"; exit 1; }

search() { # STATUS OPTION...: before the index
    local want=$1
    shift
    status "$want" morgue-search "$@"
}
prints() { grep -qF -- "$1" "$out"; }
prints_no() { ! prints "$1"; }
complains() { grep -qF -- "$1" "$err" && [ "$(wc -l <"$err")" = 1 ]; }
json() { # PYTHON-EXPRESSION over d, the object, and rows, the lines
    python3 - "$out" "$1" <<'P'
import json, sys
lines = open(sys.argv[1], encoding="utf-8").read()
try: d = json.loads(lines); rows = [d]
except ValueError: rows = [json.loads(l) for l in lines.splitlines()]; d = rows[0]
sys.exit(not eval(sys.argv[2]))
P
}

# What is printed
check 'matches are found' search 0 "$index" flood
check 'text marks the hits' prints '**flood'
check 'no match is status 1' search 1 "$index" zyzzyva
check 'and says so' prints 'no match'
: >"$tmp/empty.warc"
check 'an index without articles' \
    status 0 morgue-index "$tmp/bare" "$tmp/empty.warc"
check 'has no match either' search 1 --facet person --timeline year \
    "$tmp/bare" 'flood OR "high water"'
check 'words of the line are one query' search 0 "$index" '"righteous' 'deed"'
check 'a phrase is marked whole' prints '**righteous deed**'
check 'a word with a hyphen excludes' search 1 "$index" flood -flood
check 'options may follow the index' search 0 "$index" flood --limit=1 --count
check 'count prints a number alone' grep -qxE '[0-9]+' "$out"
check 'count beside a facet' search 0 --count --facet source "$index" flood
check 'prints the facet' prints 'by source'
check 'but no match' prints_no '**flood'
check 'nearness is shown as it is asked for' \
    search 0 --format=ndjson "$index" 'person:Meehan NEAR/10 government'
check 'within one passage' json 'all(len(r["snippet"]["marks"]) >= 2 for r in rows)'
check 'a time of capture is converted' \
    search 0 --explain "$index" captured:2014-12-18T22:05+09:00
check 'to UTC' prints '(range 2 20141218130500 20141218130559)'
check 'explain prints the tree' search 0 --explain "$index" flood
check 'as an s-expression' prints 'query: (word "flood")'

# NDJSON and JSON
check 'ndjson' search 0 --format=ndjson --limit 0 "$index" flood
check 'a line a match' json 'len(rows) > 3 and [r["rank"] for r in rows] == list(range(1, len(rows) + 1))'
check 'all keys' json 'all({"rank", "score", "url", "title", "byline", "source", "language", "published", "published_from", "captured", "locator", "copies", "snippet"} <= set(r) for r in rows)'
check 'marks are bytes that hold the word' json 'all("flood" in r["snippet"]["text"].encode()[b:e].decode().lower() for r in rows for b, e in r["snippet"]["marks"])'
check 'some marks' json 'sum(len(r["snippet"]["marks"]) for r in rows) >= len(rows) // 2'
cp "$out" "$tmp/all"
check 'offset' search 0 --format=ndjson --offset 2 --limit 2 "$index" flood
check 'passes over' json '[r["rank"] for r in rows] == [3, 4]'
check 'same as in all' cmp <(sed -n 3,4p "$tmp/all") "$out"
check 'snippet 0' search 0 --format=ndjson --snippet 0 "$index" flood
check 'gives none' json 'all(r["snippet"]["text"] == "" for r in rows)'
check 'json' search 0 --format=json --facet source:2 --facet person --timeline year -n2 "$index" flood
check 'total, exact, took, hits' json 'd["total"] >= 2 and isinstance(d["exact"], bool) and d["took_ms"] > 0 and len(d["hits"]) == 2'
check 'facets have counts' json 'len(d["facets"]["source"]["values"]) == 2 and d["facets"]["source"]["articles"] >= d["facets"]["source"]["values"][0]["articles"] > 0'
check 'a facet of names' json 'len(d["facets"]["person"]["values"]) > 2'
check 'timeline counts what there is' json 'd["timeline"]["unit"] == "year" and all(0 <= b["articles"] <= b["archived"] for b in d["timeline"]["buckets"])'
check 'timeline adds up' json 'sum(b["articles"] for b in d["timeline"]["buckets"]) + d["timeline"]["undated"] + d["timeline"]["imprecise"] == d["timeline"]["articles"]'
check 'no match as json' search 1 --format=json "$index" zyzzyva
check 'is whole' json 'd["total"] == 0 and d["hits"] == []'

# Counts against the matches themselves
cat >"$tmp/recount.py" <<'P'
import collections, json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
rows = [json.loads(l) for l in open(sys.argv[2], encoding="utf-8")]
languages = collections.Counter(r["language"] for r in rows if r["language"])
years = collections.Counter(r["published"][:4] for r in rows if r["published"])
told = {v["value"]: v["articles"] for v in d["facets"]["language"]["values"]}
ok = told == languages and d["facets"]["language"]["articles"] == len(rows)
told = {b["year"]: b["articles"] for b in d["timeline"]["buckets"] if b["articles"]}
sys.exit(not (ok and len(rows) > 2 and told == years))
P
for query in '*' flood 'person:Meehan OR storm' 'flood NEAR/50 river'; do
    check 'all matches' search 0 --format=ndjson -n0 --all-copies "$index" "$query"
    mv "$out" "$tmp/rows"
    check 'and their counts' search 0 --format=json --all-copies --facet language:0 --timeline year "$index" "$query"
    check "are the same: $query" python3 "$tmp/recount.py" "$out" "$tmp/rows"
done

# Copies: one text of three pages and two outlets, another of one page
story='The harbour of Port Ellery was closed on Monday after a crane fell into the water near the pier.'
for page in a.example/1:2014-11-30 a.example/2:2014-12-01 b.example/1:2014-12-02; do
    printf '{"url": "http://%s", "title": "Crane falls", "published": "%s", "text": "%s It was raised again in the night, said the harbour master."}\n' \
        "${page%%:*}" "${page#*:}" "$story"
done >"$tmp/copies.jsonl"
printf '{"url": "http://b.example/2", "title": "Harbour opens", "text": "%s It is open again since Tuesday, and all ferries go by the timetable."}\n' "$story" >>"$tmp/copies.jsonl"
check 'copies are indexed' status 0 morgue-index "$tmp/copies" "$tmp/copies.jsonl"
counted='{v["value"]: v["articles"] for v in d["facets"]["source"]["values"]}'
check 'copies are folded' search 0 --format=json --facet source --timeline month "$tmp/copies" harbour
check 'in the total' json 'd["total"] == 2 == d["facets"]["source"]["articles"] == d["timeline"]["articles"]'
check 'a text counts for each outlet, once' json "$counted"' == {"a.example": 1, "b.example": 2}'
check 'and in each month, once' json '[(b["month"], b["articles"], b["archived"]) for b in d["timeline"]["buckets"]] == [("2014-11", 1, 1), ("2014-12", 1, 1)] and d["timeline"]["undated"] == 1'
check 'or each article' search 0 --format=json --all-copies --facet source --timeline month "$tmp/copies" harbour
check 'counts' json 'd["total"] == 4 == d["facets"]["source"]["articles"] and '"$counted"' == {"a.example": 2, "b.example": 2} and [b["archived"] for b in d["timeline"]["buckets"]] == [1, 2]'

# Names
check 'entities' search 0 --entities= "$index"
check 'rank the names' prints 'person'
check 'by a word of them' search 0 --format=ndjson --entities=meeh "$index"
check 'in full' json 'any(r["name"] == "Bernadette Meehan" and r["type"] == "person" and r["articles"] > 0 for r in rows)'
check 'by several words' search 0 --format=ndjson --entities='Bernadette Mee' "$index"
check 'finds the same' json '[r["name"] for r in rows] == ["Bernadette Meehan"]'
check 'of a query' search 0 --format=json --limit 5 --entities= "$index" 'org:"Sony Pictures"'
check 'tells who is named with it' json 'len(d["entities"]) == 5 < d["distinct"]'
check 'no such name' search 1 --entities=zyzzyva "$index"
check 'counts need no query' search 0 --timeline=year "$index"
check 'and print no match' bash -c '! grep -q "^1\\. " "$1"' - "$out"

# Order and dates
check 'newest first' search 0 --format=ndjson --sort newest -n0 "$index" flood
check 'descends' json '[r["published"][:10] for r in rows if r["published"]] == sorted((r["published"][:10] for r in rows if r["published"]), reverse=True)'
check 'oldest first' search 0 --format=ndjson --sort=oldest -n 0 "$index" flood
check 'ascends' json '[r["published"][:10] for r in rows if r["published"]] == sorted(r["published"][:10] for r in rows if r["published"])'
check 'from and to' search 0 --format=ndjson --from 2007 --to 2007-12-31 "$index" flood
check 'bound the dates' json 'all(r["published"].startswith("2007") for r in rows)'
check 'match any' search 0 --match any --format=ndjson "$index" flood zyzzyva

# Exports
check 'csv' search 0 --format=csv -n0 "$index" flood
check 'has a row a match' python3 -c '
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
sys.exit(len(rows) < 3 or any(None in r or None in r.values() for r in rows))' "$out"
check 'ris' search 0 --format=ris "$index" flood
check 'begins and ends' [ "$(grep -c '^TY  - NEWS' "$out")" = "$(grep -c '^ER  - ' "$out")" ]
check 'bibtex' search 0 --format=bibtex "$index" flood
check 'keys differ' [ -z "$(grep '^@article' "$out" | sort | uniq -d)" ]
check 'replay' search 0 --format=ndjson --replay 'https://a.example/{timestamp}/{url}' "$index" flood
check 'links land on the quotation' json 'all(r["url"] is None or (r["replay"].startswith("https://a.example/" + ("".join(c for c in r["captured"] if c.isdigit()) if r["captured"] else r["published"][:10].replace("-", ""))) and "/" + r["url"] in r["replay"] and ("#:~:text=" in r["replay"]) == bool(r["snippet"]["marks"])) for r in rows)'

# Usage
check 'help' search 0 --help
check 'version names the schema' search 0 --version
check 'with a number' grep -qE 'schema [0-9]+' "$out"
check 'no index named' search 2
check 'no query' search 2 "$index"
check 'says what is missing' complains 'QUERY: missing'
check 'an unknown option' search 2 --wrong "$index" flood
check 'is named' complains '--wrong'
check 'a bad number' search 2 --limit=ten "$index" flood
check 'is named too' complains 'ten'
check 'a bad format' search 2 --format=xml "$index" flood
check 'a bad date' search 2 --from=yesterday "$index" flood
check 'is quoted' complains 'yesterday'
check 'facets in csv' search 2 --format=csv --facet=source "$index" flood
check 'a quote left open' search 2 "$index" '"never closed'
check 'names the byte' complains 'byte 0'
check 'what is no index' search 3 "$tmp/none" flood
check 'is one line' complains "$tmp/none"
check 'a full disk' bash -c 'morgue-search "$1" flood >/dev/full 2>"$2"; [ $? = 3 ]' - "$index" "$err"
check 'is told' complains 'standard output'

finish
