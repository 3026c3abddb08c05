/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "query.h"

#include <stdio.h>

typedef struct row {
    const char *query, *tree;
} row;

static void check(const row *rows, size_t count, morgue_match_mode mode)
{
    for (size_t i = 0; i < count; i++) {
        morgue_query *query;
        morgue_error err;
        char text[600];

        if (morgue_query_parse(&query, str_of(rows[i].query), mode, &err) ==
            MORGUE_OK) {
            morgue_str tree = morgue_query_print(query);
            snprintf(text, sizeof text, "%.*s", (int)tree.size, tree.data);
        } else {
            assert_int_equal(err.status, MORGUE_EQUERY);
            assert_true(err.offset <= (int64_t)strlen(rows[i].query));
            snprintf(text, sizeof text, "error at %d: %s", (int)err.offset,
                     err.message);
        }
        assert_string_equal(text, rows[i].tree);
        morgue_query_free(query);
    }
}

#define CHECK(rows, mode) check(rows, sizeof rows / sizeof *rows, mode)

static void words_and_operators_make_a_tree(void **state)
{
    static const row rows[] = {
        {"flood", "(word \"flood\")"},
        {"flood damage", "(and (word \"flood\") (word \"damage\"))"},
        {"flood OR storm AND rain",
         "(or (word \"flood\") (and (word \"storm\") (word \"rain\")))"},
        {"a b OR c", "(or (and (word \"a\") (word \"b\")) (word \"c\"))"},
        {"a (b OR c)", "(and (word \"a\") (or (word \"b\") (word \"c\")))"},
        {"a -b", "(and (word \"a\") (not (word \"b\")))"},
        {"a NOT (b c)",
         "(and (word \"a\") (not (and (word \"b\") (word \"c\"))))"},
        {"a AND NOT b", "(and (word \"a\") (not (word \"b\")))"},
        {"NOT NOT a", "(word \"a\")"},
        {"-a", "(not (word \"a\"))"},
        {"a - b -- c", "(and (word \"a\") (word \"b\") (word \"c\"))"},
        {"=Flooding", "(exact \"flooding\")"},
        {"and or not", "(and (word \"and\") (word \"or\") (word \"not\"))"},
        {"*", "(all)"},
        {"* -a", "(and (all) (not (word \"a\")))"},
    };

    (void)state;
    CHECK(rows, MORGUE_MATCH_ALL);
}

static void any_word_is_enough_but_filters_still_narrow(void **state)
{
    static const row rows[] = {
        {"a b", "(or (word \"a\") (word \"b\"))"},
        {"a b AND c",
         "(or (word \"a\") (and (word \"b\") (word \"c\")))"},
        {"a b -c", "(and (or (word \"a\") (word \"b\")) (not (word \"c\")))"},
        {"a language:en b published:2014",
         "(and (or (word \"a\") (word \"b\")) (language (whole \"en\")) "
         "(range published 2014 2014))"},
        {"published:2014", "(range published 2014 2014)"},
        {"a b (language:en OR -c)",
         "(and (or (word \"a\") (word \"b\")) "
         "(or (language (whole \"en\")) (not (word \"c\"))))"},
        {"a (b OR language:en)",
         "(or (word \"a\") (or (word \"b\") (language (whole \"en\"))))"},
        /* What punctuation joined is its words as well. */
        {"left-wing", "(or (word \"left\") (word \"wing\") "
                      "(phrase \"left wing\"))"},
        {"Britain's x",
         "(or (word \"britain\") (word \"x\"))"},
        {"Britain\xe2\x80\x99s x", "(or (word \"britain\") (word \"x\"))"},
        {"U.S. x", "(or (phrase \"u s\") (word \"x\"))"},
        {"\"left wing\" x", "(or (phrase \"left wing\") (word \"x\"))"},
        {"title:left-wing x",
         "(or (title (word \"left\")) (title (word \"wing\")) "
         "(title (phrase \"left wing\")) (word \"x\"))"},
    };

    (void)state;
    CHECK(rows, MORGUE_MATCH_ANY);
}

