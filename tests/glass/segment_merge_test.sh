# SPDX-License-Identifier: GPL-2.0-or-later
# Segments merged are sound and hold what one segment of all would; the slow
# test asks more.
. "${MORGUE_SOURCE:?}/tests/glass/glass_harness.sh"

check 'one segment is written' write bulk news 1 8
check 'another one is written' write bulk tiny 2 50
check 'they are merged' "$tools/glass_merge" "$tmp/all" "$tmp/bulk-news" \
    "$tmp/bulk-tiny"
check 'the merged one is sound' clean "$tmp/all"
status 0 xapian-compact "$tmp/bulk-news" "$tmp/bulk-tiny" "$tmp/compacted"
check 'it is the same as a compacted one' \
    status 0 "$tools/glass_compare" "$tmp/all" "$tmp/compacted"

# What libxapian has changed becomes as it is written by us, one segment or
# several, without the numbers of documents that are gone.
for seed in 1 2 3; do
    rm -rf "$tmp"/changed* "$tmp/anew" "$tmp/both" "$tmp/compacted"
    check 'a segment is written' write bulk edges $seed 20
    mv "$tmp/bulk-edges" "$tmp/changed"
    cp -r "$tmp/bulk-news" "$tmp/changed-2"
    check 'libxapian changes it' \
        "$tools/glass_churn" $seed "$tmp/changed" "$tmp/changed-2"
    check 'it is written anew' "$tools/glass_merge" "$tmp/anew" "$tmp/changed"
    check 'it is sound' clean "$tmp/anew"
    check 'it is the same' status 0 "$tools/glass_compare" --numbered-anew \
        "$tmp/changed" "$tmp/anew"
    check 'it is written anew once more' \
        "$tools/glass_merge" "$tmp/again" "$tmp/changed"
    for table in postlist position termlist docdata; do
        check "with the same $table" \
            cmp "$tmp/anew/$table.glass" "$tmp/again/$table.glass"
    done
    rm -rf "$tmp/again"
    check 'two are merged' "$tools/glass_merge" "$tmp/both" \
        "$tmp/changed" "$tmp/changed-2"
    status 0 xapian-compact "$tmp/changed" "$tmp/changed-2" "$tmp/compacted"
    check 'they are sound' clean "$tmp/both"
    check 'and the same as compacted ones' status 0 "$tools/glass_compare" \
        --numbered-anew "$tmp/compacted" "$tmp/both"
done
finish
