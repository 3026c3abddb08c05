/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "date_words.h"

static void finds_dates_in_many_languages(void **state)
{
    static const struct {
        const char *text, *language, *host, *expected;
    } cases[] = {
        {"Published 18 December 2014", "en", "a.co.uk", "2014-12-18"},
        {"Dec. 18, 2014 10:05 p.m. EST", "en", "a.com",
         "2014-12-18T22:05:00-05:00"},
        {"Last revised: August 9, 2017", "en", "a.com", "2017-08-09"},
        {"Thursday, December 18th, 2014", "en", "a.com", "2014-12-18"},
        {"the 18th of December, 2014", "en", "a.com", "2014-12-18"},
        {"Thu Dec 18 22:05:07 CET 2014", "en", "a.com", "2014-12-18"},
        {"12/18/2014", "en-US", "a.com", "2014-12-18"},
        {"03/04/2014", "en-US", "a.com", "2014-03-04"},
        {"03/04/2014", "en-US", "a.co.uk", "2014-04-03"},
        {"03/04/2014", "en-GB", "a.com", "2014-04-03"},
        {"03/04/2014", "fr", "a.com", "2014-04-03"},
        {"December 2014", "en", "a.com", "2014-12"},
        {"18-Dec-2014", "en", "a.com", "2014-12-18"},
        {"18.12.2014, 22.05 Uhr", "de", "a.de", "2014-12-18"},
        {"18. Dezember 2014 um 22:05 Uhr", "de", "a.de", "2014-12-18"},
        {"3. März 2014", "de", "a.de", "2014-03-03"},
        {"18.12.14", "de", "a.de", "2014-12-18"},
        {"Publié le 1er août 2014 à 22h05", "fr", "a.fr", "2014-08-01"},
        {"jeudi 18 déc. 2014", "fr", "a.fr", "2014-12-18"},
        {"18 de diciembre de 2014", "es", "a.es", "2014-12-18"},
        {"18 dic 2014 - 22:05 CET", "es", "a.es",
         "2014-12-18T22:05:00+01:00"},
        {"18 de dezembro de 2014 às 22h05", "pt", "a.br", "2014-12-18"},
        {"1º de março de 2014", "pt", "a.br", "2014-03-01"},
        {"giovedì 18 dicembre 2014", "it", "a.it", "2014-12-18"},
        {"18 december 2014, 22:05", "nl", "a.nl", "2014-12-18"},
        {"den 18 maj 2014 kl 22.05", "sv", "a.se", "2014-05-18"},
        {"18. juni 2014", "no", "a.no", "2014-06-18"},
        {"18. joulukuuta 2014", "fi", "a.fi", "2014-12-18"},
        {"18. detsember 2014", "et", "a.ee", "2014-12-18"},
        {"2014. gada 18. decembris", "lv", "a.lv", "2014-12-18"},
        {"2014 m. gruodžio 18 d. 22:05", "lt", "a.lt", "2014-12-18"},
        {"18 grudnia 2014", "pl", "a.pl", "2014-12-18"},
        {"18. prosince 2014", "cs", "a.cz", "2014-12-18"},
        {"18. 12. 2014 22:05", "cs", "a.cz", "2014-12-18"},
        {"18. listopada 2014", "pl", "a.pl", "2014-11-18"},
        {"18. listopada 2014", "hr", "a.hr", "2014-10-18"},
        {"2014. december 18. 22:05", "hu", "a.hu", "2014-12-18"},
        {"2014.12.18. 22:05", "hu", "a.hu", "2014-12-18"},
        {"18 decembrie 2014", "ro", "a.ro", "2014-12-18"},
        {"18 Aralık 2014 Perşembe", "tr", "a.tr", "2014-12-18"},
        {"18 Ağustos 2014", "tr", "a.tr", "2014-08-18"},
        {"Kamis, 18 Desember 2014 22:05 WIB", "id", "a.id",
         "2014-12-18T22:05:00+07:00"},
        {"18 Ogos 2014", "ms", "a.my", "2014-08-18"},
        {"ngày 18 tháng 12 năm 2014", "vi", "a.vn", "2014-12-18"},
        {"18/12/2014 22:05", "vi", "a.vn", "2014-12-18"},
        {"18 декабря 2014, 22:05", "ru", "a.ru", "2014-12-18"},
        {"18 мая 2014 г.", "ru", "a.ru", "2014-05-18"},
        {"18 грудня 2014", "uk", "a.ua", "2014-12-18"},
        {"18 декември 2014", "bg", "a.bg", "2014-12-18"},
        {"18. децембар 2014", "sr", "a.rs", "2014-12-18"},
        {"18 Δεκεμβρίου 2014", "el", "a.gr", "2014-12-18"},
        {"18 ديسمبر 2014", "ar", "a.eg", "2014-12-18"},
        {"١٨ ديسمبر ٢٠١٤", "ar", "a.eg", "2014-12-18"},
        {"18 كانون الأول 2014", "ar", "a.lb", "2014-12-18"},
        {"24 نيسان / أبريل 2020 09:22", "ar", "a.jo", "2020-04-24"},
        {"۲۷ آذر ۱۳۹۳", "fa", "a.ir", "2014-12-18"},
        {"2 تير 1399 - 12:09", "fa", "a.ir", "2020-06-22"},
        {"1399/05/12", "fa", "a.ir", "2020-08-02"},
        {"18 בדצמבר 2014", "he", "a.il", "2014-12-18"},
        {"18 दिसंबर 2014", "hi", "a.in", "2014-12-18"},
        {"१८ दिसंबर २०१४", "hi", "a.in", "2014-12-18"},
        {"১৮ ডিসেম্বর ২০১৪", "bn", "a.bd", "2014-12-18"},
        {"18 டிசம்பர் 2014", "ta", "a.in", "2014-12-18"},
        {"2014年12月18日 22時05分", "ja", "a.jp", "2014-12-18"},
        {"平成26年12月18日", "ja", "a.jp", "2014-12-18"},
        {"令和6年1月2日", "ja", "a.jp", "2024-01-02"},
        {"2014년 12월 18일 22:05", "ko", "a.kr", "2014-12-18"},
        {"2014.12.18 22:05", "ko", "a.kr", "2014-12-18"},
        {"民國103年12月18日", "zh", "a.tw", "2014-12-18"},
        {"18 ธันวาคม 2557", "th", "a.th", "2014-12-18"},
        {"18 ธ.ค. 57", "th", "a.th", "2014-12-18"},
        {"3. Jänner 2014", "de-AT", "a.at", "2014-01-03"},
        {"2017. augusztus 14., hétfő", "hu", "a.hu", "2017-08-14"},
        {"четвъртък, 17 февруари 2011 г.", "bg", "a.bg", "2011-02-17"},
        {"11. oktoober 2019", "et", "a.ee", "2019-10-11"},
        {"14. ágúst 2017", "is", "a.is", "2017-08-14"},
        {"5. srp 2016.", "hr", "a.hr", "2016-07-05"},
        {"5. srp 2016", "cs", "a.cz", "2016-08-05"},
        {"30. lip 2015.", "hr", "a.hr", "2015-06-30"},
        {"5 lip 2016", "pl", "a.pl", "2016-07-05"},
        {"9 квіт. 2013 р.", "uk", "a.ua", "2013-04-09"},
        {"23 нояб. 2020 г.", "ru", "a.ru", "2020-11-23"},
        {"3 בינו׳ 2010", "he", "a.il", "2010-01-03"},
        {"31 दिस॰ 2021", "hi", "a.in", "2021-12-31"},
        {"2019 ഒക്\u200cടോബർ 11", "ml", "a.in", "2019-10-11"},
        {"၂၀၁၀ ဇန်နဝါရီ ၃", "my", "a.mm", "2010-01-03"},
        {"ថ្ងៃទី៣ ខែមករា ឆ្នាំ២០១០", "km", "a.kh", "2010-01-03"},
        {"3 ມ.ກ. 2010", "lo", "a.la", "2010-01-03"},
        {"21 พ.ค. 2557", "th", "a.th", "2014-05-21"},
        {"18 ธันวาคม พ.ศ. 2557", "th", "a.th", "2014-12-18"},
        {"3 thg 1, 2010", "vi", "a.vn", "2010-01-03"},
        {"2021 оны 12-р сарын 31", "mn", "a.mn", "2021-12-31"},
        {"2021 оны арван хоёрдугаар сарын 31", "mn", "a.mn", "2021-12-31"},
        {"2010 ж. 3 қаңтар", "kk", "a.kz", "2010-01-03"},
        {"2010 թ. հունվարի 3", "hy", "a.am", "2010-01-03"},
        {"2010eko urtarrilaren 3a", "eu", "a.eus", "2010-01-03"},
        {"2010. g. 3. janv.", "lv", "a.lv", "2010-01-03"},
        {"Janaayo 3, 2010", "so", "a.so", "2010-01-03"},
        {"Nob 23, 2020", "fil", "a.ph", "2020-11-23"},
        {"01/03/2010", "fil", "a.ph", "2010-01-03"},
        {"27 آذر 93", "fa", "a.ir", "2014-12-18"},
        {"۲۷/۹/۱۳۹۳", "fa", "a.ir", "2014-12-18"},
        {"۱۳ جدی ۱۳۸۸", "fa", "a.af", "2010-01-03"},
        {"令和元年10月11日", "ja", "a.jp", "2019-10-11"},
        {"H26.12.18", "ja", "a.jp", "2014-12-18"},
        {"令和3/12/31", "ja", "a.jp", "2021-12-31"},
        {"平成二十六年十二月十八日", "ja", "a.jp", "2014-12-18"},
        {"二〇一四年十二月十八日", "zh", "a.cn", "2014-12-18"},
        {"民國103/12/18", "zh", "a.tw", "2014-12-18"},
        {"103年12月18日", "zh", "a.tw", "2014-12-18"},
        {"18.XII.2014", "pl", "a.pl", "2014-12-18"},
        {"2014. XII. 18.", "hu", "a.hu", "2014-12-18"},
        {"18 Des 2014 22:05 WITA", "id", "a.id",
         "2014-12-18T22:05:00+08:00"},
        {"18.12.2014 22:05 (МСК)", "ru", "a.ru",
         "2014-12-18T22:05:00+03:00"},
        {"2014-12-18T22:05:07+01:00", "", "", "2014-12-18T22:05:07+01:00"},
        {"2014-12-18 22:05:07 UTC", "", "", "2014-12-18T22:05:07Z"},
        {"Ionawr 3 2014", "cy", "a.uk", "2014-01-03"},
        {"18 Desemba 2014", "sw", "a.ke", "2014-12-18"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date_locale locale = date_locale_of(str_of(cases[i].language),
                                            str_of(cases[i].host));
        date_found found;
        char text[DATE_TEXT_MAX];
        size_t at = 0;

        if (!date_words_next(&found, str_of(cases[i].text), &at, &locale))
            fail_msg("nothing in \"%s\"", cases[i].text);
        civil_date_format(&found.date, text);
        if (strcmp(text, cases[i].expected) != 0)
            fail_msg("\"%s\" gives %s", cases[i].text, text);
    }
}

static void finds_none_where_there_is_none(void **state)
{
    static const char *const cases[] = {
        "today at 10:05", "18 December", "yesterday", "3.5.1", "192.168.12.14",
        "555-12-1234", "2014", "31.02.2014", "in 1914 May Smith said",
        "Call 0800 12 12 2014 1", "99/99/9999", "12 monkeys 2014", "",
        "10.12.14.2014", "17/01/1431", "Louis XIV 18", "\xff\xfe 18 \xc3", "123456789012345678901234567890",
    };
    date_locale locale = date_locale_of(STR("en"), STR("a.com"));

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date_found found;
        size_t at = 0;
        if (date_words_next(&found, str_of(cases[i]), &at, &locale))
            fail_msg("\"%s\" holds no date", cases[i]);
    }
}