static void a_sentence_in_capitals_has_no_operators(void **state)
{
    static const row rows[] = {
        {"THE MAYOR DID NOT SEE IT",
         "(and (word \"the\") (word \"mayor\") (word \"did\") "
         "(word \"not\") (word \"see\") (word \"it\"))"},
        {"RAIN AND SNOW NEAR THE OLD DAM BY NIGHT IN MAY OF 1963.",
         "(and (word \"rain\") (word \"and\") (word \"snow\") "
         "(word \"near\") (word \"the\") (word \"old\") (word \"dam\") "
         "(word \"by\") (word \"night\") (word \"in\") (word \"may\") "
         "(word \"of\") (word \"1963\"))"},
        /* Too few words, a small letter, a sign: operators. */
        {"RAIN AND SNOW OR HAIL AND FOG",
         "(or (and (word \"rain\") (word \"snow\")) "
         "(and (word \"hail\") (word \"fog\")))"},
        {"A NEAR/2 B", "(near 2 (word \"a\") (word \"b\"))"},
        {"A B C D -E NOT F",
         "(and (word \"a\") (word \"b\") (word \"c\") (word \"d\") "
         "(not (word \"e\")) (not (word \"f\")))"},
        {"A B C D e NOT F",
         "(and (word \"a\") (word \"b\") (word \"c\") (word \"d\") "
         "(word \"e\") (not (word \"f\")))"},
        /* Scripts without capitals, and small letters of others. */
        {"\xd0\xb0 \xd0\xb1 \xd0\xb2 \xd0\xb3 \xd0\xb4 NOT \xd0\xb5",
         "(and (word \"\xd0\xb0\") (word \"\xd0\xb1\") "
         "(word \"\xd0\xb2\") (word \"\xd0\xb3\") (word \"\xd0\xb4\") "
         "(not (word \"\xd0\xb5\")))"},
        {"\xe6\xb0\xb4 \xe7\x81\xab \xe9\x87\x91 \xe5\x9c\x9f OR "
         "\xe6\x9c\xa8",
         "(or (and (word \"\xe6\xb0\xb4\") (word \"\xe7\x81\xab\") "
         "(word \"\xe9\x87\x91\") (word \"\xe5\x9c\x9f\")) "
         "(word \"\xe6\x9c\xa8\"))"},
        {"A B C D (E) NOT F",
         "(and (word \"a\") (word \"b\") (word \"c\") (word \"d\") "
         "(word \"e\") (not (word \"f\")))"},
    };

    (void)state;
    CHECK(rows, MORGUE_MATCH_ALL);
}

static void quotes_of_all_kinds_make_phrases(void **state)
{
    static const row rows[] = {
        {"\"High Water\"", "(phrase \"high water\")"},
        {"\xe2\x80\x9crighteous deed\xe2\x80\x9d",
         "(phrase \"righteous deed\")"},
        {"\xe2\x80\x9e" "eins zwei\xe2\x80\x9c", "(phrase \"eins zwei\")"},
        {"\xc2\xab un deux \xc2\xbb", "(phrase \"un deux\")"},
        {"''guardians of peace''", "(phrase \"guardians of peace\")"},
        {"\"a \xe2\x80\x9cquoted\xe2\x80\x9d word\"",
         "(phrase \"a quoted word\")"},
        {"a\"b c\"d",
         "(and (word \"a\") (phrase \"b c\") (word \"d\"))"},
        {"\"one\"", "(exact \"one\")"},
        {"=\"one two\"", "(phrase \"one two\")"},
        {"U.S. 9/11 cyber-attack don't",
         "(and (phrase \"u s\") (phrase \"9 11\") (phrase \"cyber attack\") "
         "(phrase \"don t\"))"},
        {"cyber* \"cyber* attack\"",
         "(and (word \"cyber*\") (phrase \"cyber* attack\"))"},
        {"\"**bold** text\"", "(phrase \"bold text\")"},
        {"\"he said \\\"no\\\" twice\"", "(phrase \"he said no twice\")"},
        {"\"C:\\\" disk", "(and (exact \"c\") (word \"disk\"))"},
        {"\"never closed", "error at 0: quote is not closed"},
        {"\"never \\\"closed", "(and (exact \"never\") (word \"closed\"))"},
        {"a ''never closed", "error at 2: quote is not closed"},
        {"\"...\"", "error at 0: expected a word between the quotes"},
        {"cy*er", "error at 2: expected * at the end of a word only"},
        {"person:*", "error at 7: expected a word or the beginning of one, "
                     "not \"*\""},
        {"cyber** a", "error at 5: expected * at the end of a word only"},
        {"U.S.*", "error at 4: expected * at the end of a word only"},
        {"U.S*.", "(phrase \"u s*\")"},
        {"*cyber", "error at 0: expected * at the end of a word only"},
    };

    (void)state;
    CHECK(rows, MORGUE_MATCH_ALL);
}

