/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memcpy() for the few bytes of most keys, tags and postings, which cost less
 * than calling it.
 */
#ifndef COPY_FEW_H
#define COPY_FEW_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Two copies that overlap bring the same where they do. */
static inline void copy_few(void *to, const void *from, size_t size)
{
    unsigned char *out = to;
    const unsigned char *in = from;

    if (size > 16) {
        memcpy(out, in, size);
    } else if (size >= 8) {
        uint64_t first, last;
        memcpy(&first, in, 8);
        memcpy(&last, in + size - 8, 8);
        memcpy(out, &first, 8);
        memcpy(out + size - 8, &last, 8);
    } else if (size >= 4) {
        uint32_t first, last;
        memcpy(&first, in, 4);
        memcpy(&last, in + size - 4, 4);
        memcpy(out, &first, 4);
        memcpy(out + size - 4, &last, 4);
    } else if (size) {
        out[0] = in[0];
        out[size / 2] = in[size / 2];
        out[size - 1] = in[size - 1];
    }
}

#endif
