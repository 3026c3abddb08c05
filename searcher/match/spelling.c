/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "spelling.h"

#include "str.h"
#include "utf8.h"

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/*
 * Damerau's distance with swaps of neighbours (optimal string alignment), row
 * by row; three rows are enough.
 */
size_t spelling_distance(morgue_str a, morgue_str b, size_t most)
{
    size_t rows[3][TERM_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];

    if (a.size > TERM_MAX || b.size > TERM_MAX || a.size > b.size + most ||
        b.size > a.size + most)
        return most + 1;
    for (size_t k = 0; k <= b.size; k++)
        last[k] = before[k] = k;
    for (size_t i = 1; i <= a.size; i++) {
        size_t *oldest = before, best;
        row[0] = best = i;
        for (size_t k = 1; k <= b.size; k++) {
            bool differs = a.data[i - 1] != b.data[k - 1];
            row[k] = least(least(last[k], row[k - 1]) + 1,
                           last[k - 1] + differs);
            if (i > 1 && k > 1 && a.data[i - 1] == b.data[k - 2] &&
                a.data[i - 2] == b.data[k - 1])
                row[k] = least(row[k], before[k - 2] + 1);
            best = least(best, row[k]);
        }
        if (best > most)
            return most + 1;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b.size];
}

typedef struct speller {
    morgue_str word;
    size_t most;
} speller;

static bool is_near(void *user, morgue_str word)
{
    const speller *s = user;

    return str_find_char(word, ' ') == SIZE_MAX &&
           spelling_distance(s->word, word, s->most) <= s->most;
}

morgue_status spelling_find(vocabulary_term *out, vocabulary *v,
                            const char *prefix, morgue_str word,
                            arena *memory, morgue_error *err)
{
    size_t first = 0, nearest = SIZE_MAX;
    speller s = {word, word.size > 4 ? 2 : 1};
    vocabulary_terms terms;
    morgue_status status;

    *out = (vocabulary_term){{"", 0}, 0};
    if (word.size < 3 || utf8_next(word, &first) == UTF8_REPLACEMENT)
        return MORGUE_OK;
    status = vocabulary_expand(&terms, v, str_of(prefix),
                               str_slice(word, 0, first),
                               SIZE_MAX, is_near, &s, memory, err);
    for (size_t i = 0; status == MORGUE_OK && i < terms.count; i++) {
        size_t distance;
        terms.terms[i].term = str_slice(terms.terms[i].term, strlen(prefix),
                                        terms.terms[i].term.size);
        distance = spelling_distance(word, terms.terms[i].term, s.most);
        if (distance > 0 && distance < nearest) { /* the commonest is first */
            nearest = distance;
            *out = terms.terms[i];
        }
    }
    return status;
}
