/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "warc_assembler.h"

#include "heap.h"
#include "segment_joiner.h"
#include "str.h"

#include <stdlib.h>

/* A response, its request, its metadata: what stands together. */
#define AHEAD 4
#define PAIRED_MAX ((size_t)1 << 20)

struct warc_assembler {
    warc_reader *reader;
    record queue[AHEAD + 2]; /* read but not given: a ring */
    size_t first, count;
    segment_joiner *joiner;
    bool is_ended;
};

#define RING (AHEAD + 2)

warc_assembler *warc_assembler_new(byte_source *source, morgue_str file,
                                   morgue_str member)
{
    warc_assembler *w = heap_new(1, sizeof *w);

    w->reader = warc_reader_new(source, file, member);
    for (size_t i = 0; i < RING; i++)
        record_init(&w->queue[i]);
    w->joiner = segment_joiner_new();
    return w;
}

void warc_assembler_free(warc_assembler *w)
{
    if (w == NULL)
        return;
    warc_reader_free(w->reader);
    for (size_t i = 0; i < RING; i++)
        record_free(&w->queue[i]);
    segment_joiner_free(w->joiner);
    free(w);
}

static void swap(record *a, record *b)
{
    record held = *a;

    *a = *b;
    *b = held;
}

static record *slot(warc_assembler *w, size_t at)
{
    return &w->queue[(w->first + at) % RING];
}

static bool same_id(morgue_str a, morgue_str b)
{
    return a.size && str_equal_nocase(a, b);
}

/* ---- Metadata ---- */

static bool is_json(const record *r)
{
    morgue_str s = str_trim(str_slice(buffer_view(&r->block), 0, 64));

    return (strcmp(r->type, "metadata") == 0 ||
            strcmp(r->type, "resource") == 0) &&
           str_starts_with(s, STR("{")) && r->block.size <= PAIRED_MAX;
}

/* The newest queued record that r speaks of. */
static record *partner(warc_assembler *w, const record *r)
{
    for (size_t i = w->count; i > 0; i--) {
        record *q = slot(w, i - 1);
        if (q != r && strcmp(q->type, "response") == 0 &&
            (same_id(r->concurrent_to, q->id) ||
             same_id(r->refers_to, q->id) ||
             same_id(q->concurrent_to, r->id)))
            return q;
    }
    return NULL;
}

static void pair(warc_assembler *w, record *r)
{
    record *q = is_json(r) ? partner(w, r) : NULL;

    if (q && q->paired.size == 0) {
        q->paired = arena_copy(q->arena, buffer_view(&r->block));
        record_settle(r, FATE_NOT_ARTICLE, "metadata, handed to its response");
    }
}

/* ---- Reading ahead ---- */

/* Queue a record that is put together, if there is one. */
static bool queue_joined(warc_assembler *w, bool at_end)
{
    record *r = slot(w, w->count);

    if (!segment_joiner_give(w->joiner, r, at_end))
        return false;
    w->count++;
    warc_reader_finish(r);
    return true;
}

/* Read one record to the queue's end; a first segment is put aside. */
static void read_ahead(warc_assembler *w)
{
    record *r = slot(w, w->count);

    record_clear(r);
    if (!warc_reader_next(w->reader, r)) {
        w->is_ended = !queue_joined(w, true);
        return;
    }
    if (r->segment == 1 && r->fate == FATE_NONE &&
        segment_joiner_begin(w->joiner, r)) {
        queue_joined(w, false);
        return;
    }
    w->count++;
    if (strcmp(r->type, "continuation") == 0 && r->fate == FATE_NONE)
        segment_joiner_add(w->joiner, r);
    else
        pair(w, r);
    warc_reader_finish(r);
    queue_joined(w, false);
}

bool warc_assembler_next(warc_assembler *w, record *out)
{
    while (!w->is_ended && w->count < AHEAD)
        read_ahead(w);
    if (w->count == 0)
        return false;
    swap(out, slot(w, 0));
    w->first = (w->first + 1) % RING;
    w->count--;
    return true;
}
