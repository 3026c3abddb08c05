/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Articles a year, month or day.
 *
 * A count stands for every bucket that the calendar has, in the order of time;
 * most of these pages of memory are never touched.  An article counts where
 * its first and its last possible second lie in the same bucket.
 */
#include "civil_date.h"
#include "error.h"
#include "match_set.h"
#include "str.h"

#include <stdlib.h>

#define YEAR_MAX 9999

typedef struct counts {
    morgue_timeline_unit unit;
    size_t bucket_count;
    uint32_t *buckets;
    uint64_t dated, imprecise;
} counts;

/* The bucket of a value of 14 digits, or SIZE_MAX when it is none. */
static size_t bucket_of(morgue_timeline_unit unit, morgue_str digits)
{
    civil_date d;

    if (!civil_date_parse_digits(&d, digits) || d.precision < DATE_DAY)
        return SIZE_MAX;
    if (unit == MORGUE_TIMELINE_YEAR)
        return (size_t)d.year;
    if (unit == MORGUE_TIMELINE_MONTH)
        return (size_t)d.year * 12 + d.month - 1u;
    return (size_t)(civil_date_to_days(d.year, d.month, d.day) -
                    civil_date_to_days(1, 1, 1));
}

static size_t bucket_count(morgue_timeline_unit unit)
{
    if (unit == MORGUE_TIMELINE_YEAR)
        return YEAR_MAX + 1;
    if (unit == MORGUE_TIMELINE_MONTH)
        return (YEAR_MAX + 1) * 12;
    return (size_t)(civil_date_to_days(YEAR_MAX, 12, 31) -
                    civil_date_to_days(1, 1, 1)) + 1;
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

static void count_pair(void *user, morgue_str first, morgue_str last)
{
    counts *c = user;
    size_t bucket = bucket_of(c->unit, first);

    if (bucket >= c->bucket_count)
        return;
    c->dated++;
    if (str_equal(str_slice(first, 0, 8), str_slice(last, 0, 8)) ||
        bucket == bucket_of(c->unit, last))
        c->buckets[bucket]++;
    else
        c->imprecise++;
}

/* set NULL: all articles of the index. */
static morgue_status count_all(counts *out, morgue_timeline_unit unit,
                               xap_reader *reader, const docid_set *set,
                               morgue_error *err)
{
    *out = (counts){unit, bucket_count(unit), NULL, 0, 0};
    out->buckets = calloc(out->bucket_count, sizeof *out->buckets);
    if (out->buckets == NULL)
        return error_no_memory(err);
    return xap_reader_value_pairs(
        reader, SLOT_PUBLISHED_FIRST, SLOT_PUBLISHED_LAST,
        set ? set->docids : NULL, set ? set->count : 0, count_pair, out, err);
}

static void fill(morgue_timeline *out, const counts *matching,
                 const counts *archived, arena *a)
{
    size_t begin = 0, end = matching->bucket_count, kept = 0;
    morgue_timeline_bucket *buckets;

    while (begin < end && matching->buckets[begin] == 0)
        begin++;
    while (end > begin && matching->buckets[end - 1] == 0)
        end--;
    for (size_t i = begin; i < end; i++)
        kept += archived->buckets[i] > 0;
    buckets = arena_alloc(a, (kept + 1) * sizeof *buckets);
    for (size_t i = begin; i < end; i++) {
        if (archived->buckets[i] == 0)
            continue;
        buckets[out->count] = bucket_at(matching->unit, i);
        buckets[out->count].articles = matching->buckets[i];
        buckets[out->count++].archived = archived->buckets[i];
    }
    out->buckets = buckets;
}

morgue_status morgue_matches_timeline(morgue_matches *m,
                                      morgue_timeline_unit unit,
                                      morgue_timeline *out, morgue_error *err)
{
    xap_reader *reader = m->searcher->reader;
    counts matching = {0}, archived = {0};
    const docid_set *set;
    morgue_status status;

    *out = (morgue_timeline){NULL, 0, 0, 0, 0};
    if ((unsigned)unit > MORGUE_TIMELINE_DAY)
        return error_set(err, MORGUE_EINVALID, -1, "no such unit of time");
    status = match_set(&set, m, err);
    if (status == MORGUE_OK)
        status = count_all(&matching, unit, reader, set, err);
    if (status == MORGUE_OK)
        status = count_all(&archived, unit, reader, NULL, err);
    if (status == MORGUE_OK) {
        fill(out, &matching, &archived, m->memory);
        out->articles = set->count;
        out->undated = set->count - matching.dated;
        out->imprecise = matching.imprecise;
    }
    free(matching.buckets);
    free(archived.buckets);
    return status;
}
