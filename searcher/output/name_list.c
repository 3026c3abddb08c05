/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_list.h"

#include "csv_field.h"
#include "match_json.h"
#include "painted_text.h"

#include <stdlib.h>
#include <string.h>

#define KINDS 3

static const char *const kinds[KINDS] = {"person", "org", "place"};

/* Three lists, each sorted: the next name is the first of one of them. */
typedef struct names {
    morgue_facet facets[KINDS];
    size_t at[KINDS];
    uint64_t distinct;
} names;

static morgue_status read_names(names *out, morgue_matches *matches,
                                morgue_str prefix, uint64_t limit,
                                morgue_error *err)
{
    memset(out, 0, sizeof *out);
    for (int i = 0; i < KINDS; i++) {
        morgue_status status = morgue_matches_facet_prefix(
            matches, (morgue_facet_field)(MORGUE_FACET_PERSON + i), prefix,
            limit > SIZE_MAX ? SIZE_MAX : (size_t)limit, &out->facets[i], err);
        if (status != MORGUE_OK)
            return status;
        out->distinct += out->facets[i].distinct;
    }
    return MORGUE_OK;
}

static const morgue_facet_value *next_name(names *n, const char **kind)
{
    int best = -1;
    uint64_t most = 0;

    for (int i = 0; i < KINDS; i++) {
        const morgue_facet *f = &n->facets[i];
        if (n->at[i] < f->count && f->values[n->at[i]].articles > most) {
            most = f->values[n->at[i]].articles;
            best = i;
        }
    }
    if (best < 0)
        return NULL;
    *kind = kinds[best];
    return &n->facets[best].values[n->at[best]++];
}

typedef void (*name_fn)(const morgue_facet_value *v, const char *kind,
                        bool is_first);

static void put_text(const morgue_facet_value *v, const char *kind,
                     bool is_first)
{
    output o = {.file = stdout};
    painter p = {&o, 0, 0, ""};

    (void)is_first;
    printf("%8llu  %-6s  ", (unsigned long long)v->articles, kind);
    paint(&p, v->value);
    paint_line_end(&p);
}

static void put_json(const morgue_facet_value *v, const char *kind,
                     bool is_first)
{
    json_t *name = json_object();

    (void)is_first;
    json_object_set_new(name, "name", json_text(v->value));
    json_object_set_new(name, "type", json_string(kind));
    json_object_set_new(name, "articles",
                        json_integer((json_int_t)v->articles));
    if (v->wikidata.size > 0)
        json_object_set_new(name, "wikidata", json_text(v->wikidata));
    json_write(name, stdout);
}

static void put_json_item(const morgue_facet_value *v, const char *kind,
                          bool is_first)
{
    fputs(is_first ? "\n" : ",\n", stdout);
    put_json(v, kind, is_first);
}

static void put_json_line(const morgue_facet_value *v, const char *kind,
                          bool is_first)
{
    put_json(v, kind, is_first);
    fputc('\n', stdout);
}

static void put_csv(const morgue_facet_value *v, const char *kind,
                    bool is_first)
{
    if (is_first)
        fputs("name,type,articles,wikidata\n", stdout);
    csv_field(stdout, v->value);
    printf(",%s,%llu,", kind, (unsigned long long)v->articles);
    csv_field(stdout, v->wikidata);
    fputc('\n', stdout);
}

static const struct {
    const char *format;
    name_fn put;
    const char *begin;
} formats[] = {
    {"text", put_text, ""},
    {"json", put_json_item, "{\"entities\":["},
    {"ndjson", put_json_line, ""},
    {"csv", put_csv, ""},
};

morgue_status name_list_print(morgue_matches *matches, morgue_str prefix,
                              const char *format, uint64_t limit,
                              uint64_t *distinct, morgue_error *err)
{
    const size_t count = sizeof formats / sizeof *formats;
    const morgue_facet_value *name;
    const char *kind;
    size_t i = 0;
    uint64_t told = 0;
    names all;
    morgue_status status;

    while (i < count && strcmp(formats[i].format, format) != 0)
        i++;
    if (i == count) {
        snprintf(err->message, sizeof err->message,
                 "no place for names in %s: use text, json, ndjson or csv",
                 format);
        return err->status = MORGUE_EINVALID;
    }
    status = read_names(&all, matches, prefix, limit, err);
    if (status != MORGUE_OK)
        return status;
    *distinct = all.distinct;
    fputs(formats[i].begin, stdout);
    for (; (limit == 0 || told < limit) && (name = next_name(&all, &kind));
         told++)
        formats[i].put(name, kind, told == 0);
    if (strcmp(format, "json") == 0)
        printf("\n],\"distinct\":%llu}\n", (unsigned long long)all.distinct);
    if (strcmp(format, "text") == 0 && told < all.distinct)
        printf("%llu of %llu names\n", (unsigned long long)told,
               (unsigned long long)all.distinct);
    return MORGUE_OK;
}
