/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inflate a gzip file member by member (RFC 1952).
 *
 * Each WARC record is its own member, so the offset where a member begins is
 * the record's address: byte_source_stored() tells it.  A damaged member stops
 * the stream with a fault; resuming looks for the next member's magic bytes.
 * Stretches that are not compressed at all, as when plain and compressed
 * records were put in one file, pass through as they are.
 */
#ifndef INFLATE_GZIP_H
#define INFLATE_GZIP_H

#include "byte_source.h"

/* Owns `stored` and closes it. */
byte_source *inflate_gzip_new(byte_source *stored);

/* The bytes begin a gzip member. */
bool inflate_gzip_begins(morgue_str bytes);

#endif
