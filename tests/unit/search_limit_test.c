/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first matches are the same, however many are asked for. */
#include "unit.h"

#include "buffer.h"
#include "draw.h"
#include "small_index.h"

#define ARTICLES 500
#define QUERIES 100
#define WORDS 600
#define PHRASES 40
#define MOST 40

/* Few words are in most articles, most words in few. */
static void add_words(buffer *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned word = draw(WORDS) * draw(WORDS) / WORDS;
        buffer_append_format(out, "%sw%cx%c", i ? " " : "", 'a' + word % 26,
                             'a' + word / 26);
    }
}

/* Each number has its own words, so that queries can repeat what was said. */
static void add_phrase(buffer *out, unsigned number)
{
    uint64_t outer = draw_seed;

    draw_seed = number * 977 + 1;
    buffer_append_char(out, ' ');
    add_words(out, 6);
    buffer_append_char(out, ' ');
    draw_seed = outer;
}

static void make_index(small_index *s)
{
    small_index_create(s);
    for (size_t i = 0; i < ARTICLES; i++) {
        small_article a = {.published = "2014", .language = "en"};
        char url[40], title[16];
        buffer text;

        buffer_init(&text, 100000);
        add_words(&text, 20 + draw(100));
        add_phrase(&text, draw(PHRASES));
        add_words(&text, 20 + draw(100));
        snprintf(url, sizeof url, "http://a.example/%d", (int)i);
        snprintf(title, sizeof title, "t%d", (int)i);
        a.text = buffer_view(&text).data;
        a.url = url;
        a.title = title;
        small_index_add(s, &a);
        buffer_free(&text);
    }
    small_index_finish(s, SCHEMA_VERSION);
}

static size_t find(morgue_searcher *searcher, const morgue_query *query,
                   uint64_t limit, double *scores)
{
    morgue_search_options o = MORGUE_SEARCH_OPTIONS_INIT;
    morgue_matches *matches;
    morgue_match match;
    size_t count = 0;

    o.limit = limit;
    o.snippet_chars = 0;
    assert_int_equal(morgue_search(&matches, searcher, query, &o, NULL),
                     MORGUE_OK);
    while (morgue_matches_next(matches, &match, NULL) == MORGUE_OK)
        scores[count++] = match.score;
    morgue_matches_free(matches);
    return count;
}

static void check_limits(morgue_searcher *searcher, morgue_str text,
                         morgue_match_mode mode)
{
    static const uint64_t limits[] = {1, 2, 5, 10};
    double all[MOST], some[MOST];
    morgue_query *query;
    size_t count;

    assert_int_equal(morgue_query_parse(&query, text, mode, NULL), MORGUE_OK);
    count = find(searcher, query, MOST, all);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        size_t got = find(searcher, query, limits[i], some);
        assert_int_equal(got, count < limits[i] ? count : limits[i]);
        for (size_t k = 0; k < got; k++)
            if (some[k] < all[k] - 1e-9 || some[k] > all[k] + 1e-9)
                fail_msg("%.*s: match %d of %d scores %g, not %g",
                         (int)text.size, text.data, (int)k + 1,
                         (int)limits[i], some[k], all[k]);
    }
    morgue_query_free(query);
}

static void the_first_matches_do_not_depend_on_the_limit(void **state)
{
    const char *path;
    morgue_searcher *searcher;
    small_index s;

    (void)state;
    make_index(&s);
    path = s.path;
    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, NULL),
                     MORGUE_OK);
    for (size_t i = 0; i < QUERIES; i++) {
        buffer text;

        buffer_init(&text, 1000);
        add_words(&text, 1 + draw(6));
        add_phrase(&text, draw(PHRASES));
        check_limits(searcher, buffer_view(&text),
                     i % 4 ? MORGUE_MATCH_ANY : MORGUE_MATCH_ALL);
        buffer_free(&text);
    }
    morgue_searcher_close(searcher);
    small_index_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_matches_do_not_depend_on_the_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
