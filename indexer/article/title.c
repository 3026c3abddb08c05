/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "title.h"

#include "analyzer.h"
#include "metadata.h"
#include "outlet.h"
#include "str.h"
#include "utf8.h"

#define HEADINGS_MAX 8
#define TITLE_MAX 500u
#define LESSER_MIN 16u
#define PARAGRAPH_MIN 80u /* the text begins: headlines stand above */
#define CUT_AT 100u /* headlines in JSON-LD are cut at 110 characters or so */

/* Votes: the headline as it is shared, as it is told to machines, as it is
 * printed.  Two of them outvote the third. */
#define VOTE_SHARED 6
#define VOTE_DATA 5
#define VOTE_BACKED 5 /* printed in a lesser rank, and told to machines */
#define VOTE_PRINTED 4
#define VOTE_META 2
#define VOTE_WINDOW 1

typedef struct title_candidate {
    morgue_str text;
    int vote; /* for itself */
    int votes;
} title_candidate;

typedef struct ballot {
    title_candidate items[HEADINGS_MAX + 10];
    size_t count;
    morgue_str source, host;
} ballot;

/* ---- Names of outlets at the ends of titles ---- */

static const char *const separators[] = {
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " : ",
    "｜", " ‹ ", " « ", " ▷ ", " ~ ", "--", " |", "| ", " -- ", "_", "|", "：",
    ": ",
};

static bool same_words(morgue_str a, morgue_str b)
{
    analyzer one, two;
    token t, u;

    analyzer_init(&one, a, 1);
    analyzer_init(&two, b, 1);
    while (analyzer_next(&one, &t)) {
        morgue_str term = t.term;
        if (!analyzer_next(&two, &u) || !str_equal(term, u.term))
            return false;
    }
    return !analyzer_next(&two, &u);
}

/* " :: " where ": " was found: the longest that ends there. */
static size_t whole_separator(morgue_str s, size_t at, size_t *size)
{
    morgue_str head = str_slice(s, 0, at + *size);

    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (strlen(separators[i]) > *size &&
            str_ends_with(head, str_of(separators[i])))
            *size = strlen(separators[i]);
    return head.size - *size;
}

/* Where the last separator stands in s, and how long it is. */
static size_t last_separator(morgue_str s, size_t *size)
{
    for (size_t at = s.size; at-- > 0;)
        for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
            if (s.data[at] == separators[i][0] &&
                str_starts_with(str_slice(s, at, s.size),
                                str_of(separators[i]))) {
                *size = strlen(separators[i]);
                return whole_separator(s, at, size);
            }
    return SIZE_MAX;
}

static size_t first_separator(morgue_str s, size_t *size)
{
    size_t first = SIZE_MAX;

    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t at = str_find(s, str_of(separators[i]));
        if (at < first) {
            first = at;
            *size = strlen(separators[i]);
        }
    }
    return first;
}

/* Sources that hold separators themselves. */
static morgue_str without_whole_source(morgue_str title, morgue_str source)
{
    morgue_str head;

    if (source.size < 3 || title.size < source.size + 4 ||
        !str_ends_with_nocase(title, source))
        return title;
    head = str_slice(title, 0, title.size - source.size);
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (str_ends_with(head, str_of(separators[i])))
            return str_trim(str_slice(
                head, 0, head.size - strlen(separators[i])));
    return title;
}

/* "26.04.2024", "2024-04-26 10:05" */
static bool is_date(morgue_str s)
{
    size_t digits = 0, marks = 0;

    for (size_t i = 0; i < s.size; i++) {
        if (ascii_is_digit(s.data[i]))
            digits++;
        else if (s.data[i] && strchr("./-", s.data[i]) != NULL)
            marks++;
        else if (s.data[i] != ' ' && s.data[i] != ':')
            return false;
    }
    return digits >= 6 && marks >= 2;
}

