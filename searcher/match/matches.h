/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands behind morgue_matches.
 */
#ifndef MATCHES_H
#define MATCHES_H

#include "searcher.h"
#include "sieve.h"
#include "text_fold.h"

struct morgue_matches {
    morgue_searcher *searcher;
    uint64_t opening; /* of the index, at the search */
    arena *memory; /* of the search */
    arena *lent;   /* of the match that was given last */
    const query_node *query; /* of our own: the caller's may be freed */
    plan plan;
    const plan_node *root; /* the plan with the dates of the options */
    morgue_str plan_text;
    sieve_result result;
    size_t at;
    uint64_t offset;
    size_t snippet_chars;
    morgue_str replay;
    bool all_copies;
    morgue_str *notes; /* has room for those of namesakes */
    size_t note_count;
    bool has_namesakes; /* they are told when notes are asked for */
    docid_set all; /* match_set.h */
    text_fold texts;
    bool has_all;
};

/* Numbers of documents mean others once the index was opened anew:
 * MORGUE_ECHANGED. */
morgue_status matches_check(const morgue_matches *m, morgue_error *err);

#endif
