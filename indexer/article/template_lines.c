/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "template_lines.h"

#include "heap.h"
#include "outlet.h"
#include "str.h"

#include <stdlib.h>

#define SLOTS       (1u << 17) /* a power of two; 2 MiB */
#define SLOTS_USED  (SLOTS / 4 * 3) /* what comes later is not heard */
#define ENDS        5   /* lines at an end that are looked at */
#define LINE_BYTES  300 /* longer ones are somebody's prose */
#define PAGES_LEAST 8   /* headlines under which a template's line stands */
#define SHARE       4   /* ... and of the host's, one in so many */
#define TEXT_SHARE  3   /* of a text less than one in so many may go */

/* A host, a headline of one, or a line of one; count: headlines. */
typedef struct slot {
    uint64_t key; /* 0: empty */
    uint32_t count;
    uint32_t page; /* the last to count it */
} slot;

struct template_lines {
    slot *slots;
    uint32_t used, pages;
};

enum { KIND_HOST, KIND_HEADLINE, KIND_LINE };

template_lines *template_lines_new(void)
{
    template_lines *t = heap_new(1, sizeof *t);

    t->slots = heap_new(SLOTS, sizeof *t->slots);
    return t;
}

void template_lines_free(template_lines *t)
{
    if (t == NULL)
        return;
    free(t->slots);
    free(t);
}

void template_lines_clear(template_lines *t)
{
    if (t->used)
        memset(t->slots, 0, SLOTS * sizeof *t->slots);
    t->used = t->pages = 0;
}

static uint64_t key_of(morgue_str host, morgue_str what, unsigned kind)
{
    uint64_t key = hash_bytes(what, hash_bytes(host, kind));

    return key ? key : 1;
}

/* The slot of a key, or the empty one where it belongs. */
static slot *find(const template_lines *t, uint64_t key)
{
    uint32_t i = (uint32_t)key & (SLOTS - 1);

    while (t->slots[i].key && t->slots[i].key != key)
        i = (i + 1) & (SLOTS - 1);
    return &t->slots[i];
}

/* Count a key for this page, once; false when it was known before. */
static bool count(template_lines *t, uint64_t key)
{
    slot *s = find(t, key);
    bool is_new = s->key == 0;

    if (is_new && t->used >= SLOTS_USED)
        return false;
    if (is_new) {
        *s = (slot){.key = key};
        t->used++;
    }
    if (is_new || s->page != t->pages)
        s->count++;
    s->page = t->pages;
    return is_new;
}

/* ---- The ends of a text ---- */

typedef struct text_ends {
    morgue_str lines[2 * ENDS];
    size_t count;
} text_ends;

static void read_ends(text_ends *out, morgue_str text)
{
    morgue_str rest = text, line;

    out->count = 0;
    while (out->count < ENDS && str_next_line(&rest, &line))
        out->lines[out->count++] = line;
    for (size_t i = 0; i < ENDS && rest.size > 0; i++) {
        size_t begin = rest.size;

        while (begin > 0 && rest.data[begin - 1] != '\n')
            begin--;
        out->lines[out->count++] = str_slice(rest, begin, rest.size);
        rest = str_slice(rest, 0, begin ? begin - 1 : 0);
    }
}

void template_lines_hear(template_lines *t, const article *a)
{
    morgue_str host = outlet_host(a->url);
    text_ends ends;

    if (host.size == 0 || a->title.size == 0)
        return;
    t->pages++;
    if (!count(t, key_of(host, a->title, KIND_HEADLINE)))
        return; /* heard before, or no more room */
    count(t, key_of(host, STR(""), KIND_HOST));
    read_ends(&ends, a->text);
    for (size_t i = 0; i < ends.count; i++)
        if (ends.lines[i].size <= LINE_BYTES)
            count(t, key_of(host, ends.lines[i], KIND_LINE));
}

static bool is_template(const template_lines *t, morgue_str host,
                        morgue_str line)
{
    uint32_t all, having;

    if (line.size > LINE_BYTES)
        return false;
    having = find(t, key_of(host, line, KIND_LINE))->count;
    if (having < PAGES_LEAST)
        return false;
    all = find(t, key_of(host, STR(""), KIND_HOST))->count;
    return (uint64_t)having * SHARE >= all;
}

/* All lines but those `which` names, by where they begin. */
static morgue_str without(morgue_str text, const text_ends *which,
                          arena *memory)
{
    char *out = arena_alloc(memory, text.size + 1);
    size_t size = 0;
    morgue_str line;

    while (str_next_line(&text, &line)) {
        bool goes = false;

        for (size_t i = 0; i < which->count; i++)
            goes = goes || which->lines[i].data == line.data;
        if (goes)
            continue;
        if (size)
            out[size++] = '\n';
        memcpy(out + size, line.data, line.size);
        size += line.size;
    }
    return str_make(out, size);
}

size_t template_lines_drop(const template_lines *t, article *a, arena *memory)
{
    morgue_str host = outlet_host(a->url);
    text_ends ends, dropped = {.count = 0};
    size_t bytes = 0;

    if (host.size == 0 || a->title.size == 0)
        return 0;
    read_ends(&ends, a->text);
    for (size_t i = 0; i < ends.count; i++)
        if (is_template(t, host, ends.lines[i])) {
            dropped.lines[dropped.count++] = ends.lines[i];
            bytes += ends.lines[i].size;
        }
    if (dropped.count == 0 || bytes * TEXT_SHARE >= a->text.size)
        return 0;
    a->text = without(a->text, &dropped, memory);
    return dropped.count;
}
