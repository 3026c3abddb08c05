/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "proof.h"

#include "str.h"
#include "word_walk.h"

/* The words of the text that a hit stands on, counted from 0. */
typedef struct word_span {
    size_t first, last;
} word_span;

static size_t count_words(morgue_str text, const wanted_letters *none)
{
    word_walk words;
    token t;
    size_t index;

    word_walk_init(&words, text, none);
    while (word_walk_next(&words, &t, &index))
        ;
    return words.index;
}

/* A name stands where its first word does, as in the index. */
static word_span *place_hits(morgue_str text, const hit_list *hits,
                             const snippet_pattern *patterns, arena *a)
{
    word_span *out = arena_alloc(a, hits->count * sizeof *out);
    size_t at = 0, index = 0;
    wanted_letters none;

    wanted_letters_init(&none);
    for (size_t i = 0; i < hits->count; i++) {
        const hit *h = &hits->items[i];
        index += count_words(str_slice(text, at, h->begin), &none);
        at = h->begin;
        out[i].first = out[i].last = index;
        if (!patterns[h->pattern].is_entity) {
            size_t count =
                count_words(str_slice(text, h->begin, h->end), &none);
            out[i].last += count > 0 ? count - 1 : 0;
        }
    }
    return out;
}

/* The side that makes a nearness whole with `later`, of a hit behind it. */
static bool is_fulfilled(const pattern_side *earlier,
                         const pattern_side *later, size_t words)
{
    for (; earlier != NULL; earlier = earlier->next)
        if (earlier->nearness == later->nearness &&
            earlier->is_second != later->is_second &&
            (!later->in_order || later->is_second) &&
            words <= later->distance)
            return true;
    return false;
}

static void find_before(proof_list *out, const pattern_side *later,
                        uint32_t second, const hit_list *hits,
                        const word_span *at, const snippet_pattern *patterns)
{
    const hit *b = &hits->items[second];

    for (uint32_t i = second; i > 0 && second - i < PROOF_HITS_MAX; i--) {
        const hit *a = &hits->items[i - 1];
        if (a->end <= b->begin &&
            is_fulfilled(patterns[a->pattern].sides, later,
                         at[second].first - at[i - 1].last)) {
            out->items[out->count++] =
                (proof){i - 1, second, later->nearness};
            break;
        }
    }
}

static size_t count_sides(const hit_list *hits,
                          const snippet_pattern *patterns)
{
    size_t count = 0;

    for (size_t i = 0; i < hits->count; i++)
        for (const pattern_side *s = patterns[hits->items[i].pattern].sides;
             s != NULL; s = s->next)
            count++;
    return count;
}

void proofs_find(proof_list *out, morgue_str text, const hit_list *hits,
                 const snippet_pattern *patterns, size_t pattern_count,
                 arena *a)
{
    size_t sides = count_sides(hits, patterns);
    const word_span *at;

    *out = (proof_list){NULL, 0, 0};
    for (size_t p = 0; p < pattern_count; p++)
        for (const pattern_side *s = patterns[p].sides; s; s = s->next)
            if (s->nearness >= out->nearness_count)
                out->nearness_count = s->nearness + 1;
    if (sides == 0)
        return;
    out->items = arena_alloc(a, sides * sizeof *out->items);
    at = place_hits(text, hits, patterns, a);
    for (uint32_t i = 0; i < hits->count; i++)
        for (const pattern_side *s = patterns[hits->items[i].pattern].sides;
             s != NULL; s = s->next)
            find_before(out, s, i, hits, at, patterns);
}
