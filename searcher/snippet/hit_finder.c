/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "hit_finder.h"

#include "name_key.h"
#include "str.h"
#include "word_walk.h"

#include <assert.h>
#include <stdlib.h>

/* A distinct word of the patterns, and where it stands in them. */
typedef struct word_use {
    uint32_t part;
    uint64_t mask;
} word_use;

typedef struct wanted_word {
    pattern_word_kind kind;
    morgue_str term;
    morgue_str stem; /* of PATTERN_STEM, where the language has a stemmer */
    size_t beginning; /* bytes of term that its other forms begin with */
    word_use *uses;
    size_t use_count;
} wanted_word;

/* A pattern, or of a very long one HIT_WORDS_MAX words. */
typedef struct part {
    uint32_t pattern;
    uint32_t word_count;
    uint64_t state;    /* after token `seen`: bit i: words 0..i have matched */
    uint64_t matching; /* bits of the words that the present token matches */
    size_t seen;
} part;

typedef struct finder {
    part *parts;
    size_t part_count;
    wanted_word *words; /* by first byte */
    size_t word_count;
    uint32_t first[257]; /* words[first[b]] ... begin with byte b */
    wanted_letters letters;
    wanted_word *others; /* compared with every token */
    size_t other_count;
    stemmer *stems;
    uint32_t *touched; /* parts that the present token advances */
    size_t touched_count;
    uint32_t begins[HIT_WORDS_MAX]; /* of the last tokens */
    arena *memory;
} finder;

/* A word at its place, while words are being told apart. */
typedef struct placed_word {
    const pattern_word *word;
    uint32_t part;
    uint32_t index;
} placed_word;

typedef bool (*pattern_filter)(const snippet_pattern *pattern, bool in_title);

static bool is_text_pattern(const snippet_pattern *p, bool in_title)
{
    return !p->is_entity && (in_title || p->place == PATTERN_ANYWHERE);
}

static bool is_entity_pattern(const snippet_pattern *p, bool in_title)
{
    (void)in_title;
    return p->is_entity;
}

static bool finder_init(finder *f, const snippet_pattern *patterns,
                        size_t count, pattern_filter filter, bool in_title,
                        morgue_str language, arena *a);
static void find_in_words(finder *f, hit_list *out, morgue_str text);
static void find_in_mentions(finder *f, hit_list *out,
                             const stored_article *article, bool in_title,
                             const snippet_pattern *patterns);
static int compare_hits(const void *a, const void *b);

void hits_find(hit_list *out, const stored_article *article, bool in_title,
               const snippet_pattern *patterns, size_t pattern_count,
               arena *a)
{
    finder f;

    *out = (hit_list){NULL, 0, 0};
    if (finder_init(&f, patterns, pattern_count, is_text_pattern, in_title,
                    article->language, a))
        find_in_words(&f, out, in_title ? article->title : article->text);
    stemmer_free(f.stems);
    if (finder_init(&f, patterns, pattern_count, is_entity_pattern, in_title,
                    article->language, a))
        find_in_mentions(&f, out, article, in_title, patterns);
    stemmer_free(f.stems);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, compare_hits);
}

void hits_merge(span_list *out, const hit_list *hits, arena *a)
{
    out->count = 0;
    out->items = arena_alloc(a, (hits->count + 1) * sizeof *out->items);
    for (size_t i = 0; i < hits->count; i++) {
        const hit *h = &hits->items[i];
        morgue_mark *last = out->items + out->count - 1;
        if (out->count > 0 && h->begin < last->end) {
            if (h->end > last->end)
                last->end = h->end;
            continue;
        }
        out->items[out->count++] = (morgue_mark){h->begin, h->end};
    }
}

