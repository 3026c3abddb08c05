/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match_set.h"

#include "nearness.h"

morgue_status match_set_find(morgue_matches *m, morgue_error *err)
{
    morgue_status status;

    if (m->has_all)
        return MORGUE_OK;
    status = docid_set_find(&m->all, m->searcher->reader, m->root, err);
    if (status == MORGUE_OK && m->plan.has_nearness)
        status = nearness_keep(&m->all, m->root, m->searcher->reader, err);
    if (status == MORGUE_OK)
        status = text_fold_read(&m->texts, m->searcher->reader, &m->all,
                                !m->all_copies, err);
    m->has_all = status == MORGUE_OK;
    if (!m->has_all)
        docid_set_free(&m->all);
    return status;
}
