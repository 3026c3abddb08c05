/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "buffer.h"
#include "small_index.h"

/* Titles are single letters, so that a list of matches is a word. */
static const small_article articles[] = {
    {"A", "The flood broke the old dam. Damage was high.", "2014-12-18", "en",
     "Valley Courier", "http://www.courier.example/a", NULL},
    {"B", "Floods damaged the bridge; flooding went on.", "2014-12-31", "en",
     "Valley Courier", "http://www.courier.example/b", NULL},
    {"C", "Bernadette Meehan spoke for the government in Paris.", "2014-12",
     "en", "Harbour Post", "http://harbourpost.example/c",
     "Bernadette Meehan"},
    {"D", "The government fell. Nothing was said until late, when after many "
          "words that nobody heard Meehan left.",
     "2015-01-02", "en", "Harbour Post", "http://harbourpost.example/d",
     "Bernadette Meehan"},
    {"E", "A cyber-attack on the U.S. began on Sept. 11, said 9/11 experts.",
     "2016", "en", NULL, "http://news.harbour.example/e", NULL},
    {"F", "Les inondations du fleuve: le gouvernement parle.", NULL, "fr",
     "Le Quai", "http://quai.example/f", NULL},
    {"G", "Die \xc3\x9c" "berschwemmungen am Flu\xc3\x9f.", "2013-05-01", "de",
     "Der Damm", "http://damm.example/g", NULL},
    {"H", "The flood broke the old dam. Damage was high.", "2014-12-19", "en",
     "Wire", "http://wire.example/h", NULL},
    /* No stems: nobody has a stemmer for it. */
    {"dam news", "Nothing here but words.", "2012", "tlh", NULL, NULL, NULL},
};

static int make_index(void **state)
{
    static small_index s;

    small_index_create(&s);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        small_index_add(&s, &articles[i]);
    small_index_finish(&s, SCHEMA_VERSION);
    *state = &s;
    return 0;
}

static int remove_index(void **state)
{
    small_index_remove(*state);
    return 0;
}

static int compare_chars(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

/* The titles of the matches; in order of the alphabet unless as_ranked. */
static void find(const small_index *s, const char *text,
                 const morgue_search_options *options, bool as_ranked,
                 buffer *out)
{
    const char *path = s->path;
    morgue_searcher *searcher;
    morgue_query *query;
    morgue_matches *matches;
    morgue_match match;
    morgue_error err = {0};
    morgue_match_mode mode =
        text[0] == '|' ? MORGUE_MATCH_ANY : MORGUE_MATCH_ALL;
    uint64_t count = 0;
    bool exact;

    buffer_init(out, 1000);
    if (morgue_query_parse(&query, str_of(text + (text[0] == '|')), mode,
                           &err) != MORGUE_OK)
        fail_msg("%s: %s", text, err.message);
    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, &err),
                     MORGUE_OK);
    if (morgue_search(&matches, searcher, query, options, &err) != MORGUE_OK)
        fail_msg("%s: %s", text, err.message);
    while (morgue_matches_next(matches, &match, &err) == MORGUE_OK) {
        buffer_append(out, match.title.data, 1);
        assert_int_equal(match.rank, ++count + (options ? options->offset : 0));
    }
    if (!options || (!options->offset && !options->limit)) {
        assert_int_equal(morgue_matches_total(matches, &exact), count);
        assert_true(exact);
    }
    if (out->size && !as_ranked)
        qsort(out->data, out->size, 1, compare_chars);
    morgue_matches_free(matches);
    morgue_searcher_close(searcher);
    morgue_query_free(query);
}

