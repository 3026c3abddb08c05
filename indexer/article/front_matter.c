/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "front_matter.h"

#include "named_field.h"
#include "str.h"

#include <yaml.h>

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

bool front_matter_read(arena *a, morgue_str *text, article *out)
{
    matter m = {.arena = a};
    yaml_parser_t parser;
    yaml_event_t event;
    morgue_str yaml;
    bool is_good = true, goes_on = true;

    if (!cut_matter(text, &yaml))
        return true;
    named_fields_begin(&m.fields, a, out);
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
