/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Relevance feedback without a judge, after the relevance models of Lavrenko
 * and Croft (2001):
 *
 *   1. search; take the best articles, the better the surer;
 *   2. count the stems of their first words;
 *   3. a stem's worth is its share of these articles, times how rare it is;
 *   4. the worthiest add to the score of the second search.
 */
#include "feedback.h"

#include "field.h"
#include "sieve.h"
#include "stored.h"
#include "str.h"

#include <math.h>
#include <stdlib.h>

/* docs/decisions.md, "Weights". */
#define ARTICLES 10      /* that are believed */
#define ARTICLES_LEAST 3 /* fewer say nothing */
#define WORDS_MAX 1500   /* of each that are read: news tells the main first */
#define CANDIDATES 300   /* stems whose rarity is looked up */
#define BELIEF_POWER 5   /* the best are believed most */
#define TERMS 30         /* that are added */
#define SHARE_MAX 0.05   /* of all articles: commoner stems say nothing */
#define SHARE_LEAST 4    /* articles; those of a small index are few */
#define WEIGHT 0.3       /* of the worthiest, to 1 of a word of the query */

typedef struct stem_share {
    morgue_str term; /* with PREFIX_STEM */
    double share;
} stem_share;

typedef struct pool {
    stem_share *list;
    size_t count;
} pool;

static void add_words(pool *p, morgue_str text, stemmer *s, double share,
                      size_t *left, arena *memory)
{
    analyzer words;
    token t;

    analyzer_init(&words, text, 1);
    while (*left > 0 && analyzer_next(&words, &t)) {
        morgue_str stem;
        --*left;
        if (t.term.size < 3 || ascii_is_digit(t.term.data[0]))
            continue;
        stem = stemmer_stem(s, t.term);
        p->list[p->count].term =
            arena_format(memory, PREFIX_STEM "%.*s", (int)stem.size,
                         stem.data);
        p->list[p->count++].share = share;
    }
}

static void add_article(pool *p, const stored_article *a, double belief,
                        arena *memory)
{
    stemmer *s = stemmer_new(a->language);
    size_t first = p->count, left = WORDS_MAX;

    if (s == NULL)
        return;
    add_words(p, a->title, s, belief, &left, memory);
    add_words(p, a->text, s, belief, &left, memory);
    for (size_t i = first; i < p->count; i++)
        p->list[i].share /= (double)(p->count - first);
    stemmer_free(s);
}

static int by_term(const void *a, const void *b)
{
    return str_compare(((const stem_share *)a)->term,
                       ((const stem_share *)b)->term);
}

static int greatest_first(const void *a, const void *b)
{
    const stem_share *x = a, *y = b;

    if (x->share != y->share)
        return x->share > y->share ? -1 : 1;
    return str_compare(x->term, y->term);
}

/* Each stem once, the commonest in these articles first. */
static void sum_up(pool *p)
{
    size_t kept = 0;

    if (p->count == 0)
        return;
    qsort(p->list, p->count, sizeof *p->list, by_term);
    for (size_t i = 1; i < p->count; i++) {
        if (str_equal(p->list[kept].term, p->list[i].term))
            p->list[kept].share += p->list[i].share;
        else
            p->list[++kept] = p->list[i];
    }
    p->count = kept + 1;
    qsort(p->list, p->count, sizeof *p->list, greatest_first);
}

/* Share times rarity; what is common everywhere is worth nothing. */
static morgue_status judge(pool *p, vocabulary *v, morgue_error *err)
{
    double all = (double)v->document_count;
    double most = SHARE_MAX * all > SHARE_LEAST ? SHARE_MAX * all : SHARE_LEAST;

    if (p->count > CANDIDATES)
        p->count = CANDIDATES;
    for (size_t i = 0; i < p->count; i++) {
        uint64_t frequency;
        morgue_status status =
            vocabulary_frequency(v, p->list[i].term, &frequency, err);
        if (status != MORGUE_OK)
            return status;
        if (frequency < 2 || (double)frequency > most)
            p->list[i].share = 0;
        else
            p->list[i].share *= log(all / (double)frequency);
    }
    if (p->count)
        qsort(p->list, p->count, sizeof *p->list, greatest_first);
    return MORGUE_OK;
}

static const plan_node *with_terms(const plan_node *root, const pool *p,
                                   arena *memory)
{
    plan_node *node = plan_node_new(memory, PLAN_MAYBE);
    size_t count = p->count < TERMS ? p->count : TERMS;

    node->children = arena_calloc(memory, count + 1, sizeof(plan_node *));
    node->children[0] = (plan_node *)root;
    node->child_count = 1;
    for (size_t i = 0; i < count && p->list[i].share > 0; i++) {
        plan_node *term = plan_node_new(memory, PLAN_TERM);
        term->term = p->list[i].term;
        term->weight = WEIGHT * p->list[i].share / p->list[0].share;
        node->children[node->child_count++] = term;
    }
    return node->child_count > 1 ? node : root;
}

static double belief(const xap_matches *best, size_t i)
{
    double most = best->match[0].weight;

    return most > 0 ? pow(best->match[i].weight / most, BELIEF_POWER) : 1;
}

static morgue_status read_best(pool *p, const xap_matches *best,
                               vocabulary *v, arena *memory,
                               morgue_error *err)
{
    p->list =
        arena_calloc(memory, best->count * WORDS_MAX, sizeof *p->list);
    for (size_t i = 0; i < best->count; i++) {
        stored_article article;
        morgue_str data;
        morgue_status status =
            xap_reader_data(v->reader, best->match[i].docid, &data, err);
        if (status != MORGUE_OK)
            return status;
        if (stored_decode(&article, data, memory))
            add_article(p, &article, belief(best, i), memory);
    }
    return MORGUE_OK;
}

morgue_status feedback_add(const plan_node **out, const plan_node *root,
                           vocabulary *v, const xap_bm25 *weights,
                           arena *memory, morgue_error *err)
{
    sieve_options first = {.limit = ARTICLES, .bm25 = weights};
    sieve_result best;
    pool p = {NULL, 0};
    morgue_status status = sieve_search(&best, v, root, &first, memory, err);

    *out = root;
    if (status == MORGUE_OK && best.found.count >= ARTICLES_LEAST)
        status = read_best(&p, &best.found, v, memory, err);
    xap_matches_free(&best.found);
    if (status != MORGUE_OK || p.count == 0)
        return status;
    sum_up(&p);
    status = judge(&p, v, err);
    if (status == MORGUE_OK)
        *out = with_terms(root, &p, memory);
    return status;
}
