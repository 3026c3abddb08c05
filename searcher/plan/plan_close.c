/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Closeness of the words of a loose query.
 */
#include "plan.h"

#include "str.h"

/* docs/decisions.md, "Weights". */
#define CLOSE_WEIGHT 0.1     /* of a pair, to 1 of a word */
#define CLOSE_DISTANCE 4     /* words */
#define CLOSE_PAIRS_MAX 20   /* of neighbours in the query */
#define CLOSE_SHARE_MAX 0.1  /* of all articles: commoner words are near all */

static bool is_word(const query_node *node)
{
    return (node->kind == QUERY_WORD || node->kind == QUERY_EXACT) &&
           field_id_of(node->field) == FIELD_TEXT && node->word_count == 1 &&
           !node->words[0].is_prefix;
}

/* The words side by side, of which any is enough. */
static const query_node *loose_words(const query_node *query)
{
    if (query->kind == QUERY_OR)
        return query;
    for (size_t i = 0; query->kind == QUERY_AND && i < query->child_count; i++)
        if (query->children[i]->kind == QUERY_OR)
            return query->children[i];
    return NULL;
}

static plan_node *term_of(const query_word *word, vocabulary *v,
                          arena *memory)
{
    plan_node *term = plan_node_new(memory, PLAN_TERM);

    term->term = word->term;
    if (vocabulary_frequency(v, term->term, &term->frequency, NULL))
        term->frequency = 0;
    return term;
}

static bool tells(const plan_node *term, const vocabulary *v)
{
    return term->frequency > 0 &&
           (double)term->frequency <=
               CLOSE_SHARE_MAX * (double)v->document_count;
}

static plan_node *pair_of(plan_node *first, plan_node *second, arena *memory)
{
    plan_node *pair = plan_node_new(memory, PLAN_CLOSE);

    pair->distance = CLOSE_DISTANCE;
    pair->weight = CLOSE_WEIGHT;
    pair->children = arena_calloc(memory, 2, sizeof(plan_node *));
    pair->children[0] = first;
    pair->children[1] = second;
    pair->child_count = 2;
    return pair;
}

/* Neighbours in the query, both of which tell. */
static size_t list_pairs(plan_node **out, const query_node *words,
                         vocabulary *v, arena *memory)
{
    plan_node *last = NULL;
    size_t count = 0;

    for (size_t i = 0; i < words->child_count && count < CLOSE_PAIRS_MAX;
         i++) {
        plan_node *term;
        if (!is_word(words->children[i]))
            continue;
        term = term_of(&words->children[i]->words[0], v, memory);
        if (!tells(term, v))
            continue;
        if (last && !str_equal(last->term, term->term))
            out[count++] = pair_of(last, term, memory);
        last = term;
    }
    return count;
}

/*
 * Pairs stand in the OR of their words, whose matches they cannot change.
 * Beside it, as what only adds to the score, Xapian 1.4.22 lost the best
 * matches of short lists: docs/decisions.md.
 */
static plan_node *with_pairs(const plan_node *any, plan_node *const *pairs,
                             size_t count, arena *memory)
{
    plan_node *copy = plan_node_copy(any, any->child_count + count, memory);

    memcpy(copy->children + copy->child_count, pairs,
           count * sizeof(plan_node *));
    copy->child_count += count;
    return copy;
}

/* The OR stands at the root, or beside filters and bonuses. */
static const plan_node *add_pairs(const plan_node *root,
                                  plan_node *const *pairs, size_t count,
                                  arena *memory)
{
    size_t at = 0;
    plan_node *copy;

    if (root->kind == PLAN_OR && !root->is_filter)
        return with_pairs(root, pairs, count, memory);
    while (root->kind == PLAN_AND && at < root->child_count &&
           (root->children[at]->kind != PLAN_OR ||
            root->children[at]->is_filter))
        at++;
    if ((root->kind != PLAN_AND && root->kind != PLAN_MAYBE) ||
        at == root->child_count)
        return root;
    copy = plan_node_copy(root, root->child_count, memory);
    copy->children[at] =
        (plan_node *)add_pairs(root->children[at], pairs, count, memory);
    return copy;
}

const plan_node *plan_close_words(const plan_node *root,
                                  const query_node *query, vocabulary *v,
                                  arena *memory)
{
    const query_node *words = loose_words(query);
    plan_node *pairs[CLOSE_PAIRS_MAX];
    size_t count = words ? list_pairs(pairs, words, v, memory) : 0;

    return count ? add_pairs(root, pairs, count, memory) : root;
}
