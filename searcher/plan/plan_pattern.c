/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the leaves of a query may match in a text: the snippets' patterns.
 */
#include "planner.h"

#include "str.h"

#include <math.h>

/* Articles with any of the terms of a node, at the most. */
static double frequency_of(const plan_node *node)
{
    double sum = 0, least = INFINITY;

    if (node->kind == PLAN_TERM)
        return (double)node->frequency;
    if (node->kind == PLAN_MAYBE)
        return frequency_of(node->children[0]);
    for (size_t i = 0; i < node->child_count; i++) {
        double one = frequency_of(node->children[i]);
        sum += one;
        least = one < least ? one : least;
    }
    return node->kind == PLAN_PHRASE ? least : sum;
}

static pattern_word_kind kind_of(const query_node *leaf, const query_word *w)
{
    if (w->is_prefix)
        return PATTERN_PREFIX;
    return leaf->kind == QUERY_WORD ? PATTERN_STEM : PATTERN_EXACT;
}

static unsigned kinds_of(field_id id)
{
    switch (id) {
    case FIELD_PERSON:
        return 1u << MENTION_PERSON;
    case FIELD_ORG:
        return 1u << MENTION_ORG;
    case FIELD_PLACE:
        return 1u << MENTION_PLACE;
    case FIELD_ENTITY:
        return (1u << MENTION_KINDS) - 1;
    default:
        return 0;
    }
}

static snippet_pattern *add_pattern(planner *p)
{
    if (p->pattern_count == p->pattern_capacity) {
        size_t capacity = p->pattern_capacity ? p->pattern_capacity * 2 : 8;
        snippet_pattern *patterns =
            arena_calloc(p->memory, capacity, sizeof *patterns);
        if (p->pattern_count)
            memcpy(patterns, p->patterns, p->pattern_count * sizeof *patterns);
        p->patterns = patterns;
        p->pattern_capacity = capacity;
    }
    return &p->patterns[p->pattern_count++];
}

void planner_pattern(planner *p, const query_node *leaf,
                     const plan_node *planned)
{
    field_id id = field_id_of(leaf->field);
    pattern_word *words;
    snippet_pattern *pattern;

    if (id != FIELD_TEXT && id != FIELD_TITLE && kinds_of(id) == 0)
        return;
    words = arena_calloc(p->memory, leaf->word_count, sizeof *words);
    for (size_t i = 0; i < leaf->word_count; i++) {
        words[i].kind = kind_of(leaf, &leaf->words[i]);
        words[i].term = leaf->words[i].term;
    }
    pattern = add_pattern(p);
    pattern->words = words;
    pattern->word_count = leaf->word_count;
    pattern->place = id == FIELD_TITLE ? PATTERN_IN_TITLE : PATTERN_ANYWHERE;
    pattern->kinds = kinds_of(id);
    pattern->is_entity = pattern->kinds != 0;
    pattern->weight = log(1 + (double)p->v->document_count /
                                  (1 + frequency_of(planned)));
}
