/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stored articles packed: what stored_encode() wrote, made smaller.
 *
 * Packed data is the byte STORED_PACKED and a zstd frame that tells its own
 * size.  What would not be smaller so stays as it is; no version of the plain
 * coding has that byte, so that either is told by its first one.
 */
#ifndef STORED_PACK_H
#define STORED_PACK_H

#include "arena.h"

#define STORED_PACKED 'z'

/* What packing keeps from article to article. */
typedef struct stored_packer stored_packer;

stored_packer *stored_packer_new(void);
void stored_packer_free(stored_packer *p);

/* The data packed, or as it was; good until the next call. */
morgue_str stored_pack(stored_packer *p, morgue_str data);

/*
 * Unpack *data into the arena when it is packed.  False, and *data as it was,
 * when it is damaged.
 */
bool stored_unpack(morgue_str *data, arena *a);

#endif