static void matches_are_those_that_the_query_means(void **state)
{
    static const struct {
        const char *query, *titles;
    } cases[] = {
        {"flood", "ABH"},
        {"=flood", "AH"},
        {"=Floods", "B"},
        {"\"flood\"", "AH"},
        {"flooded damages", "ABH"},
        {"flood -bridge", "AH"},
        {"flood NOT bridge", "AH"},
        {"flood OR government", "ABCDH"},
        {"|flood government", "ABCDH"},
        {"|flood government -paris", "ABDH"},
        {"(flood OR government) AND the", "ABCDH"},
        {"-the", "FGd"},
        {"* -the", "FGd"},
        {"\"old dam\"", "AH"},
        {"\"dam old\"", ""},
        {"\"dam damage\"", "AH"},
        {"\"THE old, dam\"", "AH"},
        {"\"dam nothing\"", ""},
        {"dam", "AHd"},
        {"title:dam", "d"},
        {"title:dams", "d"},
        {"title:=dams", ""},
        {"title:\"dam news\"", "d"},
        {"title:\"news dam\"", ""},
        {"cyber-attack", "E"},
        {"\"on the U.S.\"", "E"},
        {"U.S.", "E"},
        {"9/11", "E"},
        {"\"Sept. 11\"", "E"},
        {"cyb*", "E"},
        {"\"cyb* att* on\"", "E"},
        {"\"the o* dam\"", "AH"},
        {"flo*", "ABH"},
        {"xyz*", ""},
        {"inondation", "F"},
        {"\xc3\xbc" "berschwemmung", "G"},
        {"uberschwemmung fluss", "G"},
        {"person:Meehan", "CD"},
        {"person:\"Bernadette Meehan\"", "CD"},
        {"person:bernadette", "CD"},
        {"person:\"Meehan Bernadette\"", ""},
        {"person:Meeh*", "CD"},
        {"entity:Meehan", "CD"},
        {"org:Meehan", ""},
        {"person:Meehan NEAR/10 government", "C"},
        {"person:Meehan ADJ/4 government", ""},
        {"person:Meehan ADJ/5 government", "C"},
        {"government NEAR/4 \"bernadette meehan\"", "C"},
        {"government NEAR/3 \"bernadette meehan\"", ""},
        {"=government ADJ/5 =paris", "C"},
        {"government NEAR/2 (fell OR paris)", "CD"},
        {"flood NEAR/1 damage", "B"},
        {"flood NEAR/2 broke NEAR/5 old", "AH"},
        {"(\"the flood\" NEAR/3 \"old dam\") ADJ/2 high", ""},
        {"(\"the flood\" NEAR/3 \"old dam\") ADJ/3 high", "AH"},
        {"government -(person:Meehan NEAR/10 government)", "D"},
        {"paris OR (flood NEAR/1 damage)", "BC"},
        {"flood NEAR/3 flood", ""},
        {"flood NEAR/9 flood", "B"},
        {"source:\"Harbour Post\"", "CD"},
        {"source:harbourpost.example", "CD"},
        {"source:harbourpost", "CD"},
        {"source:courier", "AB"},
        {"host:courier.example", "AB"},
        {"host:cour*", "AB"},
        {"source:har*", "CDE"},
        {"source:news.h*", "E"},
        {"language:(de OR fr)", "FG"},
        {"url:http://quai.example/f", "F"},
        {"language:fr", "F"},
        {"language:FR", "F"},
        {"flood published:2014-12-18", "A"},
        {"published:2014-12", "ABCH"},
        {"published:2014-12-01..2014-12-31", "ABCH"},
        {"published:2014-12-01..2014-12-30", "AH"},
        {"published:2014-12-20..", "BDE"},
        {"published:..2013", "Gd"},
        {"published:2015..2014", ""},
        {"the published:2015", "D"},
    };
    morgue_search_options all = MORGUE_SEARCH_OPTIONS_INIT;

    all.limit = 0;
    all.all_copies = true;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer titles;
        find(*state, cases[i].query, &all, false, &titles);
        if (!str_equal(buffer_view(&titles), str_of(cases[i].titles)))
            fail_msg("%s: found %s, not %s", cases[i].query,
                     buffer_view(&titles).data, cases[i].titles);
        buffer_free(&titles);
    }
}

