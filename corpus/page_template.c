/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_template.h"

#include <string.h>

#define NAME_MAX_LENGTH 63

typedef struct page_filler {
    bytes out;
    const page_values *values;
    const char *path;
} page_filler;

static void set(page_values *values, const page_value *value)
{
    for (size_t i = 0; i < values->count; i++) {
        if (strcmp(values->items[i].name, value->name) == 0) {
            values->items[i] = *value;
            return;
        }
    }
    if (values->count == VALUES_MAX)
        die("more than %d values for a page", VALUES_MAX);
    values->items[values->count++] = *value;
}

void page_set(page_values *values, const char *name, const char *text)
{
    set(values, &(page_value){name, text == NULL ? "" : text, false});
}

void page_set_markup(page_values *values, const char *name, const char *html)
{
    set(values, &(page_value){name, html == NULL ? "" : html, true});
}

static const page_value *find(const page_values *values, const char *name)
{
    for (size_t i = 0; i < values->count; i++)
        if (strcmp(values->items[i].name, name) == 0)
            return &values->items[i];
    return NULL;
}

static bool has(const page_values *values, const char *name)
{
    const page_value *value = find(values, name);

    return value != NULL && value->text[0] != '\0';
}

static void fill_place(page_filler *filler, const char *name)
{
    bool is_json = strncmp(name, "json:", 5) == 0;
    const page_value *value = find(filler->values, name + (is_json ? 5 : 0));

    if (value == NULL)
        die("%s: nothing known by the name {{%s}}", filler->path, name);
    if (is_json)
        bytes_add_json(&filler->out, value->text);
    else if (value->is_markup)
        bytes_add_text(&filler->out, value->text);
    else
        bytes_add_html(&filler->out, value->text);
}

/* Reads "name}}" at `at` into `name`; gives where the text goes on. */
static const char *read_name(const page_filler *filler, const char *at,
                             char *name)
{
    const char *end = strstr(at, "}}");

    if (end == NULL || end - at > NAME_MAX_LENGTH)
        die("%s: {{ is not closed: %.30s", filler->path, at);
    memcpy(name, at, (size_t)(end - at));
    name[end - at] = '\0';
    return end + 2;
}

static const char *find_section_end(const page_filler *filler, const char *at,
                                    const char *name)
{
    const char *end = strstr(at, text_format("{{/%s}}", name));

    if (end == NULL)
        die("%s: {{/%s}} is missing", filler->path, name);
    return end;
}

static void fill_part(page_filler *filler, const char *at, const char *end)
{
    char name[NAME_MAX_LENGTH + 1];

    while (at < end) {
        const char *mark = strstr(at, "{{");

        if (mark == NULL || mark >= end)
            mark = end;
        bytes_add(&filler->out, at, (size_t)(mark - at));
        if (mark == end)
            return;
        at = read_name(filler, mark + 2, name);
        if (name[0] == '#' || name[0] == '^') {
            const char *close = find_section_end(filler, at, name + 1);

            if (has(filler->values, name + 1) == (name[0] == '#'))
                fill_part(filler, at, close);
            at = close + strlen("{{/}}") + strlen(name + 1);
        } else {
            fill_place(filler, name);
        }
    }
}

bytes page_fill(const char *template, const page_values *values,
                const char *path)
{
    page_filler filler = {.values = values, .path = path};

    bytes_add(&filler.out, "", 0);
    fill_part(&filler, template, template + strlen(template));
    return filler.out;
}
