/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A gzipped tar file of named texts.
 */
#ifndef CORPUS_TAR_WRITER_H
#define CORPUS_TAR_WRITER_H

#include "bytes.h"

typedef struct tar_writer tar_writer;

tar_writer *tar_begin(void);

/* `modified` is in seconds since 1970. */
void tar_add(tar_writer *writer, const char *name, const bytes *content,
             long long modified);

/* Gives the whole file; the writer is gone. */
bytes tar_end(tar_writer *writer);

#endif
