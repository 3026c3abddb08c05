/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_document.h"

#define GAP_MAX 3 /* small tokens between two names that may belong to one */

/* ---- Words ---- */

/* What stands in the document, beside what it tells of each. */
typedef struct landmarks {
    token_set starts;     /* phrases of the lexicon may begin here */
    token_set goes_on;    /* and go on here */
    token_set candidates; /* may be names, or end them */
} landmarks;

/* Articles are numbered, so that what words keep need not be cleared. */
static void take_word(entity_document *d, size_t i, entity_word *word,
                      uint32_t number, landmarks *l)
{
    entity_word *base = word->base;

    d->tokens[i] = (entity_token){
        .word = word,
        .place = d->spans[i].flags & TOKEN_SENTENCE ? PLACE_SENTENCE : 0};
    /* By arithmetic, as nobody can guess either. */
    base->seen = (uint16_t)((base->seen * (base->seen_in == number)) |
                            (SEEN_SMALL * ((word->flags & WORD_SMALL) != 0)));
    base->seen_in = number;
    token_set_put(&l->starts, i, word->marks & MARK_STARTS);
    token_set_put(&l->goes_on, i,
                  (word->marks & MARK_GOES_ON) &&
                      !(d->spans[i].flags & TOKEN_SENTENCE));
    token_set_put(&l->candidates, i, word->marks & MARK_CANDIDATE);
}

/* ---- Headlines ---- */

typedef struct line_votes {
    size_t words, caps, title;
} line_votes;

static uint8_t kind_of_line(const line_votes *v)
{
    if (v->words >= 2 && v->caps * 10 >= v->words * 7)
        return PLACE_CAPS_LINE;
    return v->words >= 4 && v->title == v->words ? PLACE_TITLE_LINE : 0;
}

static void end_line(entity_document *d, size_t begin, size_t end,
                     const line_votes *votes)
{
    uint8_t kind = kind_of_line(votes);

    for (size_t i = begin; kind != 0 && i < end; i++)
        d->tokens[i].place |= kind;
}

/* The line that is being read: what its words tell of it so far. */
typedef struct line {
    size_t begin;
    line_votes votes;
} line;

static void take_line(entity_document *d, size_t i, line *l)
{
    uint8_t marks = d->tokens[i].word->marks;

    if (d->spans[i].flags & TOKEN_LINE) {
        end_line(d, l->begin, i, &l->votes);
        *l = (line){i, {0, 0, 0}};
    }
    l->votes.words += (marks & MARK_IN_LINE) != 0;
    l->votes.caps += (marks & MARK_CAPS) != 0;
    l->votes.title += (marks & MARK_TITLE) != 0;
}

/* ---- All words ---- */

static void find_words(entity_document *d, word_cache *words, landmarks *l)
{
    uint32_t number = word_cache_next_article(words);
    entity_word *found[WORD_CACHE_BATCH];
    line now = {0, {0, 0, 0}};

    for (size_t i = 0; i < d->count; i += WORD_CACHE_BATCH) {
        size_t count = d->count - i;

        if (count > WORD_CACHE_BATCH)
            count = WORD_CACHE_BATCH;
        word_cache_find(words, d->text, d->spans + i, count, found);
        for (size_t n = 0; n < count; n++) {
            take_word(d, i + n, found[n], number, l);
            take_line(d, i + n, &now);
        }
    }
    end_line(d, now.begin, d->count, &now.votes);
}

/* ---- Phrases of the lexicon ---- */

/* The longest phrase that begins at `at`: its words, or 0. */
static size_t longest_phrase(const entity_document *d, const landmarks *l,
                             size_t at, const entity_model *m, uint32_t *facts)
{
    uint64_t key = entity_phrase_mix(PHRASE_SEED, d->tokens[at].word->lower);
    size_t longest = 0;

    for (size_t n = 1;
         n < PHRASE_WORDS_MAX && token_set_has(&l->goes_on, at + n); n++) {
        uint32_t found;

        key = entity_phrase_mix(key, d->tokens[at + n].word->lower);
        found = entity_model_facts(m, key);
        if (found != 0) {
            *facts = found;
            longest = n + 1;
        }
    }
    return longest;
}

/* "Moody's": the mark belongs to a name of the lexicon. */
static bool ends_name(const entity_token *t)
{
    return (t->phrase & PHRASE_LAST) &&
           (t->phrase & (NAME_COMPANY | NAME_BODY));
}

/* Phrases that no candidate stands beside tell nothing. */
static void drop_far_starts(landmarks *l, arena *a)
{
    token_set near = token_set_copy(&l->candidates, a);

    for (int n = 0; n < PHRASE_WORDS_MAX; n++)
        token_set_spread_back(&near);
    token_set_keep(&l->starts, &near);
}

static void mark_phrases(entity_document *d, const entity_model *m,
                         landmarks *l, arena *a)
{
    size_t size;

    token_set_keep_before(&l->starts, &l->goes_on);
    drop_far_starts(l, a);
    for (size_t i = token_set_next(&l->starts, 0); i < d->count;
         i = token_set_next(&l->starts, i + size)) {
        uint32_t facts = 0;

        size = longest_phrase(d, l, i, m, &facts);
        for (size_t n = 0; n < size; n++)
            d->tokens[i + n].phrase = (facts & NAME_MASK) |
                                      (n == 0 ? PHRASE_FIRST : PHRASE_LATER) |
                                      (n + 1 == size ? PHRASE_LAST : 0);
        token_set_put(&d->phrases, i, size > 0);
        if (size == 0)
            size = 1;
        else
            token_set_put(&l->candidates, i + size - 1,
                          ends_name(&d->tokens[i + size - 1]));
    }
}

/* ---- Evidence ---- */

