/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_article.h"

#include "article_format.h"
#include "byline.h"
#include "charset.h"
#include "heap.h"
#include "html_page.h"
#include "html_text.h"
#include "json_ld.h"
#include "language.h"
#include "main_content.h"
#include "metadata.h"
#include "outlet.h"
#include "page_kind.h"
#include "publication_date.h"
#include "sentence_end.h"
#include "str.h"
#include "title.h"

#include <stdlib.h>

#define ARTICLE_TEXT_MAX (32u << 20)

struct html_reader {
    html_page *page;
    buffer utf8, text, repaired;
};

html_reader *html_reader_new(void)
{
    html_reader *h = heap_new(1, sizeof *h);

    h->page = html_page_new();
    buffer_init(&h->utf8, SIZE_MAX);
    buffer_init(&h->text, ARTICLE_TEXT_MAX);
    buffer_init(&h->repaired, ARTICLE_TEXT_MAX);
    return h;
}

void html_reader_free(html_reader *h)
{
    if (h == NULL)
        return;
    html_page_free(h->page);
    buffer_free(&h->utf8);
    buffer_free(&h->text);
    buffer_free(&h->repaired);
    free(h);
}

morgue_str html_reader_text(html_reader *h, morgue_str bytes,
                            morgue_str media_type, arena *a)
{
    morgue_str html = charset_to_utf8(&h->utf8, bytes, media_type, true);

    html_page_read(h->page, html, a);
    buffer_clear(&h->text);
    for (size_t i = 0; i < h->page->block_count; i++) {
        morgue_str text = html_block_text(h->page, &h->page->blocks[i]);

        if (h->text.size && text.size)
            buffer_append_char(&h->text, '\n');
        buffer_append_str(&h->text, text);
    }
    return arena_copy(a, buffer_view(&h->text));
}

static morgue_str keep(html_reader *h, morgue_str s, arena *a)
{
    if (charset_undouble(&h->repaired, s))
        s = buffer_view(&h->repaired);
    return arena_copy(a, s);
}

/* Some programs escape titles once more: "Ferry &amp; crew", "at <em>last</em>"
 * is what is left of them. */
static morgue_str unescaped(morgue_str title, arena *a)
{
    static const char *const traces[] = {"&amp;", "&quot;", "&#", "&lt;",
                                         "</"};

    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++)
        if (str_find(title, str_of(traces[i])) != SIZE_MAX)
            return html_text_plain(a, title);
    return title;
}

static void read_metadata(html_reader *h, article *out, const record *r,
                          const json_ld *ld)
{
    const html_page *p = h->page;
    arena *a = r->arena;
    morgue_str host;

    out->url = r->url;
    if (out->url.size == 0)
        out->url = p->canonical.size ? p->canonical : metadata_get(p, "og:url");
    host = outlet_host(out->url);
    out->title = keep(h, unescaped(title_find(p, ld, host), a), a);
    out->byline = keep(h, byline_find(p, ld, out->title, host, a), a);
    out->source = keep(h, metadata_source(p, ld), a);
    if (out->source.size == 0)
        out->source = keep(h, metadata_source_of_title(p, out->title), a);
    if (out->source.size == 0)
        out->source = arena_copy(a, host);
    out->section = keep(h, metadata_section(p, ld), a);
    out->published_from =
        publication_date_find(&out->published, p, ld, out->title, r);
}

/* A line over this is prose, whoever it names. */
#define BYLINE_MAX 200

/* The name and little else: "Ann Marsh", "Written by: Ann Marsh". */
static bool is_signature(morgue_str line, morgue_str name)
{
    return name.size * 10 >= line.size * 6 && !sentence_end_has(line);
}

/*
 * A short line that says both who wrote and when, or who wrote and no more, is
 * the byline, in whatever words: it is kept as metadata, and is no sentence of
 * the text.
 */
static void drop_byline(main_content *c, const article *a)
{
    morgue_str name =
        str_trim(str_slice(a->byline, 0, str_find_char(a->byline, ',')));
    char first[DATE_DIGITS + 1] = "";

    if (name.size == 0)
        return;
    if (a->published.precision >= DATE_DAY)
        civil_date_first(&a->published, first);
    for (size_t i = 0; i < c->page->block_count; i++) {
        const html_block *b = &c->page->blocks[i];
        morgue_str line = html_block_text(c->page, b);
        if (c->keep[i] && line.size <= BYLINE_MAX &&
            str_find(line, name) != SIZE_MAX &&
            (is_signature(line, name) ||
             (first[0] && str_find(line, str_make(first, 4)) != SIZE_MAX &&
              name.size * 5 >= line.size)))
            c->keep[i] = 0;
    }
}

