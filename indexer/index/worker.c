/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "worker.h"

#include "article_group.h"
#include "article_json.h"
#include "document_builder.h"
#include "durable_file.h"
#include "entity_tagger.h"
#include "error.h"
#include "field.h"
#include "heap.h"
#include "ledger_line.h"
#include "notice_relay.h"
#include "segment_writer.h"
#include "stored_pack.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>

struct worker {
    worker_options options;
    article_group group;
    entity_tagger *tagger; /* NULL: no entities */
    document_terms *terms; /* of the document that is being added */
    bool knows_dictionary;
    morgue_str dictionary; /* then: lent by options.dictionary */
    segment_writer *writer;  /* NULL: there was no segment yet */
    segment_writer *segment; /* the writer while a segment is open, or NULL */
};

morgue_status worker_new(worker **out, const worker_options *options,
                         morgue_error *err)
{
    worker *w = calloc(1, sizeof *w);
    morgue_status status = MORGUE_OK;

    *out = NULL;
    if (w == NULL)
        return error_no_memory(err);
    w->options = *options;
    article_group_init(&w->group);
    w->terms = document_terms_new();
    if (!options->no_entities)
        status = entity_tagger_new(&w->tagger, err);
    if (status == MORGUE_OK)
        *out = w;
    else
        worker_free(w);
    return status;
}

void worker_free(worker *w)
{
    if (w == NULL)
        return;
    segment_writer_close(w->writer);
    entity_tagger_free(w->tagger);
    document_terms_free(w->terms);
    article_group_free(&w->group);
    free(w);
}

static morgue_status segment_path(const worker *w, const batch_segment *s,
                                  char path[PATH_BYTES], morgue_error *err)
{
    return path_format(path, err, "%s/%s", w->options.directory, s->name);
}

/* One writer for all segments: what it knows of words is worth keeping. */
static morgue_status start_writer(worker *w, const char *path,
                                  morgue_error *err)
{
    morgue_status status;

    if (w->writer)
        return segment_writer_restart(w->writer, path, err);
    status = segment_writer_open(&w->writer, path, w->options.kind, err);
    if (status == MORGUE_OK)
        segment_writer_set_dictionary(w->writer, w->dictionary);
    return status;
}

/* What tells a reader how to take the segment. */
static morgue_status describe_segment(worker *w, morgue_error *err)
{
    char schema[16];
    morgue_status status;

    snprintf(schema, sizeof schema, "%u", w->options.schema);
    status = segment_writer_set_metadata(w->segment, STR(METADATA_SCHEMA),
                                         str_of(schema), err);
    if (status == MORGUE_OK && w->dictionary.size > 0)
        status = segment_writer_set_metadata(
            w->segment, STR(METADATA_DICTIONARY), w->dictionary, err);
    return status;
}

static morgue_status open_segment(worker *w, batch *b)
{
    batch_segment *segment = &b->segments[b->segment_count];
    char path[PATH_BYTES];
    morgue_status status;

    if (b->segment_count == BATCH_SEGMENTS_MAX)
        return error_set(&b->error, MORGUE_ELIMIT, -1,
                         "a batch takes more than %d segments",
                         BATCH_SEGMENTS_MAX);
    snprintf(segment->name, sizeof segment->name, "%06llu-%02zu",
             (unsigned long long)b->number, b->segment_count);
    b->segment_count++;
    status = segment_path(w, segment, path, &b->error);
    if (status == MORGUE_OK)
        status = start_writer(w, path, &b->error);
    if (status != MORGUE_OK)
        return status;
    w->segment = w->writer;
    return describe_segment(w, &b->error);
}

static morgue_status finish_segment(worker *w, batch *b)
{
    batch_segment *segment;

    if (w->segment == NULL)
        return MORGUE_OK;
    segment = &b->segments[b->segment_count - 1];
    segment->documents = segment_writer_count(w->segment);
    w->segment = NULL;
    return segment_writer_finish(w->writer, &b->error);
}

static morgue_status add_document(worker *w, batch *b, const document *d)
{
    morgue_status status = MORGUE_OK;

    if (w->segment == NULL)
        status = open_segment(w, b);
    if (status == MORGUE_OK)
        status = segment_writer_add(w->segment, d, &b->error);
    return status;
}

static morgue_status index_article(worker *w, batch *b, record *r,
                                   const article *a, const mention *mentions,
                                   size_t mention_count)
{
    document d;
    morgue_status status;

    document_build(&d, w->terms, a, r, mentions, mention_count, r->arena);
    status = add_document(w, b, &d);
    if (status == MORGUE_ELIMIT && segment_writer_count(w->segment) > 0) {
        status = finish_segment(w, b); /* it is full: in the next, then */
        if (status == MORGUE_OK)
            status = add_document(w, b, &d);
    }
    if (status == MORGUE_OK &&
        segment_writer_memory(w->segment) > w->options.segment_memory)
        status = finish_segment(w, b);
    return status;
}

