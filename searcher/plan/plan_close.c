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

/* The words of the query in their order: those of the OR, wherever filters
 * stand beside it. */
static size_t list_words(const query_node *node, const query_word **out,
                         size_t count)
{
    if (count < CLOSE_PAIRS_MAX + 1 && is_word(node))
        out[count++] = &node->words[0];
    if (node->kind == QUERY_OR || node->kind == QUERY_AND)
        for (size_t i = 0; i < node->child_count; i++)
            count = list_words(node->children[i], out, count);
    return count;
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

const plan_node *plan_close_words(const plan_node *root,
                                  const query_node *query, vocabulary *v,
                                  arena *memory)
{
    const query_word *words[CLOSE_PAIRS_MAX + 1];
    size_t count = list_words(query, words, 0);
    plan_node *node = plan_node_new(memory, PLAN_MAYBE), *last = NULL;

    node->children =
        arena_calloc(memory, CLOSE_PAIRS_MAX + 2, sizeof(plan_node *));
    node->children[node->child_count++] = (plan_node *)root;
    for (size_t i = 0; i < count; i++) {
        plan_node *term = term_of(words[i], v, memory), *pair;
        if (!tells(term, v))
            continue;
        if (last && !str_equal(last->term, term->term)) {
            pair = plan_node_new(memory, PLAN_CLOSE);
            pair->distance = CLOSE_DISTANCE;
            pair->weight = CLOSE_WEIGHT;
            pair->children = arena_calloc(memory, 2, sizeof(plan_node *));
            pair->children[0] = last;
            pair->children[1] = term;
            pair->child_count = 2;
            node->children[node->child_count++] = pair;
        }
        last = term;
    }
    return node->child_count > 1 ? node : root;
}
