/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tells the caller of records that were found bad: the first few of each
 * archive, then how many more there are.  The ledger has them all.
 */
#ifndef NOTICE_RELAY_H
#define NOTICE_RELAY_H

#include "record.h"

#define NOTICES_MAX 20 /* of one archive */

typedef struct notice_relay {
    morgue_notice_fn tell; /* NULL: nobody listens */
    void *user;
    buffer file; /* the archive that was told of last */
    uint64_t count;
    morgue_error failure; /* see notice_relay_failure() */
} notice_relay;

void notice_relay_init(notice_relay *n, const morgue_writer_options *options);
void notice_relay_free(notice_relay *n);

/* A worker's part: append the notice of a record, if it calls for one. */
void notice_append(buffer *out, const record *r);

/* The reader's part: what notice_append() wrote, in archive order. */
void notice_relay_take(notice_relay *n, morgue_str notices);

/* After an archive of so many bytes and records: tell when there are none. */
void notice_relay_archive(notice_relay *n, const char *file, uint64_t bytes,
                          uint64_t records);

/* An index that stands among the archives. */
void notice_relay_index(notice_relay *n, const char *path);

/*
 * An archive that can't be read does not stop the others.  The first one is
 * kept as what the call fails with, further ones are told of.
 */
void notice_relay_failure(notice_relay *n, const morgue_error *fault);

/* The failure that was kept, which is forgotten; MORGUE_OK when none was. */
morgue_status notice_relay_outcome(notice_relay *n, morgue_error *err);

/* At the end: tell how many were not told of the last archive. */
void notice_relay_finish(notice_relay *n);

#endif