static morgue_status keep_article(worker *w, batch *b, record *r,
                                  const article *a)
{
    mention *mentions = NULL;
    size_t count = 0;
    morgue_status status = MORGUE_OK;

    if (w->tagger)
        entity_tagger_tag(w->tagger, a->title, a->text, a->language, r->arena,
                          &mentions, &count);
    if (w->options.writes_json) {
        article_json_append(&b->json, a, r, mentions, count);
        buffer_append_char(&b->json, '\n');
        status = buffer_status(&b->json, "articles as JSON", &b->error);
    }
    if (w->options.directory)
        status = index_article(w, b, r, a, mentions, count);
    b->counts.text_bytes += a->title.size + a->text.size;
    record_settle(r, FATE_INDEXED, NULL);
    return status;
}

/* The article of a record of the group; its template's lines are told of. */
static void take_article(worker *w, batch *b, size_t i, article *out)
{
    record *r = &b->records[i];
    size_t lines = article_group_take(&w->group, out, b, i);

    if (lines == 0)
        return;
    b->counts.template_lines += lines;
    record_note(r, arena_format(r->arena,
                                "%zu line%s of the host's template left out",
                                lines, lines > 1 ? "s" : "")
                       .data);
}

/* ---- The dictionary ---- */

static bool group_has_article(const worker *w, const batch *b)
{
    for (size_t i = w->group.begin; i < w->group.end; i++)
        if (b->records[i].fate == FATE_NONE)
            return true;
    return false;
}

/* From the beginnings of the group's articles, as they will be stored. */
static void make_dictionary(const worker *w, const batch *b, buffer *out)
{
    size_t most = w->group.end - w->group.begin, count = 0;
    size_t *sizes = heap_new(most, sizeof *sizes);
    arena *room = arena_new();
    buffer samples;

    buffer_init(&samples, SIZE_MAX / 2);
    for (size_t i = 0; i < most && samples.size < STORED_SAMPLES; i++) {
        const record *r = &b->records[w->group.begin + i];
        morgue_str data;
        if (r->fate != FATE_NONE)
            continue;
        data = document_data(w->group.articles + i, r, NULL, 0, room);
        data = str_slice(data, 0, STORED_SAMPLE_MAX);
        sizes[count++] = data.size;
        buffer_append_str(&samples, data);
        arena_reset(room);
    }
    stored_dictionary_make(out, buffer_view(&samples), sizes, count);
    buffer_free(&samples);
    arena_free(room);
    free(sizes);
}

/* Before the first article is packed. */
static void learn_dictionary(worker *w, const batch *b)
{
    shared_dictionary *shared = w->options.dictionary;
    buffer made;

    if (w->knows_dictionary || shared == NULL || !group_has_article(w, b))
        return;
    if (!shared_dictionary_wait(shared, b->number, &w->dictionary)) {
        buffer_init(&made, SIZE_MAX / 2);
        make_dictionary(w, b, &made);
        shared_dictionary_settle(shared, buffer_view(&made));
        buffer_free(&made);
        shared_dictionary_wait(shared, b->number, &w->dictionary);
    }
    w->knows_dictionary = true;
}

/* ---- Batches ---- */

static morgue_status run_record(worker *w, batch *b, size_t i)
{
    record *r = &b->records[i];
    article a;
    morgue_status status = MORGUE_OK;

    if (r->fate == FATE_NONE) {
        take_article(w, b, i, &a);
        status = keep_article(w, b, r, &a);
    }
    counts_add_record(&b->counts, r);
    ledger_line_append(&b->ledger, r);
    notice_append(&b->notices, r);
    return status;
}

void worker_run(worker *w, batch *b)
{
    morgue_status status = MORGUE_OK;

    article_group_begin(&w->group);
    for (size_t i = 0; i < b->count; i++) {
        record *r = &b->records[i];
        if (status == MORGUE_OK && i == w->group.end) {
            article_group_fill(&w->group, b, i);
            learn_dictionary(w, b);
        }
        if (status == MORGUE_OK)
            status = run_record(w, b, i);
        record_free(r);
        r->arena = NULL;
    }
    if (status == MORGUE_OK)
        status = finish_segment(w, b);
    if (status == MORGUE_OK)
        status = buffer_status(&b->ledger, "the ledger", &b->error);
    if (w->options.dictionary && !w->knows_dictionary)
        shared_dictionary_pass(w->options.dictionary, b->number);
    if (status != MORGUE_OK) {
        segment_writer_close(w->writer);
        w->writer = w->segment = NULL;
    }
    b->error.status = status;
}
