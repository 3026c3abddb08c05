/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A query as a tree: what was written, before any index is asked.
 *
 * Leaves hold their words already analyzed.  docs/query-syntax.md tells the
 * language; query_print() shows a tree as an s-expression.
 */
#ifndef QUERY_H
#define QUERY_H

#include "arena.h"
#include "buffer.h"
#include "civil_date.h"
#include "field.h"

/* Longer queries, and brackets nested deeper, are errors.  So is nearness
 * within nearness beyond what anybody can mean: each level looks at all places
 * of the one below it. */
#define QUERY_SIZE_MAX 65536
#define QUERY_DEPTH_MAX 100
#define QUERY_NEARNESS_MAX 16

typedef enum query_kind {
    QUERY_ALL,    /* every article */
    QUERY_WORD,   /* in any form */
    QUERY_EXACT,  /* this form */
    QUERY_PHRASE, /* words side by side, these forms */
    QUERY_WHOLE,  /* text taken whole: url, host, language */
    QUERY_RANGE,  /* of dates */
    QUERY_AND,
    QUERY_OR,
    QUERY_NOT,    /* all but the child */
    QUERY_NEAR,   /* two children within distance words, in any order */
    QUERY_ADJ     /* ... in this order */
} query_kind;

typedef struct query_word {
    morgue_str term; /* folded */
    bool is_prefix;  /* written with a star behind it */
} query_word;

typedef struct query_node query_node;
struct query_node {
    query_kind kind;
    size_t offset;      /* byte of the query where it began */
    const field *field; /* of leaves; fields[FIELD_TEXT] when none was given */
    morgue_str text;    /* of leaves: as written */
    const query_word *words;
    size_t word_count;
    civil_date from, to; /* DATE_UNKNOWN: open */
    uint32_t distance;
    bool is_compound; /* a phrase that no quotes made: Britain's, left-wing */
    bool is_extra;    /* says how well, what others beside it say at all */
    query_node *const *children;
    size_t child_count;
};

struct morgue_query {
    arena *memory;
    morgue_str text; /* a copy of what was parsed */
    morgue_match_mode mode;
    const query_node *root;
    morgue_str printed;
};

/* Append the tree as text. */
void query_print(const query_node *node, buffer *out);

/*
 * Read text, which must outlive the tree; the tree stands in the arena.
 * MORGUE_EQUERY with the byte, also for a query that is too long.
 */
morgue_status query_parse(const query_node **out, morgue_str text,
                          morgue_match_mode mode, arena *memory,
                          morgue_error *err);

/* Read one date as queries write them: 2014, 2014-12, 2014-12-18 ... */
bool query_date(civil_date *out, morgue_str text);

#endif
