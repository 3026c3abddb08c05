/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The terms of each document, as glass keeps them in its table "termlist",
 * where deleting and replacing documents find what to undo.
 *
 * The key is the docid, sortable.  The tag is the document's length and its
 * number of terms as varints, then the terms in order; nothing at all when it
 * has none.  The first term is  size u8 | bytes | wdf.  Others leave out what
 * they begin alike with the one before, `reuse` bytes:  when
 *
 *   packed = (wdf + 1) * (size of the term before + 1) + reuse
 *
 * is below 256 (and wdf below 127), it is  packed u8 | size of the rest u8 |
 * rest,  else  reuse u8 | size of the rest u8 | rest | wdf.  A reader tells
 * them apart as reuse is never above the size of the term before.
 *
 * Behind it, under the key followed by 00, stand the slots of the values that
 * the document has: for each, slot - slot before - 1 as a varint.  A document
 * without values has no such entry.
 */
#ifndef GLASS_TERMLIST_H
#define GLASS_TERMLIST_H

#include "buffer.h"

/* Room for a tag of any size; begin each document with glass_termlist_begin().
 * A failed append shows in the buffer. */
typedef struct glass_termlist {
    buffer tag;
    morgue_str before; /* the caller's own bytes */
    bool is_first;
} glass_termlist;

void glass_termlist_init(glass_termlist *t);
void glass_termlist_free(glass_termlist *t);

void glass_termlist_begin(glass_termlist *t, uint64_t length, size_t terms);

/* Terms (1 to 255 bytes) ascend; their bytes must stay until the next one. */
void glass_termlist_add(glass_termlist *t, morgue_str term, uint32_t wdf);

#endif
