/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "date_candidates.h"

typedef struct witness {
    const char *date, *from;
    int weight;
    bool is_modified;
} witness;

static void believes_the_witness_that_stands_best(void **state)
{
    static const struct {
        const char *captured;
        witness heard[4];
        const char *expected, *from;
    } cases[] = {
        {"2015-01-01", {{"2014-12-18", "meta", 95, false}}, "2014-12-18",
         "meta"},
        /* a change speaks only where nothing else does */
        {"2015-01-01",
         {{"2014-12-20", "json-ld", 92, true}, {"2014-12-18", "time", 50,
                                                false}},
         "2014-12-18", "time"},
        {"2015-01-01", {{"2014-12-20", "json-ld", 92, true}}, "2014-12-20",
         "json-ld"},
        /* nothing is published after its capture */
        {"2014-12-19",
         {{"2014-12-24", "meta", 95, false}, {"2014-12-18", "text", 30,
                                              false}},
         "2014-12-18", "text"},
        {"2014-12-19", {{"2014-12-24", "meta", 95, false}}, "", NULL},
        /* two weaker ones that agree outweigh one */
        {"2015-01-01",
         {{"2014-12-18", "time", 70, false},
          {"2014-12-17", "byline", 66, false},
          {"2014-12-17", "url", 66, false}},
         "2014-12-17", "byline"},
        /* the day where it was printed, not the day of Greenwich */
        {"2015-01-01",
         {{"2014-12-18T03:30:00Z", "json-ld", 100, false},
          {"2014-12-17", "url", 66, false}},
         "2014-12-17", "url"},
        {"2015-01-01",
         {{"2014-12-18T13:30:00Z", "json-ld", 100, false},
          {"2014-12-17", "url", 66, false}},
         "2014-12-18T13:30:00Z", "json-ld"},
        /* a clock of the place is the best witness of its day */
        {"2015-01-01",
         {{"2014-12-18T23:30:00Z", "json-ld", 100, false},
          {"2014-12-19", "byline", 67, false},
          {"2014-12-18T19:30:00-04:00", "time", 26, false}},
         "2014-12-18T23:30:00Z", "json-ld"},
        /* and of two days the heavier */
        {"2015-01-01",
         {{"2014-12-18T03:30:00Z", "json-ld", 100, false},
          {"2014-12-17", "url", 66, false},
          {"2014-12-18", "time", 81, false}},
         "2014-12-18T03:30:00Z", "json-ld"},
        /* the server's clock is the capture, not a day of publication */
        {"2015-01-01T10:00:00Z",
         {{"2015-01-01T10:00:02Z", "meta", 95, false}}, "", NULL},
        {"2015-01-01T10:00:00Z",
         {{"2015-01-01T11:00:02+01:00", "time", 81, false},
          {"2014-12-18", "text", 40, false}}, "2014-12-18", "text"},
        {"2015-01-01T10:00:00Z",
         {{"2015-01-01T09:58:00Z", "meta", 95, false}},
         "2015-01-01T09:58:00Z", "meta"},
        /* programs without a clock */
        {"2015-01-01", {{"1970-01-01", "meta", 95, false}}, "", NULL},
        {"2015-01-01", {{"1969-12-31T19:00:00-05:00", "meta", 95, false}},
         "", NULL},
        /* before the web only strong witnesses count */
        {"2015-01-01", {{"1914-07-28", "text", 50, false}}, "", NULL},
        {"2015-01-01", {{"1914-07-28", "meta", 95, false}}, "1914-07-28",
         "meta"},
        /* a month that is only spoken of is no date at all */
        {"2015-01-01", {{"2013-10", "text", 18, false}}, "", NULL},
        /* vague dates stay vague */
        {"2015-01-01", {{"2014-12", "url", 66, false}}, "2014-12", "url"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date_candidates all;
        const date_candidate *best;
        civil_date date;
        char text[DATE_TEXT_MAX] = "";

        assert_true(
            civil_date_parse_iso(&date, str_of(cases[i].captured)));
        date_candidates_init(&all, &date);
        for (size_t k = 0; k < 4 && cases[i].heard[k].date; k++) {
            const witness *w = &cases[i].heard[k];
            assert_true(civil_date_parse_iso(&date, str_of(w->date)));
            date_candidates_add(&all, &date, w->from, w->weight,
                                w->is_modified);
        }
        best = date_candidates_best(&all);
        if (best)
            civil_date_format(&best->date, text);
        if (strcmp(text, cases[i].expected) != 0)
            fail_msg("case %zu gives \"%s\"", i, text);
        if (best)
            assert_string_equal(best->from, cases[i].from);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(believes_the_witness_that_stands_best),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
