/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "date_words.h"

#include "clock_words.h"
#include "han_number.h"
#include "month_name.h"
#include "str.h"

#define WINDOW 8

/* A few tokens ahead of the cursor, and what stood before them. */
typedef struct window {
    morgue_str text;
    size_t at; /* where the next token is read */
    date_token t[WINDOW];
    bool after_number; /* the token before t[0] was a number */
    const date_locale *locale;
} window;

/* A pattern fills out and says how many tokens it took, 0 when it is not it. */
typedef int (*date_pattern)(date_found *out, const window *w);

/* ---- Where it was printed ---- */

static bool is_one_of(morgue_str s, const char *const *list)
{
    for (; *list; list++)
        if (str_equal_nocase(s, str_of(*list)))
            return true;
    return false;
}

static date_order order_of(morgue_str language, morgue_str region,
                           morgue_str country)
{
    static const char *const year_first[] = {"zh", "ja", "ko", "hu", "lt",
                                             "mn", "eu", NULL};
    static const char *const month_first[] = {"fil", "tl", NULL};
    static const char *const generic[] = {"com", "org", "net", "us", "gov",
                                          "edu", "mil", "info", "tv", "co",
                                          "io", "ph", "blog", "news", NULL};

    if (is_one_of(language, year_first))
        return DATE_ORDER_YMD;
    if (is_one_of(language, month_first))
        return DATE_ORDER_MDY;
    if (language.size && !str_equal_nocase(language, STR("en")))
        return DATE_ORDER_DMY;
    if (language.size == 0 && !str_equal_nocase(country, STR("us")) &&
        !str_equal_nocase(country, STR("gov")))
        return DATE_ORDER_DMY;
    if (!is_one_of(country, generic))
        return DATE_ORDER_DMY;
    if (region.size && !str_equal_nocase(region, STR("us")) &&
        !str_equal_nocase(region, STR("ph")))
        return DATE_ORDER_DMY;
    return DATE_ORDER_MDY;
}

date_locale date_locale_of(morgue_str language, morgue_str host)
{
    date_locale locale = {0};
    morgue_str country = host, region = {NULL, 0};
    size_t cut = 0, dot;

    while (cut < language.size && ascii_is_alpha(language.data[cut]))
        cut++;
    if (cut < language.size)
        region = str_slice(language, cut + 1, language.size);
    language = str_slice(language, 0, cut);
    while ((dot = str_find_char(country, '.')) != SIZE_MAX)
        country = str_slice(country, dot + 1, country.size);
    locale.order = order_of(language, region, country);
    if (str_equal_nocase(language, STR("fil")))
        language = STR("tl");
    if (language.size == 2) {
        locale.language[0] = ascii_lower(language.data[0]);
        locale.language[1] = ascii_lower(language.data[1]);
    }
    return locale;
}

/* ---- Years and days ---- */

static bool set_day(date_found *out, int64_t year, int64_t month, int64_t day,
                    date_certainty certainty)
{
    if (year < 1400 || year > 2199 || month < 1 || month > 12 || day < 1 ||
        day > civil_date_days_in_month((int)year, (int)month))
        return false;
    out->date = (civil_date){.year = (int16_t)year, .month = (uint8_t)month,
                             .day = (uint8_t)day, .precision = DATE_DAY,
                             .offset_minutes = DATE_NO_OFFSET};
    out->certainty = certainty;
    return true;
}

/*
 * Solar Hijri to Gregorian, by the 33-year cycle (R. Pournader, M. Toossi:
 * jcal), which holds for the years 1244 to 1472.
 */
static bool set_jalali(date_found *out, int64_t year, int64_t month,
                       int64_t day, date_certainty certainty)
{
    int y = (int)year - 979, m = (int)month - 1, g_year, g_month, g_day;
    int64_t days;

    if (year < 1300 || year > 1450 || month < 1 || month > 12 || day < 1 ||
        day > (month <= 6 ? 31 : 30))
        return false;
    days = 365 * y + y / 33 * 8 + (y % 33 + 3) / 4;
    days += m < 7 ? m * 31 : m * 30 + 6;
    days += day - 1 + 79;
    civil_date_from_days(civil_date_to_days(1600, 1, 1) + days, &g_year,
                         &g_month, &g_day);
    return set_day(out, g_year, g_month, g_day, certainty);
}

