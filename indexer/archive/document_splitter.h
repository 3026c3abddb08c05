/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files of many documents, cut into a record each: JSON Lines, JSON arrays,
 * CSV with a header row, SGML as TREC, Gigaword and Reuters-21578 have it,
 * mailboxes.
 *
 * A record is addressed by its offset and length in the file (or in what a
 * compressed file inflates to).  What it says is for the readers of articles.
 */
#ifndef DOCUMENT_SPLITTER_H
#define DOCUMENT_SPLITTER_H

#include "byte_source.h"
#include "record.h"

typedef enum document_kind {
    DOCUMENT_WHOLE,      /* the file is one document */
    DOCUMENT_LINES,      /* JSON, one value a line */
    DOCUMENT_VALUES,     /* JSON, in an array or one after the other */
    DOCUMENT_ROWS,       /* CSV or TSV: a record has the header row too */
    DOCUMENT_DOC,        /* <DOC> ... </DOC> */
    DOCUMENT_REUTERS,    /* <REUTERS ...> ... </REUTERS> */
    DOCUMENT_MESSAGES    /* a mailbox: lines "From ..." part messages */
} document_kind;

/* By the first bytes, and for CSV by the name. */
document_kind document_kind_of(morgue_str begin, morgue_str name);

/*
 * Bytes of the header row that such a file begins with, to be put in front of
 * what is read from somewhere behind it; 0 when the kind has none.
 */
size_t document_header_size(morgue_str begin, morgue_str name);

typedef struct document_splitter document_splitter;

/* Borrows source, file and member. */
document_splitter *document_splitter_new(byte_source *source,
                                         document_kind kind, morgue_str file,
                                         morgue_str member);
void document_splitter_free(document_splitter *d);

/* False after the last. */
bool document_splitter_next(document_splitter *d, record *out);

#endif
