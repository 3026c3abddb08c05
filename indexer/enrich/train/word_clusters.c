/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_clusters.h"

#include "entity_token.h"
#include "entity_word.h"
#include "heap.h"
#include "str.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define WORDS_MAX      45000 /* the most frequent get a cluster */
#define CONTEXTS_MAX   8000  /* neighbours that are told apart */
#define SEEN_LEAST     5
#define LOG_TABLE_SIZE (1 << 20)

typedef struct counted_word {
    uint64_t lower;
    morgue_str text; /* in small letters where it was first seen so */
    uint32_t small, large, other; /* other: begins a sentence, and the like */
    uint32_t rank, cluster;
} counted_word;

typedef struct neighbour {
    uint32_t context, count;
} neighbour;

struct word_clusters {
    arena *memory;
    counted_word *words;
    size_t count, room;
    uint32_t *slots; /* word + 1, by hash */
    size_t slot_count;
    uint32_t *tokens; /* words of the text in order; 0 parts sentences */
    size_t token_count, token_room;
};

word_clusters *word_clusters_new(void)
{
    word_clusters *c = heap_new(1, sizeof *c);

    c->memory = arena_new();
    c->slot_count = 1 << 22;
    c->slots = heap_new(c->slot_count, sizeof *c->slots);
    return c;
}

void word_clusters_free(word_clusters *c)
{
    if (!c)
        return;
    arena_free(c->memory);
    free(c->words);
    free(c->slots);
    free(c->tokens);
    free(c);
}

static counted_word *word_of(word_clusters *c, uint64_t lower, morgue_str text)
{
    size_t at = lower & (c->slot_count - 1);
    counted_word *w;

    while (c->slots[at] && c->words[c->slots[at] - 1].lower != lower)
        at = (at + 1) & (c->slot_count - 1);
    if (c->slots[at])
        return &c->words[c->slots[at] - 1];
    if (c->count * 2 >= c->slot_count)
        return &c->words[0];
    if (c->count == c->room) {
        c->room = c->room ? c->room * 2 : 1 << 16;
        c->words = heap_resize(c->words, c->room, sizeof *c->words);
    }
    w = &c->words[c->count++];
    memset(w, 0, sizeof *w);
    w->lower = lower;
    w->text = arena_copy(c->memory, text);
    c->slots[at] = (uint32_t)c->count;
    return w;
}

static void add_token(word_clusters *c, uint32_t word)
{
    if (c->token_count == c->token_room) {
        c->token_room = c->token_room ? c->token_room * 2 : 1 << 20;
        c->tokens =
            heap_resize(c->tokens, c->token_room, sizeof *c->tokens);
    }
    c->tokens[c->token_count++] = word;
}

void word_clusters_read(word_clusters *c, morgue_str text)
{
    arena *a = arena_new();
    entity_span *spans;
    size_t count = entity_tokenize(text, false, a, &spans);

    for (size_t i = 0; i < count; i++) {
        morgue_str piece = str_slice(text, spans[i].begin, spans[i].end);
        entity_word w;
        counted_word *counted;

        entity_word_fill(&w, piece, NULL);
        counted = word_of(c, w.lower, piece);
        if (spans[i].flags & TOKEN_SENTENCE) {
            add_token(c, 0);
            counted->other++;
        } else if (w.flags & WORD_SMALL) {
            counted->small++;
        } else if (w.flags & WORD_CAPITAL) {
            counted->large++;
        } else {
            counted->other++;
        }
        add_token(c, (uint32_t)(counted - c->words) + 1);
    }
    arena_free(a);
}

/* ---- Ranks ---- */

static uint32_t frequency(const counted_word *w)
{
    return w->small + w->large + w->other;
}

static int by_frequency(const void *a, const void *b)
{
    const counted_word *const *x = a, *const *y = b;

    if (frequency(*x) != frequency(*y))
        return frequency(*x) > frequency(*y) ? -1 : 1;
    return str_compare((*x)->text, (*y)->text);
}

static counted_word **ranked(word_clusters *c)
{
    counted_word **order = heap_new(c->count, sizeof *order);

    for (size_t i = 0; i < c->count; i++)
        order[i] = &c->words[i];
    qsort(order, c->count, sizeof *order, by_frequency);
    for (size_t i = 0; i < c->count; i++)
        order[i]->rank = (uint32_t)i;
    return order;
}

/* ---- Neighbours ---- */

/* Contexts: rank before, then rank after; the last of each: any other. */
#define CONTEXTS (2 * (CONTEXTS_MAX + 2))

static uint32_t context_of(const word_clusters *c, uint32_t token, bool after)
{
    uint32_t context = CONTEXTS_MAX + 1; /* a sentence ends here */

    if (token > 0) {
        context = c->words[token - 1].rank;
        if (context > CONTEXTS_MAX)
            context = CONTEXTS_MAX;
    }
    return context + (after ? CONTEXTS_MAX + 2 : 0);
}

static int by_context(const void *a, const void *b)
{
    const neighbour *x = a, *y = b;

    return x->context < y->context ? -1 : x->context > y->context;
}

static size_t join_equal(neighbour *list, size_t count)
{
    size_t kept = 0;

    qsort(list, count, sizeof *list, by_context);
    for (size_t i = 1; i < count; i++)
        if (list[i].context == list[kept].context)
            list[kept].count += list[i].count;
        else
            list[++kept] = list[i];
    return count ? kept + 1 : 0;
}

typedef struct exchange {
    size_t words;
    unsigned clusters;
    neighbour **lists; /* of each word by rank */
    size_t *sizes;
    uint32_t *cluster;
    uint32_t(*pairs); /* [context][cluster] */
    uint64_t *sums;   /* [cluster] */
    float *log_table; /* n log n */
    double *gain;     /* [cluster] */
} exchange;

