/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_document.h"

#include "mark_bits.h"

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
                      uint32_t number)
{
    entity_word *base = word->base;

    d->tokens[i] = (entity_token){
        .word = word,
        .place = d->spans[i].flags & TOKEN_SENTENCE ? PLACE_SENTENCE : 0};
    /* By arithmetic, as nobody can guess either. */
    base->seen = (uint16_t)((base->seen * (base->seen_in == number)) |
                            (SEEN_SMALL * ((word->flags & WORD_SMALL) != 0)));
    base->seen_in = number;
    d->cues |= word->cues;
}

/* ---- Headlines ---- */

/* The line that is being read: how many of its words are what. */
typedef struct line {
    size_t begin;
    size_t words, caps, title;
} line;

static uint8_t kind_of_line(const line *l)
{
    if (l->words >= 2 && l->caps * 10 >= l->words * 7)
        return PLACE_CAPS_LINE;
    return l->words >= 4 && l->title == l->words ? PLACE_TITLE_LINE : 0;
}

static void end_line(entity_document *d, const line *l, size_t end)
{
    uint8_t kind = kind_of_line(l);

    for (size_t i = l->begin; kind != 0 && i < end; i++)
        d->tokens[i].place |= kind;
}

static size_t count_bits(uint64_t bits)
{
    return (size_t)__builtin_popcountll(bits);
}

/* Sixty-four tokens: a bit each of what they are. */
typedef struct token_batch {
    uint64_t marks[MARKS];
    uint64_t new_sentence, new_line;
} token_batch;

static void count_words(line *l, const token_batch *b, uint64_t which)
{
    l->words += count_bits(b->marks[MARK_IN_LINE] & which);
    l->caps += count_bits(b->marks[MARK_CAPS] & which);
    l->title += count_bits(b->marks[MARK_TITLE] & which);
}

/* Of the batch that begins at `first`. */
static void take_lines(entity_document *d, size_t first, const token_batch *b,
                       line *l)
{
    uint64_t rest = ~(uint64_t)0;

    for (uint64_t ends = b->new_line; ends != 0; ends &= ends - 1) {
        uint64_t before = (ends & -ends) - 1;

        count_words(l, b, rest & before);
        end_line(d, l, first + (size_t)__builtin_ctzll(ends));
        *l = (line){.begin = first + (size_t)__builtin_ctzll(ends)};
        rest = ~before;
    }
    count_words(l, b, rest);
}

/* ---- All words ---- */

/* Bits of a byte beside the marks of a word. */
enum { BIT_SENTENCE = MARKS, BIT_LINE };

_Static_assert(WORD_CACHE_BATCH == 64, "a batch is 64 bits");
_Static_assert(TOKEN_SENTENCE == 1 && TOKEN_LINE == 2 && BIT_LINE == 7,
               "flags and marks are a byte");

static void find_batch(entity_document *d, word_cache *words, size_t first,
                       size_t count, uint32_t number, token_batch *b)
{
    entity_word *found[WORD_CACHE_BATCH];
    uint8_t marks[WORD_CACHE_BATCH] = {0};
    const entity_span *spans = d->spans + first;

    word_cache_find(words, d->text, spans, count, found);
    for (size_t n = 0; n < count; n++) {
        take_word(d, first + n, found[n], number);
        marks[n] = (uint8_t)(found[n]->marks | spans[n].flags << BIT_SENTENCE);
    }
    for (int mark = 0; mark < MARKS; mark++)
        b->marks[mark] = mark_bits(marks, mark);
    b->new_sentence = mark_bits(marks, BIT_SENTENCE);
    b->new_line = mark_bits(marks, BIT_LINE);
}

