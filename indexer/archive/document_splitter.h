/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Cut a file of many documents into a record each.
 *
 * A record is addressed by its offset and length in the file (or in what a
 * compressed file inflates to); its block has the header above it, where the
 * kind has one.  What it says is for the readers of articles.
 */
#ifndef DOCUMENT_SPLITTER_H
#define DOCUMENT_SPLITTER_H

#include "byte_source.h"
#include "document_kind.h"
#include "record.h"

typedef struct document_splitter document_splitter;

/* Borrows source, file and member. */
document_splitter *document_splitter_new(byte_source *source,
                                         document_kind kind, morgue_str file,
                                         morgue_str member);
void document_splitter_free(document_splitter *d);

/* False after the last. */
bool document_splitter_next(document_splitter *d, record *out);

#endif
