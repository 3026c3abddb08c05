/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "url_date.h"

static void reads_the_date_of_a_path(void **state)
{
    static const struct {
        const char *url, *expected;
    } cases[] = {
        {"https://a.com/2014/12/18/storm/", "2014-12-18"},
        {"https://a.com/2014/dec/18/storm", "2014-12-18"},
        {"https://a.com/news/2014-12-18-storm.html", "2014-12-18"},
        {"https://a.com/news/storm-20141218.html", "2014-12-18"},
        {"https://a.com/n1/2014/1218/c1-2.html", "2014-12-18"},
        {"https://a.com/news/18-12-2014/storm", "2014-12-18"},
        {"https://a.com/2014/12/storm/", "2014-12"},
        {"https://a.com/2014/storm/", ""},
        {"https://a.com/article242242744/", ""},
        {"https://a.com/id-2014-99-18", ""},
        {"https://a2014-12-18.com/", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        civil_date date = {0};
        char text[DATE_TEXT_MAX];

        url_date_find(&date, str_of(cases[i].url));
        civil_date_format(&date, text);
        if (strcmp(text, cases[i].expected) != 0)
            fail_msg("%s gives \"%s\"", cases[i].url, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_date_of_a_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
