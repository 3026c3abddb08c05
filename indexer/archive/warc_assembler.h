/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What several WARC records say of one: continuation segments are joined to
 * the first, and the JSON that some crawlers write beside a response is handed
 * on with it.
 *
 * Looks a few records ahead; they come in the order of the file but for joined
 * segments, which come when the last of them was read.
 */
#ifndef WARC_ASSEMBLER_H
#define WARC_ASSEMBLER_H

#include "warc_reader.h"

typedef struct warc_assembler warc_assembler;

/* Borrows all three; they live longer. */
warc_assembler *warc_assembler_new(byte_source *source, morgue_str file,
                                   morgue_str member);
void warc_assembler_free(warc_assembler *w);

/* False after the last. */
bool warc_assembler_next(warc_assembler *w, record *out);

#endif
