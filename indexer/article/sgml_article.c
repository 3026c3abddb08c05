/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * News collections in SGML: one article a <DOC> (TREC, Gigaword) or a
 * <REUTERS> (Reuters-21578).
 *
 * Neither is parsed by its DTD: a tag's words are what stands up to its end
 * tag or, where the collections leave that out, up to the next tag of the
 * list.
 */
#include "article_format.h"

#include "limits.h"
#include "named_field.h"
#include "str.h"
#include "text_lines.h"
#include "utf8.h"

#include <stdio.h>

static int sgml_bid(const record *r)
{
    morgue_str s = str_trim(str_slice(r->payload, 0, 64));

    if (str_starts_with_nocase(s, STR("<REUTERS")))
        return BID_MAX;
    if (str_starts_with_nocase(s, STR("<DOC>")) ||
        str_starts_with_nocase(s, STR("<DOC ")) ||
        str_starts_with_nocase(s, STR("<DOC\n")))
        return 90;
    return 0;
}

/* ---- Tags ---- */

/* Where "<NAME" stands and its name ends there, from `from` on. */
static size_t find_tag(morgue_str s, const char *open, size_t from)
{
    size_t size = strlen(open);

    while (from < s.size) {
        size_t at = str_find_nocase(str_slice(s, from, s.size),
                                    str_of(open));
        if (at == SIZE_MAX)
            return SIZE_MAX;
        at += from;
        if (at + size < s.size && (s.data[at + size] == '>' ||
                                   ascii_is_space(s.data[at + size])))
            return at;
        from = at + size;
    }
    return SIZE_MAX;
}

/* The words of the first such element; empty when there is none. */
static morgue_str element(morgue_str s, const char *name)
{
    char open[32] = "<", close[32] = "</";
    size_t begin, end;

    memccpy(open + 1, name, 0, sizeof open - 2);
    memccpy(close + 2, name, 0, sizeof close - 3);
    begin = find_tag(s, open, 0);
    if (begin == SIZE_MAX)
        return STR("");
    s = str_slice(s, begin, s.size);
    begin = str_find_char(s, '>');
    if (begin == SIZE_MAX)
        return STR("");
    s = str_slice(s, begin + 1, s.size);
    end = find_tag(s, close, 0);
    return str_slice(s, 0, end);
}

/* An attribute of the first tag. */
static morgue_str attribute(morgue_str s, const char *name)
{
    morgue_str tag = str_slice(s, 0, str_find_char(s, '>'));
    size_t at = str_find_nocase(tag, str_of(name));

    if (at == SIZE_MAX)
        return STR("");
    tag = str_trim(str_slice(tag, at + strlen(name), tag.size));
    if (!str_starts_with(tag, STR("=")))
        return STR("");
    tag = str_trim(str_slice(tag, 1, tag.size));
    if (tag.size == 0 || (tag.data[0] != '"' && tag.data[0] != '\''))
        return STR("");
    return str_slice(tag, 1, str_find_char(str_slice(tag, 1, tag.size),
                                           tag.data[0]) + 1);
}

/* Tags off; a <P> parts paragraphs as an empty line does. */
static morgue_str without_tags(arena *a, morgue_str s)
{
    buffer out;
    size_t at = 0;

    buffer_init(&out, LIMIT_PAYLOAD);
    while (at < s.size) {
        size_t open = str_find_char(str_slice(s, at, s.size), '<'), close;

        if (open == SIZE_MAX)
            break;
        buffer_append_str(&out, str_slice(s, at, at + open));
        at += open;
        close = str_find_char(str_slice(s, at, s.size), '>');
        if (close == SIZE_MAX || !(at + 1 < s.size) ||
            !(ascii_is_alpha(s.data[at + 1]) || s.data[at + 1] == '/')) {
            buffer_append_char(&out, '<');
            at++;
            continue;
        }
        if (str_starts_with_nocase(str_slice(s, at, s.size), STR("<P")) ||
            str_starts_with_nocase(str_slice(s, at, s.size), STR("</P")))
            buffer_append_str(&out, STR("\n\n"));
        at += close + 1;
    }
    buffer_append_str(&out, str_slice(s, at, s.size));
    s = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return s;
}

/* The character of a reference such as &lt; or &#163; at s, and its size; 0:
 * it is none. */
