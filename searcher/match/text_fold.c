/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_fold.h"

#include "error.h"
#include "field.h"
#include "str.h"

#include <stdlib.h>

/* The value of an article without words is empty: it is like no other. */
static void take_print(void *user, size_t i, morgue_str value)
{
    uint64_t *texts = user;

    if (value.size == sizeof *texts)
        memcpy(&texts[i], value.data, value.size);
}

/* A hash table of the first article of each text, at most half full; a free
 * place holds 0, an article its number in the set and 1. */
typedef struct first_table {
    size_t *places;
    size_t mask;
} first_table;

static bool first_table_init(first_table *t, size_t count)
{
    size_t size = 16;

    while (size < 2 * count)
        size *= 2;
    t->places = calloc(size, sizeof *t->places);
    t->mask = size - 1;
    return t->places != NULL;
}

static size_t *place_of(const first_table *t, const uint64_t *texts,
                        uint64_t text)
{
    size_t at = (size_t)text & t->mask;

    while (t->places[at] && texts[t->places[at] - 1] != text)
        at = (at + 1) & t->mask;
    return &t->places[at];
}

/* Mark the articles whose text another one has; returns how many are not the
 * first of their text. */
static size_t find_copies(const first_table *t, const uint64_t *texts,
                          size_t count, bool *is_copied)
{
    size_t copies = 0;

    for (size_t i = 0; i < count; i++) {
        size_t *place;
        if (texts[i] == 0)
            continue;
        place = place_of(t, texts, texts[i]);
        if (*place == 0) {
            *place = i + 1;
            continue;
        }
        is_copied[i] = is_copied[*place - 1] = true;
        copies++;
    }
    return copies;
}

static morgue_status fold(text_fold *f, size_t count, morgue_error *err)
{
    bool *is_copied = calloc(count + 1, sizeof *is_copied);
    first_table table = {NULL, 0};

    if (is_copied == NULL || !first_table_init(&table, count)) {
        free(is_copied);
        return error_no_memory(err);
    }
    f->count = count - find_copies(&table, f->texts, count, is_copied);
    for (size_t i = 0; i < count; i++)
        if (!is_copied[i])
            f->texts[i] = 0;
    free(table.places);
    free(is_copied);
    return MORGUE_OK;
}

morgue_status text_fold_read(text_fold *out, xap_reader *reader,
                             const docid_set *set, bool folds,
                             morgue_error *err)
{
    morgue_status status;

    *out = (text_fold){NULL, set->count};
    if (!folds || set->count == 0)
        return MORGUE_OK;
    out->texts = calloc(set->count, sizeof *out->texts);
    if (out->texts == NULL)
        return error_no_memory(err);
    status = xap_reader_values(reader, SLOT_FINGERPRINT, set->docids,
                               set->count, take_print, out->texts, err);
    if (status == MORGUE_OK)
        status = fold(out, set->count, err);
    if (status != MORGUE_OK || out->count == set->count)
        text_fold_free(out);
    return status;
}

void text_fold_free(text_fold *f)
{
    free(f->texts);
    f->texts = NULL;
}