/* The year a number stands for, 0 when for none. */
static int64_t year_of(const window *w, const date_token *t)
{
    bool is_thai = !strcmp(w->locale->language, "th");

    if (t->kind != TOKEN_NUMBER)
        return 0;
    if (t->digits == 2)
        return is_thai          ? 2500 + t->number - 543
               : t->number < 70 ? 2000 + t->number
                                : 1900 + t->number;
    if (t->digits != 4)
        return 0;
    return t->number >= 2443 && t->number <= 2643 ? t->number - 543
                                                  : t->number;
}

static int64_t jalali_year_of(const date_token *t)
{
    if (t->digits == 2)
        return t->number < 50 ? 1400 + t->number : 1300 + t->number;
    return t->number;
}

static bool set_named(date_found *out, const window *w, const date_token *year,
                      int month, int64_t day)
{
    date_certainty certainty = year->digits == 4 ? DATE_CERTAIN : DATE_LIKELY;

    if (month > MONTH_JALALI)
        return set_jalali(out, jalali_year_of(year), month - MONTH_JALALI,
                          day, certainty);
    return set_day(out, year_of(w, year), month, day, certainty);
}

/* ---- Patterns ---- */

static bool is_day(const date_token *t)
{
    return t->kind == TOKEN_NUMBER && t->digits <= 2 && t->number >= 1 &&
           t->number <= 31;
}

static bool is_long_year(const date_token *t)
{
    return t->kind == TOKEN_NUMBER && t->digits == 4;
}

static bool begins(const date_token *t, const char *a, const char *b)
{
    return t->kind == TOKEN_WORD && t->before != '*' &&
           (str_starts_with(t->word, str_of(a)) ||
            str_starts_with(t->word, str_of(b)));
}

/* Between day, month and year: blank, comma, dot, hyphen, slash. */
static bool is_joined(const date_token *t)
{
    return t->before == 0 || strchr(" ,.-/'", t->before) != NULL;
}

/* XII; 0: no month. */
static int roman_month(morgue_str word)
{
    static const char *const months[] = {"I", "II", "III", "IV", "V", "VI",
                                         "VII", "VIII", "IX", "X", "XI",
                                         "XII"};

    for (int i = 0; i < 12; i++)
        if (str_equal(word, str_of(months[i])))
            return i + 1;
    return 0;
}

/* The month at t[i]; *taken tokens are its name. */
static int month_at(const window *w, int i, int *taken)
{
    const date_token *t = &w->t[i];
    size_t size = 0;
    int month;

    *taken = 1;
    if (t->kind != TOKEN_WORD || (i > 0 && !is_joined(t)))
        return 0;
    month = month_of_phrase(
        str_slice(w->text, t->begin, w->text.size), &size);
    if (month == 0 && i > 0 && w->t[i - 1].kind == TOKEN_NUMBER &&
        w->t[i + 1].kind == TOKEN_NUMBER)
        month = roman_month(t->word);
    if (month == 0)
        month = month_of_word(t->word, w->locale->language);
    if (size == 0)
        return month;
    while (i + *taken < WINDOW - 1 && w->t[i + *taken].kind != TOKEN_END &&
           w->t[i + *taken].begin < t->begin + size)
        ++*taken;
    return month;
}

/* Words that stand between a day and its month, or a month and its year. */
static bool is_link(const date_token *t)
{
    static const char *const words[] = {
        "of", "de", "del", "di", "do", "d", "da", "den", "st", "nd", "rd",
        "th", "er", "re", "º", "ª", "an", "e", "го", "га", "г", "року",
        "года", "anul", "m", "ko", "n", "gada", "il", "τον", "του", "من",
        "พ", "ศ", "ค", "พศ", "a", "ta", "eko", "g", "р", "թ", "ж", "жылы",
        "жылғы", "жыл", "оны", "ခုနှစ်", "ខែ", "ឆ្នាំ", "ເດືອນ", "ປີ", NULL};

    return t->kind == TOKEN_WORD && is_joined(t) && is_one_of(t->word, words);
}

