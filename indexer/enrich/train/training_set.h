/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Texts with their entities marked, to learn from.
 *
 * A file has a token a line, TAB or space, its tag last; a blank line after a
 * sentence; -DOCSTART- before an article; lines with # first are passed over
 * where they hold more than one word.  Tags are IOB1, IOB2 or BIOES.
 */
#ifndef TRAINING_SET_H
#define TRAINING_SET_H

#include "arena.h"
#include "buffer.h"
#include "entity_token.h"

typedef struct training_article {
    morgue_str text; /* tokens with a space between */
    entity_span *spans;
    uint8_t *tags; /* as in entity_model.h */
    size_t count, room;
    float weight; /* how much it counts */
} training_article;

typedef struct training_set {
    training_article *articles;
    size_t count, room;
    uint64_t tokens;
} training_set;

typedef struct training_source {
    const char *path;
    float weight;
    size_t sentences; /* an article is so many at the least; 0: as marked */
    bool split;       /* sentences are not marked: they end at stops */
} training_source;

/* Add a file to the set.  Memory from the arena. */
morgue_status training_set_read(training_set *set,
                                const training_source *source, arena *a,
                                morgue_error *err);

/* A new article at the end, to fill. */
training_article *training_set_add(training_set *set);

/* Append a whole file. */
morgue_status training_file_read(const char *path, buffer *out,
                                 morgue_error *err);

#endif
