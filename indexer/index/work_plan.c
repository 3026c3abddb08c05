/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "work_plan.h"

#include "error.h"
#include "options.h"

#include <unistd.h>

#define MIB ((uint64_t)1 << 20)

/* What a batch may hold, and what a worker takes beside it: the segment that
 * grows from it, the page it parses, its models. */
#define BATCH_RAW (48 * MIB)
#define BATCH_TEXT (16 * MIB)
#define BATCH_RECORDS 20000
#define SEGMENT_MEMORY (96 * MIB)
#define WORKER_MEMORY (160 * MIB)
#define READER_MEMORY (96 * MIB)
#define LEAST_MEMORY (WORKER_MEMORY + READER_MEMORY)

morgue_status writer_options_take(morgue_writer_options *out,
                                  const morgue_writer_options *given,
                                  morgue_error *err)
{
    morgue_status status;

    *out = (morgue_writer_options)MORGUE_WRITER_OPTIONS_INIT;
    status = options_take(out, sizeof *out, given, err);
    if (status == MORGUE_OK && (unsigned)out->kind > MORGUE_WRITER_XAPIAN)
        return error_set(err, MORGUE_EINVALID, -1, "no such kind of writer");
    return status;
}

static unsigned core_count(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores > 0 ? (unsigned)cores : 1;
}

work_plan work_plan_of(const morgue_writer_options *options)
{
    work_plan plan = {options->workers ? options->workers : core_count(),
                      {BATCH_RAW, BATCH_TEXT, BATCH_RECORDS},
                      SEGMENT_MEMORY};
    uint64_t memory = options->memory, most;

    if (memory == 0) /* what the workers take */
        return plan;
    if (memory < LEAST_MEMORY) {
        uint64_t share = memory * 16 / LEAST_MEMORY + 1; /* sixteenths */
        plan.limits.raw_bytes = BATCH_RAW * share / 16;
        plan.limits.text_bytes = BATCH_TEXT * share / 16;
        plan.segment_memory = SEGMENT_MEMORY * share / 16;
        memory = LEAST_MEMORY;
    }
    most = (memory - READER_MEMORY) / WORKER_MEMORY;
    if (plan.workers > most)
        plan.workers = (unsigned)most;
    return plan;
}