static morgue_str without_outlet(morgue_str title, morgue_str source,
                                 morgue_str host)
{
    size_t size = 0, at;
    morgue_str tail;

    title = without_whole_source(str_trim(title), source);
    for (int i = 0; i < 3; i++) {
        at = last_separator(title, &size);
        tail = str_slice(title, at == SIZE_MAX ? at : at + size, title.size);
        if (at == SIZE_MAX || at < 4 ||
            !(outlet_is(tail, source, host) || is_date(tail)))
            break;
        title = str_trim(str_slice(title, 0, at));
    }
    at = first_separator(title, &size);
    if (at != SIZE_MAX && title.size - at > 15 &&
        outlet_is(str_slice(title, 0, at), source, host))
        title = str_trim(str_slice(title, at + size, title.size));
    return title;
}

morgue_str title_without_source(morgue_str title, morgue_str source)
{
    return without_outlet(title, source, (morgue_str){NULL, 0});
}

/* ---- The vote ---- */

static void nominate(ballot *b, morgue_str text, int vote)
{
    text = without_outlet(text, b->source, b->host);
    if (text.size < 2 || text.size > TITLE_MAX ||
        b->count >= sizeof b->items / sizeof *b->items ||
        outlet_is(text, b->source, b->host))
        return;
    b->items[b->count++] = (title_candidate){text, vote, 0};
}

/* Some pages keep the first rank for the end of the path that leads to them,
 * in the words that search engines are told, and print another headline. */
static bool is_in_navigation(const html_page *p, uint32_t e)
{
    for (; e != HTML_NONE; e = p->elements[e].parent)
        if (p->elements[e].tag == TAG_NAV ||
            (p->elements[e].marks & MARK_NAVIGATION))
            return p->elements[e].tag != TAG_BODY &&
                   p->elements[e].tag != TAG_HTML;
    return false;
}

static void nominate_headings(ballot *b, const html_page *p)
{
    morgue_str last = {NULL, 0};
    size_t found = 0;

    for (size_t i = 0; i < p->element_count && found < HEADINGS_MAX; i++) {
        const html_element *e = &p->elements[i];
        morgue_str text;

        if (e->tag != TAG_H1)
            continue;
        text = html_page_text(p, e);
        if (text.size == 0 || str_find_char(text, '\n') != SIZE_MAX ||
            (last.size && same_words(text, last)))
            continue;
        last = text;
        if (is_in_navigation(p, (uint32_t)i)) {
            nominate(b, text, VOTE_WINDOW);
            continue;
        }
        nominate(b, text, found == 0 ? VOTE_PRINTED : VOTE_PRINTED - 1);
        found++;
    }
}

/* Lesser headings that the window's title holds: some pages give the first
 * rank to their own name. */
static void nominate_lesser(ballot *b, const html_page *p)
{
    size_t found = 0;

    for (size_t i = 0; i < p->block_count && found < 2; i++) {
        morgue_str text = html_block_text(p, &p->blocks[i]);

        if (p->blocks[i].heading < 2 || p->blocks[i].heading > 4 ||
            text.size < LESSER_MIN || str_find(p->title, text) == SIZE_MAX)
            continue;
        nominate(b, text, VOTE_PRINTED);
        found++;
    }
}

/* The last words of a are those of b: what stands before is a kicker. */
static bool ends_with_words(morgue_str a, morgue_str b)
{
    if (b.size < LESSER_MIN || a.size > 2 * TITLE_MAX)
        return false;
    for (size_t at = 1; at + 4 < a.size; at++)
        if (a.data[at - 1] == ' ' &&
            same_words(str_slice(a, at, a.size), b))
            return true;
    return false;
}

bool title_is_said(morgue_str line, morgue_str title)
{
    return same_words(line, title) || ends_with_words(line, title);
}

/*
 * A lesser heading above the first paragraph that says what machines are told,
 * with a kicker before it or without: that is the headline as it is printed.
 */
