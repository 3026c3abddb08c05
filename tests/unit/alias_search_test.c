/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an alias file does to queries, facets and snippets. */
#include "unit.h"

#include "buffer.h"
#include "small_index.h"

/* Titles are single letters, so that a list of matches is a word. */
static const small_article articles[] = {
    {"A", "Carol Christmas sang in the rain before Anton Voss came.", "2014",
     "en", "Wire", "http://wire.example/a", "Carol Christmas;Anton Voss"},
    {"B", "It was Christmas again and the rain went on.", "2014", "en", "Wire",
     "http://wire.example/b", "Christmas"},
    {"C", "Gerald Voss was heard. Nobody believed G. Voss in the rain.", "2014",
     "en", "Wire", "http://wire.example/c", "Gerald Voss;G. Voss"},
    {"D", "The judge heard Gerald A. Voss, not Voss Marine.", "2014", "en",
     "Wire", "http://wire.example/d", "Gerald A. Voss;Voss Marine"},
    {"E", "Voss Marine sank in the rain.", "2014", "en", "Wire",
     "http://wire.example/e", "Voss Marine"},
    {"F", "Smith spoke. Later Smith left.", "2014", "en", "Wire",
     "http://wire.example/f", "Smith"},
};

static const char aliases[] =
    "Gerald A. Voss\tperson\tGerald Voss\tG. Voss\t-Voss Marine\tQ1\n"
    "Smith (senator)\tperson\tSmith\n"
    "Smith (baker)\tperson\tSmith\n"
    "Christmas\tnever\n";

static small_index s;
static char aliases_path[80];

static int make_index(void **state)
{
    FILE *f;

    small_index_create(&s);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        small_index_add(&s, &articles[i]);
    small_index_finish(&s, SCHEMA_VERSION);
    snprintf(aliases_path, sizeof aliases_path, "%s/who.txt", s.root);
    f = fopen(aliases_path, "w");
    assert_non_null(f);
    assert_int_equal(fputs(aliases, f) < 0, 0);
    assert_int_equal(fclose(f), 0);
    *state = &s;
    return 0;
}

static int remove_index(void **state)
{
    (void)state;
    small_index_remove(&s);
    return 0;
}

typedef struct search {
    morgue_searcher *searcher;
    morgue_query *query;
    morgue_matches *matches;
} search;

static void search_begin(search *q, const char *text, bool has_aliases)
{
    const char *path = s.path;

    assert_int_equal(morgue_searcher_open(&q->searcher, &path, 1, NULL),
                     MORGUE_OK);
    if (has_aliases)
        assert_int_equal(
            morgue_searcher_set_aliases(q->searcher, aliases_path, NULL),
            MORGUE_OK);
    assert_int_equal(
        morgue_query_parse(&q->query, str_of(text), MORGUE_MATCH_ALL, NULL),
        MORGUE_OK);
    assert_int_equal(
        morgue_search(&q->matches, q->searcher, q->query, NULL, NULL),
        MORGUE_OK);
}

static void search_end(search *q)
{
    morgue_matches_free(q->matches);
    morgue_query_free(q->query);
    morgue_searcher_close(q->searcher);
}

static int compare_chars(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

static void aliases_change_what_a_name_finds(void **state)
{
    static const struct {
        const char *query, *without, *with;
    } cases[] = {
        /* Merged. */
        {"person:\"Gerald Voss\"", "C", "CD"},
        {"person:\"gerald a voss\"", "D", "CD"},
        {"person:\"G. Voss\"", "C", "CD"},
        {"entity:\"Gerald Voss\"", "C", "CD"},
        {"org:\"Gerald Voss\"", "", ""},
        {"person:Q1", "", "CD"},
        {"person:\"Gerald Voss\" NEAR/3 judge", "", "D"},
        /* A part of a name asks for itself. */
        {"person:Voss", "ACDE", "ACDE"},
        {"person:\"Voss Marine\"", "DE", "DE"},
        /* No entity, but still a word, and a part of longer names. */
        {"person:Christmas", "AB", "A"},
        {"person:Chris*", "AB", "A"},
        {"entity:Christmas", "AB", "A"},
        {"-person:Christmas rain", "CE", "BCE"},
        {"person:Christmas NEAR/5 rain", "AB", "A"},
        {"person:Christmas OR person:Smith", "ABF", "AF"},
        {"Christmas", "AB", "AB"},
        {"person:Smith", "F", "F"},
    };

    (void)state;
    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        const char *want = i % 2 ? cases[i / 2].with : cases[i / 2].without;
        morgue_match match;
        char found[8] = "";
        size_t count = 0;
        search q;

        search_begin(&q, cases[i / 2].query, i % 2);
        while (morgue_matches_next(q.matches, &match, NULL) == MORGUE_OK)
            found[count++] = match.title.data[0];
        qsort(found, count, 1, compare_chars);
        if (strcmp(found, want) != 0)
            fail_msg("%s %s aliases: found %s, not %s", cases[i / 2].query,
                     i % 2 ? "with" : "without", found, want);
        assert_int_equal(morgue_matches_total(q.matches, NULL), count);
        search_end(&q);
    }
}

