/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inflate a zstd file frame by frame (RFC 8878).
 *
 * A .warc.zst has a frame a record, and before them perhaps a skippable frame
 * with the dictionary that they were made with, itself compressed or not
 * (iipc.github.io/warc-specifications/specifications/warc-zstd).
 */
#ifndef INFLATE_ZSTD_H
#define INFLATE_ZSTD_H

#include "byte_source.h"

/* Owns `stored` and closes it. */
byte_source *inflate_zstd_new(byte_source *stored);

/* The bytes begin a zstd frame, or the dictionary's. */
bool inflate_zstd_begins(morgue_str bytes);

/* Bytes of the frame with a dictionary that s begins with; 0: there is none. */
size_t inflate_zstd_dictionary_size(morgue_str s);

#endif