static int skip_links(const window *w, int i, int most)
{
    int taken;

    /* "พ" begins Buddhist years, and two months: พ.ค., พ.ย. */
    while (most-- > 0 && i < WINDOW - 1 && is_link(&w->t[i]) &&
           !month_at(w, i, &taken))
        i++;
    return i;
}

/* 18 December 2014, 18th of Dec. '14, 18 de diciembre de 2014 */
static int day_month_year(date_found *out, const window *w)
{
    int taken, i, month;

    if (!is_day(&w->t[0]))
        return 0;
    i = skip_links(w, 1, 2);
    month = month_at(w, i, &taken);
    if (month == 0)
        return 0;
    i += taken;
    /* Both of the month's names, as the Levant has them. */
    if (i < WINDOW && w->t[i].before == '/' && month_at(w, i, &taken) == month)
        i += taken;
    i = skip_links(w, i, 2);
    if (i >= WINDOW || !is_joined(&w->t[i]) || w->t[i].digits == 3 ||
        !set_named(out, w, &w->t[i], month, w->t[0].number))
        return 0;
    /* "18 Dec 10:30": the number is an hour. */
    if (w->t[i].digits == 2 &&
        (w->t[i].before == ',' ||
         (i + 1 < WINDOW && w->t[i + 1].before == ':')))
        return 0;
    return i + 1;
}

/* December 18, 2014; Dec 18 22:05:07 CET 2014; December 2014 */
static int month_day_year(date_found *out, const window *w)
{
    int taken, i, year, month;

    if (w->t[0].kind != TOKEN_WORD ||
        (w->t[1].kind != TOKEN_NUMBER && w->t[2].kind != TOKEN_NUMBER &&
         w->t[3].kind != TOKEN_NUMBER))
        return 0;
    month = month_at(w, 0, &taken);
    if (month == 0)
        return 0;
    i = skip_links(w, taken, 1);
    if (i >= WINDOW || !is_joined(&w->t[i]))
        return 0;
    if (is_day(&w->t[i])) {
        year = skip_links(w, i + 1, 1);
        if (year < WINDOW && is_long_year(&w->t[year]) &&
            is_joined(&w->t[year]) &&
            set_named(out, w, &w->t[year], month, w->t[i].number))
            return year + 1;
        /* Unix's date(1): the time stands within */
        for (year = i + 3; year <= i + 5 && year < WINDOW; year++)
            if (w->t[i + 2].before == ':' && is_long_year(&w->t[year]) &&
                w->t[year].before == ' ' &&
                set_named(out, w, &w->t[year], month, w->t[i].number))
                return year + 1;
        return 0;
    }
    if (!is_long_year(&w->t[i]) || w->after_number ||
        !set_named(out, w, &w->t[i], month, 1))
        return 0;
    out->date.precision = DATE_MONTH;
    out->date.day = 0;
    return i + 1;
}

/* 2014. december 18., 2014 m. gruodzio 18 d., 2014. gada 18. decembris */
static int year_month_day(date_found *out, const window *w)
{
    int taken, i, month;

    if (!is_long_year(&w->t[0]))
        return 0;
    i = skip_links(w, 1, 1);
    if (is_day(&w->t[i]) && i > 1 && i + 1 < WINDOW) {
        month = month_at(w, i + 1, &taken);
        return month && set_named(out, w, &w->t[0], month, w->t[i].number)
                   ? i + 1 + taken
                   : 0;
    }
    month = month_at(w, i, &taken);
    i += taken;
    if (month == 0 || i >= WINDOW || !is_day(&w->t[i]) ||
        !is_joined(&w->t[i]) || w->t[i].before == ',' ||
        (i + 1 < WINDOW && w->t[i + 1].before == ':'))
        return 0;
    return set_named(out, w, &w->t[0], month, w->t[i].number) ? i + 1 : 0;
}

/* Reiwa, Heisei, Showa, the Republic, and the year before each. */
static const struct {
    const char *name;
    int before;
} eras[] = {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925},
            {"民國", 1911}, {"民国", 1911}};

static int64_t era_of(const date_token *t)
{
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (t->kind == TOKEN_WORD &&
            str_ends_with(t->word, str_of(eras[i].name)))
            return eras[i].before;
    return 0;
}