static uint32_t reference(morgue_str s, size_t *size)
{
    static const struct {
        const char *name;
        uint32_t c;
    } known[] = {{"&lt;", '<'},    {"&gt;", '>'},   {"&amp;", '&'},
                 {"&quot;", '"'},  {"&apos;", '\''}, {"&nbsp;", ' '},
                 {"&pound;", 0xa3}, {"&sect;", 0xa7}, {"&hyph;", '-'},
                 {"&blank;", ' '}, {"&cir;", ' '},  {"&mdash;", 0x2014}};
    size_t end = str_find_char(str_slice(s, 0, 12), ';');
    uint64_t c;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_starts_with_nocase(s, str_of(known[i].name))) {
            *size = strlen(known[i].name);
            return known[i].c;
        }
    if (end == SIZE_MAX || !str_starts_with(s, STR("&#")) ||
        !str_to_u64(str_slice(s, 2, end), 0x10ffff, &c))
        return 0;
    *size = end + 1;
    /* Control characters are the wire's own. */
    return c < 32 || c == 127 || (c >= 0xd800 && c < 0xe000) ? ' '
                                                             : (uint32_t)c;
}

/* References resolved once, runs of blanks made one. */
static morgue_str resolved(arena *a, morgue_str s)
{
    char *out = arena_alloc(a, s.size + 4);
    size_t to = 0, at = 0;
    bool is_behind_blank = true;

    while (at < s.size) {
        size_t size = 1;
        uint32_t c = (unsigned char)s.data[at];

        if (c == '&')
            c = reference(str_slice(s, at, s.size), &size);
        if (c == 0)
            c = (unsigned char)s.data[at];
        if (c == '\t' || c == '\r')
            c = ' ';
        if (size > 1 && (c != ' ' || !is_behind_blank))
            to += utf8_put(out + to, c);
        out[to] = (char)c; /* kept where it is no blank behind another */
        to += size == 1 && (c != ' ' || !is_behind_blank);
        is_behind_blank = c == ' ' || c == '\n';
        at += size;
    }
    return str_make(out, to);
}

/* Paragraphs of wrapped lines. */
static morgue_str paragraphs(arena *a, morgue_str s)
{
    buffer lines;

    buffer_init(&lines, LIMIT_PAYLOAD);
    text_lines_unwrap(&lines, without_tags(a, s));
    s = resolved(a, buffer_view(&lines));
    buffer_free(&lines);
    return str_trim(s);
}

/* ---- Collections ---- */

static morgue_str plain(arena *a, morgue_str s)
{
    s = str_trim(resolved(a, without_tags(a, s)));
    for (size_t i = 0; i < s.size; i++)
        if (s.data[i] == '\n')
            ((char *)(uintptr_t)s.data)[i] = ' ';
    return s;
}

/* "By Nan Tucker, Reuters": who, without the "By". */
static morgue_str byline(arena *a, morgue_str s)
{
    s = plain(a, s);
    if (str_starts_with_nocase(s, STR("by ")))
        s = str_trim(str_slice(s, 3, s.size));
    while (s.size && s.data[s.size - 1] == ',')
        s.size--;
    return s;
}

static void read_reuters(article *out, record *r, morgue_str s)
{
    morgue_str text = element(s, "TEXT"), body = element(text, "BODY");
    morgue_str dateline = plain(r->arena, element(text, "DATELINE"));

    out->title = plain(r->arena, element(text, "TITLE"));
    out->byline = byline(r->arena, element(text, "AUTHOR"));
    out->source = STR("Reuters");
    if (named_fields_date(&out->published, element(s, "DATE")))
        out->published_from = "format";
    if (body.size == 0 && out->title.size == 0)
        body = text; /* TYPE="UNPROC": as it came over the wire */
    /* Body's first line is wrapped where it is because of the dateline. */
    if (dateline.size && body.size)
        body = arena_join(r->arena, dateline, STR(" "), body);
    out->text = paragraphs(r->arena, body);
    if (str_ends_with_nocase(out->text, STR("\nreuter")))
        out->text.size -= 7;
    if (out->title.size == 0)
        out->title = article_first_title(out->text, &out->text);
    if (out->text.size == 0) /* TYPE="BRIEF": a headline is all there is */
        out->text = out->title;
}

