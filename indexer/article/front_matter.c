/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "front_matter.h"

#include "named_field.h"
#include "str.h"

#include <yaml.h>

bool front_matter_begins(morgue_str text)
{
    morgue_str line;

    return str_next_line(&text, &line) &&
           (str_equal(line, STR("---")) || str_equal(line, STR("+++")));
}

/*
 * "---", lines, "---" or "..."; or "+++", lines, "+++".  The matter is what
 * stands between.  Text that begins with a thematic break and never ends it
 * has none.
 */
static bool cut_matter(morgue_str *text, morgue_str *matter, bool *is_toml)
{
    morgue_str rest = *text, line;
    const char *begin;

    if (!str_next_line(&rest, &line) ||
        !front_matter_begins(str_trim(*text)))
        return false;
    *is_toml = str_starts_with(str_trim(line), STR("+"));
    begin = rest.data;
    while (str_next_line(&rest, &line)) {
        line = str_trim(line);
        if (*is_toml ? !str_equal(line, STR("+++"))
                     : !str_equal(line, STR("---")) &&
                           !str_equal(line, STR("...")))
            continue;
        *matter = str_make(begin, (size_t)(line.data - begin));
        *text = rest;
        return true;
    }
    return false;
}

typedef struct matter {
    arena *arena;
    named_fields fields;
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
        named_fields_set(&m->fields, m->key, value);
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
    named_fields_set(&m->fields, m->key, m->list);
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

/* ---- TOML ---- */

/* A string in quotes, the next of a list of them, or a bare word. */
static bool next_value(arena *a, morgue_str *rest, morgue_str *value)
{
    morgue_str s = str_trim(*rest);
    size_t to = 0, at = 1;
    char *out = arena_alloc(a, s.size + 1);

    while (s.size && memchr("[],", s.data[0], 3))
        s = str_trim(str_slice(s, 1, s.size));
    if (s.size == 0 || s.data[0] == '#')
        return false;
    if (s.data[0] != '"' && s.data[0] != '\'') {
        at = 0;
        while (at < s.size && !memchr(",]#", s.data[at], 3))
            at++;
        *value = str_trim(str_slice(s, 0, at));
        *rest = str_slice(s, at, s.size);
        return true;
    }
    while (at < s.size && s.data[at] != s.data[0]) {
        if (s.data[at] == '\\' && s.data[0] == '"' && at + 1 < s.size)
            at++;
        out[to++] = s.data[at++];
    }
    *value = str_make(out, to);
    *rest = str_slice(s, at + 1, s.size);
    return true;
}

static bool read_toml(named_fields *f, morgue_str toml)
{
    morgue_str line;

    while (str_next_line(&toml, &line)) {
        size_t equals = str_find_char(line, '=');
        morgue_str name = str_trim(str_slice(line, 0, equals)), value;
        morgue_str rest, joined = STR("");

        if (str_starts_with(name, STR("["))) /* another table */
            break;
        if (equals == SIZE_MAX)
            continue;
        rest = str_slice(line, equals + 1, line.size);
        while (next_value(f->arena, &rest, &value))
            joined = joined.size
                         ? arena_format(f->arena, "%.*s, %.*s",
                                        (int)joined.size, joined.data,
                                        (int)value.size, value.data)
                         : value;
        named_fields_set(f, name, joined);
    }
    return true;
}

bool front_matter_read(arena *a, morgue_str *text, article *out)
{
    matter m = {.arena = a};
    yaml_parser_t parser;
    yaml_event_t event;
    morgue_str yaml;
    bool is_good = true, goes_on = true, is_toml;

    if (!cut_matter(text, &yaml, &is_toml))
        return true;
    named_fields_begin(&m.fields, a, out);
    if (is_toml)
        return read_toml(&m.fields, yaml);
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
