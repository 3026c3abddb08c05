/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CSV and TSV: the header row names the fields of the row below.
 */
#include "article_format.h"

#include "csv_row.h"
#include "html_text.h"
#include "named_field.h"
#include "str.h"

#define COLUMNS_MAX 1024

static int csv_bid(const record *r)
{
    return article_has_type(r, STR("text/csv")) ||
                   article_has_type(r, STR("text/tab-separated-values"))
               ? 60
               : 0;
}

static char delimiter_of(const record *r)
{
    if (article_has_type(r, STR("text/tab-separated-values")))
        return '\t';
    if (str_find(r->media_type, STR("semicolon")) != SIZE_MAX)
        return ';';
    return str_find(r->media_type, STR("delimiter=bar")) != SIZE_MAX ? '|'
                                                                     : ',';
}

static size_t read_header(arena *a, morgue_str *rest, char delimiter,
                          morgue_str *names)
{
    size_t count = 0;
    bool is_last = false;

    while (!is_last && rest->size) {
        morgue_str name = csv_field(a, rest, delimiter, &is_last);
        if (count < COLUMNS_MAX)
            names[count++] = name;
    }
    return count;
}

static void csv_read(article_extractor *x, article *out, record *r)
{
    morgue_str rest = article_utf8(r, r->media_type);
    morgue_str *names = arena_calloc(r->arena, COLUMNS_MAX, sizeof *names);
    char delimiter = delimiter_of(r);
    size_t columns = read_header(r->arena, &rest, delimiter, names), at = 0;
    bool is_last = false;
    named_fields f;

    (void)x;
    named_fields_begin(&f, r->arena, out);
    while (!is_last && rest.size) {
        morgue_str value = csv_field(r->arena, &rest, delimiter, &is_last);
        if (at < columns)
            named_fields_set(&f, names[at], value);
        at++;
    }
    if (at != columns)
        record_note(r, "row and header differ in their columns");
    out->text = html_text_paragraphs(r->arena, f.body.size ? f.body
                                                           : f.description);
    out->title = html_text_plain(r->arena, out->title);
    if (out->text.size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "row without a text");
}

const article_format csv_article = {"csv", csv_bid, csv_read};
