# SPDX-License-Identifier: GPL-2.0-or-later
# As glass_test.sh, with more documents, changes and widths of docids.
. "${MORGUE_SOURCE:?}/tests/glass/glass_harness.sh"

compare_set edges 1 30 1
compare_set edges 11 300 1 2 3
compare_set news 2 1500 4 5
compare_set tiny 5 33000 6

# libxapian misreads some data of its own making; of ours it must not.
rm -rf "$tmp"/bulk-*
check 'runs are written' write bulk runs 1 0
check 'runs can be read' clean "$tmp/bulk-runs"
check 'runs can be read as documents' \
    status 0 "$tools/glass_compare" "$tmp/bulk-runs" "$tmp/bulk-runs"
check 'runs are a test: libxapian writes them' write xapian runs 1 0

# A comparison that can't fail shows nothing.
rm -rf "$tmp"/bulk-*
check 'news is written' write bulk news 2 50
mv "$tmp/bulk-news" "$tmp/one"
check 'other news is written' write bulk news 6 50
check 'other documents differ' \
    status 1 "$tools/glass_compare" "$tmp/one" "$tmp/bulk-news"
check 'news is written again' write bulk edges 2 50
rm -rf "$tmp/bulk-news"
check 'the same news is written' write bulk news 2 50
check 'the same documents do not differ' \
    status 0 "$tools/glass_compare" "$tmp/one" "$tmp/bulk-news"
for table in postlist position termlist docdata; do
    check "the same documents make the same $table" \
        cmp "$tmp/one/$table.glass" "$tmp/bulk-news/$table.glass"
done
finish
