# SPDX-License-Identifier: GPL-2.0-or-later
# Fields, dates and half-open ranges find what a scan of the articles finds.
. "$(dirname "$0")/harness.sh"
long=http://long.example/$(printf 'a%.0s' {1..300})
printf '{"url": "%s", "title": "Long", "text": "%s"}\n' "$long" \
    'The address of this page is longer than a term of the index may be.' \
    >"$tmp/long.jsonl"
check 'the sample is indexed' status 0 \
    morgue-index "$tmp/index" "$sample/sample.warc.gz" "$sample/sample.tar.gz" \
    "$tmp/long.jsonl"
check 'fields find what a scan finds' python3 \
    "$MORGUE_SOURCE/tests/cli/field_oracle.py" "$tmp/index" \
    "$sample/sample.warc.gz" "$sample/sample.tar.gz" "$tmp/long.jsonl"
check 'a long URL is found' status 0 morgue-search "$tmp/index" "url:$long"
check 'and no other' status 1 morgue-search "$tmp/index" "url:${long}b"
finish