/* Eras by their letters, as Japanese forms have them: H26.12.18. */
static int64_t era_of_letter(const window *w)
{
    const date_token *t = w->t;

    if (strcmp(w->locale->language, "ja") || t[0].kind != TOKEN_WORD ||
        t[0].word.size != 1 || t[1].before != 0)
        return 0;
    switch (t[0].word.data[0]) {
    case 'R': return 2018;
    case 'H': return 1988;
    case 'S': return 1925;
    default: return 0;
    }
}

/* 令和3/12/31, H26.12.18, 民國103/12/18; in Chinese alone 103/12/18 */
static int era_numbers(date_found *out, const window *w)
{
    int64_t era = era_of(&w->t[0]);
    int i = 1;
    const date_token *t;
    char mark;

    if (era == 0)
        era = era_of_letter(w);
    if (era == 0 && !strcmp(w->locale->language, "zh") && w->t[0].digits == 3 &&
        !w->after_number) {
        era = 1911;
        i = 0;
    }
    t = &w->t[i];
    mark = t[1].before;
    if (era == 0 || t[0].kind != TOKEN_NUMBER || t[0].digits > 3 ||
        !is_day(&t[1]) || !is_day(&t[2]) || mark == 0 ||
        strchr("./-", mark) == NULL || t[2].before != mark ||
        (t[3].kind == TOKEN_NUMBER && t[3].before == mark))
        return 0;
    return set_day(out, era + t[0].number, t[1].number, t[2].number,
                   DATE_LIKELY)
               ? i + 3
               : 0;
}

/* 令和元年10月11日 */
static int first_of_era(date_found *out, const window *w)
{
    const date_token *t = w->t;
    date_token era = t[0];

    if (era.kind != TOKEN_WORD || !str_ends_with(era.word, STR("元年")))
        return 0;
    era.word.size -= strlen("元年");
    return era_of(&era) && is_day(&t[1]) && begins(&t[2], "月", "月") &&
                   is_day(&t[3]) && begins(&t[4], "日", "日") &&
                   set_day(out, era_of(&era) + 1, t[1].number, t[3].number,
                           DATE_CERTAIN)
               ? 5
               : 0;
}

/* 2014年12月18日, 2014년 12월 18일, 平成26年12月18日 */
static int east_asian(date_found *out, const window *w)
{
    int64_t era = era_of(&w->t[0]);
    int i = era ? 1 : 0;
    const date_token *t = &w->t[i];

    if (era == 0 && t[0].digits == 3 && t[0].number < 200) {
        era = 1911; /* years of three digits are the Republic's */
        i = 0;
    }
    if (t[0].kind != TOKEN_NUMBER || (!era && t[0].digits != 4) ||
        !begins(&t[1], "年", "년") || !is_day(&t[2]) ||
        !begins(&t[3], "月", "월"))
        return 0;
    if (is_day(&t[4]) && (t[4].before == 0 || t[4].before == ' ') &&
        (begins(&t[5], "日", "일") || begins(&t[5], "号", "號")) &&
        set_day(out, era + t[0].number, t[2].number, t[4].number,
                DATE_CERTAIN))
        return i + 6;
    if (!set_day(out, era + t[0].number, t[2].number, 1, DATE_CERTAIN))
        return 0;
    out->date.precision = DATE_MONTH;
    out->date.day = 0;
    return i + 4;
}

/* 二〇一四年十二月十八日, one token; also behind an era */
static int han_numerals(date_found *out, const window *w)
{
    morgue_str word = w->t[0].word;
    int64_t before = 0, year, month, day;
    size_t at = 0;

    if (w->t[0].kind != TOKEN_WORD || word.size < 24 ||
        (unsigned char)word.data[0] < 0xe3)
        return 0;
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (str_starts_with(word, str_of(eras[i].name))) {
            before = eras[i].before;
            at = strlen(eras[i].name);
        }
    year = han_number_read(word, &at, "年");
    month = year < 0 ? -1 : han_number_read(word, &at, "月");
    day = month < 0 ? -1 : han_number_read(word, &at, "日");
    return day > 0 && set_day(out, before + year, month, day, DATE_CERTAIN)
               ? 1
               : 0;
}

