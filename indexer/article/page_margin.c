/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_margin.h"

#include "str.h"

#define NO_ARTICLE                                                             \
    (MARK_NAVIGATION | MARK_SHARE | MARK_RELATED | MARK_COMMENT |              \
     MARK_PROMOTION | MARK_NEWSLETTER | MARK_CAPTION | MARK_BYLINE |           \
     MARK_DATE | MARK_TAGS | MARK_FOOTER | MARK_SIDEBAR | MARK_COOKIE |        \
     MARK_HIDDEN | MARK_PROFILE | MARK_PAYWALL | MARK_PLAYER | MARK_META |     \
     MARK_GALLERY | MARK_EMBED | MARK_TEASER)

#define STRONG                                                                 \
    (MARK_NAVIGATION | MARK_SHARE | MARK_RELATED | MARK_COMMENT |              \
     MARK_PROMOTION | MARK_NEWSLETTER | MARK_CAPTION | MARK_BYLINE |           \
     MARK_COOKIE | MARK_PROFILE)

#define NOT_BULK                                                               \
    (MARK_NAVIGATION | MARK_RELATED | MARK_COMMENT | MARK_COOKIE |             \
     MARK_NEWSLETTER | MARK_PROFILE | MARK_SIDEBAR | MARK_FOOTER |             \
     MARK_GALLERY | MARK_PLAYER | MARK_HIDDEN)

/* Names of what wraps the words of others. */
#define WRAPPERS                                                               \
    (MARK_SHARE | MARK_SIDEBAR | MARK_PLAYER | MARK_EMBED | MARK_META)

#define WRAPPED 8 /* elements between a wrapper and what it wraps */

#define PROSE_MARGINS                                                          \
    (MARK_COMMENT | MARK_COOKIE | MARK_CAPTION | MARK_PROFILE | MARK_SIDEBAR | \
     MARK_FOOTER)

/* Nearly all of e is one quotation or table, whatever is wrapped around it: a
 * figure, or what is named after players, widgets and social media. */
static bool holds_quotation(const html_page *p, uint32_t e)
{
    const html_element *around = &p->elements[e];
    uint32_t size = around->text_end - around->text_begin;

    for (uint32_t i = e + 1; i < around->end && i <= e + WRAPPED; i++) {
        const html_element *in = &p->elements[i];
        if ((in->tag == TAG_BLOCKQUOTE || in->tag == TAG_TABLE) &&
            (in->text_end - in->text_begin) * 10u >= size * 7u)
            return size > 0;
    }
    return false;
}

bool page_margin_is_frame(const html_element *e)
{
    return e->tag == TAG_HTML || e->tag == TAG_BODY || e->tag == TAG_HEAD;
}

static bool drops_by_tag(const main_content *c, uint32_t e, uint32_t total)
{
    const html_element *element = &c->page->elements[e];
    uint64_t weight = main_content_weight(c, e);
    bool is_small = weight * 4 < total;

    switch (element->tag) {
    case TAG_NAV: /* one that nobody closed holds the page */
    case TAG_NOSCRIPT:
    case TAG_FIGCAPTION:
    case TAG_MENU:
        return weight * 2 <= total;
    case TAG_FIGURE:
        return is_small && !holds_quotation(c->page, e);
    case TAG_FOOTER:
    case TAG_ASIDE:
    case TAG_FORM:
    case TAG_FIELDSET:
    case TAG_ADDRESS:
    case TAG_LABEL:
        return is_small;
    default:
        return false;
    }
}

/* The block of the first heading of first rank, or HTML_NONE. */
static uint32_t first_headline(const html_page *p)
{
    for (uint32_t i = 0; i < p->block_count; i++)
        if (p->blocks[i].heading == 1)
            return i;
    return HTML_NONE;
}

/* Comments stand below the headline, not around it: what holds it may be named
 * after a commentary. */
static bool is_around(const html_element *e, uint32_t block)
{
    return block >= e->first_block && block < e->end_block;
}

/* What is certain whatever it weighs. */
static bool drops_surely(const main_content *c, uint32_t e, uint32_t total,
                         uint32_t headline)
{
    const html_element *element = &c->page->elements[e];
    html_marks marks = element->marks;

    if (element->tag == TAG_ARTICLE || element->tag == TAG_MAIN)
        return false;
    if (marks & MARK_COOKIE)
        return !(marks & MARK_BODY);
    if ((marks & MARK_COMMENT) && !is_around(element, headline))
        return !(marks & (MARK_CONTENT | MARK_BODY)) ||
               main_content_weight(c, e) * 2 < total;
    return false;
}

/* How much prose stands in all elements that are named like e. */
typedef struct name_weight {
    uint32_t name, weight;
} name_weight;

typedef struct name_weights {
    name_weight *slots;
    uint32_t mask;
} name_weights;

static name_weight *find_name(const name_weights *names, uint32_t name)
{
    uint32_t i = name & names->mask;

    while (names->slots[i].weight && names->slots[i].name != name)
        i = (i + 1) & names->mask;
    return &names->slots[i];
}

static void weigh_names(const main_content *c, name_weights *names, arena *a)
{
    const html_page *p = c->page;

    names->mask = 63;
    while (names->mask < p->element_count * 2)
        names->mask = names->mask * 2 + 1;
    names->slots = arena_calloc(a, names->mask + 1u, sizeof *names->slots);
    for (uint32_t e = 0; e < p->element_count; e++) {
        uint32_t weight = main_content_weight(c, e);
        name_weight *n;

        if (weight == 0 || (p->elements[e].marks & NO_ARTICLE) == 0)
            continue;
        n = find_name(names, p->elements[e].name);
        n->name = p->elements[e].name;
        n->weight += weight;
    }
}

