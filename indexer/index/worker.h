/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A worker: takes a batch from its records to a segment, or to JSON.
 */
#ifndef WORKER_H
#define WORKER_H

#include "batch.h"
#include "shared_dictionary.h"

typedef struct worker_options {
    bool no_entities;
    bool writes_json;
    const char *directory; /* for segments; NULL: none are written */
    morgue_writer_kind kind;
    unsigned schema; /* of the index */
    shared_dictionary *dictionary; /* yours; for segments alone */
    uint64_t segment_memory; /* a segment that holds more is finished */
} worker_options;

/* What one thread keeps between batches: parsers, models, tables. */
typedef struct worker worker;
morgue_status worker_new(worker **out, const worker_options *options,
                         morgue_error *err);
void worker_free(worker *w);

/* Fills what batch.h says a worker makes; frees the records as it goes. */
void worker_run(worker *w, batch *b);

#endif
