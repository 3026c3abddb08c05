/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "language_stems.h"

#include "str.h"

#include <stdlib.h>

#define LANGUAGES_MAX 200 /* libstemmer knows some 30, by 4 names at most */
#define CODE_MAX 8

/* Languages without a stemmer are not kept: asking again is cheap. */
struct language_stems {
    unsigned count;
    struct {
        char code[CODE_MAX];
        stemmer *stemmer;
    } languages[LANGUAGES_MAX];
};

language_stems *language_stems_new(void)
{
    return calloc(1, sizeof(language_stems));
}

void language_stems_free(language_stems *s)
{
    if (s == NULL)
        return;
    for (unsigned i = 0; i < s->count; i++)
        stemmer_free(s->languages[i].stemmer);
    free(s);
}

unsigned language_stems_find(language_stems *s, morgue_str language)
{
    stemmer *found;

    if (language.size == 0 || language.size >= CODE_MAX ||
        memchr(language.data, 0, language.size) != NULL)
        return 0;
    for (unsigned i = 0; i < s->count; i++)
        if (str_equal(str_of(s->languages[i].code), language))
            return i + 1;
    if (s->count == LANGUAGES_MAX || (found = stemmer_new(language)) == NULL)
        return 0;
    memcpy(s->languages[s->count].code, language.data, language.size);
    s->languages[s->count].stemmer = found;
    return ++s->count;
}

morgue_str language_stems_stem(language_stems *s, unsigned language,
                               morgue_str word)
{
    return stemmer_stem(s->languages[language - 1].stemmer, word);
}