/*
 * Long prose, or for what is only named after tools a long text of any kind,
 * contradicts the name of a margin; not that of comments and captions, which
 * are prose.
 */
static bool is_prose(const main_content *c, uint32_t e)
{
    const html_element *element = &c->page->elements[e];
    uint32_t size = element->text_end - element->text_begin;
    uint32_t weight = main_content_weight(c, e);

    if (element->marks & PROSE_MARGINS)
        return false;
    return weight >= 600 && weight * 10 >= size * 7;
}

/* A table, a recipe, a list: long, hardly linked, and within what is named the
 * article's body, so that a caption's or a tool's name is a mistake. */
static bool is_bulk(const main_content *c, uint32_t e)
{
    const html_page *p = c->page;
    const html_element *element = &p->elements[e];
    uint32_t size = element->text_end - element->text_begin, links;

    if (size < 500 || (element->marks & NOT_BULK))
        return false;
    links = c->links[element->end_block] - c->links[element->first_block];
    if (links * 10 > size)
        return false;
    while ((e = p->elements[e].parent) != HTML_NONE)
        if (p->elements[e].marks & MARK_BODY)
            return true;
    return false;
}

/* A margin's name on what holds much of the page's prose is no margin. */
static bool drops_by_marks(const main_content *c, uint32_t e,
                           const name_weights *names, uint32_t total)
{
    const html_element *element = &c->page->elements[e];
    uint64_t weight;

    if ((element->marks & NO_ARTICLE) == 0 || element->tag == TAG_BLOCKQUOTE ||
        element->tag == TAG_TR)
        return false;
    /* A paragraph named after a paywall is one that stands behind it. */
    if (element->tag == TAG_P &&
        (element->marks & NO_ARTICLE) == MARK_PAYWALL)
        return false;
    if ((element->marks & NO_ARTICLE & ~WRAPPERS) == 0 &&
        holds_quotation(c->page, e))
        return false;
    weight = main_content_weight(c, e);
    if (weight)
        weight = find_name(names, element->name)->weight;
    if (is_prose(c, e) || is_bulk(c, e))
        return false;
    if (element->marks & STRONG)
        return weight * 10 < (uint64_t)total * 4;
    return weight * 10 < (uint64_t)total * 2;
}

/* The paragraph before e, under the same parent and not hidden. */
static bool follows_prose(const main_content *c, uint32_t e)
{
    const html_page *p = c->page;
    uint32_t first = p->elements[e].first_block, before;

    if (first == 0 || c->weight[first] == c->weight[first - 1])
        return false;
    before = p->blocks[first - 1].element;
    for (int i = 0; i < WRAPPED && before != HTML_NONE; i++) {
        if (c->dropped[before] || p->elements[before].is_hidden)
            return false;
        if (p->elements[before].parent == p->elements[e].parent)
            return true;
        before = p->elements[before].parent;
    }
    return false;
}

/* The rest of the article, which a button shows: prose that goes on behind
 * prose, and is not named a margin. */
static bool goes_on(const main_content *c, uint32_t e)
{
    const html_element *element = &c->page->elements[e];
    uint64_t size = element->text_end - element->text_begin;

    return (element->marks & NO_ARTICLE & ~MARK_HIDDEN) == 0 &&
           main_content_weight(c, e) * (uint64_t)10 >= size * 8 && size > 0 &&
           follows_prose(c, e);
}

/* A paragraph hidden by a paywall is one of the article's. */
static bool hides(const main_content *c, uint32_t e)
{
    const html_element *element = &c->page->elements[e];

    return element->is_hidden &&
           !(element->tag == TAG_P && (element->marks & MARK_PAYWALL)) &&
           !goes_on(c, e);
}

static bool is_under_dropped(const main_content *c, uint32_t e)
{
    uint32_t parent = c->page->elements[e].parent;

    return parent != HTML_NONE && c->dropped[parent];
}

/*
 * The first pass at a level drops what is certain, the second what is likely
 * against what is left then.  A higher level is more careful: it is for pages
 * of which nothing was left.
 */
void page_margin_drop(main_content *c, int level, arena *a)
{
    const html_page *p = c->page;
    uint32_t total, headline = first_headline(p);
    name_weights names;

    memset(c->dropped, 0, p->element_count);
    main_content_weigh(c);
    total = c->weight[p->block_count];
    for (uint32_t e = 0; e < p->element_count; e++)
        if (!page_margin_is_frame(&p->elements[e]))
            c->dropped[e] = is_under_dropped(c, e) ||
                            (hides(c, e) && level < 2 &&
                             main_content_weight(c, e) * 2 < total) ||
                            drops_by_tag(c, e, total) ||
                            (level == 0 &&
                             drops_surely(c, e, total, headline));
    main_content_weigh(c);
    total = c->weight[p->block_count];
    weigh_names(c, &names, a);
    for (uint32_t e = 0; e < p->element_count && level < 2; e++)
        if (!page_margin_is_frame(&p->elements[e]))
            c->dropped[e] =
                c->dropped[e] || is_under_dropped(c, e) ||
                drops_by_marks(c, e, &names, level ? total / 2 : total);
    main_content_weigh(c);
}

bool page_margin_is_sure(const html_element *e)
{
    switch (e->tag) {
    case TAG_NAV:
    case TAG_FIGURE:
    case TAG_FIGCAPTION:
    case TAG_MENU:
    case TAG_FORM:
    case TAG_FOOTER:
    case TAG_ASIDE:
        return true;
    default:
        return e->is_hidden || (e->marks & (STRONG | MARK_DATE | MARK_FOOTER |
                                            MARK_HIDDEN | MARK_PLAYER));
    }
}
