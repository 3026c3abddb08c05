/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as title and text: mentions stand in order, within the text, and
 * have a name.
 */
#include "entity_tagger.h"
#include "str.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const mention *m, const mention *last, morgue_str title,
                  morgue_str text)
{
    size_t room = m->in_title ? title.size : text.size;

    if (m->begin >= m->end || m->end > room || m->name.size == 0 ||
        m->kind >= MENTION_KINDS)
        abort();
    if (last && last->in_title == m->in_title && m->begin < last->end)
        abort();
    if (last && !last->in_title && m->in_title)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static entity_tagger *tagger;
    morgue_str all = str_make((const char *)data, size);
    size_t cut = size > 0 ? data[0] % size : 0;
    morgue_str title = str_slice(all, 0, cut);
    morgue_str text = str_slice(all, cut, size);
    mention *mentions;
    size_t count;
    arena *a = arena_new();

    if (!tagger && entity_tagger_new(&tagger, NULL) != MORGUE_OK)
        abort();
    entity_tagger_tag(tagger, title, text, size % 2 ? STR("en") : STR("de"), a,
                      &mentions, &count);
    for (size_t i = 0; i < count; i++)
        check(&mentions[i], i > 0 ? &mentions[i - 1] : NULL, title, text);
    arena_free(a);
    return 0;
}
