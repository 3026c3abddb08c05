/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue-search: prints the articles of an index that match a query.
 *
 * An embedder like any other: it sees morgue.h and its own sinks.
 */
#include "command_line.h"
#include "name_list.h"
#include "sink.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What is open while a query runs; all of it may be NULL. */
typedef struct session {
    const command_line *line;
    morgue_query *query;
    morgue_searcher *searcher;
    morgue_matches *matches;
    double begun_ms;
    answer_facet facets[FACETS_MAX];
    morgue_timeline timeline;
} session;

static double now_ms(void);
static int run(session *s);
static int finish_output(int status);

int main(int argc, char **argv)
{
    command_line line;
    session s = {.line = &line};
    int status;

    /* For the width of characters alone: numbers keep their point. */
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        setlocale(LC_CTYPE, "");
    status = command_line_read(&line, argc, argv);
    if (status == COMMAND_LINE_RUN) {
        s.begun_ms = now_ms();
        status = run(&s);
    }
    morgue_matches_free(s.matches);
    morgue_searcher_close(s.searcher);
    morgue_query_free(s.query);
    command_line_free(&line);
    return finish_output(status);
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int exit_status(morgue_status status)
{
    switch (status) {
    case MORGUE_EINVALID:
    case MORGUE_EQUERY:
        return 2;
    case MORGUE_ELOCKED:
        return 4;
    case MORGUE_EVERSION:
        return 5;
    default:
        return 3;
    }
}

static int fail(const char *what, const morgue_error *err)
{
    fprintf(stderr, "morgue-search: %s: %s\n", what, err->message);
    return exit_status(err->status);
}

/* Where the query went wrong: the byte, and on a terminal a caret under it. */
static int fail_query(const char *query, const morgue_error *err)
{
    if (err->offset < 0)
        return fail("query", err), 2;
    fprintf(stderr, "morgue-search: query, byte %lld: %s\n",
            (long long)err->offset, err->message);
    if (isatty(STDERR_FILENO) && strchr(query, '\n') == NULL) {
        int columns = 0;
        for (int64_t i = 0; i < err->offset && query[i] != 0; i++)
            columns += ((unsigned char)query[i] & 0xc0) != 0x80;
        fprintf(stderr, "  %s\n  %*s^\n", query, columns, "");
    }
    return 2;
}

static int print_count(const session *s)
{
    bool exact;
    uint64_t total = morgue_matches_total(s->matches, &exact);

    if (strcmp(s->line->sink->format, "json") == 0 ||
        strcmp(s->line->sink->format, "ndjson") == 0)
        printf("{\"total\":%llu,\"exact\":%s,\"took_ms\":%.1f}\n",
               (unsigned long long)total, exact ? "true" : "false",
               now_ms() - s->begun_ms);
    else
        printf("%llu\n", (unsigned long long)total);
    return total > 0 ? 0 : 1;
}

static int print_explanation(const session *s)
{
    morgue_str tree = morgue_query_print(s->query);
    morgue_str plan = morgue_matches_plan(s->matches);

    printf("query: %.*s\nplan: %.*s\nsearched by: %s\n", (int)tree.size,
           tree.data, (int)plan.size, plan.data,
           morgue_searcher_is_in_place(s->searcher) ? "morgue" : "libxapian");
    return 0;
}

/* What was asked to be counted, into the answer. */
static morgue_status count_matches(session *s, answer *a, morgue_error *err)
{
    const command_line *line = s->line;
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < line->facet_count && status == MORGUE_OK; i++) {
        s->facets[i].name = line->facets[i].name;
        status = morgue_matches_facet(s->matches, line->facets[i].field,
                                      line->facets[i].limit,
                                      &s->facets[i].facet, err);
    }
    a->facets = s->facets;
    a->facet_count = line->facet_count;
    if (line->has_timeline && status == MORGUE_OK) {
        status = morgue_matches_timeline(s->matches, line->unit, &s->timeline,
                                         err);
        a->timeline = &s->timeline;
        a->unit = line->unit;
    }
    return status;
}

static void print_notes(const session *s)
{
    const morgue_str *lines;
    size_t count = morgue_matches_notes(s->matches, &lines);

    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "morgue-search: %.*s\n", (int)lines[i].size,
                lines[i].data);
}

static int print_matches(session *s)
{
    output o;
    answer a = {0};
    const sink *to = s->line->sink;
    morgue_match match;
    morgue_error err;
    morgue_status status = MORGUE_END;

    output_init(&o);
    if (to->has_counts)
        a.total = morgue_matches_total(s->matches, &a.total_is_exact);
    if (count_matches(s, &a, &err) != MORGUE_OK)
        return fail(s->line->index, &err);
    to->begin(&o, &a);
    while (!s->line->hides_matches &&
           (status = morgue_matches_next(s->matches, &match, &err)) ==
               MORGUE_OK) {
        to->match(&o, &match);
        o.told++;
        if (ferror(o.file))
            return 3;
    }
    a.took_ms = now_ms() - s->begun_ms;
    to->end(&o, &a);
    print_notes(s);
    if (status != MORGUE_END)
        return fail(s->line->index, &err);
    if (o.told > 0 || a.total > 0)
        return 0;
    return morgue_matches_total(s->matches, NULL) > 0 ? 0 : 1;
}

static int print_names(const session *s)
{
    morgue_str prefix = {s->line->entities, strlen(s->line->entities)};
    uint64_t distinct;
    morgue_error err;

    if (name_list_print(s->matches, prefix, s->line->sink->format,
                        s->line->options.limit, &distinct,
                        &err) != MORGUE_OK)
        return fail(s->line->index, &err);
    return distinct > 0 ? 0 : 1;
}

static bool take_aliases(session *s, morgue_error *err)
{
    const char *path = s->line->aliases;

    return morgue_searcher_set_aliases(s->searcher, *path ? path : NULL,
                                       err) == MORGUE_OK;
}

static int run(session *s)
{
    const command_line *line = s->line;
    const char *paths[1] = {line->index};
    morgue_str text = {line->query, strlen(line->query)};
    morgue_error err;

    if (morgue_query_parse(&s->query, text, line->mode, &err) != MORGUE_OK)
        return fail_query(line->query, &err);
    if (morgue_searcher_open(&s->searcher, paths, 1, &err) != MORGUE_OK)
        return fail(line->index, &err);
    if (line->aliases != NULL && !take_aliases(s, &err))
        return fail("aliases", &err);
    if (morgue_search(&s->matches, s->searcher, s->query, &line->options,
                      &err) != MORGUE_OK) {
        if (err.status == MORGUE_EQUERY)
            return fail_query(line->query, &err);
        return fail(err.status == MORGUE_EINVALID ? "options" : line->index,
                    &err);
    }
    if (line->explain)
        return print_explanation(s);
    if (line->entities != NULL)
        return print_names(s);
    if (line->count)
        return print_count(s);
    return print_matches(s);
}

/* What stdout could not take is an error, not silence. */
static int finish_output(int status)
{
    if (ferror(stdout) | fflush(stdout)) {
        fprintf(stderr, "morgue-search: standard output: %s\n",
                strerror(errno));
        return 3;
    }
    return status;
}
