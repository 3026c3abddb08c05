/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Put articles into a training set, token by token.
 */
#ifndef TRAINING_WRITER_H
#define TRAINING_WRITER_H

#include "buffer.h"
#include "training_set.h"

typedef struct training_writer {
    training_set *set;
    arena *memory; /* the articles' */
    buffer text;
    entity_span *spans;
    uint8_t *tags;
    size_t count, room;
    float weight;
    bool new_sentence;
} training_writer;

void training_writer_init(training_writer *w, training_set *set, float weight,
                          arena *a);
void training_writer_free(training_writer *w);

void training_writer_sentence(training_writer *w); /* one begins */
void training_writer_add(training_writer *w, morgue_str token, int tag);

/* What was added is an article. */
void training_writer_article(training_writer *w);

#endif
