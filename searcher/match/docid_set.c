/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docid_set.h"

#include "error.h"
#include "plan_query.h"
#include "scan_list.h"

#include <stdlib.h>

static morgue_status take(docid_set *out, const xap_matches *found,
                          morgue_error *err)
{
    out->docids = malloc((found->count + 1) * sizeof *out->docids);
    if (out->docids == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < found->count; i++)
        out->docids[i] = found->match[i].docid;
    out->count = found->count;
    return MORGUE_OK;
}

morgue_status docid_set_find(docid_set *out, xap_reader *reader,
                             const plan_node *node, morgue_error *err)
{
    xap_search_options all = {.limit = UINT64_MAX, .sort_slot = -1,
                              .collapse_slot = -1};
    xap_matches found = {0};
    xap_query *query;
    morgue_status status;

    if (xap_reader_segments(reader) != NULL)
        return scan_docids(out, reader, node, false, err);
    *out = (docid_set){0};
    status = plan_query(&query, node, false, err);
    if (status == MORGUE_OK)
        status = xap_search(&found, reader, query, &all, err);
    if (status == MORGUE_OK)
        status = take(out, &found, err);
    xap_matches_free(&found);
    xap_query_free(query);
    return status;
}

static int by_docid(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

bool docid_set_has(const docid_set *set, uint32_t docid)
{
    return set->count > 0 && bsearch(&docid, set->docids, set->count,
                                     sizeof docid, by_docid) != NULL;
}

void docid_set_free(docid_set *set)
{
    free(set->docids);
    *set = (docid_set){0};
}
