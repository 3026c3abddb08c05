/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Mail: newsletters, lists, newsgroups; and pages that a browser saved as one
 * (MHTML), which are mail in form.
 *
 *   1) the head says title, date, who wrote and on which list
 *   2) of the parts, take the HTML through the reader of pages, and the plain
 *      text
 *   3) the text is that of the page, unless the plain text has far more; where
 *      the reader of pages finds no article, for a newsletter is often a list
 *      of teasers, the plain text or all that the page shows
 *   4) messages in it follow; where there is no text above, a lone one is all
 */
#include "article_format.h"

#include "limits.h"
#include "mail_head.h"
#include "mime_part.h"
#include "str.h"
#include "text_lines.h"

/* Messages in messages: a digest that was forwarded. */
#define DEPTH_MAX 3
/* Four are custom, and disclaimers are longer. */
#define SIGNATURE_LINES 12
/* A plain part below this may say no more than "your program shows no HTML". */
#define PLAIN_MIN 250

static int mail_bid(const record *r)
{
    morgue_str s = str_slice(r->payload, 0, 16384);
    int fields;

    while (str_starts_with(s, STR("From ")) ||
           str_starts_with(s, STR(">From ")))
        s = str_slice(s, str_find_char(s, '\n') + 1, s.size);
    fields = mail_head_count(s);
    if (article_has_type(r, STR("message/rfc822")) ||
        article_has_type(r, STR("message/global")) ||
        article_has_type(r, STR("multipart/related")))
        return fields ? 90 : 50;
    if (r->media_type.size == 0)
        return fields >= 3 ? 60 : 0;
    return fields >= 4 && article_has_type(r, STR("text/plain")) ? 60 : 0;
}

/* ---- Parts ---- */

/*
 * Text whose lines were wrapped for the way (RFC 3676): a blank at a line's
 * end says that the next goes on.
 */
static morgue_str unflow(arena *a, morgue_str text, bool drops_space)
{
    morgue_str line, flowed;
    buffer out;

    buffer_init(&out, LIMIT_PAYLOAD);
    while (str_next_line(&text, &line)) {
        bool goes_on = str_ends_with(line, STR(" "));

        if (str_equal(line, STR("-- ")))
            goes_on = false;
        if (str_starts_with(line, STR(" "))) /* stuffed */
            line = str_slice(line, 1, line.size);
        if (goes_on && drops_space)
            line.size -= line.size > 0;
        buffer_append_str(&out, line);
        if (!goes_on)
            buffer_append_str(&out, STR("\n"));
    }
    flowed = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return flowed;
}

/* What stands below the last "-- " is the writer's card, if it is short. */
static morgue_str without_signature(morgue_str text)
{
    morgue_str rest = text, line;
    size_t end = text.size, below = 0;

    while (str_next_line(&rest, &line)) {
        below++;
        if (str_equal(line, STR("-- "))) {
            end = (size_t)(line.data - text.data);
            below = 0;
        }
    }
    return str_slice(text, 0, below <= SIGNATURE_LINES ? end : text.size);
}

/* A part's text, as paragraphs. */
static morgue_str plain_text(record *r, const mime_part *part)
{
    record inner = *r;
    morgue_str text;
    buffer lines;

    inner.payload = part->body;
    text = article_utf8(&inner, part->declared);
    if (part->is_flowed)
        text = unflow(r->arena, text, part->drops_space);
    buffer_init(&lines, LIMIT_PAYLOAD);
    text_lines_unwrap(&lines, without_signature(text));
    text = arena_copy(r->arena, str_trim(buffer_view(&lines)));
    buffer_free(&lines);
    return text;
}

static bool is_text(const mime_part *part, const char *type)
{
    return !part->is_attached && str_equal_nocase(part->type, str_of(type));
}

static morgue_str join(arena *a, morgue_str above, morgue_str below)
{
    if (above.size == 0 || below.size == 0)
        return above.size ? above : below;
    return arena_join(a, above, STR("\n"), below);
}

static morgue_str all_plain(record *r, const mime_parts *parts)
{
    morgue_str text = STR("");

    for (size_t i = 0; i < parts->count; i++)
        if (is_text(&parts->items[i], "text/plain"))
            text = join(r->arena, text, plain_text(r, &parts->items[i]));
    return text;
}

/* The longest: others are a list's foot, or blank. */
static const mime_part *main_page(const mime_parts *parts)
{
    const mime_part *best = NULL;

    for (size_t i = 0; i < parts->count; i++) {
        const mime_part *part = &parts->items[i];

        if ((is_text(part, "text/html") ||
             is_text(part, "application/xhtml+xml")) &&
            (best == NULL || part->body.size > best->body.size))
            best = part;
    }
    return best;
}

/* Read a page as one of its own.  False: it holds no article. */
static bool read_page(article_extractor *x, article *out, record *r,
                      const mime_part *part)
{
    record page = *r; /* lends its arena and buffers */

    page.payload = part->body;
    page.media_type = part->declared;
    html_article.read(x, out, &page);
    r->note = page.note;
    return page.fate == FATE_NONE;
}

