/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How far reading is: a line on a terminal, or NDJSON on stderr.
 */
#ifndef PROGRESS_DISPLAY_H
#define PROGRESS_DISPLAY_H

#include "morgue.h"

typedef struct progress_display {
    bool is_json;     /* --progress=json */
    bool is_terminal; /* stderr is one */
    bool is_shown;    /* there is a line to wipe */
    uint64_t total;   /* bytes of all archives; 0: not known */
    uint64_t before;  /* bytes of archives that earlier calls read */
    double started;
} progress_display;

/* Sizes up the archives, where that is possible. */
void progress_display_init(progress_display *d, bool is_json,
                           char *const *archives, int count);

/* A morgue_progress_fn and a morgue_notice_fn; user is the display. */
bool progress_display_update(void *user, const morgue_progress *progress);
void progress_display_notice(void *user, const char *line);

/* Wipe the line, before other output. */
void progress_display_clear(progress_display *d);

/* The counts at the end of a run, on stderr. */
void progress_display_finish(progress_display *d,
                             const morgue_counts *counts);

#endif
