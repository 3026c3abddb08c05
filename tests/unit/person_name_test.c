/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "outlet.h"
#include "person_name.h"

static void cleans_what_stands_around_names(void **state)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"By Jane Roe", "Jane Roe"},
        {"Von Jörg Müller | Stand: 3.5.2014", "Jörg Müller"},
        {"Text: Jane Roe", "Jane Roe"},
        {"Jane Roe <jane@x.example>", "Jane Roe"},
        {"jane@x.example", ""},
        {"By Jane Roe, 18 December 2014", "Jane Roe"},
        {"Jane Roe December 18, 2014", "Jane Roe"},
        {"Jane Roe Monday, 18 December", "Jane Roe"},
        {"Jan Roe", "Jan Roe"},
        {"(责编：牛镛、岳弘彬)", "牛镛、岳弘彬"},
        {"Von unserem Redakteur Jörg Müller", "Jörg Müller"},
        {"Door onze redacteur Jan de Vries", "Jan de Vries"},
        {"Par Jean Dupont avec AFP", "Jean Dupont"},
        {"Jane Roe Published: 18 December 2014", "Jane Roe"},
        {"Words by Jane Roe Photos by John Doe", "Jane Roe"},
        {"Γράφει ο Γιώργος Παπαδόπουλος", "Γιώργος Παπαδόπουλος"},
        {"โดย สมชาย ใจดี", "สมชาย ใจดี"},
        {"【山田太郎】", "山田太郎"},
        {"王小明／台北報導", "王小明"},
        {"Written by Jane Roe - Staff Writer", "Jane Roe"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str_equal(person_name_clean(str_of(cases[i].text)),
                         cases[i].expected);
}

static void knows_names_of_persons(void **state)
{
    static const char *const names[] = {
        "Jane Roe", "Ludwig van Beethoven", "María R. Sahuquillo",
        "André Oliver KLEIN", "松岡大地", "Иван Петров", "Lê Phương",
        "Anne-Kathrin Neuberg-Vural", "Dr. Max Roe", "김수정",
    };
    static const char *const others[] = {
        "dpa", "Domingo, Diciembre", "сегодня в",
        "Redaktion Nord", "Jane", "jane roe", "Read More Here",
        "The flood came at night and left", "Jane Roe 3", "News Desk",
        "東京新聞デジタル", "수정", "发布时间", "https://x.example/Jane Roe", "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!person_name_is(str_of(names[i])))
            fail_msg("\"%s\" is a name", names[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (person_name_is(str_of(others[i])))
            fail_msg("\"%s\" is no name", others[i]);
}

static void parts_lists_of_names(void **state)
{
    static const struct {
        const char *text, *expected[4];
    } cases[] = {
        {"Jane Roe and John Doe", {"Jane Roe", "John Doe"}},
        {"Ann Lee, Bo Lee, Cy Lee und Di Lee",
         {"Ann Lee", "Bo Lee", "Cy Lee", "Di Lee"}},
        {"牛镛、岳弘彬", {"牛镛", "岳弘彬"}},
        {"Le Courrier et AFP", {"Le Courrier et AFP"}},
        {"Romeo y Julieta", {"Romeo y Julieta"}},
        {"", {NULL}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        morgue_str rest = str_of(cases[i].text), name;
        size_t n = 0;

        while (person_name_next(&rest, &name)) {
            assert_true(n < 4 && cases[i].expected[n]);
            assert_str_equal(name, cases[i].expected[n++]);
        }
        assert_true(n == 4 || cases[i].expected[n] == NULL);
    }
}

static void knows_the_outlet_by_any_name(void **state)
{
    static const struct {
        const char *name, *source, *host;
        bool expected;
    } cases[] = {
        {"Port Ellery Gazette", "Port Ellery Gazette", "gazette.example",
         true},
        {"Gazette", "", "www.gazette.example", true},
        {"Daily Compass", "", "www.dailycompass.example", true},
        {"Börsen-Blatt", "", "www.boersen-blatt.example", true},
        {"The Gazette view on the flood", "The Gazette", "x.example", false},
        {"Gazette Online", "Gazette", "x.example", true},
        {"Jane Roe", "Port Ellery Gazette", "gazette.example", false},
        {"", "Gazette", "gazette.example", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (outlet_is(str_of(cases[i].name), str_of(cases[i].source),
                      str_of(cases[i].host)) != cases[i].expected)
            fail_msg("\"%s\" of %s", cases[i].name, cases[i].host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleans_what_stands_around_names),
        cmocka_unit_test(knows_names_of_persons),
        cmocka_unit_test(parts_lists_of_names),
        cmocka_unit_test(knows_the_outlet_by_any_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
