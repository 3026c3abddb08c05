/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A gzip member inflated piece by piece by ISA-L, at two and a half times
 * zlib's speed.
 *
 * Where a member is damaged ISA-L does not tell what stood before: so its user
 * must be able to read the member once more, by zlib.  ISA-L is made for x86-64
 * and ARM64; where morgue is built without it there is no such inflater.
 */
#ifndef INFLATE_ISAL_H
#define INFLATE_ISAL_H

#include "byte_source.h"

typedef struct isal_inflater isal_inflater;

isal_inflater *isal_inflater_new(void); /* NULL: built without */
void isal_inflater_free(isal_inflater *i);

/* A member begins. */
void isal_inflater_begin(isal_inflater *i);

/*
 * Put up to `room` of the member's bytes at `to`: *got is 0 at its end alone,
 * and *is_whole says that it has come.  False: it is damaged, or breaks off.
 */
bool isal_inflater_read(isal_inflater *i, byte_source *from, char *to,
                        size_t room, size_t *got, bool *is_whole);

/* Bytes of the member that were taken. */
uint64_t isal_inflater_taken(const isal_inflater *i);

#endif
