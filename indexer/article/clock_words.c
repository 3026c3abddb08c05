/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "clock_words.h"

#include "date_token.h"
#include "str.h"

static bool word_is_one_of(morgue_str word, const char *const *list)
{
    for (; *list; list++)
        if (str_equal_nocase(word, str_of(*list)))
            return true;
    return false;
}

/* What stands between a date and its time. */
static bool is_filler(const date_token *t)
{
    static const char *const words[] = {
        "at", "um", "a", "à", "las", "kl", "klo", "klokken", "klockan", "ore",
        "alle", "ob", "u", "o", "ve", "saat", "pukul", "jam", "lúc", "t",
        "om", "às", "ás", "as", "in", "в", "о", "об", "klukkan", "uur", "kell",
        "h", "den", "ora", "de", "la", "στις", "ώρα", "din", "d", "г", "года",
        NULL};

    return t->kind == TOKEN_WORD && t->before != '*' &&
           word_is_one_of(t->word, words);
}

/* Between hour and minute: 22:05, 22.05, 22h05, 22時05分, 22시 05분. */
static bool is_hour_mark(morgue_str word)
{
    static const char *const words[] = {"h", "時", "时", "點", "点", "시", "hs",
                                        NULL};
    return word_is_one_of(word, words);
}

static int offset_of_zone(morgue_str word)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = {
        {"z", 0}, {"gmt", 0}, {"utc", 0}, {"cet", 60}, {"cest", 120},
        {"mez", 60}, {"mesz", 120}, {"bst", 60}, {"wet", 0}, {"eet", 120},
        {"eest", 180}, {"msk", 180}, {"est", -300}, {"edt", -240},
        {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480},
        {"pdt", -420}, {"wib", 420}, {"hkt", 480}, {"sgt", 480},
        {"jst", 540}, {"kst", 540}, {"aest", 600}, {"aedt", 660},
        {"nzst", 720}, {"nzdt", 780}, {"sast", 120}, {"wita", 480},
        {"wit", 540}, {"pkt", 300}, {"npt", 345}, {"awst", 480},
        {"acst", 570}, {"acdt", 630}, {"akst", -540}, {"akdt", -480},
        {"hst", -600}, {"nst", -210}, {"ndt", -150}, {"adt", -180},
        {"brt", -180}, {"cat", 120}, {"eat", 180}, {"wat", 60}, {"trt", 180},
        {"мск", 180}, {"МСК", 180},
    };

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (str_equal_nocase(word, str_of(zones[i].name)))
            return zones[i].minutes;
    return DATE_NO_OFFSET;
}

/* "am", "p.m.": 0, 12; -1 for neither. */
static int half_day(morgue_str text, size_t *at)
{
    size_t next = *at;
    date_token t = date_token_next(text, &next);
    int hours;

    if (t.kind != TOKEN_WORD || t.word.size > 2)
        return -1;
    if (ascii_lower(t.word.data[0]) == 'a')
        hours = 0;
    else if (ascii_lower(t.word.data[0]) == 'p')
        hours = 12;
    else
        return -1;
    if (t.word.size == 1) {
        t = date_token_next(text, &next);
        if (t.before != '.')
            return -1;
    } else {
        t.word = str_slice(t.word, 1, 2);
    }
    if (!str_equal_nocase(t.word, STR("m")))
        return -1;
    *at = next;
    return hours;
}

/* "+01:00", "-0500", "GMT+1", "EST". */
static void read_zone(civil_date *date, morgue_str text, size_t *at)
{
    size_t next = *at;
    date_token t = date_token_next(text, &next);
    bool named = false;
    int64_t minutes;

    if (t.kind == TOKEN_WORD && offset_of_zone(t.word) != DATE_NO_OFFSET) {
        date->offset_minutes = (int16_t)offset_of_zone(t.word);
        *at = next;
        named = true;
        t = date_token_next(text, &next);
    }
    if (t.kind != TOKEN_NUMBER || (t.before != '+' && t.before != '-') ||
        t.digits > 4 || (t.digits < 2 && !named) ||
        t.begin == 0 || text.data[t.begin - 1] == ' ')
        return;
    minutes = t.digits == 4 ? t.number / 100 * 60 + t.number % 100
                            : t.number * 60;
    *at = next;
    if (t.digits == 2) {
        char before = t.before;
        t = date_token_next(text, &next);
        if (t.kind == TOKEN_NUMBER && t.before == ':' && t.digits == 2) {
            minutes += t.number;
            *at = next;
        }
        t.before = before;
    }
    if (minutes <= 14 * 60)
        date->offset_minutes = (int16_t)(t.before == '-' ? -minutes : minutes);
}

/* Seconds and what follows them, which may all be missing. */
static void read_seconds(civil_date *date, morgue_str text, size_t *at)
{
    size_t next = *at;
    date_token t = date_token_next(text, &next);

    if (t.kind == TOKEN_NUMBER && t.before == ':' && t.digits == 2 &&
        t.number < 60) {
        date->second = (uint8_t)t.number;
        date->precision = DATE_SECOND;
        *at = next;
        t = date_token_next(text, &next);
        if (t.kind == TOKEN_NUMBER && (t.before == '.' || t.before == ','))
            *at = next; /* a fraction */
    } else if (t.kind == TOKEN_WORD &&
               (str_equal(t.word, STR("分")) || str_equal(t.word, STR("분")))) {
        *at = next;
    }
}

bool clock_words_read(civil_date *date, morgue_str text, size_t *at)
{
    size_t next = *at;
    date_token hour = date_token_next(text, &next), minute;
    civil_date timed = *date;
    int half;

    for (int i = 0; i < 3 && is_filler(&hour); i++)
        hour = date_token_next(text, &next);
    if (hour.kind != TOKEN_NUMBER || hour.before == '*' || hour.digits > 2 ||
        hour.number > 24)
        return false;
    minute = date_token_next(text, &next);
    if (minute.kind == TOKEN_WORD && is_hour_mark(minute.word))
        minute = date_token_next(text, &next);
    else if (minute.before != ':' && minute.before != '.')
        return false;
    if (minute.kind != TOKEN_NUMBER || minute.digits != 2 ||
        minute.number > 59 || minute.before == '*')
        return false;
    timed.hour = (uint8_t)(hour.number % 24);
    timed.minute = (uint8_t)minute.number;
    timed.second = 0;
    timed.precision = DATE_MINUTE;
    read_seconds(&timed, text, &next);
    half = half_day(text, &next);
    if (half >= 0 && hour.number <= 12)
        timed.hour = (uint8_t)(hour.number % 12 + half);
    read_zone(&timed, text, &next);
    *date = timed;
    *at = next;
    return true;
}
