/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bytes deflated by a Huffman code alone, the same for very many of them.
 *
 * What it makes is raw deflate (RFC 1951): one block that brings its code along
 * and has literals but no matches, so that any inflate reads it.  The code is
 * made once, of what the bytes are like; to deflate is then a look at a table
 * a byte, some five times as fast as looking for matches.  The lists of terms
 * that it is for have hardly any: each leaves out what it shares with the term
 * before.
 */
#ifndef HUFFMAN_DEFLATE_H
#define HUFFMAN_DEFLATE_H

#include "morgue.h"

#define HUFFMAN_BYTES 256
#define HUFFMAN_SYMBOLS (HUFFMAN_BYTES + 1) /* and the end of the block */
#define HUFFMAN_HEAD_MAX 256

/* Bytes that so many take at the most; the last eight are for our use. */
#define HUFFMAN_DEFLATED_MAX(size) ((size) / 2 * 3 + HUFFMAN_HEAD_MAX + 16)

typedef struct huffman_bits {
    uint16_t bits; /* the first one is the lowest */
    uint16_t count;
} huffman_bits;

typedef struct huffman_code {
    huffman_bits symbols[HUFFMAN_SYMBOLS];
    unsigned char head[HUFFMAN_HEAD_MAX]; /* of each block: tells the code */
    size_t head_bits;
} huffman_code;

/* Count bytes that the code is to be good for. */
void huffman_count(uint32_t counts[HUFFMAN_BYTES], morgue_str bytes);

/* Make the code for bytes as frequent as counted, so many in a block; others
 * may come as well.  Equal counts make equal codes. */
void huffman_code_make(huffman_code *out, const uint32_t counts[HUFFMAN_BYTES],
                       uint32_t blocks);

/* Write the bytes deflated; returns how many it takes. */
size_t huffman_deflate(const huffman_code *code, unsigned char *out,
                       morgue_str bytes);

#endif
