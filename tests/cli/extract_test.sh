# SPDX-License-Identifier: GPL-2.0-or-later
# morgue-extract: the articles of archives as NDJSON, in archive order.
. "$(dirname "$0")/harness.sh"

check 'the sample is extracted' status 0 morgue-extract \
    --ledger "$tmp/ledger" "$sample/sample.warc.gz" "$sample/sample.tar.gz"
cp "$out" "$tmp/articles"
check 'an article a line that is indexed' [ "$(wc -l <"$tmp/articles")" = \
    "$(grep -c '"fate":"indexed"' "$tmp/ledger")" ]
if command -v python3 >/dev/null; then
    cat >"$tmp/keys.py" <<'PYTHON'
import json, sys
keys = ["url", "title", "byline", "source", "section", "language", "text",
        "published", "published_from", "captured", "entities", "locator",
        "digest"]
last = -1
for line in open(sys.argv[1], encoding="utf-8"):
    article = json.loads(line)
    assert list(article) == keys, list(article)
    text = article["text"].encode()
    for e in article["entities"]:
        assert text[e["begin"]:e["end"]].decode() == e["text"], e
        assert e["type"] in ("person", "org", "place"), e
    locator = article["locator"]
    if "member" not in locator:
        assert locator["offset"] > last, locator
        last = locator["offset"]
PYTHON
    check 'with the keys that are promised, in archive order' \
        python3 "$tmp/keys.py" "$tmp/articles"
fi
check 'one worker' status 0 morgue-extract -j 1 "$sample/sample.warc.gz" \
    "$sample/sample.tar.gz"
check 'says the same' cmp "$out" "$tmp/articles"
check 'three workers' status 0 morgue-extract -j 3 "$sample/sample.warc.gz" \
    "$sample/sample.tar.gz"
check 'say the same' cmp "$out" "$tmp/articles"
check 'standard input' sh -c \
    "morgue-extract - <$sample/sample.warc.gz >$out 2>$err"
check 'says the same but for the name' \
    [ "$(wc -l <"$out")" = "$(grep -c sample.warc.gz "$tmp/articles")" ]
check 'without names' status 0 morgue-extract --no-entities \
    "$sample/sample.warc.gz"
check 'there are none' [ "$(grep -c '"entities":\[\]' "$out")" = \
    "$(wc -l <"$out")" ]
check 'a missing file is 3' status 3 morgue-extract "$tmp/none" \
    "$sample/sample.tar.gz"
check 'and loses no other archive' [ -s "$out" ]
check 'an output that is full is 3' \
    sh -c "morgue-extract $sample/sample.warc.gz >/dev/full 2>$err; [ \$? = 3 ]"
check 'no archive is 2' status 2 morgue-extract
check '--help' status 0 morgue-extract --help
check '--version' status 0 morgue-extract --version
finish
