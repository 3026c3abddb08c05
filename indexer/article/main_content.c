/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "main_content.h"

#include "boilerplate.h"
#include "page_margin.h"
#include "person_name.h"
#include "reader_notice.h"
#include "repeated_text.h"
#include "sentence_end.h"
#include "str.h"
#include "tail_heading.h"
#include "title.h"

#define BYLINE_MAX 120u /* bytes */
#define CREDIT_MAX 80u  /* bytes: no more than names of people and agencies */
#define NOTICE_MAX 200u /* bytes */
#define TELLING    12u  /* bytes of a headline that are no accident */

/* ---- Paragraphs ---- */

static uint32_t block_weight(const html_page *p, const html_block *b)
{
    uint32_t size = b->end - b->begin;

    if (b->heading || b->link_size * 10 > size * 4)
        return 0;
    if (size >= 80)
        return size - b->link_size;
    if (size >= 40 && p->elements[b->element].tag == TAG_P &&
        sentence_end_has(html_block_text(p, b)))
        return size - b->link_size;
    return 0;
}

/* "© 2020 The Gazette. All rights reserved." would be all the prose of a page
 * of scores. */
static void find_notices(main_content *c)
{
    const html_page *p = c->page;

    for (uint32_t i = 0; i < p->block_count; i++) {
        const html_block *b = &p->blocks[i];
        if (b->end - b->begin < NOTICE_MAX && block_weight(p, b))
            c->is_notice[i] = boilerplate_is_line(html_block_text(p, b));
    }
}

uint32_t main_content_weight(const main_content *c, uint32_t e)
{
    const html_element *element = &c->page->elements[e];

    return c->weight[element->end_block] - c->weight[element->first_block];
}

void main_content_weigh(main_content *c)
{
    const html_page *p = c->page;

    c->weight[0] = c->links[0] = 0;
    for (size_t i = 0; i < p->block_count; i++) {
        const html_block *b = &p->blocks[i];
        uint32_t w = c->dropped[b->element] || c->is_notice[i]
                         ? 0
                         : block_weight(p, b);

        c->weight[i + 1] = c->weight[i] + w;
        c->links[i + 1] = c->links[i] + b->link_size;
    }
}

/* ---- The root ---- */

/* HTML_NONE where a page has several outermost elements, as broken ones do. */
static uint32_t common_ancestor(const html_page *p, uint32_t a, uint32_t b)
{
    while (a != HTML_NONE && !html_is_within(p, b, a))
        a = p->elements[a].parent;
    return a;
}

/*
 * Of the outermost elements that are `wanted`: the one that holds most of what
 * they all hold, or the innermost one around all of them.  HTML_NONE when they
 * hold too little of the page.
 */
static uint32_t find_marked(const main_content *c,
                            bool (*wanted)(const html_element *e),
                            uint32_t total)
{
    const html_page *p = c->page;
    uint32_t best = HTML_NONE, around = HTML_NONE;
    uint64_t sum = 0, most = 0;

    for (uint32_t e = 0; e < p->element_count; e++) {
        const html_element *element = &p->elements[e];
        uint32_t weight;

        if (c->dropped[e] || page_margin_is_frame(element) || !wanted(element))
            continue;
        weight = main_content_weight(c, e);
        if (weight > 0) {
            sum += weight;
            around = best == HTML_NONE ? e : common_ancestor(p, around, e);
            if (weight > most) {
                most = weight;
                best = e;
            }
        }
        if (element->end > e + 1)
            e = element->end - 1;
    }
    if (best == HTML_NONE || sum * 10 < (uint64_t)total * 3)
        return HTML_NONE;
    return most * 2 >= sum || around == HTML_NONE ? best : around;
}

static bool is_article_body(const html_element *e)
{
    return e->marks & MARK_BODY;
}

static bool is_article(const html_element *e)
{
    return e->tag == TAG_ARTICLE;
}

static bool is_main(const html_element *e)
{
    return e->tag == TAG_MAIN;
}

/* Go down while one child holds nearly all. */
static uint32_t descend(const main_content *c, uint32_t root)
{
    const html_page *p = c->page;

    for (;;) {
        uint32_t total = main_content_weight(c, root), next = HTML_NONE;
        uint32_t child = root + 1;

        while (child < p->elements[root].end) {
            if (!c->dropped[child] &&
                (uint64_t)main_content_weight(c, child) * 10 >=
                    (uint64_t)total * 8)
                next = child;
            child = p->elements[child].end > child ? p->elements[child].end
                                                   : child + 1;
        }
        if (next == HTML_NONE || total == 0 || p->elements[next].tag == TAG_P)
            return root;
        root = next;
    }
}

static uint32_t find_root(const main_content *c)
{
    const html_page *p = c->page;
    uint32_t total = c->weight[p->block_count], root;

    root = find_marked(c, is_article_body, total);
    if (root != HTML_NONE)
        return root;
    root = find_marked(c, is_article, total);
    if (root == HTML_NONE)
        root = find_marked(c, is_main, total);
    return descend(c, root == HTML_NONE ? 0 : root);
}

