/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * HTML pages with places to fill.
 *
 *     {{name}}               the value, escaped for HTML (markup is not)
 *     {{json:name}}          the value, escaped for a JSON string
 *     {{#name}} … {{/name}}  kept only when the value is there and not empty
 *     {{^name}} … {{/name}}  kept only when it is not
 *
 * A name nobody set is a fault in the template and ends the program, except in
 * a section's mark.
 */
#ifndef CORPUS_PAGE_TEMPLATE_H
#define CORPUS_PAGE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "bytes.h"

#define VALUES_MAX 128

typedef struct page_value {
    const char *name;
    const char *text;
    bool is_markup;
} page_value;

typedef struct page_values {
    page_value items[VALUES_MAX];
    size_t count;
} page_values;

/* NULL stands for an empty value; a name set twice keeps the later value. */
void page_set(page_values *values, const char *name, const char *text);
void page_set_markup(page_values *values, const char *name, const char *html);

bytes page_fill(const char *template, const page_values *values,
                const char *path);

#endif
