/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How many match in all.  Ten hits need not know: Xapian stops looking when
 * nothing better can come, so the number is found when it is asked for.
 */
#include "match_set.h"

uint64_t morgue_matches_total(morgue_matches *m, bool *exact)
{
    if (!m->result.is_exact && match_set_find(m, NULL) == MORGUE_OK) {
        m->result.total = m->texts.count;
        m->result.is_exact = true;
    }
    if (exact)
        *exact = m->result.is_exact;
    return m->result.total;
}
