/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tells the caller's progress function how far the reader is, a few times a
 * second.
 */
#ifndef READ_PROGRESS_H
#define READ_PROGRESS_H

#include "intake.h"

typedef struct read_progress {
    const morgue_writer_options *options;
    intake *intake;
    const morgue_counts *counts; /* bytes of the archives before this */
    const char *archive;         /* that is read, or NULL */
    double started, told;
    bool is_cancelled;
} read_progress;

/* Makes itself the intake's pulse.  All are lent. */
void read_progress_init(read_progress *p,
                        const morgue_writer_options *options, intake *in,
                        const morgue_counts *counts);
void read_progress_begin(read_progress *p, const char *archive);
void read_progress_end(read_progress *p);

#endif