static void copies_of_a_text_are_one_match(void **state)
{
    static const char *const queries[] = {"flood", "flood NEAR/9 dam", "*"};
    static const morgue_sort sorts[] = {
        MORGUE_SORT_RELEVANCE, MORGUE_SORT_NEWEST, MORGUE_SORT_OLDEST};
    small_index s;
    morgue_search_options o = MORGUE_SEARCH_OPTIONS_INIT;

    (void)state;
    small_index_create(&s);
    for (size_t i = 0; i < 5; i++) {
        small_article a = articles[0];
        a.url = NULL;
        a.source = i % 2 ? "Wire" : "Courier";
        small_index_add(&s, &a);
    }
    small_index_add(&s, &articles[7]);
    small_index_finish(&s, SCHEMA_VERSION);
    o.limit = 0;
    for (size_t i = 0; i < 9; i++) {
        buffer titles;
        o.sort = sorts[i % 3];
        find(&s, queries[i / 3], &o, false, &titles);
        assert_str_equal(buffer_view(&titles), "AH");
        buffer_free(&titles);
    }
    small_index_remove(&s);
}

static void matches_are_sorted_and_paged(void **state)
{
    static const struct {
        const char *query;
        morgue_sort sort;
        uint64_t offset, limit;
        const char *from, *to, *titles;
    } cases[] = {
        {"*", MORGUE_SORT_NEWEST, 0, 0, NULL, NULL, "EDBHACGdF"},
        {"*", MORGUE_SORT_OLDEST, 0, 0, NULL, NULL, "dGCAHBDEF"},
        {"*", MORGUE_SORT_NEWEST, 1, 2, NULL, NULL, "DB"},
        {"*", MORGUE_SORT_OLDEST, 7, 5, NULL, NULL, "EF"},
        {"*", MORGUE_SORT_OLDEST, 9, 5, NULL, NULL, ""},
        {"*", MORGUE_SORT_OLDEST, 0, 0, "2014", "2014", "CAHB"},
        {"*", MORGUE_SORT_NEWEST, 0, 0, "2014-12-19", NULL, "EDBH"},
        /* This very form counts more than others. */
        {"bridge flooding OR floods", MORGUE_SORT_RELEVANCE, 0, 1, NULL, NULL,
         "B"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        morgue_search_options o = MORGUE_SEARCH_OPTIONS_INIT;
        buffer titles;
        o.sort = cases[i].sort;
        o.offset = cases[i].offset;
        o.limit = cases[i].limit;
        o.from = cases[i].from;
        o.to = cases[i].to;
        o.all_copies = true;
        find(*state, cases[i].query, &o, true, &titles);
        assert_str_equal(buffer_view(&titles), cases[i].titles);
        buffer_free(&titles);
    }
}

static void a_match_shows_its_hits(void **state)
{
    const char *path = ((small_index *)*state)->path;
    morgue_searcher *searcher;
    morgue_query *query;
    morgue_matches *matches;
    morgue_match m;

    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, NULL),
                     MORGUE_OK);
    assert_int_equal(morgue_query_parse(&query, STR("\"old dam\" damage"),
                                        MORGUE_MATCH_ALL, NULL),
                     MORGUE_OK);
    assert_int_equal(morgue_search(&matches, searcher, query, NULL, NULL),
                     MORGUE_OK);
    assert_int_equal(morgue_matches_next(matches, &m, NULL), MORGUE_OK);
    assert_int_equal(m.copies, 1);
    assert_int_equal(m.mark_count, 2);
    assert_str_equal(str_slice(m.snippet, m.marks[0].begin, m.marks[0].end),
                     "old dam");
    assert_str_equal(m.source, m.title.data[0] == 'A' ? "Valley Courier"
                                                      : "Wire");
    morgue_matches_free(matches);
    morgue_query_free(query);
    morgue_searcher_close(searcher);
}

