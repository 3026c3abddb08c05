/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query.h"

#include "error.h"
#include "str.h"

#include <stdlib.h>

morgue_status morgue_query_parse(morgue_query **out, morgue_str text,
                                 morgue_match_mode mode, morgue_error *err)
{
    morgue_query *query;
    buffer printed;
    morgue_status status;

    *out = NULL;
    if ((unsigned)mode > MORGUE_MATCH_ANY)
        return error_set(err, MORGUE_EINVALID, -1, "no such mode of matching");
    query = calloc(1, sizeof *query);
    if (query == NULL)
        return error_no_memory(err);
    query->memory = arena_new();
    query->mode = mode;
    query->text = arena_copy(query->memory, text);
    status = query_parse(&query->root, query->text, mode, query->memory, err);
    if (status != MORGUE_OK) {
        morgue_query_free(query);
        return status;
    }
    buffer_init(&printed, SIZE_MAX / 2);
    query_print(query->root, &printed);
    query->printed = arena_copy(query->memory, buffer_view(&printed));
    buffer_free(&printed);
    *out = query;
    return MORGUE_OK;
}

morgue_str morgue_query_print(const morgue_query *query)
{
    return query->printed;
}

void morgue_query_free(morgue_query *query)
{
    if (query == NULL)
        return;
    arena_free(query->memory);
    free(query);
}