static void fields_take_words_phrases_and_brackets(void **state)
{
    static const row rows[] = {
        {"title:flood", "(title (word \"flood\"))"},
        {"TITLE:\"high water\"", "(title (phrase \"high water\"))"},
        {"title: =flood", "(title (exact \"flood\"))"},
        {"title:(a OR author:b) c",
         "(and (or (title (word \"a\")) (author (word \"b\"))) (word \"c\"))"},
        {"person:\"Bernadette Meehan\"",
         "(person (phrase \"bernadette meehan\"))"},
        {"-title:x y", "(and (not (title (word \"x\"))) (word \"y\"))"},
        {"url:http://example.com/a?b=c", "(url (whole \"http://example.com/a?b=c\"))"},
        {"source:nytimes.com", "(source (phrase \"nytimes com\"))"},
        {"http://example.com", "(phrase \"http example com\")"},
        {"Obama: we", "(and (word \"obama\") (word \"we\"))"},
        {"9:30", "(phrase \"9 30\")"},
        {"language:(en OR de) host:( a.example )",
         "(and (or (language (whole \"en\")) (language (whole \"de\"))) "
         "(host (whole \"a.example\")))"},
        {"url:(http://a/b OR \"http://c/(d)\")",
         "(or (url (whole \"http://a/b\")) (url (whole \"http://c/(d)\")))"},
        {"(url:http://a/b_(c))", "(url (whole \"http://a/b_(c)\"))"},
        {"title:", "error at 6: expected a word or a phrase after title:, "
                   "not the end of the query"},
        {"(host:)", "error at 6: expected a word or a phrase after host:, "
                    "not \")\""},
        {"title:)", "error at 6: expected a word or a phrase after title:, "
                    "not \")\""},
        {"autor:x",
         "error at 0: no field is called \"autor\": expected one of text "
         "title author source host language section url person org place "
         "entity published captured"},
    };

    (void)state;
    CHECK(rows, MORGUE_MATCH_ALL);
}

static void dates_are_ranges_with_open_ends(void **state)
{
    static const row rows[] = {
        {"published:2014-12", "(range published 2014-12 2014-12)"},
        {"published:2014-12-01..2014-12-31",
         "(range published 2014-12-01 2014-12-31)"},
        {"captured:..2016", "(range captured * 2016)"},
        {"published:2016..", "(range published 2016 *)"},
        {"(published:20141218)", "(range published 2014-12-18 2014-12-18)"},
        {"published:(2014 OR 2016-01..) x",
         "(and (or (range published 2014 2014) (range published 2016-01 *)) "
         "(word \"x\"))"},
        {"published:", "error at 10: expected a date, or two with .. "
                       "between, after published:, not the end of the query"},
        {"published:(=2014)", "error at 12: expected a date without = before "
                              "it, not \"2014\""},
        {"published:(2014 OR 20145)",
         "error at 19: expected a date such as 2014, 2014-12 or 2014-12-18, "
         "not \"20145\""},
        {"published:\"\"", "error at 10: expected a date, or two with .. "
                          "between, after published:"},
        {"published:\"2014-13\"",
         "error at 11: expected a date such as 2014, 2014-12 or 2014-12-18, "
         "not \"2014-13\""},
        {"published:..", "error at 10: expected a date, or two with .. "
                         "between, after published:"},
        {"a published:2014..soon",
         "error at 18: expected a date such as 2014, 2014-12 or 2014-12-18, "
         "not \"soon\""},
        {"published:2014-13", "error at 10: expected a date such as 2014, "
                              "2014-12 or 2014-12-18, not \"2014-13\""},
    };

    (void)state;
    CHECK(rows, MORGUE_MATCH_ALL);
}

