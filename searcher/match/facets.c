/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "error.h"
#include "match_set.h"
#include "str.h"
#include "tally.h"

static const uint32_t slots[] = {SLOT_SOURCE,  SLOT_LANGUAGE, SLOT_SECTION,
                                 SLOT_PERSONS, SLOT_ORGS,     SLOT_PLACES};

typedef struct count_state {
    tally *values;
    uint64_t without;
    bool has_no_memory;
} count_state;

/* A NUL stands between the names of a slot that has several. */
static void count_values(void *user, size_t i, morgue_str value)
{
    count_state *state = user;

    (void)i;
    state->without += value.size == 0;
    while (value.size > 0) {
        size_t end = str_find_char(value, 0);
        morgue_str one = str_slice(value, 0, end);
        if (one.size > 0 && !tally_add(state->values, one))
            state->has_no_memory = true;
        value = str_slice(value, one.size + 1, value.size);
    }
}

morgue_status morgue_matches_facet(morgue_matches *m, morgue_facet_field which,
                                   size_t limit, morgue_facet *out,
                                   morgue_error *err)
{
    count_state state = {NULL, 0, false};
    const docid_set *set;
    morgue_status status;

    *out = (morgue_facet){NULL, 0, 0, 0, 0};
    if ((unsigned)which >= sizeof slots / sizeof *slots)
        return error_set(err, MORGUE_EINVALID, -1, "no such facet");
    status = match_set(&set, m, err);
    if (status != MORGUE_OK)
        return status;
    state.values = tally_new();
    if (state.values == NULL)
        return error_no_memory(err);
    status = xap_reader_values(m->searcher->reader, slots[which], set->docids,
                               set->count, count_values, &state, err);
    if (status == MORGUE_OK) {
        out->values = tally_top(state.values, limit, &out->count, m->memory);
        if (out->values == NULL || state.has_no_memory)
            status = error_no_memory(err);
    }
    out->distinct = tally_distinct(state.values);
    out->articles = set->count;
    out->without = state.without;
    tally_free(state.values);
    return status;
}
