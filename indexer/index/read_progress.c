/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read_progress.h"

#include "str.h"

#include <time.h>

#define INTERVAL 0.1 /* seconds */

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool tell(read_progress *p)
{
    morgue_progress progress = {
        .archive = str_of(p->archive),
        .bytes_done = p->counts->bytes + p->intake->bytes,
        .bytes_total = p->counts->bytes + p->intake->size,
        .seconds = now() - p->started,
        .counts = *p->counts,
    };

    p->told = now();
    if (p->intake->size == 0)
        progress.bytes_total = 0;
    if (!p->options->progress(p->options->user, &progress))
        p->is_cancelled = true;
    return !p->is_cancelled;
}

static bool pulse(void *user)
{
    read_progress *p = user;

    if (now() - p->told < INTERVAL)
        return true;
    return tell(p);
}

void read_progress_init(read_progress *p,
                        const morgue_writer_options *options, intake *in,
                        const morgue_counts *counts)
{
    *p = (read_progress){options, in, counts, NULL, now(), 0, false};
    if (options->progress == NULL)
        return;
    in->pulse = pulse;
    in->user = p;
}

void read_progress_begin(read_progress *p, const char *archive)
{
    p->archive = archive;
}

void read_progress_end(read_progress *p)
{
    p->archive = NULL;
    p->told = 0;
}