/* 12月 18, 2014: an English template with Japanese or Chinese names */
static int east_asian_month_first(date_found *out, const window *w)
{
    const date_token *t = w->t;

    if (!is_day(&t[0]) || !(begins(&t[1], "月", "월")) || !is_day(&t[2]))
        return 0;
    if (is_long_year(&t[3]) &&
        set_day(out, t[3].number, t[0].number, t[2].number, DATE_CERTAIN))
        return 4;
    return 0;
}

/* 18 tháng 12 năm 2014, 18 tháng 12, 2014, 18 thg 12, 2014 */
static int vietnamese(date_found *out, const window *w)
{
    const date_token *t = w->t;
    int i = 3;

    if (!is_day(&t[0]) || !is_day(&t[2]) ||
        !(begins(&t[1], "tháng", "Tháng") || begins(&t[1], "thg", "Thg")))
        return 0;
    if (begins(&t[3], "năm", "Năm"))
        i++;
    return is_long_year(&t[i]) && is_joined(&t[i]) &&
                   set_day(out, t[i].number, t[2].number, t[0].number,
                           DATE_CERTAIN)
               ? i + 1
               : 0;
}

/* 2014 оны 12-р сарын 18, 2014 оны 12 дугаар сарын 18 */
static int mongolian(date_found *out, const window *w)
{
    const date_token *t = w->t;
    int i = 3;

    if (!is_long_year(&t[0]) || !begins(&t[1], "он", "Он") || !is_day(&t[2]))
        return 0;
    if (begins(&t[3], "р", "д"))
        i++;
    return begins(&t[i], "сар", "Сар") && is_day(&t[i + 1]) &&
                   set_day(out, t[0].number, t[2].number, t[i + 1].number,
                           DATE_CERTAIN)
               ? i + 2
               : 0;
}

static bool set_year_first(date_found *out, const window *w, char mark)
{
    const date_token *t = w->t;
    int64_t year = year_of(w, &t[0]);

    if (t[0].number < 1500 && (!strcmp(w->locale->language, "fa") ||
                               (unsigned char)w->text.data[t[0].begin] > 0x7f))
        return set_jalali(out, t[0].number, t[1].number, t[2].number,
                          DATE_LIKELY);
    return set_day(out, year, t[1].number, t[2].number,
                   mark == '-' ? DATE_CERTAIN : DATE_LIKELY);
}

static bool set_year_last(date_found *out, const window *w, char mark)
{
    const date_token *t = w->t;
    int64_t year = year_of(w, &t[2]), a = t[0].number, b = t[1].number;
    bool month_first = w->locale->order == DATE_ORDER_MDY;
    date_certainty certainty =
        t[2].digits == 2                      ? DATE_GUESSED
        : a > 12 || b > 12 || a == b          ? DATE_LIKELY
        : mark == '.' || w->locale->language[0] ? DATE_LIKELY
                                              : DATE_GUESSED;

    if (!strcmp(w->locale->language, "en") && a <= 12 && b <= 12 && a != b &&
        mark != '.')
        certainty = DATE_GUESSED;
    if (t[2].digits == 2 && w->locale->order == DATE_ORDER_YMD &&
        set_day(out, 2000 + a, b, t[2].number, certainty))
        return true;
    if (t[2].digits == 4 && t[2].number < 1500)
        return !strcmp(w->locale->language, "fa") &&
               set_jalali(out, t[2].number, b, a, DATE_LIKELY);
    if (b > 12 || (month_first && a <= 12))
        return set_day(out, year, a, b, certainty);
    return set_day(out, year, b, a, certainty);
}

/* 18.12.2014, 12/18/2014, 18-12-14, 2014-12-18, 2014/12/18 */
static int numbers_alone(date_found *out, const window *w)
{
    const date_token *t = w->t;
    char mark = t[1].before;
    bool fits;

    if (t[0].kind != TOKEN_NUMBER || t[1].kind != TOKEN_NUMBER ||
        t[2].kind != TOKEN_NUMBER || t[1].digits > 2 || mark == 0 ||
        strchr("./-", mark) == NULL || t[2].before != mark)
        return 0;
    if (w->after_number && t[0].before && strchr("./-:,", t[0].before))
        return 0; /* the middle of something longer */
    if (t[3].kind == TOKEN_NUMBER && t[3].before == mark &&
        t[3].begin == t[2].end + 1 && mark != '-')
        return 0;
    if (t[0].digits == 4 && t[2].digits <= 2)
        fits = set_year_first(out, w, mark);
    else if (t[0].digits <= 2 && (t[2].digits == 4 || t[2].digits == 2))
        fits = set_year_last(out, w, mark);
    else
        fits = false;
    return fits ? 3 : 0;
}

