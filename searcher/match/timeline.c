/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Texts a year, month or day.
 *
 * A key stands for every bucket that the calendar has, in the order of time.
 * An article counts where its first and its last possible second lie in the
 * same bucket.
 */
#include "civil_date.h"
#include "error.h"
#include "match_set.h"
#include "str.h"
#include "text_count.h"

/* The keys of articles that are in no bucket; buckets follow. */
enum { UNDATED, IMPRECISE, FIRST_BUCKET };

typedef struct counts {
    morgue_timeline_unit unit;
    text_count texts;
    bool has_no_memory;
} counts;

/* The bucket of a value of 14 digits, or SIZE_MAX when it is none. */
static size_t bucket_of(morgue_timeline_unit unit, morgue_str digits)
{
    civil_date d;

    if (!civil_date_parse_digits(&d, digits) || d.precision < DATE_DAY ||
        d.year < 1)
        return SIZE_MAX;
    if (unit == MORGUE_TIMELINE_YEAR)
        return (size_t)d.year;
    if (unit == MORGUE_TIMELINE_MONTH)
        return (size_t)d.year * 12 + d.month - 1u;
    return (size_t)(civil_date_to_days(d.year, d.month, d.day) -
                    civil_date_to_days(1, 1, 1));
}

static morgue_timeline_bucket bucket_at(morgue_timeline_unit unit, size_t i)
{
    morgue_timeline_bucket out = {0, 0, 0, 0, 0};
    int year, month, day;

    if (unit == MORGUE_TIMELINE_DAY) {
        civil_date_from_days((int64_t)i + civil_date_to_days(1, 1, 1), &year,
                             &month, &day);
        out.year = (uint16_t)year;
        out.month = (uint8_t)month;
        out.day = (uint8_t)day;
    } else if (unit == MORGUE_TIMELINE_MONTH) {
        out.year = (uint16_t)(i / 12);
        out.month = (uint8_t)(i % 12 + 1);
    } else {
        out.year = (uint16_t)i;
    }
    return out;
}

static uint32_t key_of(morgue_timeline_unit unit, morgue_str first,
                       morgue_str last)
{
    size_t bucket = bucket_of(unit, first);

    if (bucket == SIZE_MAX)
        return UNDATED;
    if (!str_equal(str_slice(first, 0, 8), str_slice(last, 0, 8)) &&
        bucket != bucket_of(unit, last))
        return IMPRECISE;
    return FIRST_BUCKET + (uint32_t)bucket;
}

static void count_pair(void *user, size_t i, morgue_str first, morgue_str last)
{
    counts *c = user;

    if (!text_count_add(&c->texts, i, key_of(c->unit, first, last)))
        c->has_no_memory = true;
}

static morgue_status count_set(counts *out, morgue_timeline_unit unit,
                               xap_reader *reader, const docid_set *set,
                               const text_fold *texts, morgue_error *err)
{
    morgue_status status;

    *out = (counts){.unit = unit};
    text_count_init(&out->texts, texts, FIRST_BUCKET);
    status = xap_reader_value_pairs(reader, SLOT_PUBLISHED_FIRST,
                                    SLOT_PUBLISHED_LAST, set->docids,
                                    set->count, count_pair, out, err);
    text_count_finish(&out->texts);
    return out->has_no_memory ? error_no_memory(err) : status;
}

/* All that the index holds, copies folded as among the matches. */
static morgue_status count_index(counts *out, morgue_timeline_unit unit,
                                 const morgue_matches *m, morgue_error *err)
{
    xap_reader *reader = m->searcher->reader;
    docid_set set;
    text_fold texts = {NULL, 0};
    morgue_status status = docid_set_find(
        &set, reader, plan_node_new(m->memory, PLAN_ALL), err);

    if (status == MORGUE_OK)
        status = text_fold_read(&texts, reader, &set, !m->all_copies, err);
    if (status == MORGUE_OK)
        status = count_set(out, unit, reader, &set, &texts, err);
    text_fold_free(&texts);
    docid_set_free(&set);
    return status;
}

static void fill(morgue_timeline *out, const counts *matching,
                 const counts *archived, arena *a)
{
    uint32_t begin = FIRST_BUCKET, end = (uint32_t)matching->texts.room;
    size_t kept = 0;
    morgue_timeline_bucket *buckets;

    while (begin < end && text_count_of(&matching->texts, begin) == 0)
        begin++;
    while (end > begin && text_count_of(&matching->texts, end - 1) == 0)
        end--;
    for (uint32_t key = begin; key < end; key++)
        kept += text_count_of(&archived->texts, key) > 0;
    buckets = arena_alloc(a, (kept + 1) * sizeof *buckets);
    for (uint32_t key = begin; key < end; key++) {
        morgue_timeline_bucket *b = &buckets[out->count];
        uint32_t held = text_count_of(&archived->texts, key);
        if (held == 0)
            continue;
        *b = bucket_at(matching->unit, key - FIRST_BUCKET);
        b->articles = text_count_of(&matching->texts, key);
        b->archived = held;
        out->count++;
    }
    out->buckets = buckets;
}

morgue_status morgue_matches_timeline(morgue_matches *m,
                                      morgue_timeline_unit unit,
                                      morgue_timeline *out, morgue_error *err)
{
    counts matching = {0}, archived = {0};
    morgue_status status;

    *out = (morgue_timeline){NULL, 0, 0, 0, 0};
    if ((unsigned)unit > MORGUE_TIMELINE_DAY)
        return error_set(err, MORGUE_EINVALID, -1, "no such unit of time");
    status = match_set_find(m, err);
    if (status == MORGUE_OK)
        status = count_set(&matching, unit, m->searcher->reader, &m->all,
                           &m->texts, err);
    if (status == MORGUE_OK)
        status = count_index(&archived, unit, m, err);
    if (status == MORGUE_OK) {
        fill(out, &matching, &archived, m->memory);
        out->articles = m->texts.count;
        out->undated = text_count_of(&matching.texts, UNDATED);
        out->imprecise = text_count_of(&matching.texts, IMPRECISE);
    }
    text_count_free(&matching.texts);
    text_count_free(&archived.texts);
    return status;
}
