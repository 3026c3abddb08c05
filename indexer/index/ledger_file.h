/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the lines of the ledger go: to the file that was asked for, and,
 * compressed, into the index, a file a run: ledger/000001.ndjson.gz.
 */
#ifndef LEDGER_FILE_H
#define LEDGER_FILE_H

#include "durable_file.h"

#include <stdio.h>

typedef struct ledger_file {
    FILE *plain;              /* NULL: not asked for */
    char pending[PATH_BYTES]; /* the run's, while it is under way */
    uint64_t bytes;           /* of that file */
} ledger_file;

/*
 * plain_path may be NULL; lines are added at the end of that file.  Of a
 * pending ledger that is there already the first `kept` bytes are kept, and
 * their lines told to the plain file once more.
 */
morgue_status ledger_file_open(ledger_file *l, const char *pending_folder,
                               uint64_t kept, const char *plain_path,
                               morgue_error *err);

/* Lines of one batch: a gzip member of their own. */
morgue_status ledger_file_add(ledger_file *l, morgue_str lines,
                              morgue_error *err);

/* Share what was added into INDEX/ledger as that of a run. */
morgue_status ledger_file_keep(ledger_file *l, const char *index,
                               uint64_t run, morgue_error *err);

void ledger_file_close(ledger_file *l);

/* Tell the lines of a ledger of the index, a chunk of whole lines a call. */
morgue_status ledger_file_read(const char *path,
                               morgue_status (*tell)(void *user,
                                                     morgue_str lines,
                                                     morgue_error *err),
                               void *user, morgue_error *err);

#endif