static void find_words(entity_document *d, word_cache *words, landmarks *l)
{
    uint32_t number = word_cache_next_article(words);
    line now = {.begin = 0};
    token_batch b;

    for (size_t i = 0; i < d->count; i += WORD_CACHE_BATCH) {
        size_t count = d->count - i;

        if (count > WORD_CACHE_BATCH)
            count = WORD_CACHE_BATCH;
        find_batch(d, words, i, count, number, &b);
        take_lines(d, i, &b, &now);
        l->starts.bits[i / 64] = b.marks[MARK_STARTS];
        l->goes_on.bits[i / 64] = b.marks[MARK_GOES_ON] & ~b.new_sentence;
        l->candidates.bits[i / 64] = b.marks[MARK_CANDIDATE];
    }
    end_line(d, &now, d->count);
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

/* Keys of phrases, and where each begins. */
typedef struct key_batch {
    uint64_t keys[64];
    size_t starts[64];
    size_t count;
} key_batch;

/* All that may begin at `at`. */
static void add_keys(key_batch *b, const entity_document *d, const landmarks *l,
                     size_t at, const entity_model *m)
{
    uint64_t key = entity_phrase_mix(PHRASE_SEED, d->tokens[at].word->lower);

    for (size_t n = 1;
         n < PHRASE_WORDS_MAX && token_set_has(&l->goes_on, at + n); n++) {
        key = entity_phrase_mix(key, d->tokens[at + n].word->lower);
        entity_model_fetch_facts(m, key);
        b->keys[b->count] = key;
        b->starts[b->count++] = at;
    }
}

static void put_known(key_batch *b, const entity_model *m, token_set *known)
{
    size_t count = 0;

    for (size_t i = 0; i < b->count; i++) {
        if (!entity_model_may_have(m, b->keys[i]))
            continue;
        token_set_put(known, b->starts[i], true);
        entity_model_fetch_start(m, b->keys[i]);
        b->keys[count++] = b->keys[i];
    }
    for (size_t i = 0; i < count; i++)
        entity_model_fetch_entry(m, b->keys[i]);
    b->count = 0;
}

/* Nearly no phrase is one of the lexicon, and memory takes long to tell: many
 * are asked for before the first is looked at. */
static void drop_unknown_starts(const entity_document *d, const entity_model *m,
                                landmarks *l, arena *a)
{
    token_set known = token_set_new(d->count, a);
    key_batch b = {.count = 0};

    for (size_t i = token_set_next(&l->starts, 0); i < d->count;
         i = token_set_next(&l->starts, i + 1)) {
        add_keys(&b, d, l, i, m);
        if (b.count + PHRASE_WORDS_MAX > sizeof b.keys / sizeof *b.keys)
            put_known(&b, m, &known);
    }
    put_known(&b, m, &known);
    l->starts = known;
}

static void mark_phrases(entity_document *d, const entity_model *m,
                         landmarks *l, arena *a)
{
    size_t size;

    token_set_keep_before(&l->starts, &l->goes_on);
    drop_far_starts(l, a);
    drop_unknown_starts(d, m, l, a);
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

#define SMALL_ENDS_MAX 2

static bool is_adjective(const entity_document *d, size_t i)
{
    return i < d->count && !begins_sentence(d, i) &&
           (d->tokens[i].word->flags & WORD_SMALL) &&
           d->spans[i].end - d->spans[i].begin > 3;
}

/* "européenne" of "Union européenne" may end a name. */
static void put_small_ends(const entity_document *d, landmarks *l)
{
    for (size_t i = token_set_next(&l->candidates, 0); i < d->count;
         i = token_set_next(&l->candidates, i + 1))
        if (is_name_like(&d->tokens[i]) &&
            (d->tokens[i].word->names & NAME_ORG_WORD))
            for (size_t n = i + 1;
                 n <= i + SMALL_ENDS_MAX && is_adjective(d, n); n++)
                token_set_put(&l->candidates, n, true);
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

        if (!(d->tokens[i].word->marks & 1 << MARK_CANDIDATE) &&
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
    d->model = m;
    d->spans = spans;
    d->count = count;
    d->cues = 0;
    d->borders[0] = word_cache_border(words, false);
    d->borders[1] = word_cache_border(words, true);
    d->tokens = arena_alloc(a, (count + 1) * sizeof *d->tokens);
    d->phrases = token_set_new(count, a);
    find_words(d, words, &l);
    mark_phrases(d, m, &l, a);
    gather_evidence(d, &l);
    if (entity_word_has_small_ends(m))
        put_small_ends(d, &l);
    mark_scored(d, &l, a);
}

size_t entity_document_words(const entity_document *d, const entity_stretch *s,
                             entity_word **out)
{
    entity_word **at = out;

    for (size_t n = s->first - s->begin; n < WORD_WINDOW; n++)
        *at++ = d->borders[0];
    for (size_t i = s->begin; i < s->end; i++)
        *at++ = d->tokens[i].word;
    for (size_t n = s->end - s->last; n < WORD_WINDOW; n++)
        *at++ = d->borders[1];
    return (size_t)(at - out);
}
