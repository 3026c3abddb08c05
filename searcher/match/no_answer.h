/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * No answer is an answer: which parts of a query match alone, and what the
 * index spells like those that do not.
 */
#ifndef NO_ANSWER_H
#define NO_ANSWER_H

#include "alias_file.h"
#include "query.h"
#include "vocabulary.h"

#define NO_ANSWER_LINES_MAX 24

typedef struct no_answer {
    morgue_str lines[NO_ANSWER_LINES_MAX]; /* in the arena */
    size_t count;
} no_answer;

/* Say of each word, phrase, name and range that a match would have needed how
 * many articles have it alone. */
morgue_status no_answer_explain(no_answer *out, const query_node *root,
                                vocabulary *v, const alias_file *aliases,
                                arena *memory, morgue_error *err);

#endif
