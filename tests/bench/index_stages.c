/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the time of indexing goes, stage by stage, in one thread:
 *
 *   index_stages [--entities] DIRECTORY ARCHIVE...
 *
 * Segments are made in the new DIRECTORY as morgue-index would make them, but
 * that exact duplicates are not told from others and articles are packed
 * without a dictionary (stored_pack.h).  Seconds are of processor time; MB are
 * of title and text.  (morgue-index has the reading in a thread of its own, and
 * its code is optimised across files.)
 */
#include "archive_reader.h"
#include "article.h"
#include "document_builder.h"
#include "entity_tagger.h"
#include "segment_writer.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#define SEGMENT_MEMORY ((uint64_t)96 << 20) /* as work_plan.c has it */

enum { READ, DECODE, EXTRACT, TAG, BUILD, INVERT, FINISH, STAGES };

static const char *const names[STAGES] = {
    "reading records, inflating", "HTTP, content encodings",
    "finding the article", "entities",
    "words of the document", "inverting, stored data",
    "writing tables"};

typedef struct bench {
    const char *directory;
    article_extractor *extractor;
    entity_tagger *tagger; /* NULL: no entities */
    document_terms *terms;
    segment_writer *writer;  /* NULL: there was no segment yet */
    segment_writer *segment; /* the writer while a segment is open, or NULL */
    unsigned segments;
    uint64_t articles, text_bytes, payload_bytes;
    double seconds[STAGES], since;
} bench;

static void fail(const morgue_error *err)
{
    fprintf(stderr, "index_stages: %s\n", err->message);
    exit(3);
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What passed since the last call was this stage. */
static void count(bench *b, int stage)
{
    double t = now();

    b->seconds[stage] += t - b->since;
    b->since = t;
}

static void finish_segment(bench *b)
{
    morgue_error err;

    if (b->segment == NULL)
        return;
    if (segment_writer_finish(b->segment, &err) != MORGUE_OK)
        fail(&err);
    b->segment = NULL;
    count(b, FINISH);
}

/* One writer for all segments, as a worker has it. */
static void begin_segment(bench *b)
{
    morgue_error err;
    char path[4096];
    morgue_status status;

    snprintf(path, sizeof path, "%s/%06u", b->directory, ++b->segments);
    if (b->writer)
        status = segment_writer_restart(b->writer, path, &err);
    else
        status = segment_writer_open(&b->writer, path, MORGUE_WRITER_BULK,
                                     &err);
    if (status != MORGUE_OK)
        fail(&err);
    b->segment = b->writer;
}

static void add(bench *b, const document *d)
{
    morgue_error err;

    if (b->segment == NULL)
        begin_segment(b);
    if (segment_writer_add(b->segment, d, &err) != MORGUE_OK)
        fail(&err);
    count(b, INVERT);
    if (segment_writer_memory(b->segment) > SEGMENT_MEMORY)
        finish_segment(b);
}

static void index_record(bench *b, record *r)
{
    article a;
    mention *mentions = NULL;
    size_t mention_count = 0;
    document d;

    if (r->fate == FATE_NONE)
        record_decode(r);
    count(b, DECODE);
    b->payload_bytes += r->payload.size;
    article_extract(b->extractor, &a, r);
    count(b, EXTRACT);
    if (r->fate != FATE_NONE)
        return;
    if (b->tagger)
        entity_tagger_tag(b->tagger, a.title, a.text, a.language, r->arena,
                          &mentions, &mention_count);
    count(b, TAG);
    document_build(&d, b->terms, &a, r, mentions, mention_count, r->arena);
    count(b, BUILD);
    add(b, &d);
    b->articles++;
    b->text_bytes += a.title.size + a.text.size;
}

static void index_archive(bench *b, const char *path)
{
    archive_reader *reader;
    morgue_error err;
    record r;

    record_init(&r);
    if (archive_reader_open(&reader, path, 0, &err) != MORGUE_OK)
        fail(&err);
    while (archive_reader_next(reader, &r, &err) == MORGUE_OK) {
        count(b, READ);
        index_record(b, &r);
        record_clear(&r);
    }
    count(b, READ);
    archive_reader_close(reader);
    record_free(&r);
}

static void tell(const bench *b)
{
    double all = 0, mb = (double)b->text_bytes / 1e6;

    for (int i = 0; i < STAGES; i++)
        all += b->seconds[i];
    printf("%llu articles, %.1f MB of text out of %.1f MB of payload\n",
           (unsigned long long)b->articles, mb,
           (double)b->payload_bytes / 1e6);
    for (int i = 0; i < STAGES; i++)
        if (b->seconds[i] / all >= 0.0005)
            printf("%-28s %7.2f s %5.1f %%\n", names[i], b->seconds[i],
                   100 * b->seconds[i] / all);
    printf("%-28s %7.2f s, %.2f MB/s of text, %.2f of payload\n", "together",
           all, mb / all, (double)b->payload_bytes / 1e6 / all);
}

int main(int argc, char **argv)
{
    bench b = {0};
    morgue_error err;
    bool entities = argc > 1 && str_equal(str_of(argv[1]), STR("--entities"));

    argv += entities;
    argc -= entities;
    if (argc < 3 || mkdir(argv[1], 0777) != 0) {
        fputs("usage: index_stages [--entities] NEW-DIRECTORY ARCHIVE...\n",
              stderr);
        return 2;
    }
    b.directory = argv[1];
    b.extractor = article_extractor_new();
    b.terms = document_terms_new();
    if (entities && entity_tagger_new(&b.tagger, &err) != MORGUE_OK)
        fail(&err);
    b.since = now();
    for (int i = 2; i < argc; i++)
        index_archive(&b, argv[i]);
    finish_segment(&b);
    tell(&b);
    segment_writer_close(b.writer);
    document_terms_free(b.terms);
    entity_tagger_free(b.tagger);
    article_extractor_free(b.extractor);
    return 0;
}
