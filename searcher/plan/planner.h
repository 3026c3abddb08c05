/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of this folder share while a plan is being made.
 */
#ifndef PLANNER_H
#define PLANNER_H

#include "plan.h"

#define PLAN_NOTES_MAX 16
#define PLAN_ASKED_MAX 12

/* Terms that a wildcard, or a word in all its forms, may stand for. */
#define PLAN_EXPANSION_MAX 2000

typedef struct planner {
    vocabulary *v;
    const alias_file *aliases; /* NULL: none */
    arena *memory;
    morgue_error *err;
    bool is_negated;   /* below a NOT: nothing there is worth showing */
    bool wants_places; /* below NEAR or ADJ: terms must have positions */
    bool has_nearness; /* a place of one node decides of another */
    uint32_t nearness_count; /* NEAR and ADJ so far */
    morgue_str notes[PLAN_NOTES_MAX];
    size_t note_count;
    asked_name asked[PLAN_ASKED_MAX];
    size_t asked_count;
    snippet_pattern *patterns;
    size_t pattern_count, pattern_capacity;
} planner;

plan_node *planner_node(planner *p, plan_kind kind);
plan_node *planner_parent(planner *p, plan_kind kind, plan_node *const *nodes,
                          size_t count);

/* The term of a word under a prefix, with its frequency. */
morgue_status planner_term(planner *p, plan_node **out, const char *prefix,
                           morgue_str word);

/* Terms as one node: PLAN_NOTHING, the term, or PLAN_ANY. */
plan_node *planner_any(planner *p, const vocabulary_terms *terms);

void planner_note(planner *p, morgue_str line);

/* Say that a word stands for more terms than are searched, if so. */
void planner_note_cut(planner *p, morgue_str word, bool is_prefix,
                      const vocabulary_terms *terms);

/* A node of the tree, whatever it is; a leaf of it. */
morgue_status planner_plan(planner *p, const query_node *query,
                           plan_node **out);
morgue_status planner_leaf(planner *p, const query_node *query,
                           plan_node **out);

/* A leaf that asks for a name, with its patterns. */
morgue_status planner_entity(planner *p, const query_node *leaf,
                             plan_node **out);

/*
 * Cover a phrase of title or text by the pairs of common words in it; two
 * words that are a pair become its term.  Not where places are wanted: pairs
 * have none.
 */
morgue_status planner_cover(planner *p, const query_node *leaf,
                            plan_node **phrase);

/* What a leaf of words may match in a text, for the snippets. */
void planner_pattern(planner *p, const query_node *leaf,
                     const plan_node *planned);

/* The patterns from `begin` on, and those from `middle` on, are the sides of a
 * nearness. */
void planner_sides(planner *p, const query_node *nearness, size_t begin,
                   size_t middle);

/* What a name may match; kinds and names to take out are the caller's. */
snippet_pattern *planner_name_pattern(planner *p, const name_run *run,
                                      const plan_node *planned);

#endif
