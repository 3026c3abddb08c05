/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Workers, and the batches on their way through them.
 *
 * The thread that calls is the reader: it submits batches in archive order
 * and gets them back, done, in the same order.  No more than workers + 1
 * batches are on their way at a time, so memory is bounded: who submits one
 * too many waits for the oldest.
 */
#ifndef PIPELINE_H
#define PIPELINE_H

#include "worker.h"

typedef struct pipeline pipeline;

/* Takes a batch that is done, in order, on the reader's thread.  The batch
 * stays the pipeline's. */
typedef morgue_status (*pipeline_deliver_fn)(void *user, batch *b,
                                             morgue_error *err);

morgue_status pipeline_open(pipeline **out, const worker_options *options,
                            unsigned workers, pipeline_deliver_fn deliver,
                            void *user, morgue_error *err);

/* Takes the batch over.  An error is that of an earlier batch as well. */
morgue_status pipeline_submit(pipeline *p, batch *b, morgue_error *err);

/* Deliver those that are done already, in order, without waiting. */
morgue_status pipeline_poll(pipeline *p, morgue_error *err);

/* Wait for all. */
morgue_status pipeline_drain(pipeline *p, morgue_error *err);

void pipeline_close(pipeline *p);

#endif
