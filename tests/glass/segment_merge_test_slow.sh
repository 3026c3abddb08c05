# SPDX-License-Identifier: GPL-2.0-or-later
# Segments merged hold what libxapian's compaction makes of the same ones.
. "${MORGUE_SOURCE:?}/tests/glass/glass_harness.sh"
command -v xapian-compact >/dev/null || skip 'xapian-compact is not installed'

parts=
oracle=
for part in 'news 1 40' 'edges 2 20' 'tiny 3 0' 'tiny 4 300' 'news 5 1'; do
    # shellcheck disable=SC2086
    set -- $part
    for way in bulk xapian; do
        check "$part is written ($way)" write "$way" "$@"
        mv "$tmp/$way-$1" "$tmp/$way-$2"
    done
    parts="$parts $tmp/bulk-$2"
    oracle="$oracle $tmp/xapian-$2"
done

# shellcheck disable=SC2086
{
    check 'segments are merged' "$tools/glass_merge" "$tmp/bulk-all" $parts
    status 0 xapian-compact $oracle "$tmp/xapian-all"
    check 'the merged one is sound' clean "$tmp/bulk-all"
    check 'it is the same as the compacted one' agree all
    check 'segments are merged again' "$tools/glass_merge" "$tmp/again" $parts
}
for table in postlist position termlist docdata; do
    check "the same segments make the same $table" \
        cmp "$tmp/bulk-all/$table.glass" "$tmp/again/$table.glass"
done
check 'a merged one can be merged' \
    "$tools/glass_merge" "$tmp/bulk-twice" "$tmp/bulk-all" "$tmp/bulk-1"
status 0 xapian-compact "$tmp/xapian-all" "$tmp/xapian-1" "$tmp/xapian-twice"
check 'and is the same as the one compacted twice' agree twice
for seed in 1 2; do
    check "the merged one takes changes $seed" \
        "$tools/glass_churn" "$seed" "$tmp/bulk-twice" "$tmp/xapian-twice"
    check "it is the same after changes $seed" agree twice
    check "it is sound after changes $seed" clean "$tmp/bulk-twice"
done

check 'a changed one can be merged' \
    "$tools/glass_merge" "$tmp/bulk-3rd" "$tmp/bulk-twice" "$tmp/bulk-1"
status 0 xapian-compact "$tmp/xapian-twice" "$tmp/xapian-1" "$tmp/xapian-3rd"
check 'and is the same as the compacted one' status 0 \
    "$tools/glass_compare" --numbered-anew "$tmp/bulk-3rd" "$tmp/xapian-3rd"

# Damage is told, not copied.
cp -r "$tmp/bulk-1" "$tmp/bulk-changed"
check 'a small one is changed' "$tools/glass_churn" 1 "$tmp/bulk-changed"
for table in postlist position termlist docdata; do
    rm -rf "$tmp/hurt" "$tmp/out-dir"
    cp -r "$tmp/bulk-1" "$tmp/hurt"
    truncate -s -5000 "$tmp/hurt/$table.glass"
    check "a short $table is refused" status 1 \
        "$tools/glass_merge" "$tmp/out-dir" "$tmp/bulk-2" "$tmp/hurt"
    check "and said to be so" grep -q 'cut short' "$err"
    for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
        rm -rf "$tmp/hurt" "$tmp/out-dir"
        if [ $((seed % 2)) = 0 ]; then
            cp -r "$tmp/bulk-1" "$tmp/hurt"
        else
            cp -r "$tmp/bulk-changed" "$tmp/hurt"
        fi
        python3 - "$tmp/hurt/$table.glass" $seed <<'EOS'
import random, sys
random.seed(sys.argv[2])
path = sys.argv[1]
data = bytearray(open(path, "rb").read())
for _ in range(200):
    data[random.randrange(len(data))] = random.randrange(256)
open(path, "wb").write(data)
EOS
        "$tools/glass_merge" "$tmp/out-dir" "$tmp/bulk-2" "$tmp/hurt" \
            >"$out" 2>"$err"
        check "damage $seed of $table ends in no crash" [ $? -le 1 ]
    done
done
finish
