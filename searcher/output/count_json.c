/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "count_json.h"

#include "match_json.h"

static const char *const units[] = {"year", "month", "day"};

static json_t *number(uint64_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *facet_json(const morgue_facet *f)
{
    json_t *out = json_object(), *values = json_array();

    for (size_t i = 0; i < f->count; i++) {
        json_t *value = json_object();
        json_object_set_new(value, "value", json_text(f->values[i].value));
        json_object_set_new(value, "articles", number(f->values[i].articles));
        if (f->values[i].wikidata.size > 0)
            json_object_set_new(value, "wikidata",
                                json_text(f->values[i].wikidata));
        json_array_append_new(values, value);
    }
    json_object_set_new(out, "values", values);
    json_object_set_new(out, "distinct", number(f->distinct));
    json_object_set_new(out, "articles", number(f->articles));
    json_object_set_new(out, "without", number(f->without));
    return out;
}

json_t *facets_json(const answer_facet *facets, size_t count)
{
    json_t *out = json_object();

    for (size_t i = 0; i < count; i++)
        json_object_set_new(out, facets[i].name, facet_json(&facets[i].facet));
    return out;
}

void bucket_label(char out[BUCKET_LABEL_MAX], const morgue_timeline_bucket *b)
{
    int size = snprintf(out, BUCKET_LABEL_MAX, "%04u", b->year % 10000u);

    if (b->month > 0)
        size += snprintf(out + size, BUCKET_LABEL_MAX - (size_t)size, "-%02u",
                         b->month % 100u);
    if (b->day > 0)
        snprintf(out + size, BUCKET_LABEL_MAX - (size_t)size, "-%02u",
                 b->day % 100u);
}

json_t *timeline_json(const morgue_timeline *t, morgue_timeline_unit unit)
{
    json_t *out = json_object(), *buckets = json_array();

    for (size_t i = 0; i < t->count; i++) {
        json_t *bucket = json_object();
        char label[BUCKET_LABEL_MAX];
        bucket_label(label, &t->buckets[i]);
        json_object_set_new(bucket, units[unit], json_string(label));
        json_object_set_new(bucket, "articles",
                            number(t->buckets[i].articles));
        json_object_set_new(bucket, "archived",
                            number(t->buckets[i].archived));
        json_array_append_new(buckets, bucket);
    }
    json_object_set_new(out, "unit", json_string(units[unit]));
    json_object_set_new(out, "buckets", buckets);
    json_object_set_new(out, "articles", number(t->articles));
    json_object_set_new(out, "undated", number(t->undated));
    json_object_set_new(out, "imprecise", number(t->imprecise));
    return out;
}
