/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files of many documents, told by their first bytes: JSON Lines, JSON arrays
 * and lists in what a news API answered, CSV with a header row, SGML as TREC,
 * Gigaword and Reuters-21578 have it, messages of NewsML, feeds, mailboxes.
 */
#ifndef DOCUMENT_KIND_H
#define DOCUMENT_KIND_H

#include "morgue.h"

typedef enum document_kind {
    DOCUMENT_WHOLE,      /* the file is one document */
    DOCUMENT_LINES,      /* JSON, one value a line */
    DOCUMENT_VALUES,     /* JSON, in a list or one after the other */
    DOCUMENT_ROWS,       /* CSV or TSV */
    DOCUMENT_DOC,        /* <DOC> ... </DOC> */
    DOCUMENT_REUTERS,    /* <REUTERS ...> ... </REUTERS> */
    DOCUMENT_NEWS_ITEMS, /* <newsItem> in a message of NewsML */
    DOCUMENT_FEED_ITEMS, /* <item> in RSS */
    DOCUMENT_FEED_ENTRIES, /* <entry> in Atom */
    DOCUMENT_MESSAGES    /* a mailbox: lines "From ..." part messages */
} document_kind;

/* By the first bytes, and for CSV by the name. */
document_kind document_kind_of(morgue_str begin, morgue_str name);

/* How documents of a kind are declared to readers of articles. */
const char *document_kind_media_type(document_kind kind);

/* The tags that SGML's and XML's begin and end with, "<DOC" and "</DOC>"; ""
 * for other kinds. */
const char *document_kind_begin(document_kind kind);
const char *document_kind_end(document_kind kind);

/* What stands above the first document belongs to each: a header row, a feed's
 * title, declarations of namespaces. */
bool document_kind_has_header(document_kind kind);

/* What stands between documents is the format's own, and no fault. */
bool document_kind_has_frame(document_kind kind);

/* The bytes begin with that tag, such as <DOC> or <DOC id=...>, not <DOCNO>. */
bool document_begins_tag(morgue_str s, const char *tag);

/* ... with the first two lines of a message in a mailbox, which stand within
 * so many bytes. */
#define DOCUMENT_LOOK_MESSAGE ((size_t)1024)
bool document_begins_message(morgue_str s);

/*
 * Bytes of the header that such a file begins with, to be put in front of what
 * is read from somewhere behind it; 0 when there is none, or not all of it in
 * what was seen.
 */
size_t document_header_size(morgue_str begin, morgue_str name);

#endif
