/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_stem.h"

#include "entity_word.h"
#include "str.h"

#define STEM_BYTES_MIN 3
#define STEM_BYTES_MAX 48

static const char *const genitive[] = {"s", NULL};

/* Of nouns in the singular, and the vowel that goes before -n in names from
 * abroad ("Bushin") and in "Saksaan"; the longest first. */
static const char *const finnish[] = {
    "ss\xc3\xa4", "st\xc3\xa4", "ll\xc3\xa4", "lt\xc3\xa4", "\xc3\xa4n",
    "\xc3\xb6n",  "ssa",        "sta",        "lla",        "lta",
    "lle",        "ksi",        "t\xc3\xa4",  "ta",         "in",
    "an",         "en",         "on",         "un",         "yn",
    "n",          "\xc3\xa4",   "a",          NULL};

static const struct {
    const char *language;
    const char *const *endings;
} languages[] = {
    {"de", genitive}, {"sv", genitive}, {"nl", genitive}, {"fi", finnish}};

static uint32_t names_of(const entity_model *m, morgue_str stem)
{
    const uint32_t names = NAME_FORENAME | NAME_FORENAME_RARE | NAME_SURNAME |
                           NAME_SURNAME_RARE | NAME_CITY | NAME_COUNTRY |
                           NAME_REGION | NAME_COMPANY | NAME_TEAM | NAME_BODY;

    return entity_model_facts(m, entity_word_lower(stem)) & names;
}

/* "Helsingi" is of Helsinki, "Suome" of Suomi. */
static uint32_t changed_names_of(const entity_model *m, morgue_str stem)
{
    char changed[STEM_BYTES_MAX];
    size_t last = stem.size - 1;

    if (stem.size > sizeof changed)
        return 0;
    memcpy(changed, stem.data, stem.size);
    if (stem.data[last] == 'e')
        changed[last] = 'i';
    else if (last >= 3 && stem.data[last - 1] == 'g' &&
             stem.data[last - 2] == 'n')
        changed[last - 1] = 'k';
    else
        return 0;
    return names_of(m, str_make(changed, stem.size));
}

bool name_stem_is_known(const entity_model *m, morgue_str stem)
{
    return names_of(m, stem) != 0;
}

static const char *const *endings_of(const entity_model *m)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (str_equal(str_of(m->language), str_of(languages[i].language)))
            return languages[i].endings;
    return NULL;
}

size_t name_stem_all(const entity_model *m, morgue_str small,
                     morgue_str out[NAME_STEMS_MAX])
{
    const char *const *ending = endings_of(m);
    size_t count = 0;

    for (; ending && *ending && count < NAME_STEMS_MAX; ending++)
        if (str_ends_with(small, str_of(*ending)) &&
            small.size >= strlen(*ending) + STEM_BYTES_MIN)
            out[count++] = str_make(small.data, small.size - strlen(*ending));
    return count;
}

uint32_t name_stem_facts(const entity_model *m, morgue_str small)
{
    morgue_str stems[NAME_STEMS_MAX];
    size_t count = name_stem_all(m, small, stems);
    uint32_t found = 0;

    for (size_t i = 0; i < count && found == 0; i++) {
        found = names_of(m, stems[i]);
        if (found == 0 && stems[i].size + 1 < small.size)
            found = changed_names_of(m, stems[i]);
    }
    return found;
}
