/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_joiner.h"

#include "heap.h"
#include "limits.h"
#include "str.h"

#include <assert.h>
#include <stdlib.h>

#define WAITING_MAX 8
#define PARTS_MAX 1024

typedef struct part {
    uint32_t number;
    buffer bytes;
} part;

/* A record of which not all has come. */
typedef struct waiting {
    char *id;
    record first; /* its arena is NULL until it comes */
    part *parts;  /* by number */
    size_t count;
    uint32_t last; /* the last part's number; 0: not known */
} waiting;

struct segment_joiner {
    waiting items[WAITING_MAX + 1]; /* the oldest first */
    size_t count;
    size_t bytes; /* of all parts */
};

segment_joiner *segment_joiner_new(void)
{
    return heap_new(1, sizeof(segment_joiner));
}

static void empty(waiting *w)
{
    for (size_t i = 0; i < w->count; i++)
        buffer_free(&w->parts[i].bytes);
    free(w->parts);
    free(w->id);
    if (w->first.arena)
        record_free(&w->first);
    *w = (waiting){0};
}

void segment_joiner_free(segment_joiner *j)
{
    if (j == NULL)
        return;
    for (size_t i = 0; i < j->count; i++)
        empty(&j->items[i]);
    free(j);
}

/* The record of that id; a new one when none waits. */
static waiting *find(segment_joiner *j, morgue_str id)
{
    waiting *w;

    for (size_t i = 0; i < j->count; i++)
        if (str_equal_nocase(id, str_of(j->items[i].id)))
            return &j->items[i];
    assert(j->count <= WAITING_MAX);
    w = &j->items[j->count++];
    w->id = heap_check(strndup(id.data, id.size));
    return w;
}

bool segment_joiner_begin(segment_joiner *j, record *r)
{
    waiting *w = r->id.size ? find(j, r->id) : NULL;

    if (w == NULL || w->first.arena)
        return false;
    w->first = *r;
    if (r->is_last_segment)
        w->last = 1;
    record_init(r);
    return true;
}

/* Where the part stands or belongs among the others. */
static size_t place(const waiting *w, uint32_t number)
{
    size_t at = 0;

    while (at < w->count && w->parts[at].number < number)
        at++;
    return at;
}

static bool add_part(segment_joiner *j, waiting *w, const record *r)
{
    size_t at = place(w, r->segment);

    if (at < w->count && w->parts[at].number == r->segment)
        return false;
    w->parts = heap_resize(w->parts, w->count + 1, sizeof *w->parts);
    memmove(w->parts + at + 1, w->parts + at,
            (w->count - at) * sizeof *w->parts);
    w->count++;
    w->parts[at].number = r->segment;
    buffer_init(&w->parts[at].bytes, LIMIT_RECORD_BLOCK);
    buffer_append_str(&w->parts[at].bytes, buffer_view(&r->block));
    j->bytes += r->block.size;
    return true;
}

void segment_joiner_add(segment_joiner *j, record *r)
{
    const char *reason = "segment of another record";
    waiting *w;

    if (r->segment < 2 || r->segment > PARTS_MAX ||
        r->segment_origin.size == 0) {
        record_settle(r, FATE_NOT_ARTICLE,
                      "segment of a record that it does not name");
        return;
    }
    w = find(j, r->segment_origin);
    if (!add_part(j, w, r))
        reason = "segment that was there before";
    else if (r->is_last_segment)
        w->last = r->segment;
    record_settle(r, FATE_NOT_ARTICLE, reason);
}

/* ---- Joining ---- */

static bool is_whole(const waiting *w)
{
    return w->first.arena && w->last > 0 && w->count + 1 >= w->last;
}

/* In the order of their numbers, whatever is missing between. */
static void join(waiting *w)
{
    record *r = &w->first;

    for (size_t i = 0; i < w->count; i++)
        if (!buffer_append_str(&r->block, buffer_view(&w->parts[i].bytes)))
            record_settle(r, FATE_REFUSED,
                          "segments together are over the limit");
    if (w->last == 0)
        record_note(r, "its last segment is not in this archive");
    else if (!is_whole(w))
        record_note(r, "segments of it are not in this archive");
    r->claimed_block_digest = STR(""); /* that of the first segment alone */
}

static void forget(segment_joiner *j, size_t at)
{
    waiting *w = &j->items[at];

    for (size_t i = 0; i < w->count; i++)
        j->bytes -= w->parts[i].bytes.size;
    empty(w);
    j->count--;
    memmove(w, w + 1, (j->count - at) * sizeof *w);
    j->items[j->count] = (waiting){0};
}

/* The next to be given: one that is whole, or the oldest when it is time. */
static size_t choose(const segment_joiner *j, bool at_end)
{
    for (size_t i = 0; i < j->count; i++)
        if (is_whole(&j->items[i]))
            return i;
    return at_end || j->count > WAITING_MAX || j->bytes > LIMIT_RECORD_BLOCK
               ? 0
               : j->count;
}

bool segment_joiner_give(segment_joiner *j, record *out, bool at_end)
{
    size_t at;

    while ((at = choose(j, at_end)) < j->count) {
        waiting *w = &j->items[at];
        bool has_first = w->first.arena != NULL;

        if (has_first) {
            join(w);
            record_free(out);
            *out = w->first;
            w->first.arena = NULL;
        }
        forget(j, at);
        if (has_first) /* else its parts were told one by one */
            return true;
    }
    return false;
}
