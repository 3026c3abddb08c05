/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files within a container, by libarchive: tar in its compressions, zip, 7z,
 * cpio; and a lone file compressed by bzip2, xz, lz4 and the like.
 *
 * Members come as streams of bytes in the order they stand in.
 */
#ifndef CONTAINER_READER_H
#define CONTAINER_READER_H

#include "arena.h"
#include "byte_source.h"
#include "civil_date.h"

typedef struct container_reader container_reader;

/*
 * Open the container that stands in source, which is borrowed.
 * MORGUE_EFORMAT when it is none that we know.
 */
morgue_status container_reader_open(container_reader **out,
                                    byte_source *source, morgue_error *err);

/*
 * The next member that is no folder: its name, valid until the next call, and
 * its bytes, to be closed by the caller before the next call.  A lone
 * compressed file has no name.  MORGUE_END after the last; MORGUE_EFORMAT when
 * the container is damaged here: it can be read on when
 * container_reader_goes_on() says so.
 */
morgue_status container_reader_next(container_reader *c, morgue_str *name,
                                    byte_source **bytes, morgue_error *err);
bool container_reader_goes_on(const container_reader *c);

/* The last member's bytes broke off, which was told by its source: what the
 * next call fails for is the same. */
bool container_reader_broke_off(const container_reader *c);

/* Why the current member has no bytes of its own, being a link or a device;
 * NULL for a file. */
const char *container_reader_oddity(const container_reader *c);

/* The name of the format, such as "ZIP 2.0 (deflation)". */
const char *container_reader_format(const container_reader *c);

void container_reader_close(container_reader *c);

/* How surely the bytes begin a container: 0 not, 100 it is one. */
int container_reader_bid(morgue_str begin);

/* It has to be sought in, so a stream must be set aside first. */
bool container_reader_needs_seek(morgue_str begin);

#endif
