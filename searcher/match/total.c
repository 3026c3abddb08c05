/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How many match in all.  Ten hits need not know: Xapian stops looking when
 * nothing better can come, so the number is found when it is asked for.
 */
#include "error.h"
#include "match_set.h"
#include "str.h"

#include <stdlib.h>

/* Fingerprints; articles without one are all different. */
typedef struct fingerprints {
    uint64_t *list;
    size_t count, without;
} fingerprints;

static void add_fingerprint(void *user, size_t i, morgue_str value)
{
    fingerprints *f = user;

    (void)i;
    if (value.size == sizeof *f->list)
        memcpy(&f->list[f->count++], value.data, value.size);
    else
        f->without++;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static size_t count_distinct(fingerprints *f)
{
    size_t distinct = f->without;

    qsort(f->list, f->count, sizeof *f->list, by_value);
    for (size_t i = 0; i < f->count; i++)
        distinct += i == 0 || f->list[i] != f->list[i - 1];
    return distinct;
}

static morgue_status count_texts(morgue_matches *m, const docid_set *set)
{
    fingerprints f = {calloc(set->count + 1, sizeof *f.list), 0, 0};
    morgue_status status;

    if (f.list == NULL)
        return MORGUE_ENOMEM;
    status = xap_reader_values(m->searcher->reader, SLOT_FINGERPRINT,
                               set->docids, set->count, add_fingerprint, &f,
                               NULL);
    if (status == MORGUE_OK)
        m->result.total = count_distinct(&f);
    free(f.list);
    return status;
}

static morgue_status count(morgue_matches *m)
{
    const docid_set *set;
    morgue_status status = match_set(&set, m, NULL);

    if (status != MORGUE_OK)
        return status;
    m->result.total = set->count;
    return m->all_copies ? MORGUE_OK : count_texts(m, set);
}

uint64_t morgue_matches_total(morgue_matches *m, bool *exact)
{
    if (!m->result.is_exact && count(m) == MORGUE_OK)
        m->result.is_exact = true;
    if (exact)
        *exact = m->result.is_exact;
    return m->result.total;
}
