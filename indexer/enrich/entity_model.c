/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_model.h"

#include "error.h"

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
}

/*
 * The row of a fingerprint within a bucket, or -1.  The buckets are as the
 * trainer filled them: see table_insert() there.
 */
static int64_t find_print(const entity_model *m, uint32_t bucket,
                          uint32_t print)
{
    const unsigned char *p = m->prints + (size_t)bucket * MODEL_BUCKET * 2;

    for (int i = 0; i < MODEL_BUCKET; i++)
        if (u16_at(p + 2 * i) == print)
            return (int64_t)bucket * MODEL_BUCKET + i;
    return -1;
}

const int8_t *entity_model_row(const entity_model *m, uint64_t feature)
{
    uint32_t mask = m->bucket_count - 1;
    uint32_t print = (uint32_t)(feature >> 48) | 1;
    int64_t row = find_print(m, (uint32_t)feature & mask, print);

    if (row < 0)
        row = find_print(m, (uint32_t)(feature >> 24) & mask, print);
    return row < 0 ? NULL : (const int8_t *)m->weights + row * MODEL_WEIGHTS;
}

uint32_t entity_model_facts(const entity_model *m, uint64_t hash)
{
    uint32_t key = (uint32_t)(hash >> 32);
    uint32_t low = m->starts[key >> (32 - MODEL_START_BITS)];
    uint32_t high = m->starts[(key >> (32 - MODEL_START_BITS)) + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (u32_at(m->keys + (size_t)middle * 4) < key)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == m->entry_count || u32_at(m->keys + (size_t)low * 4) != key)
        return 0;
    return u32_at(m->facts + (size_t)low * 4);
}
