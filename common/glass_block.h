/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of glass, Xapian's database format: a B-tree in a file.
 *
 * The file is blocks of GLASS_BLOCK_SIZE bytes.  A block begins with
 *
 *   revision u32 | level u8 | max_free u16 | total_free u16 | dir_end u16
 *
 * where leaves are level 0, then a directory of u16 offsets of its items, in
 * order of their keys, up to dir_end.  Items fill the block from its end
 * downwards; between directory and items stand zeros, and both free counts
 * say how many.
 *
 * An item of a leaf is  I u16 | K u8 | key[K] | [X u16] | tag.  I is the
 * item's size less 3 in 13 bits, and three flags: the tag is compressed (raw
 * deflate), this is the tag's first part, its last part.  X numbers the parts
 * of a tag from 1 and is left out of part 1.  A tag that does not fit an item
 * goes on in the next ones; it may be parted anywhere, and we part it where
 * the leaf ends, so that leaves are full.  The first item of a table is empty
 * and does not count as an entry.
 *
 * An item of a branch is  block u32 | K u8 | key[K] | X u16  and leads to the
 * block whose items are not before that key and part.  The key is cut to what
 * tells the child's first key from the key before it.  The first item of a
 * branch has no key: its own moves up to the parent.
 */
#ifndef GLASS_BLOCK_H
#define GLASS_BLOCK_H

#include "glass_pack.h"

#define GLASS_BLOCK_SIZE 8192
#define GLASS_BLOCK_HEAD 11
#define GLASS_LEVELS_MAX 10
#define GLASS_COMPRESS_MIN 18 /* shorter tags are not worth it */

/*
 * The last part of a compressed tag that is 8192 bytes or more when inflated.
 * libxapian (1.4.22) inflates part by part through 8192 bytes, and takes a
 * part for done with when its bytes are used up, although there may be more to
 * come out of the last one: then it calls the tag corrupt.  Seven bytes can't
 * inflate to more than 7 * 1032 and what one match still owes.
 */
#define GLASS_INFLATED_MAX 8192
#define GLASS_TAIL 7

/* Of the first two bytes of an item in a leaf. */
#define GLASS_ITEM_COMPRESSED 0x8000u
#define GLASS_ITEM_LAST 0x4000u
#define GLASS_ITEM_FIRST 0x2000u
#define GLASS_ITEM_SIZE 0x1fffu

/* Where a table stands in its file: what iamglass keeps of it. */
typedef struct glass_root {
    bool exists;    /* false: there is no such file, and no entry */
    uint32_t block; /* the root's number */
    unsigned level; /* of the root; 0 when it is a leaf */
    uint64_t entries;
    uint32_t blocks; /* in the file */
    bool is_changed; /* by libxapian: leaves stand in any order */
} glass_root;

#endif
