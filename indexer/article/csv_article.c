/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CSV (RFC 4180) and TSV: the header row names the fields of the row below.
 */
#include "article_format.h"

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
    return str_find(r->media_type, STR("semicolon")) != SIZE_MAX ? ';' : ',';
}

/* A field in quotes, where two are one. */
static morgue_str quoted(arena *a, morgue_str *rest)
{
    size_t at = 1, to = 0;
    char *out = arena_alloc(a, rest->size + 1);

    while (at < rest->size) {
        if (rest->data[at] == '"') {
            if (at + 1 >= rest->size || rest->data[at + 1] != '"')
                break;
            at++;
        }
        out[to++] = rest->data[at++];
    }
    *rest = str_slice(*rest, at + 1, rest->size);
    return str_make(out, to);
}

/*
 * Cut the next field off the row at *rest.  *is_last: the row ends behind it.
 */
static morgue_str next_field(arena *a, morgue_str *rest, char delimiter,
                             bool *is_last)
{
    morgue_str field = STR("");
    size_t end = 0;

    if (rest->size && rest->data[0] == '"')
        field = quoted(a, rest);
    while (end < rest->size && rest->data[end] != delimiter &&
           rest->data[end] != '\n')
        end++;
    if (field.size == 0)
        field = str_trim(str_slice(*rest, 0, end));
    *is_last = end >= rest->size || rest->data[end] == '\n';
    *rest = str_slice(*rest, end + 1, rest->size);
    return field;
}

static size_t read_header(arena *a, morgue_str *rest, char delimiter,
                          morgue_str *names)
{
    size_t count = 0;
    bool is_last = false;

    while (!is_last && rest->size) {
        morgue_str name = next_field(a, rest, delimiter, &is_last);
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
        morgue_str value = next_field(r->arena, &rest, delimiter, &is_last);
        if (at < columns)
            named_fields_set(&f, names[at], value);
        at++;
    }
    if (at != columns)
        record_note(r, "row and header differ in their columns");
    out->text = html_text_paragraphs(r->arena, f.body.size ? f.body
                                                           : f.description);
    if (out->text.size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "row without a text");
}

const article_format csv_article = {"csv", csv_bid, csv_read};
