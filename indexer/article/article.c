/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article.h"

#include "article_format.h"
#include "heap.h"
#include "html_article.h"
#include "language.h"
#include "outlet.h"
#include "str.h"

#include <stdlib.h>

static const article_format *const formats[] = {
    &html_article,
    &plain_article,
    &markdown_article,
    &json_article,
    &csv_article,
    &sgml_article,
    &agency_article,
    &alto_article,
    &hocr_article,
    &mail_article,
    &feed_article,
};

struct article_extractor {
    html_reader *html;
};

article_extractor *article_extractor_new(void)
{
    article_extractor *x = heap_new(1, sizeof *x);

    x->html = html_reader_new();
    return x;
}

void article_extractor_free(article_extractor *x)
{
    if (x)
        html_reader_free(x->html);
    free(x);
}

static const article_format *choose_format(const record *r)
{
    const article_format *best = NULL;
    int highest = 0;

    for (size_t i = 0;
         i < sizeof formats / sizeof *formats && highest < BID_MAX; i++) {
        int bid = formats[i]->bid(r);
        if (bid > highest) {
            highest = bid;
            best = formats[i];
        }
    }
    return best;
}

/* The archive's own words fill what the article did not say. */
static void fill_from_archive(article *out, const record *r)
{
    const struct {
        morgue_str *to;
        morgue_str said;
    } fields[] = {
        {&out->url, r->url},
        {&out->title, r->said.title},
        {&out->byline, r->said.byline},
        {&out->source, r->said.source},
        {&out->section, r->said.section},
        {&out->language, r->said.language},
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].to->size == 0)
            *fields[i].to = fields[i].said;
    if (out->published.precision == DATE_UNKNOWN &&
        civil_date_parse_iso(&out->published, r->said.published))
        out->published_from = "archive";
}

/* ISO 639-1 of what a format declares: "en-GB" and "EN_us" are en; of what is
 * no such code ("English") the text may say more. */
static void shorten_language(article *out, arena *a)
{
    morgue_str s = out->language;
    bool is_code = s.size >= 2 && ascii_is_alpha(s.data[0]) &&
                   ascii_is_alpha(s.data[1]) &&
                   (s.size == 2 || s.data[2] == '-' || s.data[2] == '_');

    out->language = STR("");
    if (is_code)
        out->language = arena_format(a, "%c%c", ascii_lower(s.data[0]),
                                     ascii_lower(s.data[1]));
}

/* Formats that declare no language leave it to the text. */
static void detect_language(article *out)
{
    if (out->language.size == 0)
        out->language = str_of(language_of_plain_text(out->text));
}

void article_extract(article_extractor *x, article *out, record *r)
{
    const article_format *format;

    *out = (article){0};
    if (r->fate != FATE_NONE)
        return;
    format = choose_format(r);
    if (format == NULL) {
        record_settle(r, FATE_NOT_ARTICLE, "no article format that we know");
        return;
    }
    format->read(x, out, r);
    if (r->fate != FATE_NONE)
        return;
    if (r->paired.size)
        json_article_fill(out, r);
    fill_from_archive(out, r);
    if (out->source.size == 0 &&
        str_starts_with_nocase(out->url, STR("http")))
        out->source = outlet_host(out->url);
    shorten_language(out, r->arena);
    detect_language(out);
}

html_reader *article_html_reader(article_extractor *x)
{
    return x->html;
}

morgue_str article_name(const record *r)
{
    morgue_str name = r->url;
    size_t end;

    if (r->member.size)
        return r->member;
    if (name.size == 0)
        return r->file;
    end = str_find_char(name, '?');
    name = str_slice(name, 0, end);
    return str_slice(name, 0, str_find_char(name, '#'));
}

bool article_has_type(const record *r, morgue_str type)
{
    morgue_str declared = r->media_type;

    declared = str_slice(declared, 0, str_find_char(declared, ';'));
    return str_equal_nocase(str_trim(declared), type);
}
