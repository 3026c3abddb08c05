/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "replay.h"

#include "civil_date.h"
#include "str.h"

#define QUOTE_WORDS 6    /* a mark of fewer words takes neighbours along */
#define QUOTE_BYTES 300  /* longer marks are cut: links must stay short */

/* When to look for it: an archive gives the capture that is nearest. */
static bool find_moment(civil_date *out, const stored_article *article)
{
    return civil_date_parse_iso(out, article->captured) ||
           civil_date_parse_iso(out, article->published);
}

static void append_timestamp(buffer *out, const stored_article *article)
{
    civil_date date;
    char digits[DATE_DIGITS + 1];

    if (!find_moment(&date, article))
        return;
    date = civil_date_utc(&date); /* as archives write it */
    civil_date_first(&date, digits);
    buffer_append(out, digits, DATE_DIGITS);
}

/* Every byte but letters, digits and those of `kept` as %XX. */
static void append_escaped(buffer *out, morgue_str s, const char *kept)
{
    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];
        if (ascii_is_alpha(c) || ascii_is_digit(c) ||
            (c != 0 && strchr(kept, c) != NULL))
            buffer_append_char(out, c);
        else
            buffer_append_format(out, "%%%02X", (unsigned char)c);
    }
}

static void append_template(buffer *out, morgue_str template,
                            const stored_article *article)
{
    bool in_path = true;

    for (size_t at = 0; at < template.size;) {
        morgue_str rest = str_slice(template, at, template.size);
        if (str_starts_with(rest, STR("{timestamp}"))) {
            append_timestamp(out, article);
            at += strlen("{timestamp}");
        } else if (str_starts_with(rest, STR("{url}"))) {
            append_escaped(out, article->url,
                           in_path ? "-._~:/?#[]@!$&'()*+,;=%" : "-._~");
            at += strlen("{url}");
        } else {
            in_path &= template.data[at] != '?' && template.data[at] != '#';
            buffer_append_char(out, template.data[at++]);
        }
    }
}

/* ---- The quotation ---- */

static size_t count_words(morgue_str s)
{
    size_t count = 0;
    bool in_word = false;

    for (size_t i = 0; i < s.size; i++) {
        bool is_space = ascii_is_space(s.data[i]);
        count += !is_space && !in_word;
        in_word = !is_space;
    }
    return count;
}

/* The end of the word that begins behind `at`, or `at` at the end of s. */
static size_t word_on(morgue_str s, size_t at)
{
    size_t end = at;

    while (end < s.size && ascii_is_space(s.data[end]))
        end++;
    if (end == s.size)
        return at;
    while (end < s.size && !ascii_is_space(s.data[end]))
        end++;
    return end;
}

static size_t word_back(morgue_str s, size_t at)
{
    size_t begin = at;

    while (begin > 0 && ascii_is_space(s.data[begin - 1]))
        begin--;
    if (begin == 0)
        return at;
    while (begin > 0 && !ascii_is_space(s.data[begin - 1]))
        begin--;
    return begin;
}

/* The paragraph that holds the byte. */
static morgue_mark paragraph_at(morgue_str text, size_t at)
{
    morgue_mark p = {at, at};

    while (p.begin > 0 && text.data[p.begin - 1] != '\n')
        p.begin--;
    while (p.end < text.size && text.data[p.end] != '\n')
        p.end++;
    return p;
}

/*
 * The words of the mark, whole, with neighbours while they are few.  Browsers
 * look for the text within one block, and at bounds of words.
 */
static morgue_str quotation(morgue_str text, morgue_mark mark)
{
    morgue_mark paragraph = paragraph_at(text, mark.begin);
    morgue_str p = str_slice(text, paragraph.begin, paragraph.end);
    size_t begin = mark.begin - paragraph.begin;
    size_t end = mark.end < paragraph.end ? mark.end : paragraph.end;

    end -= paragraph.begin;
    while (begin > 0 && !ascii_is_space(p.data[begin - 1]))
        begin--;
    while (end < p.size && !ascii_is_space(p.data[end]))
        end++;
    while (count_words(str_slice(p, begin, end)) < QUOTE_WORDS) {
        size_t further = word_on(p, end);
        size_t before = further == end ? word_back(p, begin) : begin;
        if (further == end && before == begin)
            break;
        end = further;
        begin = before;
    }
    while (end - begin > QUOTE_BYTES && word_back(p, end) > begin)
        end = word_back(p, end);
    return str_trim(str_slice(p, begin, end));
}

static void append_directive(buffer *out, const stored_article *article,
                             const snippet *s)
{
    morgue_mark mark;
    morgue_str quote;

    if (s == NULL || s->mark_count == 0 || s->end > article->text.size)
        return;
    mark.begin = s->begin + s->marks[0].begin;
    mark.end = s->begin + s->marks[0].end;
    quote = quotation(article->text, mark);
    if (quote.size == 0)
        return;
    if (str_find_char(buffer_view(out), '#') == SIZE_MAX)
        buffer_append_char(out, '#');
    buffer_append_str(out, STR(":~:text="));
    append_escaped(out, quote, "._~!*'()");
}

morgue_str replay_link(morgue_str template, const stored_article *article,
                       const snippet *s, arena *a)
{
    buffer out;
    morgue_str link;
    civil_date moment;

    if (template.size == 0 || article->url.size == 0)
        return STR("");
    if (str_find(template, STR("{timestamp}")) != SIZE_MAX &&
        !find_moment(&moment, article))
        return STR("");
    buffer_init(&out, SIZE_MAX / 2);
    append_template(&out, template, article);
    append_directive(&out, article, s);
    link = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return link;
}
