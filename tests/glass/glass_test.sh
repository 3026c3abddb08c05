# SPDX-License-Identifier: GPL-2.0-or-later
# Segments built in bulk hold what libxapian's own writer makes of the same
# documents, to the last bound, and the same documents make the same bytes; the
# slow test asks more.
. "${MORGUE_SOURCE:?}/tests/glass/glass_harness.sh"

compare_set edges 1 1
mv "$tmp/bulk-edges" "$tmp/one"
check 'other documents are written' write bulk edges 2 1
check 'other documents differ' \
    status 1 "$tools/glass_compare" "$tmp/one" "$tmp/bulk-edges"
rm -rf "$tmp/bulk-edges"
check 'documents are written behind other ones' write again edges 1 1
check 'the same ones are written again' write bulk edges 1 1
for table in postlist position termlist docdata; do
    check "the same documents make the same $table" \
        cmp "$tmp/one/$table.glass" "$tmp/bulk-edges/$table.glass"
    check "a writer that goes on makes the same $table" \
        cmp "$tmp/one/$table.glass" "$tmp/again-edges/$table.glass"
done
finish