static void no_answer_says_what_would_have_been_one(void **state)
{
    static const struct {
        const char *query, *notes;
    } cases[] = {
        {"flood parle", "flood alone: 3 articles\nparle alone: 1 article\n"},
        {"goverment", "goverment alone: 0 articles; the index knows "
                      "\"government\" (2)\n"},
        {"\"the fluod\"", "\"the fluod\" alone: 0 articles\n"
                          "  fluod: in no article; the index knows "
                          "\"flood\" (2)\n"},
        {"person:Smith -flood published:2014",
         "person:Smith alone: 0 articles\n"
         "published:2014 alone: 4 articles\n"},
        {"person:Meehn", "person:Meehn alone: 0 articles; the index knows "
                         "\"meehan\" (2)\n"},
        {"person:\"Bernadete Meehan\"",
         "person:\"Bernadete Meehan\" alone: 0 articles\n"
         "  bernadete: in no such name; the index knows \"bernadette\" (2)\n"},
        {"title:dem", "title:dem alone: 0 articles; the index knows "
                      "\"dam\" (1)\n"},
        {"\"dam old\"", "\"dam old\" alone: 0 articles\n"
                        "  all of its words, not side by side: 2 articles\n"},
        {"flood NEAR/1 old",
         "flood alone: 3 articles\nold alone: 2 articles\n"
         "  what is beside NEAR/1, at any distance: 2 articles\n"},
        {"published:2015..2014", "published:2015..2014 alone: 0 articles; "
                                 "it ends before it begins\n"},
        {"qqqqq", "qqqqq alone: 0 articles\n"},
        {"flood", ""},
    };
    const char *path = ((small_index *)*state)->path;
    morgue_searcher *searcher;

    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, NULL),
                     MORGUE_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        morgue_query *query;
        morgue_matches *matches;
        const morgue_str *lines;
        size_t count;
        buffer notes;

        buffer_init(&notes, 10000);
        assert_int_equal(morgue_query_parse(&query, str_of(cases[i].query),
                                            MORGUE_MATCH_ALL, NULL),
                         MORGUE_OK);
        assert_int_equal(morgue_search(&matches, searcher, query, NULL, NULL),
                         MORGUE_OK);
        count = morgue_matches_notes(matches, &lines);
        for (size_t k = 0; k < count; k++) {
            buffer_append_str(&notes, lines[k]);
            buffer_append_char(&notes, '\n');
        }
        assert_str_equal(buffer_view(&notes), cases[i].notes);
        buffer_free(&notes);
        morgue_matches_free(matches);
        morgue_query_free(query);
    }
    morgue_searcher_close(searcher);
}

static void another_schema_is_refused(void **state)
{
    small_index s;
    const char *path = s.path, *paths[2] = {NULL, path};
    morgue_searcher *searcher;
    morgue_error err;

    small_index_create(&s);
    small_index_add(&s, &articles[0]);
    small_index_finish(&s, 9999);
    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, &err),
                     MORGUE_EVERSION);
    assert_null(searcher);
    /* Not behind an index that is as it should be, either. */
    paths[0] = ((small_index *)*state)->path;
    assert_int_equal(morgue_searcher_open(&searcher, paths, 2, &err),
                     MORGUE_EVERSION);
    assert_null(searcher);
    small_index_remove(&s);
    path = "no/such/index";
    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, &err),
                     MORGUE_ENOTFOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_are_those_that_the_query_means),
        cmocka_unit_test(copies_of_a_text_are_one_match),
        cmocka_unit_test(matches_are_sorted_and_paged),
        cmocka_unit_test(a_match_shows_its_hits),
        cmocka_unit_test(no_answer_says_what_would_have_been_one),
        cmocka_unit_test(another_schema_is_refused),
    };

    return cmocka_run_group_tests(tests, make_index, remove_index);
}
