/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "front_matter.h"

#include "str.h"

#include <yaml.h>

/* ---- Names of fields ---- */

typedef enum field_kind {
    FIELD_URL,
    FIELD_TITLE,
    FIELD_BYLINE,
    FIELD_SOURCE,
    FIELD_SECTION,
    FIELD_LANGUAGE,
    FIELD_PUBLISHED
} field_kind;

/* As Jekyll, Hugo, Pandoc, scrapers and dumps name them. */
static const struct {
    const char *name;
    field_kind kind;
} names[] = {
    {"url", FIELD_URL},
    {"source_url", FIELD_URL},
    {"canonical_url", FIELD_URL},
    {"original_url", FIELD_URL},
    {"article_url", FIELD_URL},
    {"requested_url", FIELD_URL},
    {"link", FIELD_URL},
    {"permalink", FIELD_URL},
    {"title", FIELD_TITLE},
    {"headline", FIELD_TITLE},
    {"byline", FIELD_BYLINE},
    {"author", FIELD_BYLINE},
    {"authors", FIELD_BYLINE},
    {"creator", FIELD_BYLINE},
    {"source", FIELD_SOURCE},
    {"source_name", FIELD_SOURCE},
    {"publisher", FIELD_SOURCE},
    {"publication", FIELD_SOURCE},
    {"newspaper", FIELD_SOURCE},
    {"outlet", FIELD_SOURCE},
    {"site_name", FIELD_SOURCE},
    {"source_domain", FIELD_SOURCE},
    {"section", FIELD_SECTION},
    {"category", FIELD_SECTION},
    {"language", FIELD_LANGUAGE},
    {"lang", FIELD_LANGUAGE},
    {"published", FIELD_PUBLISHED},
    {"published_time", FIELD_PUBLISHED},
    {"published_at", FIELD_PUBLISHED},
    {"published_date", FIELD_PUBLISHED},
    {"publish_date", FIELD_PUBLISHED},
    {"publishdate", FIELD_PUBLISHED},
    {"publication_date", FIELD_PUBLISHED},
    {"date_published", FIELD_PUBLISHED},
    {"datepublished", FIELD_PUBLISHED},
    {"date_publish", FIELD_PUBLISHED},
    {"pub_date", FIELD_PUBLISHED},
    {"pubdate", FIELD_PUBLISHED},
    {"date", FIELD_PUBLISHED},
    {"datetime", FIELD_PUBLISHED},
    {"timestamp", FIELD_PUBLISHED},
};

/* Case does not count, and "-" and " " stand for "_". */
static bool same_name(morgue_str name, const char *known)
{
    size_t i;

    for (i = 0; i < name.size && known[i]; i++) {
        char c = ascii_lower(name.data[i]);
        if (c == '-' || c == ' ')
            c = '_';
        if (c != known[i])
            return false;
    }
    return i == name.size && known[i] == 0;
}

/* Seconds since 1970, as some dumps have it; milliseconds likewise. */
static bool parse_epoch(civil_date *out, morgue_str s)
{
    uint64_t seconds;
    int year, month, day;

    s = str_slice(s, 0, str_find_char(s, '.'));
    if (s.size < 9 || s.size > 13 || !str_to_u64(s, UINT64_MAX, &seconds))
        return false;
    if (s.size > 11)
        seconds /= 1000;
    civil_date_from_days((int64_t)(seconds / 86400), &year, &month, &day);
    *out = (civil_date){.year = (int16_t)year,
                        .month = (uint8_t)month,
                        .day = (uint8_t)day,
                        .hour = (uint8_t)(seconds / 3600 % 24),
                        .minute = (uint8_t)(seconds / 60 % 60),
                        .second = (uint8_t)(seconds % 60),
                        .precision = DATE_SECOND};
    return true;
}

static void set_published(article *out, morgue_str value)
{
    civil_date date;

    if (!civil_date_parse_iso(&date, value) &&
        !civil_date_parse_rfc822(&date, value) &&
        !parse_epoch(&date, value) && !civil_date_parse_digits(&date, value))
        return;
    if (date.precision <= out->published.precision)
        return;
    out->published = date;
    out->published_from = "format";
}

void front_matter_field(arena *a, article *out, morgue_str name,
                        morgue_str value)
{
    morgue_str *const fields[] = {
        [FIELD_URL] = &out->url,         [FIELD_TITLE] = &out->title,
        [FIELD_BYLINE] = &out->byline,   [FIELD_SOURCE] = &out->source,
        [FIELD_SECTION] = &out->section, [FIELD_LANGUAGE] = &out->language,
    };

    value = str_trim(value);
    if (value.size == 0)
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!same_name(name, names[i].name))
            continue;
        if (names[i].kind == FIELD_PUBLISHED)
            set_published(out, value);
        else if (names[i].kind == FIELD_URL &&
                 str_find(value, STR("://")) == SIZE_MAX)
            return; /* a path within a site is no address */
        else if (fields[names[i].kind]->size == 0)
            *fields[names[i].kind] = arena_copy(a, value);
        return;
    }
}

/* ---- YAML ---- */

/*
 * "---", lines, "---" or "...".  The matter is what stands between.  Text that
 * begins with a thematic break and never ends it has none.
 */
static bool cut_matter(morgue_str *text, morgue_str *matter)
{
    morgue_str rest = *text, line;
    const char *begin;

    if (!str_next_line(&rest, &line) ||
        !str_equal(str_trim(line), STR("---")))
        return false;
    begin = rest.data;
    while (str_next_line(&rest, &line)) {
        line = str_trim(line);
        if (!str_equal(line, STR("---")) && !str_equal(line, STR("...")))
            continue;
        *matter = str_make(begin, (size_t)(line.data - begin));
        *text = rest;
        return true;
    }
    return false;
}

typedef struct matter {
    arena *arena;
    article *out;
    int depth;         /* 1: the pairs of the document's mapping */
    bool expects_key;
    morgue_str key;
    morgue_str list;   /* values of a list, joined */
} matter;

static void take_scalar(matter *m, morgue_str value)
{
    if (m->depth == 1 && m->expects_key) {
        m->key = arena_copy(m->arena, value);
        m->expects_key = false;
    } else if (m->depth == 1) {
        front_matter_field(m->arena, m->out, m->key, value);
        m->expects_key = true;
    } else if (m->depth == 2 && value.size) {
        m->list = m->list.size
                      ? arena_format(m->arena, "%.*s, %.*s",
                                     (int)m->list.size, m->list.data,
                                     (int)value.size, value.data)
                      : arena_copy(m->arena, value);
    }
}

static void end_collection(matter *m)
{
    m->depth--;
    if (m->depth != 1)
        return;
    front_matter_field(m->arena, m->out, m->key, m->list);
    m->list = STR("");
    m->expects_key = true;
}

/* False at the document's end. */
static bool take_event(matter *m, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(m, str_make((const char *)event->data.scalar.value,
                                event->data.scalar.length));
        return true;
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        m->depth++;
        m->expects_key = m->depth == 1;
        return m->depth < 64;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        end_collection(m);
        return true;
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return false;
    default:
        return true;
    }
}

bool front_matter_read(arena *a, morgue_str *text, article *out)
{
    matter m = {.arena = a, .out = out};
    yaml_parser_t parser;
    yaml_event_t event;
    morgue_str yaml;
    bool is_good = true, goes_on = true;

    if (!cut_matter(text, &yaml))
        return true;
    if (!yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.data,
                                 yaml.size);
    while (goes_on) {
        if (!yaml_parser_parse(&parser, &event)) {
            is_good = false;
            break;
        }
        goes_on = take_event(&m, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return is_good;
}