static void tells_where_dates_stand(void **state)
{
    morgue_str text = STR("From 3 May 2014 to 4 June 2014.");
    date_locale locale = date_locale_of(STR("en"), STR("a.com"));
    date_found found;
    size_t at = 0;

    (void)state;
    assert_true(date_words_next(&found, text, &at, &locale));
    assert_str_equal(str_slice(text, found.begin, found.end), "3 May 2014");
    assert_true(date_words_next(&found, text, &at, &locale));
    assert_str_equal(str_slice(text, found.begin, found.end), "4 June 2014");
    assert_int_equal(found.certainty, DATE_CERTAIN);
    assert_false(date_words_next(&found, text, &at, &locale));
}

static void reads_values_of_attributes(void **state)
{
    static const struct {
        const char *value, *expected;
    } cases[] = {
        {"2014-12-18", "2014-12-18"},
        {" 2014-12-18T22:05:07.000+0000 ", "2014-12-18T22:05:07Z"},
        {"1418940307", "2014-12-18T22:05:07Z"},
        {"1418940307000", "2014-12-18T22:05:07Z"},
        {"Thu, 18 Dec 2014 22:05:07 +0100", "2014-12-18T22:05:07+01:00"},
        {"20141218", "2014-12-18"},
        {"Thu Dec 18 2014 22:05:07 GMT+0100", "2014-12-18T22:05:07+01:00"},
    };
    date_locale locale = date_locale_of(STR("en"), STR("a.com"));

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        civil_date date;
        char text[DATE_TEXT_MAX];
        if (!date_words_read(&date, str_of(cases[i].value), &locale))
            fail_msg("can't read \"%s\"", cases[i].value);
        civil_date_format(&date, text);
        if (strcmp(text, cases[i].expected) != 0)
            fail_msg("\"%s\" gives %s", cases[i].value, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_dates_in_many_languages),
        cmocka_unit_test(finds_none_where_there_is_none),
        cmocka_unit_test(tells_where_dates_stand),
        cmocka_unit_test(reads_values_of_attributes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
