/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_document.h"

#include "str.h"

#define GAP_MAX 3 /* small tokens between two names that may belong to one */

static void find_words(entity_document *d, word_cache *words)
{
    for (size_t i = 0; i < d->count; i++) {
        const entity_span *span = &d->spans[i];
        entity_token *t = &d->tokens[i];

        memset(t, 0, sizeof *t);
        t->word =
            word_cache_get(words, str_slice(d->text, span->begin, span->end));
        if (span->flags & TOKEN_SENTENCE)
            t->place = PLACE_SENTENCE;
    }
}

/* ---- Headlines ---- */

static size_t line_end(const entity_document *d, size_t begin)
{
    size_t end = begin + 1;

    while (end < d->count && !(d->spans[end].flags & TOKEN_LINE))
        end++;
    return end;
}

static uint8_t kind_of_line(const entity_document *d, size_t begin, size_t end)
{
    size_t words = 0, caps = 0, capitals = 0;

    for (size_t i = begin; i < end; i++) {
        uint8_t flags = d->tokens[i].word->flags;
        uint32_t size = d->spans[i].end - d->spans[i].begin;

        if (!(flags & WORD_LETTER) || size < 2 || (flags & WORD_DIGIT))
            continue;
        words++;
        caps += (flags & WORD_CAPS) != 0;
        capitals += (flags & WORD_CAPITAL) != 0 || size < 4;
    }
    if (words >= 2 && caps * 10 >= words * 7)
        return PLACE_CAPS_LINE;
    return words >= 4 && capitals == words ? PLACE_TITLE_LINE : 0;
}

static void mark_lines(entity_document *d)
{
    for (size_t begin = 0, end; begin < d->count; begin = end) {
        uint8_t kind;

        end = line_end(d, begin);
        kind = kind_of_line(d, begin, end);
        for (size_t i = begin; i < end; i++)
            d->tokens[i].place |= kind;
    }
}

/* ---- Phrases of the lexicon ---- */

/*
 * Phrases are of capitalised and short words ("Bank of England"), or titles;
 * most text is neither, and need not be looked up.
 */
static bool may_go_on(const entity_token *t)
{
    return !(t->word->flags & WORD_SMALL) || t->word->is_short ||
           (t->word->names & (NAME_TITLE | NAME_PARTICLE));
}

/* The longest phrase that begins at `at`: its words, or 0. */
static size_t longest_phrase(const entity_document *d, size_t at,
                             const entity_model *m, uint32_t *facts)
{
    uint64_t key = PHRASE_SEED;
    size_t longest = 0;

    for (size_t n = 1; n <= PHRASE_WORDS_MAX && at + n <= d->count; n++) {
        const entity_token *t = &d->tokens[at + n - 1];
        uint32_t found;

        if (n > 1 && ((t->place & PLACE_SENTENCE) || !may_go_on(t)))
            break;
        key = entity_phrase_mix(key, t->word->lower);
        found = n > 1 ? entity_model_facts(m, key) : 0;
        if (found != 0) {
            *facts = found;
            longest = n;
        }
    }
    return longest;
}

static void mark_phrases(entity_document *d, const entity_model *m)
{
    for (size_t i = 0; i < d->count; i++) {
        uint32_t facts = 0;
        size_t size;

        if (!(d->tokens[i].word->names & NAME_STARTS))
            continue;
        size = longest_phrase(d, i, m, &facts);
        for (size_t n = 0; n < size; n++)
            d->tokens[i + n].phrase = (facts & NAME_MASK) |
                                      (n == 0 ? PHRASE_FIRST : PHRASE_LATER) |
                                      (n + 1 == size ? PHRASE_LAST : 0);
        if (size > 0)
            i += size - 1;
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

    if (!is_name_like(t))
        return t->word->flags & WORD_SMALL ? SEEN_SMALL : 0;
    if (t->place & (PLACE_CAPS_LINE | PLACE_TITLE_LINE))
        return 0;
    seen = t->place & PLACE_SENTENCE ? 0 : SEEN_LARGE;
    if (i > 0 && !(t->place & PLACE_SENTENCE))
        seen |= seen_before(&d->tokens[i - 1]);
    if (i + 1 < d->count)
        seen |= seen_after(d, i + 1);
    return seen;
}

/* Articles are numbered, so that what words keep need not be cleared. */
static void gather_evidence(entity_document *d, uint32_t number)
{
    for (size_t i = 0; i < d->count; i++) {
        entity_word *base = d->tokens[i].word->base;

        if (base->seen_in != number) {
            base->seen_in = number;
            base->seen = 0;
        }
        base->seen |= seen_here(d, i);
    }
    for (size_t i = 0; i < d->count; i++)
        d->tokens[i].seen = d->tokens[i].word->base->seen;
}

/* ---- Which tokens are labelled ---- */

static bool is_candidate(const entity_token *t)
{
    uint8_t flags = t->word->flags;

    if (flags & WORD_CAPITAL)
        return true;
    if ((flags & WORD_DIGIT) && (flags & WORD_LETTER))
        return true;
    return (t->word->names & NAME_PARTICLE) != 0;
}

/* "Moody's": the mark belongs to a name of the lexicon. */
static bool ends_name(const entity_token *t)
{
    return (t->phrase & PHRASE_LAST) &&
           (t->phrase & (NAME_COMPANY | NAME_BODY));
}

static void mark_scored(entity_document *d)
{
    size_t last = SIZE_MAX; /* the candidate before, in this sentence */

    for (size_t i = 0; i < d->count; i++) {
        if (d->tokens[i].place & PLACE_SENTENCE)
            last = SIZE_MAX;
        if (!is_candidate(&d->tokens[i]) &&
            !(last != SIZE_MAX && last + 1 == i && ends_name(&d->tokens[i])))
            continue;
        d->tokens[i].place |= PLACE_SCORED;
        if (last != SIZE_MAX && i - last - 1 <= GAP_MAX)
            for (size_t gap = last + 1; gap < i; gap++)
                d->tokens[gap].place |= PLACE_SCORED;
        last = i;
    }
}

void entity_document_prepare(entity_document *d, morgue_str text,
                             const entity_span *spans, size_t count,
                             const entity_model *m, word_cache *words, arena *a)
{
    d->text = text;
    d->spans = spans;
    d->count = count;
    d->tokens = arena_alloc(a, (count + 1) * sizeof *d->tokens);
    find_words(d, words);
    mark_lines(d);
    mark_phrases(d, m);
    gather_evidence(d, word_cache_next_article(words));
    mark_scored(d);
}

size_t entity_document_sentence_end(const entity_document *d, size_t begin)
{
    size_t end = begin + 1;

    while (end < d->count && !(d->tokens[end].place & PLACE_SENTENCE))
        end++;
    return end;
}

bool entity_document_is_attribute(const entity_document *d, size_t i)
{
    static const char *const tails[] = {
        "-based", "-born",       "-led",      "-backed", "-run",     "-owned",
        "-held",  "-controlled", "-occupied", "-ruled",  "-trained", "-style",
    };
    morgue_str text = str_slice(d->text, d->spans[i].begin, d->spans[i].end);

    for (size_t t = 0; t < sizeof tails / sizeof *tails; t++)
        if (str_ends_with(text, str_of(tails[t])))
            return true;
    return false;
}
