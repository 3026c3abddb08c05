/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue_extract(): articles as JSON, without an index.
 */
#include "morgue.h"

#include "archive_walk.h"
#include "error.h"
#include "intake.h"
#include "ledger_line.h"
#include "notice_relay.h"
#include "read_progress.h"
#include "str.h"
#include "work_plan.h"

#include <errno.h>
#include <stdio.h>

typedef struct extraction {
    morgue_writer_options options;
    morgue_article_fn tell;
    void *user;
    FILE *ledger; /* NULL: none */
    intake intake;
    read_progress progress;
    notice_relay notices;
    morgue_counts counts;
} extraction;

static morgue_status tell_lines(extraction *x, morgue_str lines,
                                morgue_error *err)
{
    morgue_str line;

    while (str_next_line(&lines, &line))
        if (!x->tell(x->user, line))
            return error_set(err, MORGUE_ECANCELLED, -1, "stopped");
    return MORGUE_OK;
}

static morgue_status deliver(void *user, batch *b, morgue_error *err)
{
    extraction *x = user;

    if (!counts_are_whole(&b->counts))
        return error_set(err, MORGUE_EINTERNAL, -1,
                         "the fates do not add up to the records");
    morgue_counts_add(&x->counts, &b->counts);
    notice_relay_take(&x->notices, buffer_view(&b->notices));
    if (x->ledger && b->ledger.size > 0 &&
        fwrite(b->ledger.data, 1, b->ledger.size, x->ledger) !=
            b->ledger.size)
        return error_set_errno(err, "%s", x->options.ledger_path);
    return tell_lines(x, buffer_view(&b->json), err);
}

static void fail_file(void *user, const morgue_error *fault)
{
    extraction *x = user;

    x->counts.archives_failed++;
    notice_relay_failure(&x->notices, fault);
}

static void pass_index(void *user, const char *path)
{
    extraction *x = user;

    notice_relay_index(&x->notices, path);
}

static morgue_status read_file(void *user, const char *path, morgue_error *err)
{
    extraction *x = user;
    bool is_ours;
    morgue_error fault = {.offset = -1};
    morgue_status status;

    read_progress_begin(&x->progress, path);
    status = intake_read(&x->intake, path, 0, &is_ours, &fault);
    read_progress_end(&x->progress);
    x->intake.archive++;
    x->counts.bytes += x->intake.bytes;
    if (status == MORGUE_OK)
        notice_relay_archive(&x->notices, path, x->intake.bytes,
                             x->intake.records);
    if (status == MORGUE_OK) {
        x->counts.archives++;
        return MORGUE_OK;
    }
    if (is_ours) {
        if (err)
            *err = fault;
        return status;
    }
    fault.status = status;
    fail_file(x, &fault);
    return MORGUE_OK;
}

static morgue_status run(extraction *x, const char *path, morgue_error *err)
{
    const archive_visitor visitor = {read_file, fail_file, pass_index, x};
    morgue_status status = archive_walk(path, &visitor, err);

    if (status == MORGUE_OK)
        status = intake_flush(&x->intake, err);
    if (status == MORGUE_OK)
        status = pipeline_drain(x->intake.pipeline, err);
    notice_relay_finish(&x->notices);
    return status == MORGUE_OK ? notice_relay_outcome(&x->notices, err)
                               : status;
}

static morgue_status open_ledger(extraction *x, morgue_error *err)
{
    if (x->options.ledger_path == NULL)
        return MORGUE_OK;
    x->ledger = fopen(x->options.ledger_path, "ae");
    return x->ledger ? MORGUE_OK
                     : error_set_errno(err, "%s", x->options.ledger_path);
}

static morgue_status close_ledger(extraction *x, morgue_error *err)
{
    FILE *ledger = x->ledger;

    x->ledger = NULL;
    if (ledger && fclose(ledger) != 0)
        return error_set_errno(err, "%s", x->options.ledger_path);
    return MORGUE_OK;
}

morgue_status morgue_extract(const char *path,
                             const morgue_writer_options *options,
                             morgue_article_fn tell, void *user,
                             morgue_counts *counts, morgue_error *err)
{
    extraction x = {.tell = tell, .user = user};
    morgue_status status = writer_options_take(&x.options, options, err);
    work_plan plan = work_plan_of(&x.options);
    worker_options work = {.no_entities = x.options.no_entities,
                           .writes_json = true};
    morgue_status closed;

    if (status == MORGUE_OK)
        status = open_ledger(&x, err);
    read_progress_init(&x.progress, &x.options, &x.intake, &x.counts);
    notice_relay_init(&x.notices, &x.options);
    x.intake.limits = plan.limits;
    x.intake.next_batch = 1;
    x.intake.seen = key_set_new();
    if (status == MORGUE_OK)
        status = pipeline_open(&x.intake.pipeline, &work, plan.workers,
                               deliver, &x, err);
    if (status == MORGUE_OK)
        status = run(&x, path, err);
    pipeline_close(x.intake.pipeline);
    intake_close(&x.intake);
    key_set_free(x.intake.seen);
    notice_relay_free(&x.notices);
    closed = close_ledger(&x, status == MORGUE_OK ? err : NULL);
    if (counts)
        *counts = x.counts;
    return status == MORGUE_OK ? closed : status;
}
