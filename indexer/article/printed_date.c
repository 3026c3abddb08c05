/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "printed_date.h"

#include "str.h"

static const char *const months[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
};

static const char *const weekdays[] = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday",
};

/* The next word of letters or digits; what parts them is passed over. */
static morgue_str next_word(morgue_str *rest)
{
    size_t begin = 0, end;
    morgue_str word;

    while (begin < rest->size && !ascii_is_alpha(rest->data[begin]) &&
           !ascii_is_digit(rest->data[begin]))
        begin++;
    end = begin;
    while (end < rest->size && (ascii_is_alpha(rest->data[end]) ||
                                ascii_is_digit(rest->data[end])))
        end++;
    word = str_slice(*rest, begin, end);
    *rest = str_slice(*rest, end, rest->size);
    return word;
}

/* The place of a name in a list that word is or begins, three letters at the
 * least; 0: none; from 1. */
static int place_in(const char *const *list, int count, morgue_str word)
{
    for (int i = 0; i < count; i++)
        if (word.size >= 3 && word.size <= strlen(list[i]) &&
            str_starts_with_nocase(str_of(list[i]), word))
            return i + 1;
    return str_equal_nocase(word, STR("sept")) && count == 12 ? 9 : 0;
}

/* "18", "18th", "1st" */
static int day_of(morgue_str word)
{
    uint64_t day;
    size_t digits = 0;

    while (digits < word.size && ascii_is_digit(word.data[digits]))
        digits++;
    if (digits == 0 || digits > 2 || word.size > digits + 2)
        return 0;
    if (!str_to_u64(str_slice(word, 0, digits), 31, &day))
        return 0;
    return (int)day;
}

bool printed_date_read(civil_date *out, morgue_str s)
{
    morgue_str rest = s, first = next_word(&rest), second, third;
    uint64_t year;
    int month, day;

    if (place_in(weekdays, 7, first) && !place_in(months, 12, first))
        first = next_word(&rest);
    second = next_word(&rest);
    third = next_word(&rest);
    month = place_in(months, 12, first);
    day = day_of(second);
    if (month == 0) {
        month = place_in(months, 12, second);
        day = day_of(first);
    }
    if (month == 0 || day == 0 || third.size != 4 ||
        !str_to_u64(third, 9999, &year))
        return false;
    *out = (civil_date){.year = (int16_t)year,
                        .month = (uint8_t)month,
                        .day = (uint8_t)day,
                        .precision = DATE_DAY,
                        .offset_minutes = DATE_NO_OFFSET};
    return civil_date_is_valid(out);
}
