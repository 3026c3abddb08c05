/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rarity of the words of a loose query.
 */
#include "plan.h"

#include <math.h>

/* docs/decisions.md, "Weights". */
#define RARITY_POWER 0.2
#define RARITY_LEAST 0.05

/* Of all articles: words of more are not worth a mark. */
#define GRAMMAR_SHARE 0.4

/* 1 of a word of one article, next to nothing of one that all have. */
static double weight_of(const plan_node *node, double documents)
{
    double share = (plan_frequency(node) + 1) / (documents + 1);
    double rarity = share < 1 ? log(share) / log(1 / (documents + 1)) : 0;

    return pow(rarity > RARITY_LEAST ? rarity : RARITY_LEAST, RARITY_POWER);
}

void plan_unmark_grammar(plan *p, arena *memory)
{
    snippet_pattern *kept =
        arena_calloc(memory, p->pattern_count, sizeof *kept);
    size_t count = 0;

    for (size_t i = 0; i < p->pattern_count; i++) {
        const snippet_pattern *pattern = &p->patterns[i];
        if (pattern->is_entity || pattern->word_count > 1 ||
            pattern->weight >= log(1 + 1 / GRAMMAR_SHARE))
            kept[count++] = *pattern;
    }
    if (count == 0)
        return;
    p->patterns = kept;
    p->pattern_count = count;
}

static plan_node *weigh_children(const plan_node *any, const vocabulary *v,
                                 arena *memory)
{
    plan_node *copy = plan_node_copy(any, any->child_count, memory);

    for (size_t i = 0; i < any->child_count; i++) {
        copy->children[i] = plan_node_copy(
            any->children[i], any->children[i]->child_count, memory);
        copy->children[i]->weight *=
            weight_of(any->children[i], (double)v->document_count);
    }
    return copy;
}

/* The OR stands at the root, or beside filters and bonuses. */
const plan_node *plan_weigh_words(const plan_node *root, const vocabulary *v,
                                  arena *memory)
{
    size_t count = root->kind == PLAN_AND     ? root->child_count
                   : root->kind == PLAN_MAYBE ? 1
                                              : 0;
    plan_node *copy;

    if (root->is_filter)
        return root;
    if (root->kind == PLAN_OR)
        return weigh_children(root, v, memory);
    if (count == 0)
        return root;
    copy = plan_node_copy(root, root->child_count, memory);
    for (size_t i = 0; i < count; i++)
        copy->children[i] =
            (plan_node *)plan_weigh_words(root->children[i], v, memory);
    return copy;
}
