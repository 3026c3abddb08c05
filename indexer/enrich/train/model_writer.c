/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "model_writer.h"

#include "error.h"
#include "heap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEIGHT_MAX 127
#define KICKS_MAX  500

typedef struct table {
    uint32_t bucket_count;
    uint32_t *rows; /* the row in each place, plus 1; 0: free */
} table;

static uint32_t bucket_of(const table *t, uint64_t feature, bool second)
{
    return (uint32_t)(second ? feature >> 24 : feature) & (t->bucket_count - 1);
}

static uint32_t *free_place(table *t, uint32_t bucket)
{
    for (uint32_t i = 0; i < MODEL_BUCKET; i++)
        if (t->rows[bucket * MODEL_BUCKET + i] == 0)
            return &t->rows[bucket * MODEL_BUCKET + i];
    return NULL;
}

/*
 * Put a row into one of its two buckets; when both are full it takes the
 * place of another, which moves on to its own second bucket, and so on.
 * False: the last one moved has no place, and is gone.
 */
static bool table_insert(table *t, const crf_weights *w, uint32_t row)
{
    bool second = false;

    for (uint32_t kicks = 0; kicks < KICKS_MAX; kicks++) {
        uint64_t feature = w->features[row];
        uint32_t one = bucket_of(t, feature, false);
        uint32_t two = bucket_of(t, feature, true), kicked, *place;

        place = free_place(t, one);
        if (!place)
            place = free_place(t, two);
        if (place) {
            *place = row + 1;
            return true;
        }
        place = &t->rows[(second ? two : one) * MODEL_BUCKET +
                         kicks * 2654435761u % MODEL_BUCKET];
        kicked = *place - 1;
        second =
            bucket_of(t, w->features[kicked], false) == (second ? two : one);
        *place = row + 1;
        row = kicked;
    }
    return false;
}

static uint32_t power_of_two(size_t least)
{
    uint32_t n = 1;

    while (n < least)
        n *= 2;
    return n;
}

static void put32(FILE *f, uint32_t v)
{
    for (int i = 0; i < 4; i++, v >>= 8)
        putc((int)(v & 0xff), f);
}

static void put16(FILE *f, uint32_t v)
{
    putc((int)(v & 0xff), f);
    putc((int)(v >> 8 & 0xff), f);
}

/* The largest weights are cut, so that the many small ones stay apart. */
static float scale_of(const crf_weights *w)
{
    (void)w;
    return 6.0f / WEIGHT_MAX;
}

static int small_int(float weight, float scale, int limit)
{
    float value = roundf(weight / scale);

    if (value > (float)limit)
        return limit;
    return value < (float)-limit ? -limit : (int)value;
}

static void write_steps(FILE *f, const crf_weights *w, float scale)
{
    for (int from = 0; from < TAGS; from++)
        for (int to = 0; to < TAGS; to++)
            put16(f, (uint32_t)small_int(w->steps[from][to], scale, 20000));
}

static void write_rows(FILE *f, const table *t, const crf_weights *w,
                       float scale)
{
    uint32_t places = t->bucket_count * MODEL_BUCKET;

    for (uint32_t i = 0; i < places; i++)
        put16(f, t->rows[i] ? (uint32_t)(w->features[t->rows[i] - 1] >> 48) | 1
                            : 0);
    for (uint32_t i = 0; i < places; i++)
        for (int k = 0; k < MODEL_WEIGHTS; k++)
            putc(t->rows[i] ? small_int(w->rows[t->rows[i] - 1][k], scale,
                                        WEIGHT_MAX) &
                                  0xff
                            : 0,
                 f);
}

static void write_lexicon(FILE *f, const lexicon *l)
{
    for (size_t i = 0; i < l->count; i++)
        put32(f, l->entries[i].key);
    for (size_t i = 0; i < l->count; i++)
        put32(f, l->entries[i].facts);
}

static void write_all(FILE *f, const char *language, const table *t,
                      const crf_weights *w, const lexicon *l)
{
    float scale = scale_of(w);
    char name[4] = {0};
    uint32_t bits;

    memcpy(&bits, &scale, sizeof bits);
    memcpy(name, language, strnlen(language, 3));
    fwrite("morgueNE", 1, 8, f);
    put32(f, MODEL_VERSION);
    fwrite(name, 1, 4, f);
    put32(f, t->bucket_count);
    put32(f, (uint32_t)l->count);
    put32(f, bits);
    write_steps(f, w, scale);
    write_rows(f, t, w, scale);
    write_lexicon(f, l);
}

morgue_status model_write(const char *path, const char *language,
                          const crf_weights *w, const lexicon *l,
                          morgue_error *err)
{
    table t = {power_of_two(w->count / MODEL_BUCKET + 1), NULL};
    size_t lost = 0;
    FILE *f = fopen(path, "wb");
    bool failed;

    if (!f)
        return error_set_errno(err, "%s", path);
    t.rows = heap_new((size_t)t.bucket_count * MODEL_BUCKET, sizeof *t.rows);
    for (size_t i = 0; i < w->count; i++)
        lost += !table_insert(&t, w, (uint32_t)i);
    fprintf(stderr, "%zu features, %zu without room; %zu lexicon entries\n",
            w->count, lost, l->count);
    write_all(f, language, &t, w, l);
    free(t.rows);
    failed = ferror(f) != 0;
    if (fclose(f) != 0 || failed)
        return error_set_errno(err, "%s", path);
    return MORGUE_OK;
}
