/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article_group.h"

#include "heap.h"
#include "stored_pack.h"

#include <stdlib.h>

#define GROUP_BYTES ((size_t)16 << 20)

void article_group_init(article_group *g)
{
    *g = (article_group){.extractor = article_extractor_new(),
                         .templates = template_lines_new()};
}

void article_group_free(article_group *g)
{
    article_extractor_free(g->extractor);
    template_lines_free(g->templates);
    free(g->articles);
}

void article_group_begin(article_group *g)
{
    template_lines_clear(g->templates);
    g->begin = g->end = 0;
}

/* What a page's article needs stands in the arena. */
static void forget_html(record *r)
{
    buffer_free(&r->block);
    buffer_free(&r->decoded);
    r->payload = (morgue_str){NULL, 0};
}

static void extract(article_group *g, article *out, record *r)
{
    if (r->fate == FATE_NONE)
        record_decode(r);
    if (r->fate == FATE_NONE)
        article_extract(g->extractor, out, r);
    if (r->fate == FATE_NONE && out->is_page) {
        template_lines_hear(g->templates, out);
        forget_html(r);
    }
}

void article_group_fill(article_group *g, batch *b, size_t begin)
{
    size_t bytes = 0, text = 0, text_wanted = begin ? 0 : STORED_SAMPLES;
    bool has_pages = true; /* none but pages, of what is an article */

    g->begin = g->end = begin;
    while (g->end < b->count && bytes < GROUP_BYTES &&
           (has_pages || text < text_wanted)) {
        record *r = &b->records[g->end];
        size_t at = g->end - begin;

        if (at == g->capacity) {
            g->capacity = g->capacity ? 2 * g->capacity : 64;
            g->articles = heap_resize(g->articles, g->capacity,
                                      sizeof *g->articles);
        }
        g->articles[at] = (article){0};
        extract(g, &g->articles[at], r);
        bytes += arena_used(r->arena) + r->decoded.size;
        if (r->fate == FATE_NONE) {
            has_pages = has_pages && g->articles[at].is_page;
            text += g->articles[at].text.size;
        }
        g->end++;
    }
}

size_t article_group_take(article_group *g, article *out, batch *b, size_t i)
{
    *out = g->articles[i - g->begin];
    if (!out->is_page)
        return 0;
    return template_lines_drop(g->templates, out, b->records[i].arena);
}