/* 20141218 */
static int compact(date_found *out, const window *w)
{
    int64_t n = w->t[0].number;

    if (w->t[0].kind != TOKEN_NUMBER || w->t[0].digits != 8 || n < 19900101 ||
        n > 20401231 || w->t[1].before == '.')
        return 0;
    return set_day(out, n / 10000, n / 100 % 100, n % 100, DATE_GUESSED) ? 1
                                                                         : 0;
}

/* ---- Reading along ---- */

static bool may_hold_a_date(morgue_str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (ascii_is_digit(text.data[i]) || (unsigned char)text.data[i] >= 0xd9)
            return true;
    return false;
}

static void window_fill(window *w, morgue_str text, size_t at,
                        const date_locale *locale)
{
    w->text = text;
    w->at = at;
    w->after_number = false;
    w->locale = locale;
    for (int i = 0; i < WINDOW; i++)
        w->t[i] = date_token_next(text, &w->at);
}

static void window_step(window *w)
{
    w->after_number = w->t[0].kind == TOKEN_NUMBER;
    memmove(w->t, w->t + 1, (WINDOW - 1) * sizeof *w->t);
    w->t[WINDOW - 1] = date_token_next(w->text, &w->at);
}

static int match_any(date_found *out, const window *w)
{
    static const date_pattern patterns[] = {
        east_asian,     first_of_era,   day_month_year, month_day_year,
        year_month_day, era_numbers,    numbers_alone,
        vietnamese,     mongolian,      han_numerals,
        east_asian_month_first, compact};

    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        int taken = patterns[i](out, w);
        if (taken)
            return taken;
    }
    return 0;
}

/* Behind "日" other words begin without a blank: "2015年1月3日更新". */
static size_t end_of(const date_token *last)
{
    static const char *const days[] = {"日", "号", "號", "일"};

    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (last->kind == TOKEN_WORD &&
            str_starts_with(last->word, str_of(days[i])))
            return last->begin + strlen(days[i]);
    return last->end;
}

bool date_words_next(date_found *out, morgue_str text, size_t *at,
                     const date_locale *locale)
{
    window w;
    int taken;

    if (*at >= text.size || !may_hold_a_date(str_slice(text, *at, text.size)))
        return false;
    for (window_fill(&w, text, *at, locale); w.t[0].kind != TOKEN_END;
         window_step(&w)) {
        taken = match_any(out, &w);
        if (taken == 0)
            continue;
        out->begin = w.t[0].begin;
        out->end = *at = end_of(&w.t[taken - 1]);
        if (out->date.precision == DATE_DAY &&
            clock_words_read(&out->date, text, at))
            out->end = *at;
        return true;
    }
    *at = text.size;
    return false;
}

static bool read_epoch(civil_date *out, morgue_str value)
{
    uint64_t seconds;
    int year, month, day;

    if ((value.size != 10 && value.size != 13) ||
        !str_to_u64(value, INT64_MAX, &seconds))
        return false;
    if (value.size == 13)
        seconds /= 1000;
    if (seconds < 600000000 || seconds > 4000000000u)
        return false;
    civil_date_from_days((int64_t)(seconds / 86400), &year, &month, &day);
    *out = (civil_date){.year = (int16_t)year, .month = (uint8_t)month,
                        .day = (uint8_t)day,
                        .hour = (uint8_t)(seconds / 3600 % 24),
                        .minute = (uint8_t)(seconds / 60 % 60),
                        .second = (uint8_t)(seconds % 60),
                        .precision = DATE_SECOND, .offset_minutes = 0};
    return true;
}

bool date_words_read(civil_date *out, morgue_str value,
                     const date_locale *locale)
{
    date_found found;
    size_t at = 0;

    value = str_trim(value);
    if (read_epoch(out, value) || civil_date_parse_iso(out, value) ||
        civil_date_parse_rfc822(out, value))
        return true;
    value = str_slice(value, 0, 300);
    if (!date_words_next(&found, value, &at, locale))
        return false;
    *out = found.date;
    return true;
}
