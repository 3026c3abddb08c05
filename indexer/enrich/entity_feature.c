/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_feature.h"

/* What a feature is about; the numbers are part of the model. */
enum {
    F_LOWER = 1,
    F_EXACT,
    F_SHAPE,
    F_CLUSTER,
    F_AFFIX,
    F_NAMES,
    F_NAME_BIT,
    F_FLAGS,
    F_LOWER_BEFORE,
    F_LOWER_AFTER,
    F_LOWER_AROUND,
    F_SHAPES,
    F_CLUSTERS_BEFORE,
    F_CLUSTERS_AFTER,
    F_NAMES_BEFORE,
    F_NAMES_AFTER,
    F_PHRASE,
    F_PHRASE_BIT,
    F_SEEN,
    F_SEEN_BIT,
    F_PLACE,
    F_PLACE_NAMES,
    F_PLACE_SEEN,
    F_PHRASE_AFTER,
    F_PHRASE_BEFORE,
    F_BIAS,
    F_SEEN_NEAR,
    F_TWO_BEFORE,
    F_TWO_AFTER,
    F_PAIR_BEFORE,
    F_PAIR_AFTER,
    F_ENDING
};

typedef struct list {
    uint64_t *out;
    size_t count;
} list;

static void add(list *l, unsigned about, uint64_t value)
{
    l->out[l->count++] = entity_mix(about, value);
}

static uint64_t both(uint64_t a, uint64_t b)
{
    return entity_mix(a, b);
}

static void add_name_bits(list *l, unsigned about, uint32_t names)
{
    for (uint32_t rest = names; rest != 0; rest &= rest - 1)
        add(l, about, rest & -rest);
}

size_t entity_word_features(const entity_word *w, int place, uint64_t *out)
{
    list l = {out, 0};
    unsigned at = (unsigned)place << 8;
    int distance =
        place < WORD_WINDOW ? WORD_WINDOW - place : place - WORD_WINDOW;
    uint32_t names = w->names & ~(uint32_t)NAME_STARTS;

    add(&l, at | F_LOWER, w->lower);
    if (distance == 0)
        add(&l, at | F_EXACT, w->exact);
    if (w->cluster != 0) {
        add(&l, at | F_CLUSTER, w->cluster);
    }
    if (distance > 1)
        return l.count;
    add(&l, at | F_SHAPE, w->shape);
    add(&l, at | F_NAMES, names);
    add_name_bits(&l, at | F_NAME_BIT, names);
    if (distance > 0) {
        add(&l, at | F_ENDING, both(w->ending, w->flags & WORD_CAPITAL));
        return l.count;
    }
    add(&l, at | F_BIAS, 0);
    add(&l, at | F_FLAGS,
        both(w->flags, names & (NAME_SMALL | NAME_MIXED | NAME_LARGE)));
    for (int i = 0; i < w->affix_count; i++)
        add(&l, at | F_AFFIX, both(w->affixes[i], w->flags & WORD_CAPITAL));
    return l.count;
}

/* Is the token next to this one of its sentence? */
static bool has_before(const entity_document *d, entity_word *const *around)
{
    return around[WORD_WINDOW - 1] != d->borders[0];
}

static bool has_after(const entity_document *d, entity_word *const *around)
{
    return around[WORD_WINDOW + 1] != d->borders[1];
}

/* ---- What the article tells ---- */

/* The kind of evidence in the top bits, below it what was seen. */
enum { HERE, BEFORE, AFTER, PLACE };
#define EVIDENCE(kind, what) ((uint16_t)((kind) << SEEN_BITS | (what)))

/* How a word is usually written, 3 bits of its names. */
#define WRITTEN           (NAME_SMALL | NAME_MIXED | NAME_LARGE)
#define WRITTEN_BITS      3
#define SEEN_WRITTEN      (SEEN_SMALL | SEEN_LARGE)
#define SEEN_WRITTEN_BITS 2

static uint16_t place_evidence(const entity_token *t)
{
    uint32_t written = (t->word->names & WRITTEN) / NAME_SMALL;

    return EVIDENCE(PLACE, ((t->place & 7u) << WRITTEN_BITS | written)
                                   << SEEN_WRITTEN_BITS |
                               (t->seen & SEEN_WRITTEN));
}

static bool is_capital(const entity_token *t)
{
    return (t->word->flags & WORD_CAPITAL) != 0;
}

