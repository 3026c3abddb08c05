/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "entity_token.h"
#include "str.h"

#include <stdio.h>

/* Tokens with a blank between; | before one that begins a sentence. */
static void cut(const char *text, bool elides, char *out, size_t size)
{
    arena *a = arena_new();
    entity_span *spans;
    size_t count = entity_tokenize(str_of(text), elides, a, &spans), at = 0;

    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        at += (size_t)snprintf(out + at, size - at, "%s%s%.*s", i ? " " : "",
                               spans[i].flags & TOKEN_SENTENCE ? "|" : "",
                               (int)(spans[i].end - spans[i].begin),
                               text + spans[i].begin);
    arena_free(a);
}

static void text_is_cut_as_the_treebank_does(void **state)
{
    static const struct {
        const char *text, *tokens;
    } cases[] = {
        {"", ""},
        {"   \n ", ""},
        {"It rained.", "|It rained ."},
        {"Sony's films", "|Sony 's films"},
        {"Sony\xe2\x80\x99s films", "|Sony \xe2\x80\x99s films"},
        {"the teams' coach", "|the teams ' coach"},
        {"O'Brien and D\xe2\x80\x99"
         "Arcy",
         "|O'Brien and D\xe2\x80\x99"
         "Arcy"},
        {"the U.S. government", "|the U.S. government"},
        {"Mr. Smith left. He", "|Mr. Smith left . |He"},
        {"ST. LOUIS WINS", "|ST. LOUIS WINS"},
        {"ACME, INC. ROSE", "|ACME , INC. ROSE"},
        {"P. Simmons 4-38", "|P. Simmons 4-38"},
        {"Acme Corp. said", "|Acme Corp. said"},
        {"AT&T rose 3.5 percent", "|AT&T rose 3.5 percent"},
        {"(CBSNewYork/AP) -- The", "|( CBSNewYork / AP ) -- The"},
        {"\"No,\" he said.", "|\" No , \" he said ."},
        {"one\ntwo", "|one |two"},
        {"wait... what?", "|wait ... |what ?"},
        {"Roe v. Wade fell.", "|Roe v. Wade fell ."},
        {"He left.\" She stayed.", "|He left . \" |She stayed ."},
        {"1,300 at 5:30", "|1,300 at 5:30"},
        {"Texas-based", "|Texas-based"},
        {"cut \xe2\x80\nshort", "|cut \xe2\x80 |short"},
        {"M\xc3\xbcnchen.", "|M\xc3\xbcnchen ."},
        {"the United\xc2\xa0States \xc2\xa0met", "|the United States met"},
        {"Charles III. kam. Charles II. Er ging.",
         "|Charles III. kam . |Charles II . |Er ging ."},
        {"EU:n ja USA:s at 5:30, said: x", "|EU:n ja USA:s at 5:30 , said : x"},
        {"Kelly O.  And so", "|Kelly O. |And so"},
        {"No. 5 fell. No. He", "|No. 5 fell . |No . |He"},
        {"Acme Inc.\xc2\xa0\nIt rained", "|Acme Inc . |It rained"},
        {"20\xe2\x80\xaf"
         "000 Mark",
         "|20 000 Mark"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[512];

        cut(cases[i].text, false, got, sizeof got);
        assert_string_equal(got, cases[i].tokens);
    }
}

static void elided_words_are_cut_where_the_language_has_them(void **state)
{
    static const struct {
        const char *text, *tokens;
    } cases[] = {
        {"l'Allemagne et d\xe2\x80\x99Irak",
         "|l' Allemagne et d\xe2\x80\x99 Irak"},
        {"Qu'Alain aille", "|Qu' Alain aille"},
        {"L'\xc3\x89tat, c'est", "|L' \xc3\x89tat , c' est"},
        {"C\xc3\xb4te d'Ivoire", "|C\xc3\xb4te d' Ivoire"},
        {"N'Djamena aujourd'hui", "|N'Djamena aujourd'hui"},
        {"l' eau", "|l' eau"},
        {"l'", "|l '"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[512];

        cut(cases[i].text, true, got, sizeof got);
        assert_string_equal(got, cases[i].tokens);
    }
    assert_true(entity_token_elides(STR("fr")));
    assert_false(entity_token_elides(STR("en")));
}

/* Whatever the bytes: tokens rise, are not empty, and hold no white space. */
static void any_bytes_give_tokens_in_order(void **state)
{
    static const char alphabet[] = "lA.'- \n\xe2\x80\x99&,1";
    uint64_t random = 7;
    char bytes[300];

    (void)state;
    for (int round = 0; round < 2000; round++) {
        arena *a = arena_new();
        entity_span *spans;
        size_t count;
        uint32_t last = 0;

        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = round % 2 ? (char)(random >> 33)
                                 : alphabet[(random >> 33) % 14];
        }
        count = entity_tokenize(str_make(bytes, sizeof bytes), round % 4 > 1, a,
                                &spans);
        for (size_t i = 0; i < count; i++) {
            assert_true(spans[i].begin >= last);
            assert_true(spans[i].end > spans[i].begin);
            last = spans[i].end;
        }
        assert_true(last <= sizeof bytes);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_cut_as_the_treebank_does),
        cmocka_unit_test(elided_words_are_cut_where_the_language_has_them),
        cmocka_unit_test(any_bytes_give_tokens_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
