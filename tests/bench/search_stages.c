/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the time of a search goes: search_stages INDEX QUERIES [ROUNDS]
 *
 * QUERIES as for search_times.  Each query is taken through the stages by
 * hand, to ten hits with their snippets; the mean of each stage is printed in
 * ms of processor time, a line a class.
 */
#include "matches.h"
#include "query.h"
#include "stored.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CLASSES_MAX 32

typedef enum stage {
    STAGE_PARSE,
    STAGE_PLAN,
    STAGE_MATCH,
    STAGE_DATA,
    STAGE_SNIPPET,
    STAGES
} stage;

typedef struct class_times {
    char name[32];
    double ms[STAGES];
    size_t runs;
} class_times;

static class_times classes[CLASSES_MAX];
static size_t class_count;

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void check(bool is_good, const char *what, const morgue_error *err)
{
    if (is_good)
        return;
    fprintf(stderr, "search_stages: %s: %s\n", what, err->message);
    exit(2);
}

/* The time since *begun, which becomes now. */
static double lap(double *begun)
{
    double last = *begun;

    *begun = now_ms();
    return *begun - last;
}

static void take_matches(morgue_searcher *s, const plan *p,
                         const sieve_result *r, double *ms)
{
    arena *a = arena_new();
    morgue_error err;

    for (size_t i = 0; i < r->found.count; i++) {
        double begun = now_ms();
        stored_article article;
        morgue_str data;
        snippet in_text, in_title;

        arena_reset(a);
        check(xap_reader_data(s->reader, r->found.match[i].docid, &data,
                              &err) == MORGUE_OK, "data", &err);
        check(stored_decode(&article, data, a), "decode", &err);
        ms[STAGE_DATA] += lap(&begun);
        snippet_title(&in_title, &article, p->patterns, p->pattern_count, a);
        snippet_find(&in_text, &article, p->patterns, p->pattern_count, 240,
                     a);
        ms[STAGE_SNIPPET] += lap(&begun);
    }
    arena_free(a);
}

static void run(morgue_searcher *s, morgue_str text, double *ms)
{
    static const xap_bm25 bm25 = {1.2, 0, 1, 0.45, 0.5};
    sieve_options options = {.limit = 10, .bm25 = &bm25};
    sieve_result result;
    double begun = now_ms();
    arena *a = arena_new();
    morgue_query *query;
    morgue_error err;
    plan p;

    check(morgue_query_parse(&query, text, MORGUE_MATCH_ALL, &err) ==
              MORGUE_OK, text.data, &err);
    ms[STAGE_PARSE] += lap(&begun);
    check(plan_make(&p, query->root, &s->vocabulary, NULL, a, &err) ==
              MORGUE_OK, text.data, &err);
    ms[STAGE_PLAN] += lap(&begun);
    check(sieve_search(&result, &s->vocabulary, p.root, &options, a, &err) ==
              MORGUE_OK, text.data, &err);
    ms[STAGE_MATCH] += lap(&begun);
    take_matches(s, &p, &result, ms);
    xap_matches_free(&result.found);
    morgue_query_free(query);
    arena_free(a);
}

static class_times *class_of(morgue_str name)
{
    for (size_t i = 0; i < class_count; i++)
        if (str_equal(str_of(classes[i].name), name))
            return &classes[i];
    if (class_count == CLASSES_MAX)
        exit(2);
    snprintf(classes[class_count].name, sizeof classes[0].name, "%.*s",
             (int)name.size, name.data);
    return &classes[class_count++];
}

static void run_all(morgue_searcher *s, const char *path, bool is_warm)
{
    FILE *f = fopen(path, "r");
    char line[4096];

    if (f == NULL)
        exit(2);
    while (fgets(line, sizeof line, f)) {
        char *tab = strchr(line, '\t');
        double unused[STAGES] = {0};
        class_times *c;
        line[strcspn(line, "\n")] = 0;
        if (tab == NULL)
            continue;
        c = class_of(str_make(line, (size_t)(tab - line)));
        run(s, str_of(tab + 1), is_warm ? c->ms : unused);
        c->runs += is_warm;
    }
    fclose(f);
}

int main(int argc, char **argv)
{
    int rounds = argc > 3 ? atoi(argv[3]) : 3;
    morgue_searcher *s;
    morgue_error err;

    if (argc < 3) {
        fprintf(stderr, "usage: search_stages INDEX QUERIES [ROUNDS]\n");
        return 2;
    }
    check(morgue_searcher_open(&s, (const char *const *)&argv[1], 1, &err) ==
              MORGUE_OK, argv[1], &err);
    for (int i = 0; i <= rounds; i++)
        run_all(s, argv[2], i > 0);
    printf("%-10s %7s %7s %7s %7s %7s %7s\n", "ms", "parse", "plan", "match",
           "data", "snippet", "all");
    for (size_t i = 0; i < class_count; i++) {
        double all = 0;
        printf("%-10s", classes[i].name);
        for (int k = 0; k < STAGES; k++) {
            double ms = classes[i].ms[k] / (double)classes[i].runs;
            all += ms;
            printf(" %7.3f", ms);
        }
        printf(" %7.3f\n", all);
    }
    morgue_searcher_close(s);
    return 0;
}
