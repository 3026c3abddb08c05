/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "front_matter.h"

#include "named_field.h"
#include "str.h"

#include <yaml.h>

bool front_matter_begins(morgue_str text)
{
    morgue_str line;

    if (str_starts_with(text, STR("\xef\xbb\xbf")))
        text = str_slice(text, 3, text.size);
    text = str_trim(text);
    if (!str_next_line(&text, &line))
        return false;
    line = str_trim(line);
    return str_equal(line, STR("---")) || str_equal(line, STR("+++"));
}

/*
 * "---", lines, "---" or "..."; or "+++", lines, "+++".  The matter is what
 * stands between.  Text that begins with a thematic break and never ends it
 * has none.
 */
static bool cut_matter(morgue_str *text, morgue_str *matter, bool *is_toml)
{
    morgue_str rest = str_trim(*text), line;
    const char *begin;

    if (!front_matter_begins(rest) || !str_next_line(&rest, &line))
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

#define DEPTH_MAX 64

/* A collection of the document that is being read. */
typedef struct level {
    bool is_mapping, expects_key, is_name;
} level;

typedef struct matter {
    arena *arena;
    named_fields fields;
    int depth;       /* 1: the pairs of the document's mapping */
    level levels[DEPTH_MAX + 1];
    morgue_str key;
    morgue_str list; /* values of a list, joined */
    bool has_names;  /* as front matter has: keys of one word */
} matter;

/* A key whose value stands for the thing that has it: an author's name. */
static bool is_name(morgue_str key)
{
    return str_equal_nocase(key, STR("name")) ||
           str_equal_nocase(key, STR("title")) ||
           str_equal_nocase(key, STR("text"));
}

static void add_to_list(matter *m, morgue_str value)
{
    if (value.size)
        m->list = m->list.size
                      ? arena_format(m->arena, "%.*s, %.*s",
                                     (int)m->list.size, m->list.data,
                                     (int)value.size, value.data)
                      : arena_copy(m->arena, value);
}

/* Of the mappings within, {name: Jo Doe, mail: jo@a.example}, the names. */
static void take_scalar(matter *m, morgue_str value)
{
    level *l = &m->levels[m->depth];

    if (m->depth == 0)
        return;
    if (l->is_mapping && l->expects_key) {
        if (m->depth == 1)
            m->key = arena_copy(m->arena, value);
        if (m->depth == 1 && str_find_char(value, ' ') == SIZE_MAX)
            m->has_names = true;
        l->is_name = is_name(value);
        l->expects_key = false;
        return;
    }
    if (m->depth == 1)
        named_fields_set(&m->fields, m->key, value);
    else if (m->depth <= 3 && (!l->is_mapping || l->is_name))
        add_to_list(m, value);
    l->expects_key = true;
}

static void begin_collection(matter *m, bool is_mapping)
{
    m->levels[++m->depth] = (level){is_mapping, true, false};
}

static void end_collection(matter *m)
{
    m->levels[--m->depth].expects_key = true;
    if (m->depth != 1)
        return;
    named_fields_set(&m->fields, m->key, m->list);
    m->list = STR("");
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
        begin_collection(m, event->type == YAML_MAPPING_START_EVENT);
        return m->depth < DEPTH_MAX;
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

/* ---- Pairs that are no YAML ---- */

/* "title: War: a history" and the like, which writers leave unquoted. */
static morgue_str unquoted(morgue_str value)
{
    char first = value.size > 1 ? value.data[0] : 0;

    return (first == '"' || first == '\'') &&
                   value.data[value.size - 1] == first
               ? str_slice(value, 1, value.size - 1)
               : value;
}

/* "key: value" at the line's beginning. */
static bool cut_pair(morgue_str line, morgue_str *name, morgue_str *value)
{
    size_t colon = str_find_char(line, ':');

    if (colon == SIZE_MAX || colon == 0 || !ascii_is_alpha(line.data[0]))
        return false;
    *name = str_slice(line, 0, colon);
    if (str_find_char(*name, ' ') != SIZE_MAX)
        return false;
    *value = unquoted(str_trim(str_slice(line, colon + 1, line.size)));
    return true;
}

/* A line a pair, the first line at least; what is none is passed over. */
static bool read_lines(named_fields *f, morgue_str pairs)
{
    morgue_str line, name, value;
    bool is_first = true;

    while (str_next_line(&pairs, &line)) {
        if (str_trim(line).size == 0)
            continue;
        if (cut_pair(line, &name, &value))
            named_fields_set(f, name, value);
        else if (is_first)
            return false;
        is_first = false;
    }
    return true;
}

/* ---- The reader ---- */

static bool read_yaml(matter *m, morgue_str yaml)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool is_good = true, goes_on = true;

    if (!yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.data,
                                 yaml.size);
    while (goes_on) {
        if (!yaml_parser_parse(&parser, &event)) {
            is_good = false;
            break;
        }
        goes_on = take_event(m, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return is_good;
}

bool front_matter_read(arena *a, morgue_str *text, article *out)
{
    morgue_str rest = *text, inside;
    matter m = {.arena = a};
    article before = *out;
    bool is_toml;

    if (!cut_matter(&rest, &inside, &is_toml))
        return true;
    named_fields_begin(&m.fields, a, out);
    if (is_toml || (read_yaml(&m, inside) && m.has_names)) {
        *text = rest;
        return !is_toml || read_toml(&m.fields, inside);
    }
    *out = before;
    named_fields_begin(&m.fields, a, out);
    if (read_lines(&m.fields, inside))
        *text = rest;
    return false;
}