static void gather_neighbours(word_clusters *c, exchange *e)
{
    size_t *room = heap_new(e->words, sizeof *room);

    for (size_t i = 0; i < c->token_count; i++) {
        uint32_t rank;
        neighbour *list;

        if (c->tokens[i] == 0)
            continue;
        rank = c->words[c->tokens[i] - 1].rank;
        if (rank >= e->words)
            continue;
        if (e->sizes[rank] + 2 > room[rank]) {
            e->sizes[rank] = join_equal(e->lists[rank], e->sizes[rank]);
            room[rank] = e->sizes[rank] * 2 + 16;
            e->lists[rank] = heap_resize(
                e->lists[rank], room[rank], sizeof(neighbour));
        }
        list = e->lists[rank];
        list[e->sizes[rank]++] =
            (neighbour){context_of(c, i > 0 ? c->tokens[i - 1] : 0, false), 1};
        list[e->sizes[rank]++] = (neighbour){
            context_of(c, i + 1 < c->token_count ? c->tokens[i + 1] : 0, true),
            1};
    }
    for (size_t w = 0; w < e->words; w++)
        e->sizes[w] = join_equal(e->lists[w], e->sizes[w]);
    free(room);
}

/* ---- Exchange ---- */

static double n_log_n(const exchange *e, uint64_t n)
{
    return n < LOG_TABLE_SIZE ? e->log_table[n] : (double)n * log((double)n);
}

static uint32_t *pairs_of(const exchange *e, uint32_t context)
{
    return e->pairs + (size_t)context * e->clusters;
}

static void move(exchange *e, size_t w, unsigned to, int sign)
{
    for (size_t i = 0; i < e->sizes[w]; i++) {
        uint32_t n = e->lists[w][i].count;

        pairs_of(e, e->lists[w][i].context)[to] += sign > 0 ? n : -n;
        e->sums[to] += sign > 0 ? n : -(uint64_t)n;
    }
}

static unsigned best_cluster(exchange *e, size_t w)
{
    uint64_t sum = 0;
    unsigned best = 0;

    for (unsigned k = 0; k < e->clusters; k++)
        e->gain[k] = 0;
    for (size_t i = 0; i < e->sizes[w]; i++) {
        const uint32_t *row = pairs_of(e, e->lists[w][i].context);
        uint32_t n = e->lists[w][i].count;

        sum += n;
        for (unsigned k = 0; k < e->clusters; k++)
            if (row[k] + n < LOG_TABLE_SIZE)
                e->gain[k] += e->log_table[row[k] + n] - e->log_table[row[k]];
            else
                e->gain[k] +=
                    n_log_n(e, (uint64_t)row[k] + n) - n_log_n(e, row[k]);
    }
    for (unsigned k = 0; k < e->clusters; k++) {
        e->gain[k] -= n_log_n(e, e->sums[k] + sum) - n_log_n(e, e->sums[k]);
        if (e->gain[k] > e->gain[best])
            best = k;
    }
    return best;
}

static size_t one_round(exchange *e)
{
    size_t moved = 0;

    for (size_t w = 0; w < e->words; w++) {
        unsigned to;

        move(e, w, e->cluster[w], -1);
        to = best_cluster(e, w);
        moved += to != e->cluster[w];
        e->cluster[w] = to;
        move(e, w, to, 1);
    }
    return moved;
}

static void exchange_init(exchange *e, size_t words, unsigned clusters)
{
    e->words = words;
    e->clusters = clusters;
    e->lists = heap_new(words, sizeof *e->lists);
    e->sizes = heap_new(words, sizeof *e->sizes);
    e->cluster = heap_new(words, sizeof *e->cluster);
    e->pairs = heap_new((size_t)CONTEXTS * clusters, sizeof *e->pairs);
    e->sums = heap_new(clusters, sizeof *e->sums);
    e->gain = heap_new(clusters, sizeof *e->gain);
    e->log_table = heap_new(LOG_TABLE_SIZE, sizeof *e->log_table);
    for (size_t n = 2; n < LOG_TABLE_SIZE; n++)
        e->log_table[n] = (float)((double)n * log((double)n));
}

static void exchange_free(exchange *e)
{
    for (size_t w = 0; w < e->words; w++)
        free(e->lists[w]);
    free(e->lists);
    free(e->sizes);
    free(e->cluster);
    free(e->pairs);
    free(e->sums);
    free(e->gain);
    free(e->log_table);
}

void word_clusters_find(word_clusters *c, unsigned count, unsigned rounds)
{
    counted_word **order = ranked(c);
    exchange e;
    size_t words = c->count < WORDS_MAX ? c->count : WORDS_MAX;

    while (words > 0 && frequency(order[words - 1]) < SEEN_LEAST)
        words--;
    exchange_init(&e, words, count);
    gather_neighbours(c, &e);
    for (size_t w = 0; w < words; w++) {
        e.cluster[w] = (uint32_t)(w % count);
        move(&e, w, e.cluster[w], 1);
    }
    for (unsigned i = 0; i < rounds; i++)
        fprintf(stderr, "round %u: %zu of %zu words moved\n", i + 1,
                one_round(&e), words);
    for (size_t w = 0; w < words; w++)
        order[w]->cluster = e.cluster[w] + 1;
    exchange_free(&e);
    free(order);
}

void word_clusters_print(const word_clusters *c)
{
    for (size_t i = 0; i < c->count; i++) {
        const counted_word *w = &c->words[i];

        if (frequency(w) >= SEEN_LEAST)
            printf("%.*s\t%u\t%u\t%u\n", (int)w->text.size, w->text.data,
                   (unsigned)w->small, (unsigned)w->large,
                   (unsigned)w->cluster);
    }
}
