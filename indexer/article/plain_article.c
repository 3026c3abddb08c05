/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plain text: a title on a line of its own, then paragraphs.
 */
#include "article_format.h"

#include "charset.h"
#include "limits.h"
#include "str.h"
#include "text_lines.h"

/* A line over this is a paragraph, not a title. */
#define TITLE_MAX 200
/* Lines before the first paragraph that may be a title. */
#define HEAD_LINES 12
#define TELLING_WORDS 4
/* A sentence of so many words is prose: headlines are shorter. */
#define PROSE_WORDS 12

morgue_str article_utf8(record *r, morgue_str charset)
{
    morgue_str s;
    buffer out;

    buffer_init(&out, LIMIT_PAYLOAD);
    s = charset_to_utf8(&out, r->payload, charset, false);
    if (out.size) /* a view of out, perhaps behind its beginning */
        s = arena_copy(r->arena, s);
    buffer_free(&out);
    return s;
}

/* ---- Title ---- */

static size_t word_count(morgue_str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.size; i++)
        count += !ascii_is_space(s.data[i]) &&
                 (i == 0 || ascii_is_space(s.data[i - 1]));
    return count;
}

static bool is_sentence(morgue_str s)
{
    s = str_trim(s);
    while (s.size > 0 && memchr("\"')", s.data[s.size - 1], 3))
        s.size--;
    return s.size > 0 && memchr(".!?", s.data[s.size - 1], 3);
}

/* Prose, and not a headline: a long sentence, or one with nothing below. */
static bool is_prose(morgue_str line, morgue_str below)
{
    return is_sentence(line) && (word_count(line) >= PROSE_WORDS ||
                                 str_trim(below).size == 0);
}

/*
 * The first telling line: of the short lines before the first paragraph the
 * first with four words or more, for what stands before a headline is a site's
 * or an agency's name.  Failing that the first line, if it is short.
 */
morgue_str article_first_title(morgue_str text, morgue_str *rest)
{
    morgue_str all = text, line, first = STR("");

    *rest = all;
    for (int i = 0; i < HEAD_LINES && str_next_line(&text, &line); i++) {
        if (line.size > TITLE_MAX || is_prose(line, text))
            break;
        if (word_count(line) >= TELLING_WORDS) {
            *rest = text;
            return line;
        }
        if (first.size == 0)
            first = line;
    }
    if (first.size)
        *rest = str_slice(all, first.size + 1, all.size);
    return first;
}

static int plain_bid(const record *r)
{
    if (article_has_type(r, STR("text/plain")))
        return 50;
    return r->media_type.size == 0 || article_has_type(r, STR("text/text"))
               ? 20
               : 0;
}

/* Files that sites keep for programs, where no person reads them. */
static bool is_for_machines(const record *r)
{
    static const char *const names[] = {"/robots.txt", "/ads.txt",
                                        "/app-ads.txt", "/security.txt",
                                        "/humans.txt", "/llms.txt"};
    morgue_str name = article_name(r);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_ends_with_nocase(name, str_of(names[i])) ||
            str_ends_with_nocase(r->url, str_of(names[i])))
            return true;
    return false;
}

/* XML or JSON under a plain name. */
static bool is_markup(morgue_str text)
{
    return str_starts_with(text, STR("<?xml")) ||
           (str_starts_with(text, STR("{")) && str_ends_with(text, STR("}")));
}

/*
 * Nothing in plain text says where a headline ends and a text begins: the
 * title is a guess, so the text keeps every line, the guessed one too.
 */
static void plain_read(article_extractor *x, article *out, record *r)
{
    morgue_str text = article_utf8(r, r->media_type), rest;
    buffer lines;

    (void)x;
    if (is_for_machines(r) || is_markup(str_trim(text))) {
        record_settle(r, FATE_NOT_ARTICLE, "file for programs");
        return;
    }
    buffer_init(&lines, LIMIT_PAYLOAD);
    text_lines_unwrap(&lines, text);
    text = arena_copy(r->arena, str_trim(buffer_view(&lines)));
    buffer_free(&lines);
    if (article_page_by_name(out, r, STR("")))
        rest = text;
    else
        out->title = article_first_title(text, &rest);
    if (str_trim(rest).size == 0) /* one line is a text, not a title */
        out->title = STR("");
    out->text = text;
    if (text.size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "no text");
}

const article_format plain_article = {"plain text", plain_bid, plain_read};