static void nominate_backed(ballot *b, const html_page *p)
{
    size_t known = b->count;

    for (size_t i = 0; i < p->block_count; i++) {
        const html_block *block = &p->blocks[i];
        morgue_str text = html_block_text(p, block);

        if (block->heading == 0 && text.size >= PARAGRAPH_MIN &&
            block->link_size * 2 < text.size)
            return;
        if (block->heading < 2 || text.size < LESSER_MIN)
            continue;
        for (size_t k = 0; k < known; k++) {
            morgue_str told = b->items[k].text;
            if (same_words(text, told) || ends_with_words(text, told))
                nominate(b, told, VOTE_BACKED);
            else if (text.size * 2 >= told.size && ends_with_words(told, text))
                nominate(b, text, VOTE_BACKED + b->items[k].vote);
            else
                continue;
            return;
        }
    }
}

/* a is what b begins with, and b goes on behind a separator or was a cut. */
static bool is_longer_form(morgue_str a, morgue_str b)
{
    morgue_str rest;

    if (a.size < 12 || b.size <= a.size || !str_starts_with(b, a))
        return false;
    rest = str_slice(b, a.size, b.size);
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (str_starts_with(rest, str_of(separators[i])))
            return true;
    return str_starts_with(rest, STR(", "));
}

static morgue_str without_dots(morgue_str s)
{
    if (str_ends_with(s, STR("...")))
        s.size -= 3;
    else if (str_ends_with(s, STR("…")))
        s.size -= 3;
    return str_trim(s);
}

/* a is b, cut by a program that had no room. */
static bool is_cut_of(morgue_str a, morgue_str b)
{
    morgue_str head = without_dots(a);

    return (head.size < a.size || utf8_length(a) >= CUT_AT) &&
           head.size >= 20 && b.size > head.size && str_starts_with(b, head);
}

static void count_votes(ballot *b)
{
    for (size_t i = 0; i < b->count; i++) {
        title_candidate *c = &b->items[i];

        for (size_t k = 0; k < b->count; k++) {
            const title_candidate *voter = &b->items[k];
            if (k == i || same_words(c->text, voter->text))
                c->votes += voter->vote;
            else if (is_longer_form(c->text, voter->text))
                c->votes += voter->vote == VOTE_WINDOW ? voter->vote : 1;
            else if (is_cut_of(voter->text, c->text))
                c->votes += voter->vote;
        }
    }
}

/* The window's title alone: what a separator parts off at the end is the
 * outlet or its section, when it is the shorter part. */
static morgue_str from_window(morgue_str title)
{
    size_t size = 0, at = last_separator(title, &size);

    if (at != SIZE_MAX && at >= 15 && title.size - at - size < at / 2 &&
        (title.data[at] != '-' || title.data[at + 1] == '-'))
        return str_trim(str_slice(title, 0, at));
    return title;
}

morgue_str title_find(const html_page *p, const json_ld *ld, morgue_str host)
{
    static const char *const names[] = {
        "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
        "headline", "title", "cxenseparse:title", NULL,
    };
    ballot b = {.source = metadata_source(p, ld), .host = host};
    const title_candidate *best = NULL;
    bool has_shared;

    nominate(&b, metadata_get(p, "og:title"), VOTE_SHARED);
    has_shared = b.count > 0;
    if (ld->is_article)
        nominate(&b, ld->headline, VOTE_DATA);
    nominate_backed(&b, p);
    nominate_headings(&b, p);
    nominate_lesser(&b, p);
    nominate(&b, metadata_get(p, "twitter:title"), VOTE_WINDOW);
    if (!has_shared)
        nominate(&b, metadata_first(p, names), VOTE_META);
    if (b.count == 0)
        return from_window(without_outlet(p->title, b.source, host));
    nominate(&b, p->title, VOTE_WINDOW);
    count_votes(&b);
    for (size_t i = 0; i < b.count; i++)
        if (best == NULL || b.items[i].votes > best->votes)
            best = &b.items[i];
    return best ? best->text : p->title;
}
