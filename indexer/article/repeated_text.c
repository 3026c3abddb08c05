/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "repeated_text.h"

#include "str.h"

#define PULLED_MIN 40u /* bytes that are no accident when they stand twice */
#define PULLED_MAX 32u /* quotations of a page that are looked at */

static bool stands_in_quotation(const html_page *p, uint32_t e)
{
    for (int i = 0; i < 4 && e != HTML_NONE; i++, e = p->elements[e].parent)
        if (p->elements[e].tag == TAG_BLOCKQUOTE ||
            p->elements[e].tag == TAG_FIGURE ||
            p->elements[e].tag == TAG_ASIDE ||
            (p->elements[e].marks & MARK_QUOTE))
            return true;
    return false;
}

/* Without the marks of quotation around it. */
static morgue_str without_quotes(morgue_str s)
{
    static const char *const marks[] = {
        "\"", "'", "“", "”", "„", "»", "«", "‘", "’", "‚", "–", "—", "-", " ",
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        morgue_str mark = str_of(marks[i]);
        bool begins = str_starts_with(s, mark), ends = str_ends_with(s, mark);
        if (s.size <= mark.size * 2 || (!begins && !ends))
            continue;
        s = str_slice(s, begins ? mark.size : 0,
                      s.size - (ends ? mark.size : 0));
        i = SIZE_MAX; /* from the first again */
    }
    return s;
}

/* The first block from `from` on that is kept and holds the words. */
static uint32_t find_words(const main_content *c, morgue_str words,
                           uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (c->keep[i] &&
            str_find(html_block_text(c->page, &c->page->blocks[i]), words) !=
                SIZE_MAX)
            return i;
    return to;
}

/* A passage of the text set once more, larger, for the eye. */
static bool is_pull_quote(const main_content *c, uint32_t i, uint32_t from,
                          uint32_t to)
{
    const html_page *p = c->page;
    const html_block *b = &p->blocks[i];
    morgue_str words = without_quotes(html_block_text(p, b));
    uint32_t other;

    if (words.size < PULLED_MIN)
        return false;
    if (find_words(c, words, from, i) < i)
        return true;
    other = find_words(c, words, i + 1, to);
    return other < to && !stands_in_quotation(p, p->blocks[other].element);
}

void repeated_text_drop(main_content *c, uint32_t from, uint32_t to)
{
    uint32_t looked = 0;

    for (uint32_t i = from; i < to && looked < PULLED_MAX; i++)
        if (c->keep[i] && stands_in_quotation(c->page,
                                              c->page->blocks[i].element)) {
            looked++;
            c->keep[i] = !is_pull_quote(c, i, from, to);
        }
}

bool repeated_text_follows(const main_content *c, uint32_t i, uint32_t to)
{
    morgue_str words = html_block_text(c->page, &c->page->blocks[i]);

    return find_words(c, words, i + 1, to) < to;
}