static void a_split_name_is_taken_out_place_by_place(void **state)
{
    static const char split[] = "Voss\tperson\t-Voss Marine\t-Anton Voss\n";
    const char *path = s.path;
    morgue_searcher *searcher;
    morgue_query *query;
    morgue_matches *matches;
    FILE *f = fopen(aliases_path, "w");

    (void)state;
    assert_non_null(f);
    assert_int_equal(fputs(split, f) < 0, 0);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(morgue_searcher_open(&searcher, &path, 1, NULL),
                     MORGUE_OK);
    assert_int_equal(morgue_searcher_set_aliases(searcher, aliases_path, NULL),
                     MORGUE_OK);
    assert_int_equal(morgue_query_parse(&query, STR("person:Voss"),
                                        MORGUE_MATCH_ALL, NULL),
                     MORGUE_OK);
    assert_int_equal(morgue_search(&matches, searcher, query, NULL, NULL),
                     MORGUE_OK);
    /* C and D, which names the firm too; neither A nor E. */
    assert_int_equal(morgue_matches_total(matches, NULL), 2);
    morgue_matches_free(matches);
    morgue_query_free(query);
    morgue_searcher_close(searcher);
    f = fopen(aliases_path, "w");
    assert_non_null(f);
    assert_int_equal(fputs(aliases, f) < 0, 0);
    assert_int_equal(fclose(f), 0);
}

static void facets_count_names_as_the_aliases_say(void **state)
{
    static const char *const want[] = {
        "Voss Marine 2, Anton Voss 1, Carol Christmas 1, Christmas 1, "
        "G. Voss 1, Gerald A. Voss 1, Gerald Voss 1, Smith 1, ",
        "Gerald A. Voss 2 Q1, Voss Marine 2, Anton Voss 1, "
        "Carol Christmas 1, Smith 1, "};

    (void)state;
    for (int has = 0; has < 2; has++) {
        morgue_facet facet;
        buffer told;
        search q;

        buffer_init(&told, 1000);
        search_begin(&q, "*", has);
        assert_int_equal(morgue_matches_facet(q.matches, MORGUE_FACET_PERSON,
                                              0, &facet, NULL),
                         MORGUE_OK);
        for (size_t i = 0; i < facet.count; i++)
            buffer_append_format(&told, "%.*s %d%s%.*s, ",
                                 (int)facet.values[i].value.size,
                                 facet.values[i].value.data,
                                 (int)facet.values[i].articles,
                                 facet.values[i].wikidata.size ? " " : "",
                                 (int)facet.values[i].wikidata.size,
                                 facet.values[i].wikidata.data);
        assert_str_equal(buffer_view(&told), want[has]);
        /* B names nobody when Christmas is none. */
        assert_int_equal(facet.without, has);
        assert_int_equal(morgue_matches_facet_prefix(
                             q.matches, MORGUE_FACET_PERSON, STR("g v"), 0,
                             &facet, NULL),
                         MORGUE_OK);
        assert_int_equal(facet.count, 1);
        assert_str_equal(facet.values[0].value,
                         has ? "Gerald A. Voss" : "G. Voss");
        buffer_free(&told);
        search_end(&q);
    }
}

static void the_reader_is_told_of_names_that_are_several(void **state)
{
    static const struct {
        const char *query;
        bool has_aliases;
        const char *note;
    } cases[] = {
        {"person:Voss", false,
         "person:Voss may be Voss Marine (2), Anton Voss (1), G. Voss (1), "
         "Gerald A. Voss (1)"},
        {"person:Voss", true,
         "person:Voss may be Gerald A. Voss (2), Voss Marine (2), "
         "Anton Voss (1)"},
        {"person:Smith", true,
         "person:Smith is more than one by the aliases, and all are searched: "
         "Smith (senator), Smith (baker)"},
        {"person:Smith", false, NULL},
        {"person:Carol", false, NULL},
        {"person:\"Gerald Voss\"", true, NULL},
        {"rain -person:Voss", true, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const morgue_str *lines;
        search q;

        search_begin(&q, cases[i].query, cases[i].has_aliases);
        assert_int_equal(morgue_matches_notes(q.matches, &lines),
                         cases[i].note ? 1 : 0);
        if (cases[i].note)
            assert_str_equal(lines[0], cases[i].note);
        /* Asked again, they are not told twice. */
        assert_int_equal(morgue_matches_notes(q.matches, &lines),
                         cases[i].note ? 1 : 0);
        search_end(&q);
    }
}

static void snippets_mark_the_variants_and_not_what_is_taken_out(void **state)
{
    static const struct {
        const char *query, *marked;
    } cases[] = {
        {"person:Q1 nobody", "Gerald Voss|Nobody|G. Voss|"},
        {"person:Christmas", "Carol Christmas|"},
        {"person:\"G. Voss\" believed", "Gerald Voss|believed|G. Voss|"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        morgue_match m;
        buffer marked;
        search q;

        buffer_init(&marked, 1000);
        search_begin(&q, cases[i].query, true);
        assert_int_equal(morgue_matches_next(q.matches, &m, NULL), MORGUE_OK);
        for (size_t k = 0; k < m.mark_count; k++) {
            buffer_append_str(&marked, str_slice(m.snippet, m.marks[k].begin,
                                                 m.marks[k].end));
            buffer_append_char(&marked, '|');
        }
        assert_str_equal(buffer_view(&marked), cases[i].marked);
        buffer_free(&marked);
        search_end(&q);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aliases_change_what_a_name_finds),
        cmocka_unit_test(a_split_name_is_taken_out_place_by_place),
        cmocka_unit_test(facets_count_names_as_the_aliases_say),
        cmocka_unit_test(the_reader_is_told_of_names_that_are_several),
        cmocka_unit_test(snippets_mark_the_variants_and_not_what_is_taken_out),
    };

    return cmocka_run_group_tests(tests, make_index, remove_index);
}
