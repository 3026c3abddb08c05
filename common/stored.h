/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the index keeps of an article, beside its terms: all that a match
 * shows.  The searcher never goes back to the archive.
 *
 * Coded as: version byte; the strings below in order, each its length as a
 * varint and its bytes; offset + 1 and length + 1 as varints; the mentions;
 * the text last, so that a reader of the head need not touch it.  In segments
 * it stands packed (stored_pack.h), and xap_reader_data() unpacks it.
 */
#ifndef STORED_H
#define STORED_H

#include "arena.h"
#include "buffer.h"
#include "mention.h"

typedef struct stored_article {
    morgue_str url, title, byline, source, section, language;
    morgue_str published;      /* RFC 3339, as precise as known */
    morgue_str published_from;
    morgue_str captured;       /* RFC 3339 UTC */
    morgue_str file, member;   /* locator */
    int64_t record_offset, record_length; /* -1 when not known */
    morgue_str digest;
    const mention *mentions; /* in order of (in_title first, begin) */
    size_t mention_count;
    morgue_str text;
} stored_article;

/* Append the coded article. */
void stored_encode(buffer *out, const stored_article *article);

/*
 * Read it back.  Views point into data or into the arena, as mentions do.
 * False when data is not what stored_encode() wrote.
 */
bool stored_decode(stored_article *out, morgue_str data, arena *a);

#endif
