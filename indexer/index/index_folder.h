/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The folder of an index, held by one writer.
 *
 * Opening it for writing mends what a run that was killed left: a stub that
 * lags behind the manifest is written anew, segments that no manifest names
 * and ledgers of runs after its last one are removed.  The manifest alone is
 * the truth.
 */
#ifndef INDEX_FOLDER_H
#define INDEX_FOLDER_H

#include "batch.h"
#include "durable_file.h"
#include "manifest.h"

typedef struct index_folder {
    char path[PATH_BYTES - 64];    /* of the index */
    char pending[PATH_BYTES - 32]; /* PATH/pending */
    int lock;                      /* -1: not held */
    manifest manifest;
    uint64_t unseen; /* segments from this number on no searcher has seen */
} index_folder;

/* Open or make it.  MORGUE_ELOCKED when another writer holds it. */
morgue_status index_folder_open(index_folder *f, const char *path,
                                morgue_error *err);
void index_folder_close(index_folder *f);

/*
 * Share a segment of pending/ into segments/ under the next number and enter
 * it in the manifest in memory.
 */
morgue_status index_folder_adopt(index_folder *f, const batch_segment *from,
                                 morgue_error *err);

/* Merge neighbouring segments into one, in the manifest in memory. */
morgue_status index_folder_merge(index_folder *f, size_t first, size_t count,
                                 morgue_error *err);

/* Write the segment in the folder `path` anew, with so many documents, and
 * enter it in the manifest in memory where the one at `at` stood. */
morgue_status index_folder_replace(index_folder *f, size_t at,
                                   const char *path, uint64_t documents,
                                   morgue_error *err);

/*
 * Make the manifest in memory the index's: the commit.  Segments that it names
 * no longer but searchers may still read stay until the next opening.
 */
morgue_status index_folder_commit(index_folder *f, morgue_error *err);

#endif