/* A day of two digits each; `at`: where year, month and day stand. */
static bool short_date(civil_date *out, morgue_str digits, const int at[3])
{
    int part[3];
    char text[16];

    for (int i = 0; i < 3; i++) {
        const char *two = digits.data + at[i];
        part[i] = (two[0] - '0') * 10 + two[1] - '0';
    }
    snprintf(text, sizeof text, "%04d%02d%02d",
             part[0] + (part[0] < 50 ? 2000 : 1900), part[1], part[2]);
    return civil_date_parse_digits(out, str_of(text));
}

/* "AP880212-0001", "WSJ870324-0001", "LA010189-0001": TREC's names of documents
 * are days, if only one order of the digits gives one. */
static void date_from_number(article *out, morgue_str id)
{
    static const int year_first[3] = {0, 2, 4}, year_last[3] = {4, 0, 2};
    civil_date one, other;
    size_t begin = 0, end;
    bool is_one, is_other;

    while (begin < id.size && ascii_is_alpha(id.data[begin]))
        begin++;
    end = begin;
    while (end < id.size && ascii_is_digit(id.data[end]))
        end++;
    if (begin == 0 || end != begin + 6 || end >= id.size ||
        id.data[end] != '-')
        return;
    is_one = short_date(&one, str_slice(id, begin, end), year_first);
    is_other = short_date(&other, str_slice(id, begin, end), year_last);
    if (is_one == is_other)
        return;
    out->published = is_one ? one : other;
    out->published_from = "format";
}

/* Gigaword's "NYT_ENG_19940701.0001": eight digits that are a day. */
static void date_from_id(article *out, morgue_str id)
{
    date_from_number(out, id);
    for (size_t i = 0; i + 8 <= id.size && !out->published_from; i++) {
        civil_date date;
        if ((i && ascii_is_digit(id.data[i - 1])) ||
            (i + 8 < id.size && ascii_is_digit(id.data[i + 8])) ||
            !civil_date_parse_digits(&date, str_slice(id, i, i + 8)) ||
            date.year < 1600 || date.year > 2100)
            continue;
        out->published = date;
        out->published_from = "format";
        return;
    }
}

/* TREC's collections each name the same things anew. */
static void read_trec(article *out, record *r, morgue_str s)
{
    static const char *const titles[] = {"HEADLINE", "HEAD", "HL", "TITLE",
                                         "TI", "H3", "TTL"};
    static const char *const dates[] = {"DATE_TIME", "DATETIME", "DATE1",
                                        "DATE", "DD", "PUBDATE"};
    static const char *const authors[] = {"BYLINE", "AUTHOR", "AU"};
    static const char *const texts[] = {"TEXT", "BODY", "CONTENT"};
    morgue_str id = attribute(s, "id"), text = STR("");

    for (size_t i = 0; i < 7 && out->title.size == 0; i++)
        out->title = plain(r->arena, element(s, titles[i]));
    for (size_t i = 0; i < 3 && out->byline.size == 0; i++)
        out->byline = byline(r->arena, element(s, authors[i]));
    for (size_t i = 0; i < 6 && out->published_from == NULL; i++)
        if (named_fields_date(&out->published,
                              plain(r->arena, element(s, dates[i]))))
            out->published_from = "format";
    for (size_t i = 0; i < 3 && text.size == 0; i++)
        text = element(s, texts[i]);
    out->source = plain(r->arena, element(s, "SOURCE"));
    out->url = plain(r->arena, element(s, "URL"));
    if (id.size == 0)
        id = plain(r->arena, element(s, "DOCNO"));
    if (id.size == 0)
        id = plain(r->arena, element(s, "DOCID"));
    if (out->published_from == NULL ||
        out->published.precision < DATE_DAY)
        date_from_id(out, id);
    out->text = paragraphs(r->arena, text);
}

static void sgml_read(article_extractor *x, article *out, record *r)
{
    morgue_str s = str_trim(article_utf8(r, r->media_type));

    (void)x;
    if (str_starts_with_nocase(s, STR("<REUTERS")))
        read_reuters(out, r, s);
    else
        read_trec(out, r, s);
    if (out->text.size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "document without a text");
}

const article_format sgml_article = {"sgml", sgml_bid, sgml_read};