size_t entity_evidence(const entity_document *d, size_t i,
                       entity_word *const *around, uint16_t out[EVIDENCE_MAX])
{
    const entity_token *t = &d->tokens[i];
    size_t count = 0;

    if (is_capital(t)) {
        out[count++] = EVIDENCE(HERE, t->seen);
        out[count++] = place_evidence(t);
    }
    if (has_after(d, around) && is_capital(t + 1))
        out[count++] = EVIDENCE(AFTER, t[1].seen);
    if (has_before(d, around) && is_capital(t - 1))
        out[count++] = EVIDENCE(BEFORE, t[-1].seen);
    return count;
}

static void add_seen(list *l, uint32_t seen)
{
    add(l, F_SEEN, seen);
    for (uint32_t rest = seen; rest != 0; rest &= rest - 1)
        add(l, F_SEEN_BIT, rest & -rest);
}

static void add_place(list *l, uint32_t what)
{
    uint32_t seen = what & SEEN_WRITTEN;
    uint32_t written = what >> SEEN_WRITTEN_BITS & (WRITTEN / NAME_SMALL);
    uint32_t place = what >> (SEEN_WRITTEN_BITS + WRITTEN_BITS);

    add(l, F_PLACE_SEEN, both(both(place, written * NAME_SMALL), seen));
    add(l, F_PLACE, place);
}

size_t entity_evidence_features(unsigned evidence, uint64_t *out)
{
    list l = {out, 0};
    uint32_t what = evidence & ((1u << SEEN_BITS) - 1);

    switch (evidence >> SEEN_BITS) {
    case HERE:
        add_seen(&l, what);
        break;
    case BEFORE:
        add(&l, F_SEEN_NEAR, both(0, what));
        break;
    case AFTER:
        add(&l, F_SEEN_NEAR, both(1, what));
        break;
    default:
        add_place(&l, what);
    }
    return l.count;
}

/* ---- Of several words ---- */

size_t entity_neighbour_features(entity_word *const words[3], uint64_t *out)
{
    const entity_word *before = words[0], *here = words[1], *after = words[2];
    uint32_t keep = NAME_MASK & ~(uint32_t)NAME_STARTS;
    list list_of = {out, 0}, *l = &list_of;

    add(l, F_LOWER_BEFORE, both(before->lower, here->lower));
    add(l, F_LOWER_AFTER, both(here->lower, after->lower));
    add(l, F_LOWER_AROUND, both(before->lower, after->lower));
    add(l, F_SHAPES, both(both(before->shape, here->shape), after->shape));
    add(l, F_CLUSTERS_BEFORE, both(before->cluster, here->cluster));
    add(l, F_CLUSTERS_AFTER, both(here->cluster, after->cluster));
    add(l, F_NAMES_BEFORE, both(before->names & keep, here->names & keep));
    add(l, F_NAMES_AFTER, both(here->names & keep, after->names & keep));
    add(l, F_TWO_BEFORE,
        both(before->lower, both(here->shape, here->names & keep)));
    add(l, F_TWO_AFTER,
        both(after->lower, both(here->shape, here->names & keep)));
    return l->count;
}

static void add_phrase(list *l, const entity_token *t, unsigned about)
{
    uint32_t place = t->phrase & ~NAME_MASK;

    if (t->phrase == 0)
        return;
    add(l, about, t->phrase);
    for (uint32_t rest = t->phrase & NAME_MASK; rest != 0; rest &= rest - 1)
        add(l, about | 0x100, both(rest & -rest, place));
}

size_t entity_context_features(const entity_document *d, size_t i,
                               entity_word *const *around, uint64_t *out)
{
    list l = {out, 0};
    const entity_token *t = &d->tokens[i];

    add(&l, F_PAIR_BEFORE, both(around[0]->cluster, around[1]->cluster));
    add(&l, F_PAIR_AFTER, both(around[3]->cluster, around[4]->cluster));
    if (is_capital(t))
        add(&l, F_PLACE_NAMES,
            both(t->place & 6, t->word->names & ~(uint32_t)NAME_STARTS));
    add_phrase(&l, t, F_PHRASE);
    if (has_after(d, around))
        add_phrase(&l, t + 1, F_PHRASE_AFTER);
    if (has_before(d, around))
        add_phrase(&l, t - 1, F_PHRASE_BEFORE);
    return l.count;
}
