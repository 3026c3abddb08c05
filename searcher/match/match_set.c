/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match_set.h"

#include "nearness.h"
#include "scan_list.h"

static morgue_status find(morgue_matches *m, morgue_error *err)
{
    xap_reader *reader = m->searcher->reader;
    morgue_status status;

    if (xap_reader_segments(reader) != NULL)
        return scan_docids(&m->all, reader, m->root, true, err);
    status = docid_set_find(&m->all, reader, m->root, err);
    if (status == MORGUE_OK && m->plan.has_nearness)
        status = nearness_keep(&m->all, m->root, reader, err);
    return status;
}

morgue_status match_set_find(morgue_matches *m, morgue_error *err)
{
    morgue_status status;

    if (m->has_all)
        return MORGUE_OK;
    status = matches_check(m, err);
    if (status == MORGUE_OK)
        status = find(m, err);
    if (status == MORGUE_OK)
        status = text_fold_read(&m->texts, m->searcher->reader, &m->all,
                                !m->all_copies, err);
    m->has_all = status == MORGUE_OK;
    if (!m->has_all)
        docid_set_free(&m->all);
    return status;
}
