/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "month_name.h"

#include "str.h"

typedef struct month_name {
    const char *name; /* folded */
    uint8_t month;
    bool is_stem; /* longer words begin so */
} month_name;

/* In bytewise order. */
static const month_name names[] = {
#include "month_names.inc"
};

/* Abbreviations as short as words of other languages, or with other meanings
 * there: Unicode's CLDR. */
static const struct {
    const char *language, *name; /* folded */
    int month;
} short_names[] = {
#include "month_short_names.inc"
};

static int find_short(morgue_str folded, const char *language)
{
    if (folded.size > 3)
        return 0;
    for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++)
        if (!strcmp(short_names[i].language, language) &&
            str_equal(folded, str_of(short_names[i].name)))
            return short_names[i].month;
    return 0;
}

static const month_name *find_name(morgue_str word)
{
    size_t low = 0, high = sizeof names / sizeof *names;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(str_of(names[middle].name), word);
        if (order == 0)
            return &names[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

int month_of_word(morgue_str word, const char *language)
{
    char folded[DATE_WORD_MAX];
    size_t size = date_token_fold(folded, word);
    const month_name *found;
    int local;

    if (size < 2)
        return 0;
    local = find_short(str_make(folded, size), language);
    if (local)
        return local;
    found = find_name(str_make(folded, size));
    for (size_t cut = size - 1; found == NULL && cut >= 3; cut--) {
        found = find_name(str_make(folded, cut));
        if (found && !found->is_stem)
            found = NULL;
    }
    if (found == NULL)
        return 0;
    /* The month when leaves fall is November, but October in Croatia. */
    if (found->month == 11 && str_starts_with(str_of(found->name), STR("lis")))
        if (!strcmp(language, "hr") || !strcmp(language, "bs"))
            return 10;
    return found->month;
}

int month_of_phrase(morgue_str s, size_t *size)
{
    static const struct {
        const char *phrase;
        int month;
    } phrases[] = {
        {"ม.ค.", 1}, {"ก.พ.", 2}, {"มี.ค.", 3}, {"เม.ย.", 4}, {"พ.ค.", 5},
        {"มิ.ย.", 6}, {"ก.ค.", 7}, {"ส.ค.", 8}, {"ก.ย.", 9}, {"ต.ค.", 10},
        {"พ.ย.", 11}, {"ธ.ค.", 12}, {"มกราคม", 1}, {"กุมภาพันธ์", 2},
        {"มีนาคม", 3}, {"เมษายน", 4}, {"พฤษภาคม", 5}, {"มิถุนายน", 6},
        {"กรกฎาคม", 7}, {"สิงหาคม", 8}, {"กันยายน", 9}, {"ตุลาคม", 10},
        {"พฤศจิกายน", 11}, {"ธันวาคม", 12}, {"كانون الثاني", 1},
        {"كانون ثاني", 1}, {"شباط", 2}, {"آذار", 3}, {"نيسان", 4},
        {"أيار", 5}, {"تشرين الأول", 10}, {"تشرين الاول", 10},
        {"تشرين أول", 10}, {"تشرين الثاني", 11}, {"تشرين ثاني", 11},
        {"كانون الأول", 12}, {"كانون الاول", 12}, {"كانون أول", 12},
        {"ມ.ກ.", 1}, {"ກ.ພ.", 2}, {"ມ.ນ.", 3}, {"ມີ.ນ.", 3}, {"ມ.ສ.", 4},
        {"ພ.ພ.", 5}, {"ມິ.ຖ.", 6}, {"ກ.ລ.", 7}, {"ສ.ຫ.", 8}, {"ກ.ຍ.", 9},
        {"ຕ.ລ.", 10}, {"ພ.ຈ.", 11}, {"ທ.ວ.", 12},
        {"нэгдүгээр сар", 1}, {"хоёрдугаар сар", 2}, {"гуравдугаар сар", 3},
        {"дөрөвдүгээр сар", 4}, {"тавдугаар сар", 5},
        {"зургаадугаар сар", 6}, {"зургадугаар сар", 6},
        {"долоодугаар сар", 7}, {"долдугаар сар", 7}, {"наймдугаар сар", 8},
        {"есдүгээр сар", 9}, {"аравдугаар сар", 10},
        {"арван нэгдүгээр сар", 11}, {"арван хоёрдугаар сар", 12},
    };

    if (s.size == 0 || (unsigned char)s.data[0] < 0x80)
        return 0;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (str_starts_with(s, str_of(phrases[i].phrase))) {
            *size = strlen(phrases[i].phrase);
            return phrases[i].month;
        }
    return 0;
}
