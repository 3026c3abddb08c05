/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "main_content.h"

#include "boilerplate.h"
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

static bool is_frame(html_tag tag)
{
    return tag == TAG_HTML || tag == TAG_BODY || tag == TAG_HEAD;
}

/* ---- Paragraphs ---- */

static uint32_t block_weight(const html_page *p, const html_block *b)
{
    uint32_t size = b->end - b->begin;

    if (b->heading || b->link_size * 10 > size * 4)
        return 0;
    if (size >= 80)
        return size - b->link_size;
    if (size >= 40 && p->elements[b->element].tag == TAG_P &&
        boilerplate_ends_sentence(html_block_text(p, b)))
        return size - b->link_size;
    return 0;
}

uint32_t main_content_weight(const main_content *c, uint32_t e)
{
    const html_element *element = &c->page->elements[e];

    return c->weight[element->end_block] - c->weight[element->first_block];
}

/* Sums over the blocks before each; blocks of dropped elements weigh nothing
 * once `with_dropped` is false. */
static void sum_weights(main_content *c, bool with_dropped)
{
    const html_page *p = c->page;

    c->weight[0] = 0;
    for (size_t i = 0; i < p->block_count; i++) {
        const html_block *b = &p->blocks[i];
        uint32_t w = with_dropped || !c->dropped[b->element]
                         ? block_weight(p, b)
                         : 0;
        c->weight[i + 1] = c->weight[i] + w;
    }
}

/* ---- What is no article ---- */

static bool drops_by_tag(const main_content *c, uint32_t e, uint32_t total)
{
    const html_element *element = &c->page->elements[e];
    bool is_small = main_content_weight(c, e) * 4 < total;

    switch (element->tag) {
    case TAG_NAV:
    case TAG_FIGCAPTION:
    case TAG_MENU:
        return true;
    case TAG_FIGURE:
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

/* What is certain whatever it weighs. */
static bool drops_surely(const main_content *c, uint32_t e, uint32_t total)
{
    const html_element *element = &c->page->elements[e];
    html_marks marks = element->marks;

    if (element->tag == TAG_ARTICLE || element->tag == TAG_MAIN)
        return false;
    if (marks & MARK_COOKIE)
        return !(marks & MARK_BODY);
    if (marks & MARK_COMMENT)
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

/* A margin's name on what holds much of the page's prose is no margin. */
static bool drops_by_marks(const main_content *c, uint32_t e,
                           const name_weights *names, uint32_t total)
{
    const html_element *element = &c->page->elements[e];
    uint64_t weight;

    if ((element->marks & NO_ARTICLE) == 0)
        return false;
    weight = main_content_weight(c, e);
    if (weight)
        weight = find_name(names, element->name)->weight;
    if (element->marks & STRONG)
        return weight * 10 < (uint64_t)total * 4;
    return weight * 10 < (uint64_t)total * 2;
}

static bool is_under_dropped(const main_content *c, uint32_t e)
{
    uint32_t parent = c->page->elements[e].parent;

    return parent != HTML_NONE && c->dropped[parent];
}

/* First what is certain, then what is likely, against what is left then. */
static void drop_elements(main_content *c, arena *a)
{
    const html_page *p = c->page;
    uint32_t total = c->weight[p->block_count];
    name_weights names;

    for (uint32_t e = 0; e < p->element_count; e++)
        if (!is_frame((html_tag)p->elements[e].tag))
            c->dropped[e] =
                is_under_dropped(c, e) ||
                (p->elements[e].is_hidden &&
                 main_content_weight(c, e) * 2 < total) ||
                drops_by_tag(c, e, total) || drops_surely(c, e, total);
    sum_weights(c, false);
    total = c->weight[p->block_count];
    weigh_names(c, &names, a);
    for (uint32_t e = 0; e < p->element_count; e++)
        if (!is_frame((html_tag)p->elements[e].tag))
            c->dropped[e] = c->dropped[e] || is_under_dropped(c, e) ||
                            drops_by_marks(c, e, &names, total);
}

/* ---- The root ---- */

static uint32_t common_ancestor(const html_page *p, uint32_t a, uint32_t b)
{
    while (!html_is_within(p, b, a))
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

        if (c->dropped[e] || is_frame((html_tag)element->tag) ||
            !wanted(element))
            continue;
        weight = main_content_weight(c, e);
        if (weight > 0) {
            sum += weight;
            around = around == HTML_NONE ? e : common_ancestor(p, around, e);
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
    return most * 10 >= sum * 7 ? best : around;
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
        if (next == HTML_NONE || total == 0 ||
            p->elements[next].tag == TAG_P)
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

static bool is_text(const main_content *c, const html_block *b,
                    morgue_str title)
{
    const html_page *p = c->page;
    morgue_str text = html_block_text(p, b);
    uint32_t size = b->end - b->begin;

    if (c->dropped[b->element] || str_equal_nocase(text, title))
        return false;
    if (b->link_size * 10 > size * 6)
        return false;
    if (boilerplate_is_line(text))
        return false;
    return true;
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
        else
            has_text = !b->heading;
    }
}

void main_content_find(main_content *out, const html_page *p,
                       morgue_str title, arena *a)
{
    uint32_t from, to;

    *out = (main_content){.page = p};
    out->dropped = arena_calloc(a, p->element_count + 1, 1);
    out->keep = arena_calloc(a, p->block_count + 1, 1);
    out->weight = arena_calloc(a, p->block_count + 1, sizeof *out->weight);
    if (p->element_count == 0)
        return;
    sum_weights(out, true);
    drop_elements(out, a);
    sum_weights(out, false);
    out->root = find_root(out);
    from = p->elements[out->root].first_block;
    to = p->elements[out->root].end_block;
    for (uint32_t i = from; i < to; i++)
        out->keep[i] = is_text(out, &p->blocks[i], title);
    drop_lone_headings(out, from, to);
}

void main_content_text(const main_content *c, buffer *out)
{
    for (size_t i = 0; i < c->page->block_count; i++) {
        if (!c->keep[i])
            continue;
        if (out->size)
            buffer_append_char(out, '\n');
        buffer_append_str(out,
                          html_block_text(c->page, &c->page->blocks[i]));
    }
}
