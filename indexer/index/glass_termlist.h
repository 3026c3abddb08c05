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

#include "varint.h"

/* Bytes before the terms at the most, and of a term in its list. */
#define GLASS_TERMLIST_HEAD (2 * VARINT_MAX)
#define GLASS_TERMLIST_MAX(size, wdf) ((size) + ((wdf) < 128 ? 3 : 7))

/* Write what stands before the terms, for a document that has some. */
static inline size_t glass_termlist_put_head(unsigned char *out,
                                             uint64_t length, uint64_t terms)
{
    size_t size = varint_put(out, length);

    return size + varint_put(out + size, terms);
}

/*
 * Write a term that is not the first: `rest` is what it does not begin alike
 * with the one before it, `reuse` bytes of `before`.  Returns its bytes.
 */
size_t glass_termlist_put(unsigned char *out, size_t before, size_t reuse,
                          morgue_str rest, uint32_t wdf);

size_t glass_termlist_put_first(unsigned char *out, morgue_str term,
                                uint32_t wdf);

#endif
