/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Phrases of common words: by the terms of pairs, and by looking at the best
 * articles first.
 */
#include "planner.h"

#include "str.h"
#include "word_pair.h"

/* ---- Pairs ---- */

static unsigned number_at(const query_node *leaf, size_t i)
{
    return i < leaf->word_count && !leaf->words[i].is_prefix
               ? common_word(leaf->words[i].term)
               : 0;
}

static morgue_status pair_term(planner *p, plan_node **out, unsigned first,
                               unsigned second)
{
    char term[WORD_PAIR_MAX];
    size_t size = word_pair_term(term, first, second);

    return planner_term(p, out, "", str_make(term, size));
}

static bool has_common_word(const query_node *leaf)
{
    for (size_t i = 0; i < leaf->word_count; i++)
        if (number_at(leaf, i) != 0)
            return true;
    return false;
}

/* The pair that begins with a word, or the word where it is none of the
 * commonest; NULL for others. */
static morgue_status cover_at(planner *p, const query_node *leaf, size_t i,
                              plan_node *word, plan_node **out)
{
    unsigned first = number_at(leaf, i), second = number_at(leaf, i + 1);

    *out = first == 0 ? word : NULL;
    return first != 0 && second != 0 ? pair_term(p, out, first, second)
                                     : MORGUE_OK;
}

morgue_status planner_cover(planner *p, const query_node *leaf,
                            plan_node **phrase)
{
    plan_node *node = *phrase;
    morgue_status status = MORGUE_OK;

    node->cover =
        arena_calloc(p->memory, leaf->word_count, sizeof(plan_node *));
    for (size_t i = 0; i < leaf->word_count && status == MORGUE_OK; i++) {
        plan_node **out = &node->cover[node->cover_count];
        status = cover_at(p, leaf, i, node->children[i], out);
        node->cover_count += *out != NULL;
    }
    if (!has_common_word(leaf))
        node->cover_count = 0;
    if (status == MORGUE_OK && leaf->word_count == 2 &&
        number_at(leaf, 0) != 0 && number_at(leaf, 1) != 0)
        *phrase = node->cover[0];
    return status;
}

/* ---- Wide phrases ---- */

/* Articles with all of the nodes, were they spread evenly. */
static double expected(plan_node *const *nodes, size_t count, double all)
{
    double share = 1;

    for (size_t i = 0; i < count; i++) {
        double sum = (double)nodes[i]->frequency;
        for (size_t k = 0; k < nodes[i]->child_count; k++)
            sum += (double)nodes[i]->children[k]->frequency;
        share *= sum < all ? sum / all : 1;
    }
    return share * all;
}

static bool is_wide(const plan_node *phrase, const vocabulary *v, double least)
{
    double all = (double)v->document_count;

    return phrase->cover_count > 0
               ? expected(phrase->cover, phrase->cover_count, all) >= least
               : expected(phrase->children, phrase->child_count, all) >= least;
}

static plan_node *copy_of(const plan_node *node, arena *memory)
{
    plan_node *copy = plan_node_new(memory, node->kind);

    *copy = *node;
    copy->children =
        arena_calloc(memory, node->child_count, sizeof(plan_node *));
    for (size_t i = 0; i < node->child_count; i++)
        copy->children[i] = node->children[i];
    return copy;
}

/* Down through what an article must have: there a look at the places of one
 * article tells whether it matches. */
const plan_node *plan_widen(const plan_node *root, const vocabulary *v,
                            double least, arena *memory)
{
    size_t reach = root->kind == PLAN_AND     ? root->child_count
                   : root->kind == PLAN_MAYBE ? 1
                                              : 0;
    plan_node *copy = NULL;

    if (root->kind == PLAN_PHRASE && is_wide(root, v, least)) {
        copy = copy_of(root, memory);
        copy->kind = PLAN_WIDE;
    }
    for (size_t i = 0; i < reach; i++) {
        const plan_node *child =
            plan_widen(root->children[i], v, least, memory);
        if (child == root->children[i])
            continue;
        if (copy == NULL)
            copy = copy_of(root, memory);
        copy->children[i] = (plan_node *)child;
    }
    return copy ? copy : root;
}
