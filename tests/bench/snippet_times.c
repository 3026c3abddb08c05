/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What snippets cost: snippet_times INDEX QUERY [ROUNDS] [LEAST]
 *
 * Takes the first ten matches whose texts have LEAST bytes (0) or more, with
 * and without snippets, in turn, and prints the least processor time of ROUNDS
 * (20) for both, and how long the articles are.
 */
#include "morgue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double cpu_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void check(morgue_status status, const morgue_error *err)
{
    if (status == MORGUE_OK)
        return;
    fprintf(stderr, "snippet_times: %s\n", err->message);
    exit(2);
}

/* Of ten articles together. */
typedef struct ten {
    size_t count, bytes, longest;
} ten;

/* The time to take ten matches; not to find them, nor for shorter ones. */
static double take(morgue_searcher *searcher, const morgue_query *query,
                   size_t chars, size_t least, ten *out)
{
    morgue_search_options options = MORGUE_SEARCH_OPTIONS_INIT;
    morgue_matches *matches;
    morgue_match match;
    morgue_error err;
    double ms = 0;

    options.snippet_chars = chars;
    options.limit = least ? 0 : 10;
    check(morgue_search(&matches, searcher, query, &options, &err), &err);
    *out = (ten){0};
    while (out->count < 10) {
        double begun = cpu_ms();
        if (morgue_matches_next(matches, &match, &err) != MORGUE_OK)
            break;
        if (match.text.size < least)
            continue;
        ms += cpu_ms() - begun;
        out->count++;
        out->bytes += match.text.size;
        if (match.text.size > out->longest)
            out->longest = match.text.size;
    }
    morgue_matches_free(matches);
    return ms;
}

int main(int argc, char **argv)
{
    int rounds = argc > 3 ? atoi(argv[3]) : 20;
    size_t least = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
    double with = 1e9, without = 1e9;
    morgue_searcher *searcher;
    morgue_query *query;
    morgue_error err;
    ten t = {0};

    if (argc < 3) {
        fprintf(stderr, "usage: snippet_times INDEX QUERY [ROUNDS] [LEAST]\n");
        return 2;
    }
    check(morgue_query_parse(&query,
                             (morgue_str){argv[2], strlen(argv[2])},
                             MORGUE_MATCH_ALL, &err), &err);
    check(morgue_searcher_open(&searcher, (const char *const *)&argv[1], 1,
                               &err), &err);
    for (int i = 0; i < rounds; i++) {
        double ms = take(searcher, query, 240, least, &t);
        with = ms < with ? ms : with;
        ms = take(searcher, query, 0, least, &t);
        without = ms < without ? ms : without;
    }
    printf("%zu matches of %zu kB, the longest of %zu kB: %.2f ms with "
           "snippets, %.2f ms without, snippets alone %.2f ms\n",
           t.count, t.bytes / 1000, t.longest / 1000, with, without,
           with - without);
    morgue_searcher_close(searcher);
    morgue_query_free(query);
    return 0;
}
