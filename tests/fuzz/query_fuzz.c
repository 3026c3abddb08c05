/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a query: a tree that prints itself, or an error with a byte. */
#include "morgue.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    morgue_str text = {(const char *)data, size};
    morgue_match_mode mode =
        size % 2 ? MORGUE_MATCH_ANY : MORGUE_MATCH_ALL;
    morgue_query *query;
    morgue_error err;
    morgue_status status = morgue_query_parse(&query, text, mode, &err);

    if (status == MORGUE_OK && morgue_query_print(query).size == 0)
        abort();
    if (status != MORGUE_OK &&
        (status != MORGUE_EQUERY || err.offset < 0 ||
         (size_t)err.offset > size))
        abort();
    morgue_query_free(query);
    return 0;
}
