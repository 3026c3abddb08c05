/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_count.h"

#include <stdlib.h>
#include <string.h>

void text_count_init(text_count *c, const text_fold *fold, uint32_t weak)
{
    *c = (text_count){.fold = fold, .weak = weak};
}

void text_count_free(text_count *c)
{
    free(c->keys);
    free(c->copies);
    *c = (text_count){0};
}

/* Pages of keys that nobody has are never touched. */
static bool make_room(text_count *c, uint32_t key)
{
    size_t room = c->room ? c->room : 1024;
    key_count *keys;

    while (room <= key)
        room *= 2;
    if (room == c->room)
        return true;
    keys = calloc(room, sizeof *keys);
    if (keys == NULL)
        return false;
    if (c->room)
        memcpy(keys, c->keys, c->room * sizeof *keys);
    free(c->keys);
    c->keys = keys;
    c->room = room;
    return true;
}

static bool keep_copy(text_count *c, uint64_t text, uint32_t key)
{
    if (c->copy_count == c->copy_room) {
        size_t room = c->copy_room ? c->copy_room * 2 : 256;
        copy_key *copies = realloc(c->copies, room * sizeof *copies);
        if (copies == NULL)
            return false;
        c->copies = copies;
        c->copy_room = room;
    }
    c->copies[c->copy_count++] = (copy_key){text, key};
    return true;
}

bool text_count_add(text_count *c, size_t article, uint32_t key)
{
    uint64_t text = c->fold->texts ? c->fold->texts[article] : 0;
    key_count *k;

    if (!make_room(c, key))
        return false;
    if (text)
        return keep_copy(c, text, key);
    k = &c->keys[key];
    k->texts += k->last != article + 1;
    k->last = (uint32_t)article + 1;
    return true;
}

/* Of a text the greatest key first, so that a weak one sees whether it is. */
static int by_text(const void *a, const void *b)
{
    const copy_key *x = a, *y = b;

    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    return x->key > y->key ? -1 : x->key < y->key;
}

void text_count_finish(text_count *c)
{
    if (c->copy_count)
        qsort(c->copies, c->copy_count, sizeof *c->copies, by_text);
    for (size_t i = 0; i < c->copy_count; i++) {
        const copy_key *now = &c->copies[i];
        bool is_first = i == 0 || now[-1].text != now->text;
        if (is_first || (now->key >= c->weak && now->key != now[-1].key))
            c->keys[now->key].texts++;
    }
    c->copy_count = 0;
}

uint32_t text_count_of(const text_count *c, uint32_t key)
{
    return key < c->room ? c->keys[key].texts : 0;
}