/* ---- The blocks ---- */

/* The headline once more; above the text perhaps with a kicker before it. */
static bool is_title(const main_content *c, const html_block *b,
                     morgue_str title)
{
    morgue_str text = html_block_text(c->page, b);

    if (b->heading && title.size >= TELLING &&
        c->weight[b - c->page->blocks] == 0)
        return title_is_said(text, title);
    return str_equal_nocase(text, title);
}

static bool is_text(const main_content *c, const html_block *b,
                    morgue_str title)
{
    const html_page *p = c->page;
    morgue_str text = html_block_text(p, b);
    uint32_t size = b->end - b->begin;

    if (c->dropped[b->element] || is_title(c, b, title))
        return false;
    if (b->link_size * 10 > size * 6 &&
        !(size >= 150 && b->link_size * 10 < size * 9 &&
          sentence_end_has(text)))
        return false;
    if (size < CREDIT_MAX && !b->heading && boilerplate_is_credit(text) &&
        !sentence_end_has(text))
        return false;
    return !boilerplate_is_line(text) &&
           !reader_notice_is(text, b->link_size > 0);
}

/* A heading stands for what follows it: without text it goes. */
static void drop_lone_headings(main_content *c, uint32_t from, uint32_t to)
{
    const html_page *p = c->page;
    bool has_text = false;

    for (uint32_t i = to; i > from; i--) {
        const html_block *b = &p->blocks[i - 1];

        if (!c->keep[i - 1])
            continue;
        if (b->heading && !has_text)
            c->keep[i - 1] = 0;
        has_text = has_text || !b->heading;
    }
}

/* The innermost element around a block that parts paragraphs. */
static const html_element *paragraph_of(const html_page *p, const html_block *b)
{
    uint32_t e = b->element;

    while (p->elements[e].parent != HTML_NONE &&
           !html_tag_is_block((html_tag)p->elements[e].tag))
        e = p->elements[e].parent;
    return &p->elements[e];
}

static bool is_scrap(const main_content *c, const html_block *b, uint32_t limit)
{
    const html_page *p = c->page;

    switch ((html_tag)paragraph_of(p, b)->tag) {
    case TAG_LI:
    case TAG_TD:
    case TAG_TH:
    case TAG_DT:
    case TAG_DD:
    case TAG_PRE:
        return false;
    default:
        return b->end - b->begin < limit && !b->heading &&
               !sentence_end_has(html_block_text(p, b));
    }
}

static bool is_loose(const html_element *e)
{
    return e->tag != TAG_P && e->tag != TAG_BLOCKQUOTE;
}

/* Each paragraph stands in a box of its own, and all boxes are named alike. */
static bool are_boxed_alike(const html_page *p, uint32_t e, uint32_t f)
{
    return e != HTML_NONE && f != HTML_NONE &&
           p->elements[e].name == p->elements[f].name &&
           p->elements[e].parent == p->elements[f].parent;
}

/* A part of the same paragraph, or a <p> in one row with it. */
static bool is_beside(const html_page *p, const html_block *b,
                      const html_block *other)
{
    const html_element *e = paragraph_of(p, b), *f = paragraph_of(p, other);

    return e == f || (e->tag == TAG_P &&
                      (e->parent == f->parent ||
                       (f->tag == TAG_P &&
                        are_boxed_alike(p, e->parent, f->parent))));
}

/* "By Ann Marsh, three days ago", not "By Monday the ferry was back." */
static bool is_byline(const html_page *p, const html_block *b)
{
    morgue_str text = html_block_text(p, b), name;
    bool is_sure;

    if (text.size > BYLINE_MAX || !person_name_is_labelled(text, &is_sure))
        return false;
    text = person_name_clean(text);
    return person_name_next(&text, &name) && person_name_is(name);
}

static bool is_paragraph(const main_content *c, uint32_t i)
{
    const html_block *b = &c->page->blocks[i];

    return c->keep[i] && block_weight(c->page, b) > 0 && !is_byline(c->page, b);
}

/*
 * Lines too short to be sentences: dates, names and labels before the first
 * paragraph and behind the last, and between them what stands in no paragraph;
 * unless they are in one row with the first or last.
 */
static void drop_scraps(main_content *c, uint32_t from, uint32_t to)
{
    const html_page *p = c->page;
    uint32_t first = from, last = to;

    while (first < to && !is_paragraph(c, first))
        first++;
    if (first == to)
        return;
    while (!is_paragraph(c, last - 1))
        last--;
    for (uint32_t i = from; i < to; i++) {
        const html_block *b = &p->blocks[i];

        if (i < first && is_byline(p, b)) {
            c->keep[i] = 0;
            continue;
        }
        if (is_beside(p, b, &p->blocks[first]) ||
            is_beside(p, b, &p->blocks[last - 1]))
            continue;
        if ((i < first && (is_scrap(c, b, 80) || b->heading == 1)) ||
            (i >= last && is_scrap(c, b, 60)) ||
            (is_loose(paragraph_of(p, b)) && is_scrap(c, b, 40)))
            c->keep[i] = 0;
    }
}

