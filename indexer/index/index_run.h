/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A run of the indexer: what was read and written since the last commit.
 *
 * After each batch a line is added to PENDING/checkpoint.ndjson, when the
 * segments of the batch are durable.  A run that was killed is loaded from it
 * and goes on behind its last batch.
 */
#ifndef INDEX_RUN_H
#define INDEX_RUN_H

#include "batch.h"
#include "manifest.h"

typedef struct index_run {
    batch_segment *segments; /* durable in pending/, in order */
    size_t segment_count;
    manifest_archive *archives; /* in the order in which they were read */
    size_t archive_count;
    archive_table by_fingerprint; /* places in archives */
    size_t archives_noted; /* those before are in the checkpoint, whole */
    morgue_counts counts;
    uint64_t batch;        /* number of the last batch that is done */
    uint64_t ledger_bytes; /* of the pending ledger that belong to it */
} index_run;

void index_run_clear(index_run *run);

/* Enter an archive that is about to be read; the name is copied. */
manifest_archive *index_run_enter(index_run *run, const char *name);

/* Take back the archive that was entered last. */
void index_run_forget(index_run *run);

/* The archive of the fingerprint that was entered before `entry`, the last
 * one, or NULL.  `entry` is found from then on, unless it is a whole one's. */
const manifest_archive *index_run_find(index_run *run,
                                       const manifest_archive *entry);

/* Add what a batch brought, in memory. */
void index_run_add(index_run *run, const batch *b);

/*
 * Add the line of a batch that is done to the checkpoint.  base is the number
 * of runs that were committed before this one.
 */
morgue_status index_run_save(index_run *run, const char *pending,
                             uint64_t base, const batch *b,
                             morgue_error *err);

/*
 * Load what a killed run left, as far as it is whole; nothing when there is
 * none, or when it was committed after all.
 */
morgue_status index_run_load(index_run *run, const char *pending,
                             uint64_t base, morgue_error *err);

#endif
