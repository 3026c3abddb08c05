/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "buffer.h"
#include "language.h"

#define ENGLISH                                                               \
    "The council met on Tuesday night to hear what would become of the "      \
    "bridge that the flood had taken in the spring, and which has not been "  \
    "rebuilt. "
#define GERMAN                                                                \
    "Der Rat kam am Dienstagabend zusammen, um zu erfahren, was aus der "     \
    "Br\xc3\xbc" "cke werden soll, die das Hochwasser im Fr\xc3\xbc"          \
    "hling mitgerissen hat. "
#define DUTCH                                                                 \
    "De raad vergaderde dinsdagavond of woensdag over de brug die het water " \
    "had meegenomen, of over het geld dat daarvoor nodig is of zou zijn. "

static void a_text_has_the_language_of_its_most(void **state)
{
    static const struct {
        const char *begin, *rest, *language;
    } cases[] = {
        {ENGLISH, ENGLISH, "en"},
        {GERMAN, GERMAN, "de"},
        {DUTCH, DUTCH, "nl"},
        /* A sentence or two of English before it. */
        {ENGLISH, GERMAN, "de"},
        {ENGLISH ENGLISH, GERMAN, "de"},
        {GERMAN, ENGLISH, "en"},
        {"", ENGLISH, "en"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer text;
        buffer_init(&text, 10000);
        buffer_append_str(&text, str_of(cases[i].begin));
        for (int n = 0; n < 20; n++)
            buffer_append_str(&text, str_of(cases[i].rest));
        assert_string_equal(language_of_plain_text(buffer_view(&text)),
                            cases[i].language);
        buffer_free(&text);
    }
}

static void short_texts_have_one(void **state)
{
    (void)state;
    assert_string_equal(language_of_plain_text(STR(ENGLISH)), "en");
    assert_string_equal(language_of_plain_text(STR(GERMAN)), "de");
    assert_string_equal(language_of_plain_text(STR(ENGLISH ENGLISH)), "en");
    /* Words that English has, too, do not make it English. */
    assert_string_equal(language_of_plain_text(STR(DUTCH DUTCH)), "nl");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_has_the_language_of_its_most),
        cmocka_unit_test(short_texts_have_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
