/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A posting as the inverter keeps it: some four bytes with its positions.
 *
 * It is (docid - docid before) << 3 | stems << 2 | kind as a varint, and then,
 * by kind: the one position; nothing; wdf; wdf, size of the positions' tag,
 * tag.  The first two have wdf 1.  Positions stand as their table will have
 * them (glass_position.h); that of one position is a varint.
 */
#ifndef POSTING_CODE_H
#define POSTING_CODE_H

#include "glass_position.h"
#include "varint.h"

enum { POSTING_PLACE, POSTING_ALONE, POSTING_COUNT, POSTING_FULL };

#define POSTING_KIND  3u
#define POSTING_STEMS 4u
#define POSTING_GAP   3 /* bits before it */

typedef struct posting {
    uint32_t docid, wdf;
    bool stems; /* it counts for the stem's list, too */
    morgue_str positions; /* glass_position.h; empty when there are none */
} posting;

/* Bytes that a posting takes at the most. */
#define POSTING_CODE_MAX(positions)                                            \
    (3 * VARINT_MAX + GLASS_POSITION_TAG_MAX(positions))

/* Write the posting of a document so far behind the one before somewhere into
 * `room`, of POSTING_CODE_MAX(count) bytes; returns it.  Positions ascend
 * strictly. */
morgue_str posting_put(unsigned char *room, uint32_t gap, uint32_t wdf,
                       bool stems, const uint32_t *positions, size_t count);

static inline uint64_t posting_number(morgue_str *rest)
{
    unsigned char c = (unsigned char)*rest->data++;
    uint64_t value = c & 0x7f;

    for (unsigned shift = 7; c & 0x80; shift += 7) {
        c = (unsigned char)*rest->data++;
        value |= (uint64_t)(c & 0x7f) << shift;
    }
    return value;
}

/* Cut a posting off the front of *rest, which posting_put() made; before: the
 * document of the one before. */
static inline void posting_take(morgue_str *rest, uint32_t before, posting *out)
{
    const char *end = rest->data + rest->size;
    uint64_t head = posting_number(rest);
    size_t size = 0;

    out->docid = before + (uint32_t)(head >> POSTING_GAP);
    out->stems = (head & POSTING_STEMS) != 0;
    out->wdf = 1;
    if ((head & POSTING_KIND) >= POSTING_COUNT)
        out->wdf = (uint32_t)posting_number(rest);
    if ((head & POSTING_KIND) == POSTING_FULL)
        size = (size_t)posting_number(rest);
    if ((head & POSTING_KIND) == POSTING_PLACE)
        while (rest->data[size++] & 0x80)
            ;
    out->positions.data = rest->data;
    out->positions.size = size;
    rest->data += size;
    rest->size = (size_t)(end - rest->data);
}

#endif
