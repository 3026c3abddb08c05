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
finish