static void nearness_takes_what_has_places(void **state)
{
    static const row rows[] = {
        {"a NEAR/5 b", "(near 5 (word \"a\") (word \"b\"))"},
        {"a ADJ b", "(adj 10 (word \"a\") (word \"b\"))"},
        {"person:Meehan NEAR/10 government",
         "(near 10 (person (word \"meehan\")) (word \"government\"))"},
        {"\"a b\" NEAR/5 (c OR \"d e\")",
         "(near 5 (phrase \"a b\") (or (word \"c\") (phrase \"d e\")))"},
        {"a NEAR/2 b ADJ/3 c",
         "(adj 3 (near 2 (word \"a\") (word \"b\")) (word \"c\"))"},
        {"x a NEAR/2 b",
         "(and (word \"x\") (near 2 (word \"a\") (word \"b\")))"},
        {"a NEAR/x b",
         "error at 7: expected a number of words from 1 to 199 after NEAR/"},
        {"a NEAR/200 b",
         "error at 7: expected a number of words from 1 to 199 after NEAR/"},
        {"a NEAR/0 b",
         "error at 7: expected a number of words from 1 to 199 after NEAR/"},
        {"a NEAR/5 -b",
         "error at 9: expected a word, a phrase or an entity beside NEAR"},
        {"published:2014 ADJ/5 b",
         "error at 10: expected a word, a phrase or an entity beside ADJ"},
        {"title:a NEAR/5 b", "(near 5 (title (word \"a\")) (word \"b\"))"},
        {"author:a NEAR/5 author:b",
         "(near 5 (author (word \"a\")) (author (word \"b\")))"},
        {"(a OR author:b) NEAR/5 c",
         "error at 13: expected words of title and text, or of one field, on "
         "both sides of NEAR"},
        {"a NEAR/5", "error at 8: expected a word or a phrase, not the end "
                     "of the query"},
    };

    (void)state;
    CHECK(rows, MORGUE_MATCH_ALL);
}

static void what_is_missing_is_named(void **state)
{
    static const row rows[] = {
        {"", "error at 0: expected a word or a phrase, not the end of the "
             "query"},
        {" ... ", "error at 5: expected a word or a phrase, not the end of "
                  "the query"},
        {"OR a", "error at 0: expected a word or a phrase, not \"OR\""},
        {"a OR", "error at 4: expected a word or a phrase, not the end of "
                 "the query"},
        {"a AND OR b", "error at 6: expected a word or a phrase, not \"OR\""},
        {"(a b", "error at 0: bracket is not closed"},
        {"a) b", "error at 1: expected an opening bracket before it, not "
                 "\")\""},
        {"()", "error at 1: expected a word or a phrase, not \")\""},
        {"NOT", "error at 3: expected a word or a phrase after NOT, not the "
                "end of the query"},
    };

    (void)state;
    CHECK(rows, MORGUE_MATCH_ALL);
}

static void depth_and_length_have_limits(void **state)
{
    static char text[QUERY_SIZE_MAX + 2];
    morgue_query *query;
    morgue_error err;

    (void)state;
    memset(text, '(', sizeof text - 1);
    assert_int_equal(morgue_query_parse(&query, str_make(text, 5000),
                                        MORGUE_MATCH_ALL, &err),
                     MORGUE_EQUERY);
    assert_int_equal(err.offset, QUERY_DEPTH_MAX);
    memset(text, ' ', sizeof text - 1);
    for (size_t i = 0; i < 18; i++)
        memcpy(text + 8 * i, "a NEAR a", 8);
    assert_int_equal(morgue_query_parse(&query, str_make(text, 8 * 17),
                                        MORGUE_MATCH_ALL, &err),
                     MORGUE_EQUERY);
    assert_int_equal(morgue_query_parse(&query, str_make(text, 8 * 16),
                                        MORGUE_MATCH_ALL, &err),
                     MORGUE_OK);
    morgue_query_free(query);
    memset(text, '-', sizeof text - 1);
    assert_int_equal(morgue_query_parse(&query, str_make(text, sizeof text - 1),
                                        MORGUE_MATCH_ALL, &err),
                     MORGUE_EQUERY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_operators_make_a_tree),
        cmocka_unit_test(any_word_is_enough_but_filters_still_narrow),
        cmocka_unit_test(a_sentence_in_capitals_has_no_operators),
        cmocka_unit_test(quotes_of_all_kinds_make_phrases),
        cmocka_unit_test(fields_take_words_phrases_and_brackets),
        cmocka_unit_test(dates_are_ranges_with_open_ends),
        cmocka_unit_test(nearness_takes_what_has_places),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(depth_and_length_have_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
