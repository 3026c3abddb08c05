/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an embedder sees: include/morgue.h and libmorgue, nothing else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "morgue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A fresh directory with one archive of two articles in it. */
typedef struct fixture {
    char dir[64];
    char archive[128];
    char index[128];
} fixture;

static const char first_article[] =
    "---\n"
    "title: Ferry runs aground off Kestrel Point\n"
    "date: 2011-03-04\n"
    "source_url: https://gazette.example/2011/ferry\n"
    "---\n\n"
    "The night ferry to Kestrel Point ran aground on a sandbank on Thursday, "
    "and forty passengers waited until morning for the tide to lift her.\n\n"
    "Captain Irene Maddock said the buoy that marks the channel had been "
    "dark for a week, and that she had told the harbour office twice.\n";

static const char second_article[] =
    "---\n"
    "title: Harbour office answers\n"
    "date: 2011-03-06\n"
    "source_url: https://gazette.example/2011/answer\n"
    "---\n\n"
    "The harbour office said on Saturday that it knew of the dark buoy and "
    "had ordered a new lamp, which was to be fitted within the month.\n\n"
    "Nobody was hurt when the ferry ran aground. The office thanked the "
    "passengers for their patience.\n";

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

static int make_fixture(void **state)
{
    static fixture f;
    char path[200];

    strcpy(f.dir, "/tmp/morgue-api-XXXXXX");
    if (mkdtemp(f.dir) == NULL)
        return -1;
    snprintf(f.archive, sizeof f.archive, "%s/articles.tar", f.dir);
    snprintf(f.index, sizeof f.index, "%s/index", f.dir);
    snprintf(path, sizeof path, "%s/ferry.md", f.dir);
    write_file(path, first_article);
    snprintf(path, sizeof path, "%s/answer.md", f.dir);
    write_file(path, second_article);
    snprintf(path, sizeof path, "cd %s && tar cf articles.tar ferry.md answer.md",
             f.dir);
    if (system(path) != 0)
        return -1;
    *state = &f;
    return 0;
}

static int remove_fixture(void **state)
{
    fixture *f = *state;
    char command[100];

    snprintf(command, sizeof command, "rm -rf %s", f->dir);
    return system(command);
}

static morgue_counts index_archive(const fixture *f)
{
    morgue_writer *writer = NULL;
    morgue_counts counts;
    morgue_error err;

    assert_int_equal(morgue_writer_open(&writer, f->index, NULL, &err),
                     MORGUE_OK);
    assert_int_equal(morgue_writer_add_archive(writer, f->archive, &err),
                     MORGUE_OK);
    assert_int_equal(morgue_writer_commit(writer, &counts, &err), MORGUE_OK);
    morgue_writer_close(writer);
    return counts;
}

static void an_archive_is_indexed_once(void **state)
{
    morgue_counts counts = index_archive(*state);

    assert_int_equal(counts.indexed, 2);
    assert_int_equal(counts.records,
                     counts.indexed + counts.duplicate + counts.revisit +
                         counts.not_article + counts.malformed +
                         counts.refused);
    counts = index_archive(*state);
    assert_int_equal(counts.indexed, 0);
    assert_int_equal(counts.archives_skipped, 1);
}

static morgue_query *parse(const char *text)
{
    morgue_str s = {text, strlen(text)};
    morgue_query *query = NULL;
    morgue_error err;

    assert_int_equal(morgue_query_parse(&query, s, MORGUE_MATCH_ALL, &err),
                     MORGUE_OK);
    return query;
}

static void a_phrase_gives_its_article_and_marks(void **state)
{
    const fixture *f = *state;
    const char *path = f->index;
    morgue_searcher *searcher = NULL;
    morgue_matches *matches = NULL;
    morgue_query *query = parse("\"the dark buoy\"");
    morgue_match match;
    morgue_error err;
    bool is_exact = false;

    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, &err),
                     MORGUE_OK);
    assert_int_equal(morgue_search(&matches, searcher, query, NULL, &err),
                     MORGUE_OK);
    assert_int_equal(morgue_matches_total(matches, &is_exact), 1);
    assert_true(is_exact);
    assert_int_equal(morgue_matches_next(matches, &match, &err), MORGUE_OK);
    assert_int_equal(match.rank, 1);
    assert_memory_equal(match.title.data, "Harbour office answers",
                        match.title.size);
    assert_memory_equal(match.published.data, "2011-03-06", 10);
    assert_int_equal(match.mark_count, 1);
    assert_memory_equal(match.snippet.data + match.marks[0].begin,
                        "the dark buoy",
                        match.marks[0].end - match.marks[0].begin);
    assert_int_equal(morgue_matches_next(matches, &match, &err), MORGUE_END);
    morgue_matches_free(matches);
    morgue_searcher_close(searcher);
    morgue_query_free(query);
}

