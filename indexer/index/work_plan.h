/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How many workers, and how large their batches, for the memory there is.
 */
#ifndef WORK_PLAN_H
#define WORK_PLAN_H

#include "batch.h"

typedef struct work_plan {
    unsigned workers;
    batch_limits limits;
    uint64_t segment_memory; /* a segment that holds more is finished */
} work_plan;

/* The caller's options (NULL: none) over the defaults; MORGUE_EINVALID. */
morgue_status writer_options_take(morgue_writer_options *out,
                                  const morgue_writer_options *given,
                                  morgue_error *err);

/*
 * Batches have one size, of which the first ones are parts, unless the memory
 * is too little for one worker; more memory means more workers, so the same
 * archives give the same segments whatever -j says.
 */
work_plan work_plan_of(const morgue_writer_options *options);

#endif