#define BIOGRAPHY_BLOCKS 3   /* at the end of a text */
#define BIOGRAPHY_MAX    600 /* bytes */

/* "Ann Marsh writes about the sea.": the last lines that begin with an author's
 * whole name are of the author, for none tells a story so of themselves. */
static void drop_biography(main_content *c, const article *a)
{
    size_t left = BIOGRAPHY_BLOCKS;

    for (size_t i = c->page->block_count; i-- > 0 && left > 0;) {
        morgue_str line = html_block_text(c->page, &c->page->blocks[i]);
        morgue_str names = a->byline;

        if (!c->keep[i])
            continue;
        left--;
        while (names.size > 0 && line.size <= BIOGRAPHY_MAX) {
            size_t comma = str_find_char(names, ',');
            morgue_str name = str_trim(str_slice(names, 0, comma));
            if (str_find_char(name, ' ') != SIZE_MAX && line.size > name.size &&
                str_starts_with(line, name)) {
                c->keep[i] = 0;
                break;
            }
            names = str_slice(names, comma == SIZE_MAX ? comma : comma + 1,
                              names.size);
        }
    }
}

/*
 * The text found, unless JSON-LD has the article and the page shows little of
 * it: some pages write their text by script alone.
 */
static morgue_str choose_text(const html_reader *h, const json_ld *ld)
{
    morgue_str found = buffer_view(&h->text);

    return ld->body.size > 250 && found.size * 3 < ld->body.size ? ld->body
                                                                 : found;
}

static void html_read(article_extractor *x, article *out, record *r)
{
    html_reader *h = article_html_reader(x);
    json_ld ld;
    main_content content;
    morgue_str text;
    const char *reason;
    morgue_str html =
        charset_to_utf8(&h->utf8, r->payload, r->media_type, true);

    html_page_read(h->page, html, r->arena);
    json_ld_read(&ld, h->page, r->arena);
    read_metadata(h, out, r, &ld);
    main_content_find(&content, h->page, out->title, r->arena);
    drop_byline(&content, out);
    drop_biography(&content, out);
    buffer_clear(&h->text);
    main_content_text(&content, &h->text);
    text = choose_text(h, &ld);
    reason = page_kind_refusal(h->page, &content, &ld, r, text);
    if (reason) {
        record_settle(r, FATE_NOT_ARTICLE, reason);
        return;
    }
    out->is_page = true;
    out->text = keep(h, text, r->arena);
    out->language = language_find(h->page, &ld, out->text, r->arena);
}

/* ---- The bid ---- */

/* Behind white space, comments and an XML declaration. */
static morgue_str skip_prolog(morgue_str s)
{
    size_t end;

    s = str_slice(s, 0, 4096);
    if (str_starts_with(s, STR("\xef\xbb\xbf")))
        s = str_slice(s, 3, s.size);
    for (;;) {
        s = str_trim(s);
        if (str_starts_with(s, STR("<!--")))
            end = str_find(s, STR("-->")) + 2;
        else if (str_starts_with(s, STR("<?")))
            end = str_find(s, STR("?>")) + 1;
        else
            return s;
        if (end >= s.size)
            return str_slice(s, s.size, s.size);
        s = str_slice(s, end + 1, s.size);
    }
}

static bool begins_as_html(morgue_str payload)
{
    morgue_str s = skip_prolog(payload);

    return str_starts_with_nocase(s, STR("<!doctype html")) ||
           str_starts_with_nocase(s, STR("<html")) ||
           str_starts_with_nocase(s, STR("<head"));
}

static int html_bid(const record *r)
{
    morgue_str name = article_name(r);
    bool is_declared = article_has_type(r, STR("text/html")) ||
                       article_has_type(r, STR("application/xhtml+xml"));

    if (begins_as_html(r->payload) &&
        (is_declared || r->media_type.size == 0 ||
         str_starts_with_nocase(r->media_type, STR("text/")) ||
         str_starts_with_nocase(r->media_type, STR("application/x"))))
        return 80;
    if (is_declared || (r->media_type.size == 0 &&
                        (str_ends_with_nocase(name, STR(".html")) ||
                         str_ends_with_nocase(name, STR(".htm")) ||
                         str_ends_with_nocase(name, STR(".xhtml")))))
        return 50;
    return 0;
}

const article_format html_article = {"html", html_bid, html_read};