static int compare_hits(const void *a, const void *b)
{
    const hit *x = a, *y = b;

    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

static void hits_add(hit_list *l, hit h, arena *a)
{
    if (l->count == l->capacity) {
        size_t capacity = l->capacity ? 2 * l->capacity : 32;
        hit *items = arena_alloc(a, capacity * sizeof *items);
        if (l->count > 0)
            memcpy(items, l->items, l->count * sizeof *items);
        l->items = items;
        l->capacity = capacity;
    }
    l->items[l->count++] = h;
}

/* ---- Making a finder ---- */

static size_t make_parts(finder *f, placed_word *placed,
                         const snippet_pattern *patterns, size_t count,
                         pattern_filter filter, bool in_title)
{
    size_t placed_count = 0;

    for (size_t p = 0; p < count; p++) {
        if (!filter(&patterns[p], in_title))
            continue;
        for (size_t w = 0; w < patterns[p].word_count; w++) {
            uint32_t index = (uint32_t)(w % HIT_WORDS_MAX);
            if (index == 0)
                f->parts[f->part_count++] =
                    (part){(uint32_t)p, 0, 0, 0, SIZE_MAX};
            f->parts[f->part_count - 1].word_count = index + 1;
            placed[placed_count++] = (placed_word){
                &patterns[p].words[w], (uint32_t)f->part_count - 1, index};
        }
    }
    return placed_count;
}

static int compare_placed(const void *a, const void *b)
{
    const placed_word *x = a, *y = b;
    int order = str_compare(x->word->term, y->word->term);

    if (order == 0)
        order = (int)x->word->kind - (int)y->word->kind;
    if (order == 0)
        order = x->part < y->part ? -1 : x->part > y->part;
    return order;
}

static bool is_same_word(const pattern_word *a, const pattern_word *b)
{
    return a->kind == b->kind && str_equal(a->term, b->term);
}

/* Stemmers of these languages take away beginnings too. */
static bool stems_change_beginnings(morgue_str language)
{
    return str_equal(language, STR("ar")) || str_equal(language, STR("ga")) ||
           str_equal(language, STR("id")) || str_equal(language, STR("ta"));
}

/* One wanted_word of the placed ones in [0, count), which are the same. */
static void make_word(finder *f, wanted_word *out, const placed_word *placed,
                      size_t count, bool all_stems)
{
    *out = (wanted_word){.kind = placed->word->kind,
                         .term = placed->word->term};
    if (out->kind == PATTERN_STEM && f->stems != NULL) {
        out->stem =
            arena_copy(f->memory, stemmer_stem(f->stems, out->term));
        if (!all_stems)
            out->beginning = stem_beginning(out->term, out->stem);
    }
    out->uses = arena_alloc(f->memory, count * sizeof *out->uses);
    for (size_t i = 0; i < count; i++) {
        uint64_t bit = UINT64_C(1) << placed[i].index;
        word_use *last = out->uses + out->use_count - 1;
        if (out->use_count > 0 && last->part == placed[i].part)
            last->mask |= bit;
        else
            out->uses[out->use_count++] = (word_use){placed[i].part, bit};
    }
}

static void want_letters(finder *f)
{
    wanted_letters_init(&f->letters);
    for (size_t i = 0; i < f->word_count; i++) {
        const wanted_word *w = &f->words[i];
        size_t shared = w->stem.data ? w->beginning : w->term.size;
        wanted_letters_add(&f->letters,
                           str_slice(w->term, 0, shared > 1 ? shared : 1));
    }
    if (f->other_count > 0)
        wanted_letters_add_all(&f->letters);
}

static void make_words(finder *f, placed_word *placed, size_t count,
                       bool compare_all_stems)
{
    qsort(placed, count, sizeof *placed, compare_placed);
    for (size_t i = 0, next; i < count; i = next) {
        const pattern_word *word = placed[i].word;
        bool is_other = word->term.size == 0 ||
                        (word->kind == PATTERN_STEM && compare_all_stems);
        wanted_word *out = is_other ? &f->others[f->other_count++]
                                    : &f->words[f->word_count++];
        next = i + 1;
        while (next < count && is_same_word(placed[next].word, word))
            next++;
        make_word(f, out, placed + i, next - i, compare_all_stems);
    }
    for (size_t b = 0, w = 0; b <= 256; b++) {
        while (w < f->word_count &&
               (unsigned char)f->words[w].term.data[0] < b)
            w++;
        f->first[b] = (uint32_t)w;
    }
    want_letters(f);
}

/* False when none of the patterns is of this filter. */
static bool finder_init(finder *f, const snippet_pattern *patterns,
                        size_t count, pattern_filter filter, bool in_title,
                        morgue_str language, arena *a)
{
    size_t words = 0;
    placed_word *placed;

    *f = (finder){.memory = a};
    for (size_t p = 0; p < count; p++)
        if (filter(&patterns[p], in_title))
            words += patterns[p].word_count;
    if (words == 0)
        return false;
    f->parts = arena_alloc(a, words * sizeof *f->parts);
    f->touched = arena_alloc(a, words * sizeof *f->touched);
    f->words = arena_alloc(a, words * sizeof *f->words);
    f->others = arena_alloc(a, words * sizeof *f->others);
    placed = arena_alloc(a, words * sizeof *placed);
    f->stems = stemmer_new(language);
    words = make_parts(f, placed, patterns, count, filter, in_title);
    make_words(f, placed, words, stems_change_beginnings(language));
    return true;
}

/* ---- Walking ---- */

/* The stem of the present token is made when it is first asked for. */
typedef struct present {
    morgue_str term;
    morgue_str stem;
    bool has_stem;
} present;

static bool word_matches(finder *f, const wanted_word *w, present *now)
{
    switch (w->kind) {
    case PATTERN_PREFIX:
        return str_starts_with(now->term, w->term);
    case PATTERN_EXACT:
        return str_equal(now->term, w->term);
    case PATTERN_STEM:
        if (str_equal(now->term, w->term))
            return true;
        if (f->stems == NULL ||
            !str_starts_with(now->term, str_slice(w->term, 0, w->beginning)))
            return false;
        if (!now->has_stem)
            now->stem = stemmer_stem(f->stems, now->term);
        now->has_stem = true;
        return str_equal(now->stem, w->stem);
    }
    return false;
}

static void touch(finder *f, const wanted_word *w)
{
    for (size_t i = 0; i < w->use_count; i++) {
        part *p = &f->parts[w->uses[i].part];
        if (p->matching == 0)
            f->touched[f->touched_count++] = w->uses[i].part;
        p->matching |= w->uses[i].mask;
    }
}

static void touch_matching(finder *f, const wanted_word *words, size_t count,
                           present *now)
{
    for (size_t i = 0; i < count; i++)
        if (word_matches(f, &words[i], now))
            touch(f, &words[i]);
}

/* Take a token into all patterns; the index counts from 1 in a text, as
 * SIZE_MAX + 1, of parts not seen yet, is 0. */
static void advance(finder *f, hit_list *out, const token *t, size_t index)
{
    present now = {t->term, {NULL, 0}, false};
    unsigned char b = (unsigned char)t->term.data[0];

    f->begins[index % HIT_WORDS_MAX] = t->begin;
    f->touched_count = 0;
    touch_matching(f, f->words + f->first[b], f->first[b + 1] - f->first[b],
                   &now);
    touch_matching(f, f->others, f->other_count, &now);
    for (size_t i = 0; i < f->touched_count; i++) {
        part *p = &f->parts[f->touched[i]];
        uint64_t before = p->seen + 1 == index ? p->state : 0;
        p->state = (before << 1 | 1) & p->matching;
        p->matching = 0;
        p->seen = index;
        if (p->state >> (p->word_count - 1) & 1) {
            size_t begin = (index - (p->word_count - 1)) % HIT_WORDS_MAX;
            hits_add(out, (hit){f->begins[begin], t->end, p->pattern, 1},
                     f->memory);
        }
    }
}

static void find_in_words(finder *f, hit_list *out, morgue_str text)
{
    word_walk words;
    token t;
    size_t index;

    word_walk_init(&words, text, &f->letters);
    while (word_walk_next(&words, &t, &index))
        if (t.term.size > 0)
            advance(f, out, &t, index + 1);
}

static bool is_taken_out(const snippet_pattern *pattern, morgue_str name)
{
    uint64_t key = pattern->taken_count > 0 ? name_key(name) : 0;

    for (size_t i = 0; i < pattern->taken_count; i++)
        if (pattern->taken_out[i] == key)
            return true;
    return false;
}

/* "Bernadette Meehan" tells a reader who "Meehan" is. */
#define PART_SHARE 0.5f

static hit mention_hit(const mention *m, morgue_str text, uint32_t pattern)
{
    morgue_str written = str_slice(text, m->begin, m->end);
    bool is_whole = written.size >= m->name.size ||
                    name_key(written) == name_key(m->name);

    return (hit){m->begin, m->end, pattern, is_whole ? 1 : PART_SHARE};
}

/* A mention is a hit where its name holds the words; once a pattern. */
static void find_in_mentions(finder *f, hit_list *out,
                             const stored_article *article, bool in_title,
                             const snippet_pattern *patterns)
{
    morgue_str text = in_title ? article->title : article->text;
    hit_list names = {NULL, 0, 0};

    for (size_t i = 0; i < article->mention_count; i++) {
        const mention *m = &article->mentions[i];
        if (m->in_title != in_title || m->begin >= m->end ||
            m->end > text.size)
            continue;
        names.count = 0;
        for (size_t p = 0; p < f->part_count; p++)
            f->parts[p].seen = SIZE_MAX;
        find_in_words(f, &names, m->name);
        for (size_t n = 0; n < names.count; n++) {
            uint32_t p = names.items[n].pattern;
            bool is_told = n > 0 && names.items[n - 1].pattern == p;
            if (!is_told && (patterns[p].kinds >> m->kind & 1) &&
                !is_taken_out(&patterns[p], m->name))
                hits_add(out, mention_hit(m, text, p), f->memory);
        }
    }
}
