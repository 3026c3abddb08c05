# SPDX-License-Identifier: GPL-2.0-or-later
# As glass_test.sh, with more documents, changes and widths of docids.
. "${MORGUE_SOURCE:?}/tests/glass/glass_harness.sh"

compare_set edges 11 300 1 2 3
compare_set news 2 1500 4 5
compare_set tiny 5 33000 6
finish
