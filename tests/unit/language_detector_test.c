/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "language_detector.h"
#include "str.h"

static void prose_has_a_language(void **state)
{
    static const struct {
        const char *text, *language;
    } cases[] = {
        {"The council met on Tuesday night to hear what would become of the "
         "bridge that the flood had taken in the spring.",
         "en"},
        {"Der Rat kam am Dienstagabend zusammen, um zu erfahren, was aus der "
         "Br\xc3\xbc"
         "cke werden soll, die das Hochwasser mitgerissen hat.",
         "de"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(language_detect(str_of(cases[i].text), NULL),
                            cases[i].language);
}

/* Most of a list of teams is names, in no language or in all. */
static const char list_of_names[] =
    "Netherby won the toss and elected to bat against Coldwater in the third "
    "match of the day and night series on Friday.\nTeams:\nViorel Munteanu, "
    "Gheorghe Vasilescu, Ilie Dumitrescu, Kumara Tillekeratne, Roshan "
    "Kaluwitharana, Sanath Dharmasena, Aravinda Gurusinha.\n";

static void lists_of_names_are_guessed_at(void **state)
{
    (void)state;
    assert_null(language_detect(str_of(list_of_names), NULL));
    assert_string_equal(language_guess(str_of(list_of_names)), "en");
}

static void what_is_no_text_has_no_language(void **state)
{
    static const char *const cases[] = {
        "",
        "USD 146.30 144.30 NKR 21.65 20.95 BAHT 5.74 5.58 STG 239.10 231.10"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(language_detect(str_of(cases[i]), NULL));
        assert_null(language_guess(str_of(cases[i])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prose_has_a_language),
        cmocka_unit_test(lists_of_names_are_guessed_at),
        cmocka_unit_test(what_is_no_text_has_no_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
