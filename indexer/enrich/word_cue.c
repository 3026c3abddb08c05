/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_cue.h"

#include "str.h"

typedef struct cue_word {
    const char *word;
    uint32_t cue;
} cue_word;

/* However they are written. */
static const cue_word small_words[] = {
    {"said", CUE_SAID},
    {"says", CUE_SAID},
    {"told", CUE_SAID},
    {"added", CUE_SAID},
    {"who", CUE_SAID},
    {"in", CUE_IN},
    {"at", CUE_IN},
    {"near", CUE_IN},
    {"from", CUE_IN},
    {"outside", CUE_IN},
    {"across", CUE_IN},
    {"toward", CUE_IN},
    {"the", CUE_THE},
    {",", CUE_COMMA},
    {"counties", CUE_COUNTIES},
    {"parishes", CUE_COUNTIES},
    {"boroughs", CUE_COUNTIES},
    {"districts", CUE_COUNTIES},
    {"towns", CUE_COUNTIES},
    {"villages", CUE_COUNTIES},
    {"provinces", CUE_COUNTIES},
    {NULL, 0},
};

/* Written just so. */
static const cue_word words[] = {
    {"and", CUE_AND},
    {"und", CUE_AND},
    {"et", CUE_AND},
    {"och", CUE_AND},
    {"ja", CUE_AND},
    {"v.", CUE_VERSUS},
    {"of", CUE_OF},
    {"Secretary", CUE_MINISTER},
    {"Undersecretary", CUE_MINISTER},
    {"Minister", CUE_MINISTER},
    {"'s", CUE_POSSESSIVE},
    {"\xe2\x80\x99s", CUE_POSSESSIVE},
    {"-", CUE_DASH},
    {"--", CUE_DASH},
    {";", CUE_DASH},
    {":", CUE_DASH},
    {"\xe2\x80\x93", CUE_DASH},
    {"\xe2\x80\x94", CUE_DASH},
    {"\"", CUE_QUOTE},
    {"''", CUE_QUOTE},
    {"``", CUE_QUOTE},
    {"\xe2\x80\x9c", CUE_QUOTE},
    {"\xe2\x80\x9d", CUE_QUOTE},
    {"(", CUE_OPENS},
    {"[", CUE_OPENS},
    {")", CUE_CLOSES},
    {"]", CUE_CLOSES},
    {"&", CUE_AMPERSAND},
    {"Inc.", CUE_SUFFIX},
    {"Inc", CUE_SUFFIX},
    {"INC.", CUE_SUFFIX},
    {"INC", CUE_SUFFIX},
    {"Corp.", CUE_SUFFIX},
    {"Corp", CUE_SUFFIX},
    {"CORP.", CUE_SUFFIX},
    {"CORP", CUE_SUFFIX},
    {"Ltd.", CUE_SUFFIX},
    {"Ltd", CUE_SUFFIX},
    {"LTD.", CUE_SUFFIX},
    {"LTD", CUE_SUFFIX},
    {"Plc", CUE_SUFFIX},
    {"plc", CUE_SUFFIX},
    {"PLC", CUE_SUFFIX},
    {"LLC", CUE_SUFFIX},
    {"LLP", CUE_SUFFIX},
    {"GmbH", CUE_SUFFIX},
    {"SpA", CUE_SUFFIX},
    {"S.p.A.", CUE_SUFFIX},
    {"Bhd", CUE_SUFFIX},
    {"Pty", CUE_SUFFIX},
    {"Oyj", CUE_SUFFIX},
    {"Co", CUE_PARTNERS},
    {"Co.", CUE_PARTNERS},
    {"Cie", CUE_PARTNERS},
    {"Company", CUE_PARTNERS},
    {"Sons", CUE_PARTNERS},
    {"Bros.", CUE_PARTNERS},
    {"Brothers", CUE_PARTNERS},
    {"JR.", CUE_TAIL},
    {"JR", CUE_TAIL},
    {"Jr.", CUE_TAIL},
    {"Jr", CUE_TAIL},
    {"Sr.", CUE_TAIL},
    {"Sr", CUE_TAIL},
    {"II", CUE_TAIL},
    {"III", CUE_TAIL},
    {"IV", CUE_TAIL},
    {"II.", CUE_TAIL},
    {"III.", CUE_TAIL},
    {"IV.", CUE_TAIL},
    {"Islands", CUE_LAND},
    {"Island", CUE_LAND},
    {"Islets", CUE_LAND},
    {"River", CUE_LAND},
    {"Mountains", CUE_LAND},
    {"Peninsula", CUE_LAND},
    {"Strait", CUE_LAND},
    {"Ocean", CUE_LAND},
    {"Sea", CUE_LAND},
    {NULL, 0},
};

static const char *const attribute_tails[] = {
    "-based", "-born",       "-led",      "-backed", "-run",     "-owned",
    "-held",  "-controlled", "-occupied", "-ruled",  "-trained", "-style",
};

static uint32_t find_cue(morgue_str word, const cue_word *list)
{
    for (; word.size > 0 && list->word; list++)
        if (*list->word == *word.data && str_equal(word, str_of(list->word)))
            return list->cue;
    return 0;
}

static bool is_attribute(morgue_str word)
{
    if (str_find_char(word, '-') == SIZE_MAX)
        return false;
    for (size_t i = 0; i < sizeof attribute_tails / sizeof *attribute_tails;
         i++)
        if (str_ends_with(word, str_of(attribute_tails[i])))
            return true;
    return false;
}

uint32_t word_cues(morgue_str text, morgue_str small)
{
    return find_cue(small, small_words) | find_cue(text, words) |
           (is_attribute(text) ? CUE_ATTRIBUTE : 0);
}