/* "Related", "More from ...": what follows is other stories, unless much of
 * the article stands there; then the line alone is none of its text. */
static void cut_tail(main_content *c, uint32_t from, uint32_t to)
{
    const html_page *p = c->page;
    uint32_t whole = c->weight[to] - c->weight[from];

    for (uint32_t i = from + 1; i < to; i++) {
        const html_block *b = &p->blocks[i];

        if (c->dropped[b->element] || !tail_heading_is(html_block_text(p, b)))
            continue;
        c->keep[i] = 0;
        if ((c->weight[to] - c->weight[i]) * 10 > whole)
            continue;
        memset(c->keep + i, 0, to - i);
        return;
    }
}

/* Headings that stand for the whole page: the article begins behind. */
static uint32_t lead_begin(const main_content *c, morgue_str title)
{
    const html_page *p = c->page;
    uint32_t first = p->elements[c->root].first_block, e = c->root, from;

    while (e != HTML_NONE && p->elements[e].tag != TAG_ARTICLE &&
           p->elements[e].tag != TAG_MAIN)
        e = p->elements[e].parent;
    from = e == HTML_NONE ? first : p->elements[e].first_block;
    for (uint32_t i = first; i > 0 && first - i < 60; i--) {
        const html_block *b = &p->blocks[i - 1];
        if (b->heading == 1 || str_equal_nocase(html_block_text(p, b), title))
            return i;
    }
    return first - from < 40 ? from : first;
}

/* Whether a block that is outside the root stands in a margin for sure: a lead
 * is often named a teaser or set in with date and kicker. */
static bool is_in_margin(const main_content *c, uint32_t e)
{
    const html_page *p = c->page;

    while (e != HTML_NONE && !html_is_within(p, c->root, e)) {
        if (page_margin_is_sure(&p->elements[e]))
            return true;
        e = p->elements[e].parent;
    }
    return e != HTML_NONE && c->dropped[e];
}

static bool is_lead(const main_content *c, const html_block *b,
                    morgue_str title)
{
    const html_page *p = c->page;
    const html_element *e = &p->elements[b->element];
    morgue_str text = html_block_text(p, b);
    html_marks marks = e->marks;
    uint32_t size = b->end - b->begin;

    if (e->parent != HTML_NONE)
        marks |= p->elements[e->parent].marks;
    if (size < 40 || b->link_size * 4 > size || b->heading == 1 ||
        str_equal_nocase(text, title) || boilerplate_is_line(text) ||
        boilerplate_is_credit(text) || is_in_margin(c, b->element))
        return false;
    return (marks & MARK_LEAD) || size >= 100 || block_weight(p, b) > 0;
}

/* What stands between the headline and the body: the standfirst. */
static void keep_lead(main_content *c, morgue_str title)
{
    const html_page *p = c->page;
    uint32_t first = p->elements[c->root].first_block;
    uint32_t end = p->elements[c->root].end_block;

    for (uint32_t i = lead_begin(c, title); i < first; i++)
        c->keep[i] = is_lead(c, &p->blocks[i], title) &&
                     !repeated_text_follows(c, i, end);
}

static void find_at_level(main_content *c, int level, morgue_str title,
                          arena *a)
{
    const html_page *p = c->page;
    uint32_t from, to;

    page_margin_drop(c, level, a);
    c->root = find_root(c);
    from = p->elements[c->root].first_block;
    to = p->elements[c->root].end_block;
    memset(c->keep, 0, p->block_count);
    for (uint32_t i = from; i < to; i++)
        c->keep[i] = is_text(c, &p->blocks[i], title);
    repeated_text_drop(c, from, to);
    drop_lone_headings(c, from, to);
    drop_scraps(c, from, to);
    cut_tail(c, from, to);
    keep_lead(c, title);
}

void main_content_find(main_content *out, const html_page *p, morgue_str title,
                       arena *a)
{
    uint32_t whole, kept;

    *out = (main_content){.page = p};
    out->dropped = arena_calloc(a, p->element_count + 1, 1);
    out->keep = arena_calloc(a, p->block_count + 1, 1);
    out->is_notice = arena_calloc(a, p->block_count + 1, 1);
    out->weight = arena_calloc(a, p->block_count + 1, sizeof *out->weight);
    out->links = arena_calloc(a, p->block_count + 1, sizeof *out->links);
    if (p->element_count == 0)
        return;
    find_notices(out);
    main_content_weigh(out);
    whole = out->weight[p->block_count];
    for (int level = 0; level < 3; level++) {
        find_at_level(out, level, title, a);
        kept = main_content_weight(out, out->root);
        if (kept >= 250 || kept * 3 >= whole)
            return;
    }
}

void main_content_text(const main_content *c, buffer *out)
{
    for (size_t i = 0; i < c->page->block_count; i++) {
        if (!c->keep[i])
            continue;
        if (out->size)
            buffer_append_char(out, '\n');
        buffer_append_str(out, html_block_text(c->page, &c->page->blocks[i]));
    }
}
