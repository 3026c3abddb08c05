/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The dictionary that the articles of an index are packed with
 * (stored_pack.h), shared by the workers of a run.
 *
 * An index keeps the one it has, or none.  A new index gets its own from the
 * first batch that holds an article, whatever worker has it, so that it does
 * not depend on threads; the others wait.  Each batch takes one turn, in the
 * order of their numbers, and ends it by settling or by passing; no batch waits
 * for one that is behind it.
 */
#ifndef SHARED_DICTIONARY_H
#define SHARED_DICTIONARY_H

#include "buffer.h"

typedef struct shared_dictionary shared_dictionary;

/* batch: the number of the first one. */
shared_dictionary *shared_dictionary_new(uint64_t batch);
void shared_dictionary_free(shared_dictionary *s);

/* This is it, for good; empty: there is none.  It is copied. */
void shared_dictionary_settle(shared_dictionary *s, morgue_str dictionary);

/* Wait until it is settled: true, and *out, as long as s is.  False when the
 * batch is the first that has to do with one: it is to settle it. */
bool shared_dictionary_wait(shared_dictionary *s, uint64_t batch,
                            morgue_str *out);

/* A batch that held no article, or failed: the turn is the next one's. */
void shared_dictionary_pass(shared_dictionary *s, uint64_t batch);

#endif
