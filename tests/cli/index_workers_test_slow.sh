# SPDX-License-Identifier: GPL-2.0-or-later
# The same archives give the same index, whatever the number of workers.
. "$(dirname "$0")/harness.sh"

# Enough for several batches: invented words, by a small generator of numbers.
awk 'BEGIN {
    for (d = 1; d <= 9000; d++) {
        text = ""
        for (i = 0; i < 500; i++) {
            seed = (seed * 1103515245 + 12345 + d) % 2147483648
            text = text "w" int(seed / 65536) % (1 + int(seed / 7) % 9000) " "
        }
        printf "{\"url\":\"http://paper.example/%d\",", d
        printf "\"title\":\"Story %d\",\"text\":\"%s\"}\n", d, text
    }
}' >"$tmp/stories.jsonl"

# All bytes but the identity of a segment, which is made of chance.
tables() { (cd "$1/segments" && cksum */*.glass); }

for workers in 1 2 3; do
    check "$workers workers" status 0 morgue-index -j $workers \
        --no-entities "$tmp/i$workers" "$tmp/stories.jsonl"
    tables "$tmp/i$workers" >"$tmp/tables$workers"
done
check 'there are several segments' [ "$(wc -l <"$tmp/tables1")" -gt 4 ]
check 'two workers give the bytes of one' cmp "$tmp/tables1" "$tmp/tables2"
check 'three too' cmp "$tmp/tables1" "$tmp/tables3"
check 'and the ledgers are the same' \
    cmp <(zcat "$tmp"/i1/ledger/*) <(zcat "$tmp"/i3/ledger/*)
check 'it is sound' status 0 morgue-admin check "$tmp/i2"
check 'little memory' status 0 morgue-index -j 3 --memory 64M \
    --no-entities "$tmp/little" "$tmp/stories.jsonl"
check 'makes smaller segments' [ "$(ls "$tmp/little/segments" | wc -l)" -gt \
    "$(ls "$tmp/i1/segments" | wc -l)" ]
check 'of the same documents' \
    [ "$(morgue-admin stats "$tmp/little" | grep ^documents)" = \
    "$(morgue-admin stats "$tmp/i1" | grep ^documents)" ]
finish
