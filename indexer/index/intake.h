/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reader's end of the pipeline: archives to batches of records, in
 * archive order, exact duplicates told apart.
 *
 * A worker without a batch has nothing to do until the slowest has done its
 * last.  So from the third on a batch is held back until the next is full, and
 * the last two are dealt anew, each part half of what is left.  Not where there
 * are pages: what templates they share is told within a batch.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include "pipeline.h"
#include "unique_key.h"
#include "xap.h"

typedef struct intake {
    pipeline *pipeline;
    batch_limits limits;
    uint64_t next_batch; /* its number; from 1 */
    key_set *seen;       /* of this run; yours */
    xap_reader *index;   /* what is indexed already, or NULL; yours */
    batch *filling;      /* NULL: none */
    batch *held;         /* the one before, full; NULL: none */

    size_t archive;      /* number of the archive that is read, from 0 */
    uint64_t skip;       /* records of it to pass over: known from before */

    /* Of the archive that is read. */
    uint64_t records;    /* read so far, with those passed over */
    int64_t end_offset;  /* behind the last record; -1: not known */
    uint64_t bytes, size;

    /* Called after each record, for progress; false stops.  May be NULL. */
    bool (*pulse)(void *user);
    void *user;
} intake;

/*
 * Read one archive to its end, from start_offset.
 *
 * Content that can't be read further is a malformed record of the type
 * "archive" and no error here; what the system refuses is one, and so is what
 * went wrong in the pipeline: see *is_ours.
 */
morgue_status intake_read(intake *in, const char *path, int64_t start_offset,
                          bool *is_ours, morgue_error *err);

/* Submit all that was read. */
morgue_status intake_flush(intake *in, morgue_error *err);

/* Forget what was not submitted. */
void intake_close(intake *in);

#endif
