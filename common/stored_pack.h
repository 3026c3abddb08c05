/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stored articles packed: what stored_encode() wrote, made smaller.
 *
 * Packed data is the byte STORED_PACKED and a zstd frame that tells its own
 * size.  What would not be smaller so stays as it is; no version of the plain
 * coding has that byte, so that either is told by its first one.
 *
 * Short articles have little to repeat.  So they may be packed with a
 * dictionary, which holds what many articles have: an index has one or none,
 * made of the first articles that it got (index-schema.md), and a frame names
 * the one that it needs.
 */
#ifndef STORED_PACK_H
#define STORED_PACK_H

#include "buffer.h"

#define STORED_PACKED 'z'

/* ---- The dictionary ---- */

/* Where each segment has it, as Xapian's metadata. */
#define METADATA_DICTIONARY "dictionary"

/* Of so many bytes of articles a dictionary is made, of so many of each. */
#define STORED_SAMPLES ((size_t)128 << 10)
#define STORED_SAMPLE_MAX ((size_t)16 << 10)

/*
 * Make a dictionary of articles that stand one behind the other; the same
 * articles make the same one.  It is left empty when they are too few.
 */
void stored_dictionary_make(buffer *out, morgue_str articles,
                            const size_t *sizes, size_t count);

/* ---- Packing ---- */

/* What packing keeps from article to article. */
typedef struct stored_packer stored_packer;

stored_packer *stored_packer_new(void);
void stored_packer_free(stored_packer *p);

/* Pack with this dictionary from now on; it is copied. */
void stored_packer_set_dictionary(stored_packer *p, morgue_str dictionary);

/* The data packed, or as it was; good until the next call. */
morgue_str stored_pack(stored_packer *p, morgue_str data);

/* ---- Unpacking ---- */

/* What unpacking keeps, dictionaries among it. */
typedef struct stored_unpacker stored_unpacker;

stored_unpacker *stored_unpacker_new(void);
void stored_unpacker_free(stored_unpacker *u);

/* Whether data is packed with a dictionary that is not known. */
bool stored_unpacker_lacks(const stored_unpacker *u, morgue_str data);

/* A dictionary becomes known; bytes that are none are passed over. */
void stored_unpacker_add(stored_unpacker *u, morgue_str dictionary);

/*
 * Unpack *data when it is packed; it is good until the next call.  False, and
 * *data as it was, when it is damaged or its dictionary is not known.
 */
bool stored_unpack(stored_unpacker *u, morgue_str *data);

#endif
