/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match_json.h"

#include <stdlib.h>
#include <string.h>

/*
 * Strings of an index are UTF-8, except where the archive's own names are
 * not: bytes outside ASCII of such a name become question marks.
 */
static json_t *damaged_text(morgue_str s)
{
    char *copy = malloc(s.size + 1);
    json_t *out;

    if (copy == NULL)
        return NULL;
    for (size_t i = 0; i < s.size; i++)
        copy[i] = (unsigned char)s.data[i] < 0x80 ? s.data[i] : '?';
    out = json_stringn(copy, s.size);
    free(copy);
    return out;
}

json_t *json_text(morgue_str s)
{
    json_t *out;

    if (s.size == 0)
        return json_null();
    out = json_stringn(s.data, s.size);
    return out ? out : damaged_text(s);
}

static json_t *marks_json(const morgue_mark *marks, size_t count)
{
    json_t *out = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(out, json_pack("[I,I]",
                                             (json_int_t)marks[i].begin,
                                             (json_int_t)marks[i].end));
    return out;
}

static json_t *locator_json(const morgue_match *m)
{
    json_t *out = json_object();

    json_object_set_new(out, "file", json_text(m->file));
    if (m->member.size > 0)
        json_object_set_new(out, "member", json_text(m->member));
    if (m->record_offset >= 0)
        json_object_set_new(out, "offset", json_integer(m->record_offset));
    if (m->record_length >= 0)
        json_object_set_new(out, "length", json_integer(m->record_length));
    return out;
}

static json_t *snippet_json(const morgue_match *m)
{
    json_t *out = json_object();
    json_t *text = m->snippet.size ? json_text(m->snippet) : json_string("");

    json_object_set_new(out, "text", text);
    json_object_set_new(out, "marks", marks_json(m->marks, m->mark_count));
    json_object_set_new(out, "begin",
                        json_integer((json_int_t)m->snippet_begin));
    json_object_set_new(out, "end", json_integer((json_int_t)m->snippet_end));
    if (m->snippet_gap > 0)
        json_object_set_new(out, "gap",
                            json_pack("[I, I]", (json_int_t)m->snippet_gap,
                                      (json_int_t)m->snippet_resumed));
    return out;
}

json_t *match_json(const morgue_match *m)
{
    const struct {
        const char *key;
        morgue_str value;
    } strings[] = {
        {"url", m->url},           {"title", m->title},
        {"byline", m->byline},     {"source", m->source},
        {"section", m->section},   {"language", m->language},
        {"published", m->published}, {"published_from", m->published_from},
        {"captured", m->captured},
    };
    json_t *out = json_object();

    json_object_set_new(out, "rank", json_integer((json_int_t)m->rank));
    json_object_set_new(out, "score", json_real(m->score));
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        json_object_set_new(out, strings[i].key, json_text(strings[i].value));
    json_object_set_new(out, "locator", locator_json(m));
    json_object_set_new(out, "copies", json_integer((json_int_t)m->copies));
    json_object_set_new(out, "title_marks",
                        marks_json(m->title_marks, m->title_mark_count));
    json_object_set_new(out, "snippet", snippet_json(m));
    if (m->replay.size > 0)
        json_object_set_new(out, "replay", json_text(m->replay));
    return out;
}

void json_write(json_t *value, FILE *file)
{
    json_dumpf(value, file,
               JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(6));
    json_decref(value);
}
