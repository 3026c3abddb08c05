/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "progress_display.h"

#include "program.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* nftw() hands on no pointer. */
static uint64_t summed;

static int add_size(const char *path, const struct stat *st, int kind,
                    struct FTW *where)
{
    (void)path;
    (void)where;
    if (kind == FTW_F && S_ISREG(st->st_mode))
        summed += (uint64_t)st->st_size;
    return 0;
}

void progress_display_init(progress_display *d, bool is_json,
                           char *const *archives, int count)
{
    *d = (progress_display){.is_json = is_json, .started = now()};
    d->is_terminal = isatty(STDERR_FILENO) != 0;
    if (!d->is_json && !d->is_terminal)
        return;
    summed = 0;
    for (int i = 0; i < count; i++) {
        if (!strcmp(archives[i], "-"))
            return;
        nftw(archives[i], add_size, 16, 0);
    }
    d->total = summed;
}

static void show_json(const progress_display *d, uint64_t done,
                      double seconds)
{
    fprintf(stderr,
            "{\"bytes_done\":%" PRIu64 ",\"bytes_total\":%" PRIu64
            ",\"seconds\":%.1f}\n",
            done, d->total, seconds);
}

static void show_line(progress_display *d, uint64_t done, double seconds)
{
    double rate = seconds > 0 ? (double)done / seconds : 0;

    fprintf(stderr, "\r%.1f MB", (double)done / 1e6);
    if (d->total > 0)
        fprintf(stderr, " of %.1f", (double)d->total / 1e6);
    fprintf(stderr, ", %.1f MB/s", rate / 1e6);
    if (d->total > done && rate > 0) {
        unsigned left = (unsigned)((double)(d->total - done) / rate);
        fprintf(stderr, ", %u:%02u left", left / 60, left % 60);
    }
    fprintf(stderr, "        ");
    fflush(stderr);
    d->is_shown = true;
}

bool progress_display_update(void *user, const morgue_progress *progress)
{
    progress_display *d = user;
    uint64_t done = d->before + progress->bytes_done;
    double seconds = now() - d->started;

    if (d->is_json)
        show_json(d, done, seconds);
    else if (d->is_terminal)
        show_line(d, done, seconds);
    return true;
}

void progress_display_clear(progress_display *d)
{
    if (!d->is_shown)
        return;
    fprintf(stderr, "\r%79s\r", "");
    fflush(stderr);
    d->is_shown = false;
}

void progress_display_notice(void *user, const char *line)
{
    progress_display_clear(user);
    fprintf(stderr, "%s: %s\n", program_name, line);
}

static void finish_json(const morgue_counts *c, double seconds)
{
    fprintf(stderr,
            "{\"done\":true,\"seconds\":%.1f,\"records\":%" PRIu64
            ",\"indexed\":%" PRIu64 ",\"duplicate\":%" PRIu64
            ",\"revisit\":%" PRIu64 ",\"not_article\":%" PRIu64
            ",\"malformed\":%" PRIu64 ",\"refused\":%" PRIu64
            ",\"archives\":%" PRIu64 ",\"archives_skipped\":%" PRIu64
            ",\"archives_failed\":%" PRIu64 ",\"bytes\":%" PRIu64
            ",\"text_bytes\":%" PRIu64 ",\"template_lines\":%" PRIu64 "}\n",
            seconds, c->records, c->indexed, c->duplicate, c->revisit,
            c->not_article, c->malformed, c->refused, c->archives,
            c->archives_skipped, c->archives_failed, c->bytes,
            c->text_bytes, c->template_lines);
}

void progress_display_finish(progress_display *d, const morgue_counts *c)
{
    double seconds = now() - d->started;

    progress_display_clear(d);
    if (d->is_json) {
        finish_json(c, seconds);
        return;
    }
    fprintf(stderr,
            "%" PRIu64 " records: %" PRIu64 " indexed, %" PRIu64
            " duplicate, %" PRIu64 " revisit, %" PRIu64
            " not_article, %" PRIu64 " malformed, %" PRIu64 " refused\n",
            c->records, c->indexed, c->duplicate, c->revisit, c->not_article,
            c->malformed, c->refused);
    fprintf(stderr,
            "%" PRIu64 " archives read, %" PRIu64 " skipped, %" PRIu64
            " failed; %.1f MB, %.1f MB of text in %.1f s\n",
            c->archives, c->archives_skipped, c->archives_failed,
            (double)c->bytes / 1e6, (double)c->text_bytes / 1e6, seconds);
    if (c->template_lines > 0)
        fprintf(stderr, "%" PRIu64 " lines left out that many pages of a host "
                        "have\n",
                c->template_lines);
}
