/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A segment written by libxapian.  Slow; it is the second way, and what the
 * first one is measured against.
 */
#include "segment_writer_impl.h"

#include "error.h"
#include "language_stems.h"
#include "str.h"
#include "xap.h"

#include <stdlib.h>

/* What Xapian holds for a posting until it is flushed, about. */
#define POSTING_BYTES 48
#define FLUSH_BYTES ((uint64_t)128 << 20)

typedef struct xapian_segment {
    segment_writer base; /* first: the handle is this struct */
    xap_writer *writer;
    language_stems *stems;
    arena *arena; /* of the document that is being added */
    uint64_t pending;
    uint32_t count;
} xapian_segment;

/* A term, a place of it, or its stem: what adds up to a term of Xapian's. */
typedef struct posting {
    morgue_str term;
    uint32_t position, wdf;
} posting;

static int compare_postings(const void *a, const void *b)
{
    const posting *p = a, *q = b;
    int order = str_compare(p->term, q->term);

    if (order != 0)
        return order;
    return (p->position > q->position) - (p->position < q->position);
}

static posting stem_posting(xapian_segment *s, unsigned language,
                            const document_term *t)
{
    morgue_str stem =
        language_stems_stem(s->stems, language, hashed_term_str(&t->term));
    char *term = arena_alloc(s->arena, stem.size + 1);
    posting p = {{term, stem.size + 1}, 0, t->stem_wdf};

    term[0] = 'Z';
    memcpy(term + 1, stem.data, stem.size);
    return p;
}

static posting *list_postings(xapian_segment *s, const document *d,
                              size_t *count)
{
    unsigned language = language_stems_find(s->stems, d->language);
    size_t most = 2 * d->term_count + d->occurrence_count;
    posting *list = arena_alloc(s->arena, (most + 1) * sizeof *list);

    *count = 0;
    for (size_t i = 0; i < d->term_count; i++) {
        const document_term *t = &d->terms[i];
        list[(*count)++] = (posting){hashed_term_str(&t->term), 0, t->wdf};
        if (t->stems && language != 0)
            list[(*count)++] = stem_posting(s, language, t);
    }
    for (size_t i = 0; i < d->occurrence_count; i++) {
        const occurrence *o = &d->occurrences[i];
        list[(*count)++] =
            (posting){hashed_term_str(&d->terms[o->term].term), o->position, 0};
    }
    qsort(list, *count, sizeof *list, compare_postings);
    return list;
}

/* One term out of the postings at list[0]; returns how many these are. */
static size_t take_term(const posting *list, size_t count, xap_term *out,
                        uint32_t *positions)
{
    size_t i;

    *out = (xap_term){.term = list[0].term, .positions = positions};
    for (i = 0; i < count && str_equal(list[i].term, out->term); i++) {
        uint32_t position = list[i].position;
        uint32_t n = out->position_count;
        out->wdf += list[i].wdf;
        if (position != 0 && (n == 0 || positions[n - 1] != position))
            positions[out->position_count++] = position;
    }
    return i;
}

static void make_terms(xapian_segment *s, const document *d,
                       xap_document *out)
{
    size_t count, at = 0;
    posting *list = list_postings(s, d, &count);
    xap_term *terms = arena_alloc(s->arena, (count + 1) * sizeof *terms);
    uint32_t *positions =
        arena_alloc(s->arena, (count + 1) * sizeof *positions);

    while (at < count) {
        xap_term *term = &terms[out->term_count++];
        at += take_term(list + at, count - at, term, positions + at);
    }
    out->terms = terms;
    s->pending += count * POSTING_BYTES;
}

static morgue_status add(segment_writer *w, const document *d,
                         morgue_error *err)
{
    xapian_segment *s = (xapian_segment *)w;
    xap_document whole = {.data = d->data};
    xap_value *values;
    morgue_status status;

    arena_reset(s->arena);
    values = arena_alloc(s->arena, (d->value_count + 1) * sizeof *values);
    for (size_t i = 0; i < d->value_count; i++)
        values[i] = (xap_value){d->values[i].slot, d->values[i].value};
    whole.values = values;
    whole.value_count = d->value_count;
    make_terms(s, d, &whole);
    s->pending += d->data.size;
    status = xap_writer_add(s->writer, &whole, NULL, err);
    if (status == MORGUE_OK)
        s->count++;
    if (status == MORGUE_OK && s->pending > FLUSH_BYTES) {
        s->pending = 0;
        status = xap_writer_commit(s->writer, err);
    }
    return status;
}

static uint64_t memory(const segment_writer *w)
{
    return ((const xapian_segment *)w)->pending;
}

static uint32_t count(const segment_writer *w)
{
    return ((const xapian_segment *)w)->count;
}

static morgue_status set_metadata(segment_writer *w, morgue_str key,
                                  morgue_str value, morgue_error *err)
{
    return xap_writer_set_metadata(((xapian_segment *)w)->writer, key, value,
                                   err);
}

static morgue_status finish(segment_writer *w, morgue_error *err)
{
    xapian_segment *s = (xapian_segment *)w;
    morgue_status status = xap_writer_commit(s->writer, err);

    xap_writer_close(s->writer);
    s->writer = NULL;
    return status;
}

static morgue_status restart(segment_writer *w, const char *path,
                             morgue_error *err)
{
    xapian_segment *s = (xapian_segment *)w;

    s->pending = 0;
    s->count = 0;
    return xap_writer_open(&s->writer, path, true, err);
}

static void close_segment(segment_writer *w)
{
    xapian_segment *s = (xapian_segment *)w;

    xap_writer_close(s->writer);
    language_stems_free(s->stems);
    arena_free(s->arena);
    free(s);
}

morgue_status segment_writer_open_xapian(segment_writer **out,
                                         const char *path, morgue_error *err)
{
    static const segment_writer_ops ops = {
        add,    memory,  count,        set_metadata,
        finish, restart, close_segment};
    xapian_segment *s = calloc(1, sizeof *s);
    morgue_status status;

    *out = NULL;
    if (s == NULL)
        return error_no_memory(err);
    s->base.ops = &ops;
    s->arena = arena_new();
    s->stems = language_stems_new();
    status = s->stems ? xap_writer_open(&s->writer, path, true, err)
                      : error_no_memory(err);
    if (status == MORGUE_OK)
        *out = &s->base;
    else
        close_segment(&s->base);
    return status;
}
