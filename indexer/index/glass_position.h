/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where a term stands in a document, as glass keeps it in its table
 * "position".
 *
 * The key is the term, packed, with its NUL, and the docid, sortable.  The tag
 * begins with the last position as a varint.  When there are others, bits
 * follow, the least significant of each byte first: the first position below
 * the last one; how many stand between, below last - first; and those between
 * by interpolation (Moffat and Stuiver 2000): the one in the middle first, then
 * each half likewise, each number below what its neighbours leave room for.
 *
 * A number v below n takes as many bits as n - 1 has, and one bit less when it
 * is among the middle ones, of which there are as many as n lacks to a power of
 * two.
 */
#ifndef GLASS_POSITION_H
#define GLASS_POSITION_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that a tag of so many positions takes at the most. */
#define GLASS_POSITION_TAG_MAX(count) (20 + 4 * (size_t)(count))

/*
 * Write the tag of count >= 1 positions, strictly ascending; returns its
 * bytes.
 */
size_t glass_position_encode(unsigned char *out, const uint32_t *positions,
                             size_t count);

#endif
