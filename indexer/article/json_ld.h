/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a page says of its article in JSON-LD (schema.org).
 *
 * All scripts of the page are searched, graphs and lists too; the object whose
 * type is most an article speaks, and others fill only what it left out.
 */
#ifndef JSON_LD_H
#define JSON_LD_H

#include "html_page.h"

#define JSON_LD_AUTHORS_MAX 24

typedef struct json_ld {
    morgue_str headline, body, published, modified;
    morgue_str section, publisher, language;
    morgue_str authors[JSON_LD_AUTHORS_MAX];
    size_t author_count;
    bool is_article; /* some object has a type of article */
    bool is_listing; /* the page calls itself a collection or search page */
} json_ld;

/* Strings are cleaned, and stand in the arena. */
void json_ld_read(json_ld *out, const html_page *p, arena *a);

#endif