static bool is_name_like(const entity_token *t)
{
    return (t->word->flags & WORD_CAPITAL) != 0;
}

static uint16_t seen_before(const entity_token *t)
{
    uint32_t names = t->word->names | (t->phrase & NAME_MASK);
    uint16_t seen = 0;

    if (names & NAME_TITLE)
        seen |= SEEN_AFTER_TITLE;
    if (is_name_like(t) && (names & NAME_FORENAME) &&
        !(names & (NAME_CITY | NAME_COUNTRY | NAME_REGION)))
        seen |= SEEN_AFTER_FORENAME;
    if (t->word->cues & CUE_IN)
        seen |= SEEN_AFTER_IN;
    if (t->word->cues & CUE_THE)
        seen |= SEEN_AFTER_THE;
    return seen;
}

static uint16_t seen_after(const entity_document *d, size_t i)
{
    const entity_token *t = &d->tokens[i];
    uint16_t seen = 0;

    if (t->place & PLACE_SENTENCE)
        return 0;
    if (t->word->cues & CUE_SAID)
        seen |= SEEN_BEFORE_SAID;
    if (!is_name_like(t)) {
        if ((t->word->cues & CUE_COMMA) && i + 1 < d->count &&
            ((d->tokens[i + 1].word->names | d->tokens[i + 1].phrase) &
             (NAME_REGION | NAME_COUNTRY)))
            seen |= SEEN_BEFORE_REGION;
        return seen;
    }
    if (t->word->names & NAME_ORG_WORD)
        seen |= SEEN_BEFORE_ORG;
    if (t->word->names & (NAME_SURNAME | NAME_SURNAME_RARE))
        seen |= SEEN_BEFORE_NAME;
    return seen;
}

static uint16_t seen_here(const entity_document *d, size_t i)
{
    const entity_token *t = &d->tokens[i];
    uint16_t seen;

    if (t->place & (PLACE_CAPS_LINE | PLACE_TITLE_LINE))
        return 0;
    seen = t->place & PLACE_SENTENCE ? 0 : SEEN_LARGE;
    if (i > 0 && !(t->place & PLACE_SENTENCE))
        seen |= seen_before(&d->tokens[i - 1]);
    if (i + 1 < d->count)
        seen |= seen_after(d, i + 1);
    return seen;
}

static void gather_evidence(entity_document *d, const landmarks *l)
{
    for (size_t i = token_set_next(&l->candidates, 0); i < d->count;
         i = token_set_next(&l->candidates, i + 1))
        if (is_name_like(&d->tokens[i]))
            d->tokens[i].word->base->seen |= seen_here(d, i);
}

/* ---- Which tokens are labelled ---- */

static bool begins_sentence(const entity_document *d, size_t i)
{
    return (d->tokens[i].place & PLACE_SENTENCE) != 0;
}

/* Of one sentence, and near enough to belong to one name. */
static bool are_near(const entity_document *d, size_t last, size_t i)
{
    if (i - last - 1 > GAP_MAX)
        return false;
    while (i > last)
        if (begins_sentence(d, i--))
            return false;
    return true;
}

static void end_stretch(entity_document *d, entity_stretch *s)
{
    s->begin = s->first;
    while (s->begin > 0 && s->first - s->begin < WORD_WINDOW &&
           !begins_sentence(d, s->begin))
        s->begin--;
    s->end = s->last;
    while (s->end < d->count && s->end - s->last < WORD_WINDOW &&
           !begins_sentence(d, s->end))
        s->end++;
    for (size_t i = s->first; i < s->last; i++) {
        d->tokens[i].place |= PLACE_SCORED;
        d->tokens[i].seen = d->tokens[i].word->base->seen;
    }
}

/* What is no candidate by itself may still end the name before it. */
static void mark_scored(entity_document *d, const landmarks *l, arena *a)
{
    entity_stretch *s = NULL;

    d->stretches = arena_alloc(a, token_set_size(&l->candidates) * sizeof *s);
    d->stretch_count = 0;
    for (size_t i = token_set_next(&l->candidates, 0); i < d->count;
         i = token_set_next(&l->candidates, i + 1)) {
        bool near = s && are_near(d, s->last - 1, i);

        if (!(d->tokens[i].word->marks & MARK_CANDIDATE) &&
            !(near && s->last == i))
            continue;
        if (!near) {
            s = &d->stretches[d->stretch_count++];
            s->first = (uint32_t)i;
        }
        s->last = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < d->stretch_count; i++)
        end_stretch(d, &d->stretches[i]);
}

void entity_document_prepare(entity_document *d, morgue_str text,
                             const entity_span *spans, size_t count,
                             const entity_model *m, word_cache *words, arena *a)
{
    landmarks l = {token_set_new(count, a), token_set_new(count, a),
                   token_set_new(count, a)};

    d->text = text;
    d->spans = spans;
    d->count = count;
    d->borders[0] = word_cache_border(words, false);
    d->borders[1] = word_cache_border(words, true);
    d->tokens = arena_alloc(a, (count + 1) * sizeof *d->tokens);
    d->phrases = token_set_new(count, a);
    find_words(d, words, &l);
    mark_phrases(d, m, &l, a);
    gather_evidence(d, &l);
    mark_scored(d, &l, a);
}

void entity_document_around(const entity_document *d, const entity_stretch *s,
                            size_t i, entity_word *out[WORD_PLACES])
{
    for (size_t place = 0; place < WORD_PLACES; place++) {
        size_t at = i + place - WORD_WINDOW;

        if (i + place < s->begin + WORD_WINDOW)
            out[place] = d->borders[0];
        else
            out[place] = at < s->end ? d->tokens[at].word : d->borders[1];
    }
}
