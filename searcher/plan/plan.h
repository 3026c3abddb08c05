/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is asked of an index for a query: terms, positions, ranges of values.
 *
 * The tree of the query names fields and words; the plan names terms that the
 * index holds, in every form and language that counts.  It prints itself, and
 * knows nothing of how Xapian writes queries.
 */
#ifndef PLAN_H
#define PLAN_H

#include "alias_file.h"
#include "name_key.h"
#include "query.h"
#include "snippet.h"
#include "vocabulary.h"

typedef enum plan_kind {
    PLAN_ALL,
    PLAN_NOTHING,
    PLAN_TERM,
    PLAN_ANY,    /* terms that stand for one: they count as one */
    PLAN_AND,
    PLAN_OR,
    PLAN_NOT,
    PLAN_MAYBE,  /* the first child; the others only add to its score */
    PLAN_PHRASE, /* children (TERM, ANY) side by side */
    PLAN_WIDE,   /* the same, where we look at the places: plan_widen() */
    PLAN_NEAR,   /* two children within distance */
    PLAN_ADJ,
    PLAN_EXCEPT, /* places of the first child where none of the others is */
    PLAN_CLOSE,  /* two terms within distance: for the score alone, and only
                    below MAYBE */
    PLAN_RANGE   /* value of slot in [low, high], both may be open */
} plan_kind;

typedef struct plan_node plan_node;
struct plan_node {
    plan_kind kind;
    bool is_filter; /* matches, but says nothing about how well */
    double weight;  /* of the score; 1 where nothing was said */
    morgue_str term;
    uint64_t frequency; /* of a term: how many articles hold it */
    uint32_t slot, distance;
    morgue_str low, high;
    plan_node **children;
    size_t child_count;
    /* Of a phrase of title or text: what it is ranked by, and first found by:
     * the pairs of the commonest words in it and its other words, but not one
     * of the commonest alone (word_pair.h).  None: all its words. */
    plan_node **cover;
    size_t cover_count;
};

/* A name that was asked for by one word, and not below a NOT. */
typedef struct asked_name {
    morgue_str text; /* as written */
    name_run run;
    int kind; /* a mention_kind */
} asked_name;

typedef struct plan {
    const plan_node *root;
    const snippet_pattern *patterns;
    size_t pattern_count;
    const asked_name *asked;
    size_t asked_count;
    bool has_nearness; /* a NEAR, ADJ or EXCEPT is in it */
    /* One line each, for the reader: what was cut. */
    const morgue_str *notes;
    size_t note_count;
} plan;

/*
 * Make the plan of a query for an index, with what the aliases (NULL: none)
 * say of its names.  Plan and all in it stand in the arena.  Errors are those
 * of reading the index.
 */
morgue_status plan_make(plan *out, const query_node *query, vocabulary *v,
                        const alias_file *aliases, arena *memory,
                        morgue_error *err);

/*
 * The root with what ranks loose queries better, where any word is enough:
 * words of the query that stand close together add to the score.
 */
const plan_node *plan_close_words(const plan_node *root,
                                  const query_node *query, vocabulary *v,
                                  arena *memory);

/*
 * The root with those phrases as PLAN_WIDE of which, by their frequencies, at
 * least so many articles hold all words: of the best articles it is sooner
 * told than of all whether the words stand side by side.
 */
const plan_node *plan_widen(const plan_node *root, const vocabulary *v,
                            double least, arena *memory);

/* The first node and the filter, as PLAN_AND. */
const plan_node *plan_filter(const plan_node *root, plan_node *filter,
                             arena *memory);

/* Publication within [from, to]; DATE_UNKNOWN leaves a side open. */
plan_node *plan_published(const civil_date *from, const civil_date *to,
                          arena *memory);

/*
 * The root with the words of a loose query weighed by how rare they are, more
 * than BM25 does: in a sentence most words are there for the grammar.
 */
const plan_node *plan_weigh_words(const plan_node *root, const vocabulary *v,
                                  arena *memory);

/*
 * Leave words that most articles hold without marks, unless there are no
 * others: "the" marked all over a page tells a reader of a loose query nothing.
 */
void plan_unmark_grammar(plan *p, arena *memory);

/* Articles with any of the terms of a node, at the most. */
double plan_frequency(const plan_node *node);

/* A node without anything in it, of weight 1. */
plan_node *plan_node_new(arena *memory, plan_kind kind);

/* The same node with the same children, and room for `room` of them. */
plan_node *plan_node_copy(const plan_node *node, size_t room, arena *memory);

void plan_print(const plan_node *node, buffer *out);

#endif
