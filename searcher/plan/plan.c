/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "plan.h"

#include "planner.h"
#include "str.h"

#include <math.h>

plan_node *planner_node(planner *p, plan_kind kind)
{
    return plan_node_new(p->memory, kind);
}

plan_node *plan_node_new(arena *memory, plan_kind kind)
{
    plan_node *node = arena_calloc(memory, 1, sizeof *node);

    node->kind = kind;
    node->weight = 1;
    return node;
}

plan_node *plan_node_copy(const plan_node *node, size_t room, arena *memory)
{
    plan_node *copy = arena_calloc(memory, 1, sizeof *copy);

    *copy = *node;
    copy->children = arena_calloc(memory, room, sizeof(plan_node *));
    if (node->child_count)
        memcpy(copy->children, node->children,
               node->child_count * sizeof(plan_node *));
    return copy;
}

plan_node *planner_parent(planner *p, plan_kind kind, plan_node *const *nodes,
                          size_t count)
{
    plan_node *node = planner_node(p, kind);

    node->children = arena_calloc(p->memory, count, sizeof(plan_node *));
    if (count)
        memcpy(node->children, nodes, count * sizeof(plan_node *));
    node->child_count = count;
    return node;
}

morgue_status planner_term(planner *p, plan_node **out, const char *prefix,
                           morgue_str word)
{
    plan_node *node = planner_node(p, PLAN_TERM);

    node->term = arena_format(p->memory, "%s%.*s", prefix, (int)word.size,
                              word.data);
    *out = node;
    return vocabulary_frequency(p->v, node->term, &node->frequency, p->err);
}

plan_node *planner_any(planner *p, const vocabulary_terms *terms)
{
    plan_node **nodes;
    plan_node *any;

    if (terms->count == 0)
        return planner_node(p, PLAN_NOTHING);
    nodes = arena_calloc(p->memory, terms->count, sizeof(plan_node *));
    for (size_t i = 0; i < terms->count; i++) {
        nodes[i] = planner_node(p, PLAN_TERM);
        nodes[i]->term = terms->terms[i].term;
        nodes[i]->frequency = terms->terms[i].frequency;
    }
    if (terms->count == 1)
        return nodes[0];
    any = planner_node(p, PLAN_ANY);
    any->children = nodes;
    any->child_count = terms->count;
    return any;
}

void planner_note(planner *p, morgue_str line)
{
    if (p->note_count < PLAN_NOTES_MAX)
        p->notes[p->note_count++] = line;
}

void planner_note_cut(planner *p, morgue_str word, bool is_prefix,
                      const vocabulary_terms *terms)
{
    if (terms->count < terms->found)
        planner_note(p, arena_format(
                            p->memory,
                            "%.*s%s stands for %zu words; the %zu commonest "
                            "are searched",
                            (int)word.size, word.data, is_prefix ? "*" : "",
                            terms->found, terms->count));
    if (terms->is_cut)
        planner_note(p, arena_format(p->memory,
                                     "of the words that %.*s%s may stand for, "
                                     "the first %d were looked at",
                                     (int)word.size, word.data,
                                     is_prefix ? "*" : "",
                                     VOCABULARY_SEEN_MAX));
}

/* ---- From the tree ---- */

static morgue_status plan_children(planner *p, const query_node *query,
                                   plan_kind kind, plan_node **out)
{
    plan_node *node = planner_node(p, kind);
    morgue_status status = MORGUE_OK;

    node->children =
        arena_calloc(p->memory, query->child_count, sizeof(plan_node *));
    node->child_count = query->child_count;
    node->distance = query->distance;
    for (size_t i = 0; i < query->child_count && status == MORGUE_OK; i++)
        status = planner_plan(p, query->children[i], &node->children[i]);
    *out = node;
    return status;
}

static size_t count_bonuses(const plan_node *node)
{
    size_t count = 0;

    for (size_t i = 0; i < node->child_count; i++)
        if (node->children[i]->kind == PLAN_MAYBE)
            count += node->children[i]->child_count - 1;
    return count;
}

/* (and (maybe a x) (maybe b y)) as (maybe (and a b) x y): what only adds to
 * the score is looked at where all the rest is there. */
static plan_node *hoist_bonuses(planner *p, plan_node *all)
{
    size_t count = count_bonuses(all);
    plan_node *node;

    if (count == 0)
        return all;
    node = planner_node(p, PLAN_MAYBE);
    node->children = arena_calloc(p->memory, count + 1, sizeof(plan_node *));
    node->children[node->child_count++] = all;
    for (size_t i = 0; i < all->child_count; i++) {
        plan_node *child = all->children[i];
        if (child->kind != PLAN_MAYBE)
            continue;
        for (size_t k = 1; k < child->child_count; k++)
            node->children[node->child_count++] = child->children[k];
        all->children[i] = child->children[0];
    }
    return node;
}

static morgue_status plan_and(planner *p, const query_node *query,
                              plan_node **out)
{
    morgue_status status = plan_children(p, query, PLAN_AND, out);

    if (status == MORGUE_OK)
        *out = hoist_bonuses(p, *out);
    return status;
}

static morgue_status plan_not(planner *p, const query_node *query,
                              plan_node **out)
{
    bool outer = p->is_negated;
    morgue_status status;

    p->is_negated = !outer;
    status = plan_children(p, query, PLAN_NOT, out);
    p->is_negated = outer;
    return status;
}

