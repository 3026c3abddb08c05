/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text as it stands, and no names: where no extractor or tagger is linked.
 */
#include "article.h"
#include "entity_tagger.h"
#include "str.h"
#include "utf8.h"

#include <stdlib.h>

#define WEAK __attribute__((weak))

WEAK article_extractor *article_extractor_new(void)
{
    return malloc(1);
}

WEAK void article_extractor_free(article_extractor *x)
{
    free(x);
}

static morgue_str strip_tags(morgue_str in, arena *a)
{
    char *out = arena_alloc(a, in.size + 1);
    size_t size = 0;
    bool is_tag = false;

    for (size_t i = 0; i < in.size; i++) {
        if (in.data[i] == '<')
            is_tag = true;
        if (!is_tag)
            out[size++] = in.data[i];
        if (in.data[i] == '>')
            is_tag = false;
    }
    return str_make(out, size);
}

WEAK void article_extract(article_extractor *x, article *out, record *r)
{
    (void)x;
    *out = (article){.url = r->url, .title = r->said.title};
    if (r->payload.size == 0 || !utf8_is_valid(r->payload)) {
        record_settle(r, FATE_NOT_ARTICLE, "no text");
        return;
    }
    out->text = r->payload.data[0] == '<' ? strip_tags(r->payload, r->arena)
                                          : r->payload;
    out->language = STR("en");
}

WEAK morgue_status entity_tagger_new(entity_tagger **out, morgue_error *err)
{
    (void)err;
    *out = malloc(1);
    return MORGUE_OK;
}

WEAK void entity_tagger_free(entity_tagger *t)
{
    free(t);
}

WEAK void entity_tagger_tag(entity_tagger *t, morgue_str title, morgue_str text,
                            morgue_str language, arena *a, mention **out,
                            size_t *count)
{
    (void)t, (void)title, (void)text, (void)language, (void)a;
    *out = NULL;
    *count = 0;
}