static void matches_outlive_their_query(void **state)
{
    const fixture *f = *state;
    const char *path = f->index;
    morgue_searcher *searcher = NULL;
    morgue_matches *matches = NULL;
    morgue_query *query = parse("\"the dark buoy\""), *other;
    morgue_match match;

    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, NULL),
                     MORGUE_OK);
    assert_int_equal(morgue_search(&matches, searcher, query, NULL, NULL),
                     MORGUE_OK);
    morgue_query_free(query);
    other = parse("\"xyz what else\""); /* where that one was, may be */
    assert_int_equal(morgue_matches_next(matches, &match, NULL), MORGUE_OK);
    assert_int_equal(match.mark_count, 1);
    morgue_query_free(other);
    morgue_matches_free(matches);
    morgue_searcher_close(searcher);
}

static void a_refresh_ends_earlier_matches(void **state)
{
    const fixture *f = *state;
    const char *path = f->index;
    morgue_searcher *searcher = NULL;
    morgue_matches *matches = NULL;
    morgue_query *query = parse("ferry OR answer OR the");
    morgue_facet facet;
    morgue_match match;
    morgue_error err;

    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, &err),
                     MORGUE_OK);
    assert_int_equal(morgue_search(&matches, searcher, query, NULL, &err),
                     MORGUE_OK);
    assert_int_equal(morgue_searcher_refresh(searcher, &err), MORGUE_OK);
    assert_int_equal(morgue_matches_next(matches, &match, &err),
                     MORGUE_ECHANGED);
    assert_int_equal(morgue_matches_facet(matches, MORGUE_FACET_SOURCE, 0,
                                          &facet, &err),
                     MORGUE_ECHANGED);
    morgue_matches_free(matches);
    assert_int_equal(morgue_search(&matches, searcher, query, NULL, &err),
                     MORGUE_OK);
    assert_int_equal(morgue_matches_next(matches, &match, &err), MORGUE_OK);
    morgue_matches_free(matches);
    morgue_query_free(query);
    morgue_searcher_close(searcher);
}

static void a_bad_query_names_its_byte(void **state)
{
    morgue_str s = {"flood \"never closed", 19};
    morgue_query *query = NULL;
    morgue_error err;

    (void)state;
    assert_int_equal(morgue_query_parse(&query, s, MORGUE_MATCH_ALL, &err),
                     MORGUE_EQUERY);
    assert_null(query);
    assert_int_equal(err.offset, 6);
    assert_true(err.message[0] != 0);
}

static void what_is_missing_is_not_found(void **state)
{
    const char *path = "/nonexistent/index";
    morgue_searcher *searcher = NULL;
    morgue_error err;

    (void)state;
    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, &err),
                     MORGUE_ENOTFOUND);
    assert_null(searcher);
}

static void freeing_nothing_is_fine(void **state)
{
    (void)state;
    morgue_writer_close(NULL);
    morgue_query_free(NULL);
    morgue_searcher_close(NULL);
    morgue_matches_free(NULL);
}

static bool count_article(void *user, morgue_str json)
{
    size_t *count = user;

    assert_true(json.size > 2 && json.data[0] == '{');
    ++*count;
    return true;
}

static void articles_are_told_without_an_index(void **state)
{
    const fixture *f = *state;
    size_t count = 0;
    morgue_counts counts;
    morgue_error err;

    assert_int_equal(morgue_extract(f->archive, NULL, count_article, &count,
                                    &counts, &err),
                     MORGUE_OK);
    assert_int_equal(count, 2);
    assert_int_equal(counts.indexed, 2);
}

/* What a program built with an older header hands in: less of the struct. */
static void shorter_options_keep_the_other_defaults(void **state)
{
    fixture *f = *state;
    morgue_writer_options options = MORGUE_WRITER_OPTIONS_INIT;
    morgue_counts counts = {0};
    morgue_error err = {0};
    size_t told = 0;

    options.size = offsetof(morgue_writer_options, ledger_path);
    options.ledger_path = "/no such folder/ledger";
    assert_int_equal(morgue_extract(f->archive, &options, count_article,
                                    &told, &counts, &err),
                     MORGUE_OK);
    assert_int_equal(counts.indexed, 2);
    options.size = 0;
    assert_int_equal(morgue_extract(f->archive, &options, count_article,
                                    &told, &counts, &err),
                     MORGUE_EINVALID);
    assert_string_equal(err.message, "expected options with their size set");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_archive_is_indexed_once),
        cmocka_unit_test(a_phrase_gives_its_article_and_marks),
        cmocka_unit_test(matches_outlive_their_query),
        cmocka_unit_test(a_refresh_ends_earlier_matches),
        cmocka_unit_test(a_bad_query_names_its_byte),
        cmocka_unit_test(what_is_missing_is_not_found),
        cmocka_unit_test(freeing_nothing_is_fine),
        cmocka_unit_test(articles_are_told_without_an_index),
        cmocka_unit_test(shorter_options_keep_the_other_defaults),
    };

    return cmocka_run_group_tests(tests, make_fixture, remove_fixture);
}