static morgue_status plan_nearness(planner *p, const query_node *query,
                                   plan_node **out)
{
    plan_kind kind = query->kind == QUERY_NEAR ? PLAN_NEAR : PLAN_ADJ;
    bool outer = p->wants_places;
    size_t begin = p->pattern_count, middle;
    plan_node *sides[2] = {NULL, NULL};
    morgue_status status;

    p->wants_places = true;
    p->has_nearness = true;
    status = planner_plan(p, query->children[0], &sides[0]);
    middle = p->pattern_count;
    if (status == MORGUE_OK)
        status = planner_plan(p, query->children[1], &sides[1]);
    planner_sides(p, query, begin, middle);
    *out = planner_parent(p, kind, sides, 2);
    (*out)->distance = query->distance;
    p->wants_places = outer;
    return status;
}

static plan_node *range_node(arena *memory, uint32_t slot, morgue_str low,
                             morgue_str high)
{
    plan_node *node = plan_node_new(memory, PLAN_RANGE);

    node->slot = slot;
    node->is_filter = true;
    node->low = low;
    node->high = high;
    return node;
}

/* An open low side still wants a value: every one begins with a digit. */
static morgue_str low_side(const civil_date *from, arena *memory)
{
    char digits[DATE_DIGITS + 1];

    if (from->precision == DATE_UNKNOWN)
        return STR("0");
    civil_date_first(from, digits);
    return arena_copy(memory, str_of(digits));
}

static morgue_str high_side(const civil_date *to, arena *memory)
{
    char digits[DATE_DIGITS + 1];

    if (to->precision == DATE_UNKNOWN)
        return STR("");
    civil_date_last(to, digits);
    return arena_copy(memory, str_of(digits));
}

/*
 * An article counts when all of what its date may mean lies in the range, so
 * that "March 2014" is never passed off as a day of it.
 */
plan_node *plan_published(const civil_date *from, const civil_date *to,
                          arena *memory)
{
    plan_node *both = plan_node_new(memory, PLAN_AND);

    both->is_filter = true;
    both->children = arena_calloc(memory, 2, sizeof(plan_node *));
    both->child_count = 2;
    both->children[0] = range_node(memory, SLOT_PUBLISHED_FIRST,
                                   low_side(from, memory), STR(""));
    both->children[1] = range_node(memory, SLOT_PUBLISHED_LAST, STR("0"),
                                   high_side(to, memory));
    if (to->precision == DATE_UNKNOWN)
        return both->children[0];
    return from->precision == DATE_UNKNOWN ? both->children[1] : both;
}

/* Captures stand in UTC. */
static plan_node *plan_captured(const query_node *query, arena *memory)
{
    civil_date from = civil_date_utc(&query->from);
    civil_date to = civil_date_utc(&query->to);

    return range_node(memory, SLOT_CAPTURED, low_side(&from, memory),
                      high_side(&to, memory));
}

static plan_node *plan_range(planner *p, const query_node *query)
{
    return field_id_of(query->field) == FIELD_PUBLISHED
               ? plan_published(&query->from, &query->to, p->memory)
               : plan_captured(query, p->memory);
}

morgue_status planner_plan(planner *p, const query_node *query,
                           plan_node **out)
{
    switch (query->kind) {
    case QUERY_ALL:
        *out = planner_node(p, PLAN_ALL);
        (*out)->is_filter = true;
        return MORGUE_OK;
    case QUERY_RANGE:
        *out = plan_range(p, query);
        return MORGUE_OK;
    case QUERY_AND:
        return plan_and(p, query, out);
    case QUERY_OR:
        return plan_children(p, query, PLAN_OR, out);
    case QUERY_NOT:
        return plan_not(p, query, out);
    case QUERY_NEAR:
    case QUERY_ADJ:
        return plan_nearness(p, query, out);
    case QUERY_WORD:
    case QUERY_EXACT:
    case QUERY_PHRASE:
    case QUERY_WHOLE:
        break;
    }
    return planner_leaf(p, query, out);
}

morgue_status plan_make(plan *out, const query_node *query, vocabulary *v,
                        const alias_file *aliases, arena *memory,
                        morgue_error *err)
{
    planner p = {.v = v, .aliases = aliases, .memory = memory, .err = err};
    plan_node *root = NULL;
    morgue_status status = planner_plan(&p, query, &root);

    *out = (plan){0};
    if (status != MORGUE_OK)
        return status;
    out->root = root;
    out->patterns = p.patterns;
    out->pattern_count = p.pattern_count;
    out->has_nearness = p.has_nearness;
    out->asked = arena_calloc(memory, p.asked_count, sizeof *out->asked);
    if (p.asked_count)
        memcpy((void *)out->asked, p.asked, p.asked_count * sizeof *p.asked);
    out->asked_count = p.asked_count;
    out->notes = arena_calloc(memory, p.note_count, sizeof *out->notes);
    if (p.note_count)
        memcpy((void *)out->notes, p.notes, p.note_count * sizeof *p.notes);
    out->note_count = p.note_count;
    return MORGUE_OK;
}

double plan_frequency(const plan_node *node)
{
    double sum = 0, least = INFINITY;

    if (node->kind == PLAN_TERM)
        return (double)node->frequency;
    if (node->kind == PLAN_MAYBE || node->kind == PLAN_EXCEPT)
        return plan_frequency(node->children[0]);
    for (size_t i = 0; i < node->child_count; i++) {
        double one = plan_frequency(node->children[i]);
        sum += one;
        least = one < least ? one : least;
    }
    return node->kind == PLAN_PHRASE ? least : sum;
}

const plan_node *plan_filter(const plan_node *root, plan_node *filter,
                             arena *memory)
{
    plan_node *both = plan_node_new(memory, PLAN_AND);

    both->children = arena_calloc(memory, 2, sizeof(plan_node *));
    both->children[0] = (plan_node *)root;
    both->children[1] = filter;
    both->child_count = 2;
    return both;
}