/* The text of a message's parts, and what the page in it says of itself. */
static morgue_str choose_text(article_extractor *x, article *page, record *r,
                              const mime_parts *parts)
{
    const mime_part *html = main_page(parts);
    morgue_str plain = all_plain(r, parts), shown;

    if (html == NULL)
        return plain;
    if (read_page(x, page, r, html) && page->text.size * 3 >= plain.size)
        return page->text;
    *page = (article){0};
    if (plain.size >= PLAIN_MIN)
        return plain;
    shown = html_reader_text(article_html_reader(x), html->body,
                             html->declared, r->arena);
    return shown.size > plain.size ? shown : plain;
}

/* ---- Messages ---- */

static void read_message(article_extractor *x, article *out, record *r,
                         morgue_str message, int depth);

static bool is_message(const mime_part *part)
{
    return str_equal_nocase(part->type, STR("message/rfc822")) ||
           str_equal_nocase(part->type, STR("message/global"));
}

/* The messages within, below the text; a lone one below none is all. */
static void read_inner(article_extractor *x, article *out, record *r,
                       const mime_parts *parts, int depth)
{
    morgue_str text = out->text;
    article inner;
    size_t count = 0;

    for (size_t i = 0; i < parts->count; i++) {
        if (!is_message(&parts->items[i]))
            continue;
        inner = (article){0};
        read_message(x, &inner, r, parts->items[i].body, depth + 1);
        text = join(r->arena, text,
                    join(r->arena, inner.title, inner.text));
        count++;
    }
    if (count == 1 && out->text.size == 0)
        *out = inner;
    else
        out->text = text;
}

static void fill_from_head(article *out, arena *a, const mail_head *head)
{
    if (head->subject.size)
        out->title = head->subject;
    if (head->from.size)
        out->byline = head->from;
    if (head->list.size || head->organization.size)
        out->source = head->list.size ? head->list : head->organization;
    if (str_equal(out->byline, out->source))
        out->byline = STR("");
    if (head->newsgroups.size)
        out->section = head->newsgroups;
    if (head->language.size)
        out->language = head->language;
    if (head->archived_at.size)
        out->url = head->archived_at;
    else if (head->id.size) /* RFC 2392 */
        out->url = arena_format(a, "mid:%.*s", (int)head->id.size,
                                head->id.data);
    out->published = head->date;
    out->published_from = head->date.precision ? "format" : NULL;
}

static void read_message(article_extractor *x, article *out, record *r,
                         morgue_str message, int depth)
{
    mime_parts parts;
    mail_head head;

    mail_head_read(&head, r->arena, message);
    mime_parts_read(&parts, r->arena, message);
    out->text = choose_text(x, out, r, &parts);
    fill_from_head(out, r->arena, &head);
    if (parts.is_overfull)
        record_note(r, "more parts than are read");
    if (depth < DEPTH_MAX)
        read_inner(x, out, r, &parts, depth);
}

/* ---- Saved pages ---- */

static bool is_web(morgue_str url)
{
    return str_starts_with_nocase(url, STR("http:")) ||
           str_starts_with_nocase(url, STR("https:"));
}

/* The first part is the page; the date is that of saving. */
static bool read_saved(article_extractor *x, article *out, record *r,
                       morgue_str message)
{
    const mime_part *page;
    mime_parts parts;
    mail_head head;

    mail_head_read(&head, r->arena, message);
    mime_parts_read(&parts, r->arena, message);
    page = main_page(&parts);
    if (page == NULL || head.id.size)
        return false;
    r->url = is_web(head.saved_from) ? head.saved_from : page->location;
    if (!is_web(r->url)) {
        r->url = STR("");
        return false;
    }
    r->captured = civil_date_utc(&head.date);
    r->payload = page->body;
    r->media_type = page->declared;
    html_article.read(x, out, r);
    return true;
}

/* ---- The reader ---- */

/* A file of Apple's Mail says in its first line how many bytes are the
 * message; what it notes of it stands below. */
static morgue_str without_notes(morgue_str message)
{
    morgue_str rest = message, line;
    uint64_t size;

    return str_next_line(&rest, &line) &&
                   str_to_u64(str_trim(line), rest.size, &size)
               ? str_slice(rest, 0, (size_t)size)
               : message;
}

/* The line in front and the ">" in the text that a mailbox puts there. */
static morgue_str without_mailbox(arena *a, morgue_str message)
{
    morgue_str line;
    buffer out;

    message = without_notes(message);
    if (!str_starts_with(message, STR("From ")))
        return message;
    str_next_line(&message, &line);
    while (str_starts_with(message, STR(">From ")))
        str_next_line(&message, &line);
    if (str_find(message, STR("\n>From ")) == SIZE_MAX)
        return message;
    buffer_init(&out, LIMIT_PAYLOAD);
    while (str_next_line(&message, &line)) {
        bool is_quoted = str_starts_with(line, STR(">From "));

        buffer_append_str(&out, str_slice(line, is_quoted, line.size));
        buffer_append_char(&out, '\n');
    }
    message = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return message;
}

static void mail_read(article_extractor *x, article *out, record *r)
{
    morgue_str message = without_mailbox(r->arena, r->payload);

    if (r->url.size == 0 && read_saved(x, out, r, message))
        return;
    read_message(x, out, r, message, 0);
    if (out->text.size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "message without a text");
}

const article_format mail_article = {"mail", mail_bid, mail_read};
