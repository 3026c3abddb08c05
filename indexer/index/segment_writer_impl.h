/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What each way of writing a segment gives to segment_writer.c, which hands
 * every call on.  An implementation puts a segment_writer first in its own
 * struct and frees that struct in close.
 *
 * All ways agree on what a document becomes: a term counts the sum of its
 * occurrences' wdf; its positions are a set; every occurrence that stems adds
 * its wdf to Z + stem; in a language without a stemmer there are no Z terms;
 * empty data and values are not stored.  Data comes packed (stored_pack.h).
 */
#ifndef SEGMENT_WRITER_IMPL_H
#define SEGMENT_WRITER_IMPL_H

#include "segment_writer.h"
#include "stored_pack.h"

typedef struct segment_writer_ops {
    morgue_status (*add)(segment_writer *w, const document *d,
                         morgue_error *err);
    uint64_t (*memory)(const segment_writer *w);
    uint32_t (*count)(const segment_writer *w);
    morgue_status (*set_metadata)(segment_writer *w, morgue_str key,
                                  morgue_str value, morgue_error *err);
    morgue_status (*finish)(segment_writer *w, morgue_error *err);
    morgue_status (*restart)(segment_writer *w, const char *path,
                             morgue_error *err);
    void (*close)(segment_writer *w);
} segment_writer_ops;

struct segment_writer {
    const segment_writer_ops *ops;
    stored_packer *packer; /* segment_writer.c's */
};

morgue_status segment_writer_open_bulk(segment_writer **out, const char *path,
                                       morgue_error *err);
morgue_status segment_writer_open_xapian(segment_writer **out,
                                         const char *path, morgue_error *err);

#endif
