/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the leaves of a query may match in a text: the snippets' patterns.
 */
#include "planner.h"

#include "str.h"

#include <math.h>

static pattern_word_kind kind_of(const query_node *leaf, const query_word *w)
{
    if (w->is_prefix)
        return PATTERN_PREFIX;
    return leaf->kind == QUERY_WORD ? PATTERN_STEM : PATTERN_EXACT;
}

#define WORD_MORE 0.5 /* a further word of a phrase, to the first */

/* Rare words say more, and phrases more than words. */
static double weight_of(const planner *p, const plan_node *planned)
{
    double rarity = log(1 + (double)p->v->document_count /
                                (1 + plan_frequency(planned)));

    if (planned->kind == PLAN_PHRASE)
        rarity *= 1 + WORD_MORE * (double)(planned->child_count - 1);
    return rarity;
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

    if (id != FIELD_TEXT && id != FIELD_TITLE)
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
    pattern->weight = weight_of(p, planned);
}

void planner_sides(planner *p, const query_node *nearness, size_t begin,
                   size_t middle)
{
    for (size_t i = begin; i < p->pattern_count; i++) {
        pattern_side *side = arena_calloc(p->memory, 1, sizeof *side);
        side->nearness = p->nearness_count;
        side->distance = nearness->distance;
        side->is_second = i >= middle;
        side->in_order = nearness->kind == QUERY_ADJ;
        side->next = p->patterns[i].sides;
        p->patterns[i].sides = side;
    }
    p->nearness_count++;
}

snippet_pattern *planner_name_pattern(planner *p, const name_run *run,
                                      const plan_node *planned)
{
    pattern_word *words = arena_calloc(p->memory, run->count, sizeof *words);
    snippet_pattern *pattern = add_pattern(p);
    morgue_str rest = run->words;

    for (size_t i = 0; i < run->count; i++) {
        size_t end = str_find_char(rest, ' ');
        words[i].kind = PATTERN_EXACT;
        words[i].term = str_slice(rest, 0, end);
        rest = str_slice(rest, words[i].term.size + 1, rest.size);
    }
    if (run->is_prefix)
        words[run->count - 1].kind = PATTERN_PREFIX;
    pattern->words = words;
    pattern->word_count = run->count;
    pattern->is_entity = true;
    pattern->weight = weight_of(p, planned);
    return pattern;
}
