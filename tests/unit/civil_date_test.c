/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "civil_date.h"
#include "str.h"

static void iso_dates_read_as_precise_as_written(void **state)
{
    static const struct {
        const char *text, *formatted; /* NULL: no date */
    } cases[] = {
        {"2014", "2014"},
        {"2014-12", "2014-12"},
        {"2014-12-18", "2014-12-18"},
        {"20141218", "2014-12-18"},
        {"2014-12-18T22:05:07Z", "2014-12-18T22:05:07Z"},
        {"2014-12-18T22:05:07.123-05:00", "2014-12-18T22:05:07-05:00"},
        {"2014-12-18 22:05 +0100", "2014-12-18T22:05:00+01:00"},
        {"2014-12-18T22:05:07", "2014-12-18"}, /* no zone: the day is sure */
        {"2014-02-29", NULL},
        {"2012-02-29", "2012-02-29"},
        {"2014-13-01", NULL},
        {"2014-12-18T25:00:00Z", NULL},
        {"2014-12-18 and more", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        civil_date date;
        char out[DATE_TEXT_MAX] = "";
        bool is_date = civil_date_parse_iso(&date, str_of(cases[i].text));

        assert_int_equal(is_date, cases[i].formatted != NULL);
        if (!is_date)
            continue;
        civil_date_format(&date, out);
        assert_string_equal(out, cases[i].formatted);
    }
}

static void mail_dates_read(void **state)
{
    static const struct {
        const char *text, *formatted;
    } cases[] = {
        {"Thu, 18 Dec 2014 22:05:07 +0100", "2014-12-18T22:05:07+01:00"},
        {"18 Dec 2014", "2014-12-18"},
        {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
        {"Thu, 18 Dec 2014 22:05 EST", "2014-12-18T22:05:00-05:00"},
        {"Thu, 18 Foo 2014", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        civil_date date;
        char out[DATE_TEXT_MAX] = "";
        bool is_date = civil_date_parse_rfc822(&date, str_of(cases[i].text));

        assert_int_equal(is_date, cases[i].formatted != NULL);
        if (!is_date)
            continue;
        civil_date_format(&date, out);
        assert_string_equal(out, cases[i].formatted);
    }
}

static void a_vague_date_spans_first_to_last(void **state)
{
    static const struct {
        const char *text, *first, *last;
    } cases[] = {
        {"2014", "20140101000000", "20141231235959"},
        {"2016-02", "20160201000000", "20160229235959"},
        {"2014-12-18", "20141218000000", "20141218235959"},
        {"2014-12-18T22:05:07-05:00", "20141218220507", "20141218220507"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        civil_date date;
        char out[DATE_DIGITS + 1];

        assert_true(civil_date_parse_iso(&date, str_of(cases[i].text)));
        civil_date_first(&date, out);
        assert_string_equal(out, cases[i].first);
        civil_date_last(&date, out);
        assert_string_equal(out, cases[i].last);
    }
}

static void days_count_there_and_back(void **state)
{
    (void)state;
    assert_int_equal(civil_date_to_days(1970, 1, 1), 0);
    assert_int_equal(civil_date_to_days(2000, 3, 1), 11017);
    for (int64_t days = -800000; days < 800000; days += 37) {
        int year, month, day;
        civil_date_from_days(days, &year, &month, &day);
        assert_int_equal(civil_date_to_days(year, month, day), days);
    }
    assert_int_equal(civil_date_weekday(2014, 12, 18), 4); /* a Thursday */
}

static void utc_crosses_the_year(void **state)
{
    civil_date date;
    char out[DATE_TEXT_MAX];

    (void)state;
    assert_true(
        civil_date_parse_iso(&date, STR("2014-12-31T22:05:07-05:00")));
    date = civil_date_utc(&date);
    civil_date_format(&date, out);
    assert_string_equal(out, "2015-01-01T03:05:07Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(iso_dates_read_as_precise_as_written),
        cmocka_unit_test(mail_dates_read),
        cmocka_unit_test(a_vague_date_spans_first_to_last),
        cmocka_unit_test(days_count_there_and_back),
        cmocka_unit_test(utc_crosses_the_year),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
