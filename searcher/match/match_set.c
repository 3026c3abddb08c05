/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match_set.h"

#include "error.h"
#include "nearness.h"

/* Xapian finds more than the places of the words allow. */
static morgue_status keep_near(docid_set *set, morgue_matches *m,
                               morgue_error *err)
{
    nearness *n = nearness_new(m->root, m->searcher->reader);
    morgue_status status = n ? MORGUE_OK : error_no_memory(err);
    size_t kept = 0;

    for (size_t i = 0; i < set->count && status == MORGUE_OK; i++) {
        bool holds = false;
        status = nearness_holds(n, set->docids[i], &holds, err);
        if (holds)
            set->docids[kept++] = set->docids[i];
    }
    set->count = kept;
    nearness_free(n);
    return status;
}

morgue_status match_set_find(morgue_matches *m, morgue_error *err)
{
    morgue_status status;

    if (m->has_all)
        return MORGUE_OK;
    status = docid_set_find(&m->all, m->searcher->reader, m->root, err);
    if (status == MORGUE_OK && m->plan.has_nearness)
        status = keep_near(&m->all, m, err);
    if (status == MORGUE_OK)
        status = text_fold_read(&m->texts, m->searcher->reader, &m->all,
                                !m->all_copies, err);
    m->has_all = status == MORGUE_OK;
    if (!m->has_all)
        docid_set_free(&m->all);
    return status;
}
