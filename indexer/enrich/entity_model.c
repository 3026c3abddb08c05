/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_model.h"

#include "error.h"
#include "print_match.h"
#include "vector.h"

#include <string.h>

#define MAGIC       "morgueNE"
#define HEADER_SIZE 28

static uint32_t u32_at(const unsigned char *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static uint32_t u16_at(const unsigned char *p)
{
    return p[0] | (uint32_t)p[1] << 8;
}

static const unsigned char *read_steps(entity_model *m, const unsigned char *p)
{
    for (int from = 0; from < TAGS; from++)
        for (int to = 0; to < TAGS; to++, p += 2)
            m->steps[from][to] = (int16_t)u16_at(p);
    return p;
}

morgue_status entity_model_read(entity_model *out, morgue_str data,
                                morgue_error *err)
{
    const unsigned char *p = (const unsigned char *)data.data;
    uint64_t rows, want;
    uint32_t scale;

    if (data.size < HEADER_SIZE || memcmp(p, MAGIC, 8) != 0)
        return error_set(err, MORGUE_EFORMAT, 0, "not an entity model");
    if (u32_at(p + 8) != MODEL_VERSION)
        return error_set(err, MORGUE_EVERSION, 8,
                         "entity model of version %u, expected %d",
                         (unsigned)u32_at(p + 8), MODEL_VERSION);
    memcpy(out->language, p + 12, 4);
    out->language[3] = '\0';
    out->bucket_count = u32_at(p + 16);
    out->entry_count = u32_at(p + 20);
    scale = u32_at(p + 24);
    memcpy(&out->scale, &scale, sizeof scale);
    rows = (uint64_t)out->bucket_count * MODEL_BUCKET;
    want = HEADER_SIZE + 2 * TAGS * TAGS + rows * (2 + MODEL_WEIGHTS) +
           (uint64_t)out->entry_count * 8;
    if (out->bucket_count == 0 ||
        (out->bucket_count & (out->bucket_count - 1)) != 0 || want != data.size)
        return error_set(err, MORGUE_EFORMAT, 16,
                         "entity model of %zu bytes, its head says %llu",
                         data.size, (unsigned long long)want);
    out->prints = read_steps(out, p + HEADER_SIZE);
    out->weights = out->prints + rows * 2;
    out->keys = out->weights + rows * MODEL_WEIGHTS;
    out->facts = out->keys + (size_t)out->entry_count * 4;
    out->is_wide = vector_is_wide();
    entity_model_index(out);
    return MORGUE_OK;
}

/* Keys that do not rise find nothing, but never lead beyond the table. */
void entity_model_index(entity_model *m)
{
    uint32_t at = 0;

    for (uint32_t start = 0; start < 1u << MODEL_START_BITS; start++) {
        m->starts[start] = at;
        while (at < m->entry_count && u32_at(m->keys + (size_t)at * 4) >>
                                          (32 - MODEL_START_BITS) <= start)
            at++;
    }
    m->starts[1 << MODEL_START_BITS] = m->entry_count;
    memset(m->filter, 0, sizeof m->filter);
    for (at = 0; at < m->entry_count; at++) {
        uint32_t key = u32_at(m->keys + (size_t)at * 4);

        m->filter[key >> (32 - MODEL_FILTER_BITS)] |=
            entity_model_filter_bits(key);
    }
}

/*
 * The row of a feature, or some other when it has none: `found` tells.  The
 * buckets are as the trainer filled them, see table_insert() there.
 */
static size_t row_of(const entity_model *m, uint64_t feature, bool *found)
{
    uint32_t mask = m->bucket_count - 1;
    uint32_t one = (uint32_t)feature & mask;
    uint32_t two = (uint32_t)(feature >> 24) & mask;
    unsigned at =
        print_match(m->prints + one * (size_t)8, m->prints + two * (size_t)8,
                    (uint16_t)(feature >> 48 | 1));

    *found = at != PRINT_NONE;
    return (at < MODEL_BUCKET ? one : two) * (size_t)MODEL_BUCKET +
           at % MODEL_BUCKET;
}

/* Whole numbers in any order: vector or not, the sums are the same. */
static inline __attribute__((always_inline)) void
add_all(int16_t *sums, const int8_t *const *rows, size_t count)
{
    int16_t sum[MODEL_WEIGHTS];

    memcpy(sum, sums, sizeof sum);
    for (size_t i = 0; i < count; i++)
        for (int t = 0; t < MODEL_WEIGHTS; t++)
            sum[t] = (int16_t)(sum[t] + rows[i][t]);
    memcpy(sums, sum, sizeof sum);
}

static void add_plain(int16_t *sums, const int8_t *const *rows, size_t count)
{
    add_all(sums, rows, count);
}

VECTOR_WIDE static void add_wide(int16_t *sums, const int8_t *const *rows,
                                 size_t count)
{
    add_all(sums, rows, count);
}

void entity_model_prefetch(const entity_model *m, const uint64_t *features,
                           size_t count)
{
    uint32_t mask = m->bucket_count - 1;

    for (size_t i = 0; i < count; i++) {
        uint32_t one = (uint32_t)features[i] & mask;
        uint32_t two = (uint32_t)(features[i] >> 24) & mask;

        __builtin_prefetch(m->prints + one * (size_t)8);
        __builtin_prefetch(m->prints + two * (size_t)8);
    }
}

size_t entity_model_find(const entity_model *m, const uint64_t *features,
                         size_t count, const int8_t **rows)
{
    size_t size = 0;

    for (size_t i = 0; i < count; i++) {
        bool found;
        size_t row = row_of(m, features[i], &found);

        rows[size] = (const int8_t *)m->weights + row * MODEL_WEIGHTS;
        size += found;
    }
    for (size_t i = 0; i < size; i++)
        __builtin_prefetch(rows[i]);
    return size;
}

void entity_model_sum(const entity_model *m, const int8_t *const *rows,
                      size_t count, int16_t *sums)
{
    if (m->is_wide)
        add_wide(sums, rows, count);
    else
        add_plain(sums, rows, count);
}

#define BATCH 64

void entity_model_add(const entity_model *m, const uint64_t *features,
                      size_t count, int16_t *sums)
{
    const int8_t *rows[BATCH];

    for (size_t size; count > 0; features += size, count -= size) {
        size = count < BATCH ? count : BATCH;
        entity_model_prefetch(m, features, size);
        entity_model_sum(m, rows, entity_model_find(m, features, size, rows),
                         sums);
    }
}

/* Few keys have the same first bits. */
static uint32_t find_facts(const entity_model *m, uint32_t key)
{
    uint32_t at = m->starts[key >> (32 - MODEL_START_BITS)];
    uint32_t end = m->starts[(key >> (32 - MODEL_START_BITS)) + 1];

    for (; at < end; at++)
        if (u32_at(m->keys + (size_t)at * 4) == key)
            return u32_at(m->facts + (size_t)at * 4);
    return 0;
}

/* Most hashes asked for are of phrases that are none. */
uint32_t entity_model_facts(const entity_model *m, uint64_t hash)
{
    return entity_model_may_have(m, hash)
               ? find_facts(m, (uint32_t)(hash >> 32))
               : 0;
}
