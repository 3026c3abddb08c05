/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How long searches take: search_times INDEX QUERIES [ROUNDS] [LIMIT]
 *
 * QUERIES holds a class, a tab and a query a line.  Each query is timed to its
 * ten hits with their snippets, in ROUNDS (3) rounds after one that warms up;
 * mean, median and 99th percentile of each class are printed in ms.  Time is
 * the processor's, so that other work on the machine does not count.
 */
#include "morgue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define QUERIES_MAX 20000
#define CLASS_MAX 32

typedef struct timed_query {
    char name[CLASS_MAX];
    char *text;
    double ms; /* the least of the rounds would flatter: their mean */
} timed_query;

static timed_query queries[QUERIES_MAX];
static size_t query_count;

static void die(const char *what, const morgue_error *err)
{
    fprintf(stderr, "search_times: %s: %s\n", what, err ? err->message : "");
    exit(2);
}

static void read_queries(const char *path)
{
    FILE *f = fopen(path, "r");
    char line[4096];

    if (f == NULL)
        die(path, NULL);
    while (query_count < QUERIES_MAX && fgets(line, sizeof line, f)) {
        char *tab = strchr(line, '\t');
        line[strcspn(line, "\n")] = 0;
        if (tab == NULL)
            continue;
        *tab = 0;
        snprintf(queries[query_count].name, CLASS_MAX, "%.31s", line);
        queries[query_count++].text = strdup(tab + 1);
    }
    fclose(f);
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double run(morgue_searcher *searcher, const char *text, uint64_t limit)
{
    double begin = now_ms();
    morgue_search_options options = MORGUE_SEARCH_OPTIONS_INIT;
    morgue_query *query = NULL;
    morgue_matches *matches = NULL;
    morgue_match match;
    morgue_error err;
    morgue_str view = {text, strlen(text)};

    options.limit = limit;
    if (morgue_query_parse(&query, view, MORGUE_MATCH_ALL, &err) ||
        morgue_search(&matches, searcher, query, &options, &err))
        die(text, &err);
    while (morgue_matches_next(matches, &match, &err) == MORGUE_OK)
        ;
    morgue_matches_free(matches);
    morgue_query_free(query);
    return now_ms() - begin;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static void print_class(const char *name)
{
    double *ms = calloc(query_count, sizeof *ms), sum = 0;
    size_t count = 0;

    for (size_t i = 0; i < query_count; i++)
        if (strcmp(queries[i].name, name) == 0)
            sum += ms[count++] = queries[i].ms;
    qsort(ms, count, sizeof *ms, compare);
    printf("morgue %-10s %5zu queries: mean %7.3f ms, p50 %7.3f, p99 %7.3f, "
           "max %7.3f\n",
           name, count, sum / (double)count, ms[count / 2],
           ms[count * 99 / 100], ms[count - 1]);
    free(ms);
}

static bool is_first_of_class(size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(queries[k].name, queries[i].name) == 0)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    int rounds = argc > 3 ? atoi(argv[3]) : 3;
    uint64_t limit = argc > 4 ? strtoull(argv[4], NULL, 10) : 10;
    const char *path = argv[1];
    morgue_searcher *searcher;
    morgue_error err;

    if (argc < 3) {
        fprintf(stderr, "usage: search_times INDEX QUERIES [ROUNDS]\n");
        return 2;
    }
    read_queries(argv[2]);
    if (morgue_searcher_open(&searcher, &path, 1, &err) != MORGUE_OK)
        die(path, &err);
    for (int round = 0; round <= rounds; round++)
        for (size_t i = 0; i < query_count; i++) {
            double ms = run(searcher, queries[i].text, limit);
            if (round > 0)
                queries[i].ms += ms / rounds;
        }
    for (size_t i = 0; i < query_count; i++)
        if (is_first_of_class(i))
            print_class(queries[i].name);
    for (size_t i = 0; i < query_count; i++)
        free(queries[i].text);
    morgue_searcher_close(searcher);
    return 0;
}
