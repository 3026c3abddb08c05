/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Print one stage of the indexer as text, for the golden files:
 *
 *   stages records|articles|documents ARCHIVE
 */
#include "archive_reader.h"
#include "article.h"
#include "document_builder.h"
#include "entity_tagger.h"

#include "str.h"

#include <stdio.h>
#include <string.h>

typedef struct stages {
    const char *wanted;
    article_extractor *extractor;
    entity_tagger *tagger;
    document_terms *terms;
} stages;

static void print_str(const char *key, morgue_str s)
{
    printf("%s: %.*s\n", key, (int)s.size, s.data ? s.data : "");
}

static void print_date(const char *key, const civil_date *date)
{
    char text[DATE_TEXT_MAX];

    civil_date_format(date, text);
    printf("%s: %s\n", key, text);
}

static void print_record(const record *r)
{
    printf("== %s\n", r->type);
    print_str("url", r->url);
    print_str("member", r->member);
    printf("fate: %s%s%s\n", record_fate_name(r->fate),
           r->reason ? ": " : "", r->reason ? r->reason : "");
}

static void print_article(const article *a)
{
    printf("== %.*s\n", (int)a->url.size, a->url.data);
    print_str("title", a->title);
    print_str("byline", a->byline);
    print_str("source", a->source);
    print_str("section", a->section);
    print_str("language", a->language);
    print_date("published", &a->published);
    printf("published_from: %s\n", a->published_from ? a->published_from : "");
    printf("%.*s\n", (int)a->text.size, a->text.data);
}

static void print_document(const stages *s, const article *a, const record *r)
{
    mention *mentions = NULL;
    size_t count = 0;
    document d;
    buffer out;

    entity_tagger_tag(s->tagger, a->title, a->text, a->language, r->arena,
                      &mentions, &count);
    document_build(&d, s->terms, a, r, mentions, count, r->arena);
    buffer_init(&out, (size_t)64 << 20);
    document_print(&d, &out);
    printf("== %.*s\n%.*s", (int)a->url.size, a->url.data, (int)out.size,
           out.data ? out.data : "");
    buffer_free(&out);
}

static void print_stage(const stages *s, record *r)
{
    article a = {0};

    if (r->fate == FATE_NONE)
        record_decode(r);
    if (r->fate == FATE_NONE)
        article_extract(s->extractor, &a, r);
    if (!strcmp(s->wanted, "records"))
        print_record(r);
    else if (r->fate == FATE_NONE && !strcmp(s->wanted, "articles"))
        print_article(&a);
    else if (r->fate == FATE_NONE)
        print_document(s, &a, r);
}

static int print_archive(const stages *s, const char *path)
{
    archive_reader *reader = NULL;
    record r;
    morgue_error err;
    morgue_status status = archive_reader_open(&reader, path, 0, &err);

    record_init(&r);
    while (status == MORGUE_OK) {
        record_clear(&r);
        status = archive_reader_next(reader, &r, &err);
        if (status == MORGUE_OK)
            print_stage(s, &r);
    }
    record_free(&r);
    archive_reader_close(reader);
    if (status == MORGUE_END)
        return 0;
    fprintf(stderr, "stages: %s\n", err.message);
    return 3;
}

int main(int argc, char **argv)
{
    stages s = {0};
    morgue_error err;
    int status;

    if (argc != 3) {
        fputs("usage: stages records|articles|documents ARCHIVE\n", stderr);
        return 2;
    }
    s.wanted = argv[1];
    s.extractor = article_extractor_new();
    s.terms = document_terms_new();
    if (entity_tagger_new(&s.tagger, &err) != MORGUE_OK) {
        fprintf(stderr, "stages: %s\n", err.message);
        return 3;
    }
    status = print_archive(&s, argv[2]);
    document_terms_free(s.terms);
    entity_tagger_free(s.tagger);
    article_extractor_free(s.extractor);
    return status;
}
