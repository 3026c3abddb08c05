/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "huffman_deflate.h"

#include "eight_bytes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define CODE_MAX   12 /* bits: four codes and what was left fit eight bytes */
#define LENGTH_MAX 7  /* bits that a length's own code may have */
#define LENGTHS    19 /* 0 to 15, and three that repeat */
#define REPEAT     16 /* the length before, so many times more */
#define REPEAT_LEAST 3
#define REPEAT_MOST  6
#define END        HUFFMAN_BYTES
#define EXACT_SHIFT 63 /* no byte is that rare */
#define LEVEL_MIN   8  /* so rare bytes may be taken for alike */
#define LEVEL_MAX   13

/* ---- Bits ---- */

typedef struct bit_writer {
    unsigned char *out;
    uint64_t held; /* the lowest bit is the next one */
    unsigned count;
} bit_writer;

static inline void hold(bit_writer *w, unsigned bits, unsigned count)
{
    w->held |= (uint64_t)bits << w->count;
    w->count += count;
}

/* Write the whole bytes that are held, and more that will be written over. */
static inline void let_go(bit_writer *w)
{
    store_low_eight(w->out, w->held);
    w->out += w->count / 8;
    w->held >>= w->count & ~7u;
    w->count &= 7;
}

static void put(bit_writer *w, unsigned bits, unsigned count)
{
    hold(w, bits, count);
    let_go(w);
}

/* ---- The lengths of codes ---- */

typedef struct node {
    uint64_t count;
    uint16_t symbol; /* of a leaf */
    uint16_t parent;
} node;

static int compare_nodes(const void *a, const void *b)
{
    const node *x = a, *y = b;

    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    return x->symbol < y->symbol ? -1 : 1;
}

/*
 * Huffman (1952): the two rarest become one, again and again.  Leaves are
 * sorted once; what they become comes out sorted by itself behind them, so that
 * the rarest is at the head of one of two queues.  A symbol's length is that of
 * the way to the root.  Returns the longest.
 */
static unsigned find_lengths(unsigned char *lengths, const uint32_t *counts,
                             unsigned symbols)
{
    node nodes[2 * HUFFMAN_SYMBOLS];
    unsigned char depths[2 * HUFFMAN_SYMBOLS];
    unsigned leaves = 0, leaf = 0, made, end, longest = 0;

    memset(lengths, 0, symbols);
    for (unsigned i = 0; i < symbols; i++)
        if (counts[i])
            nodes[leaves++] = (node){counts[i], (uint16_t)i, 0};
    assert(leaves > 1);
    qsort(nodes, leaves, sizeof *nodes, compare_nodes);
    made = end = leaves;
    for (; end < 2 * leaves - 1; end++) {
        nodes[end] = (node){0, 0, 0};
        for (int i = 0; i < 2; i++) {
            bool is_leaf = leaf < leaves &&
                           (made == end ||
                            nodes[leaf].count <= nodes[made].count);
            node *rarest = nodes + (is_leaf ? leaf++ : made++);
            rarest->parent = (uint16_t)end;
            nodes[end].count += rarest->count;
        }
    }
    depths[end - 1] = 0;
    for (unsigned i = end - 1; i-- > 0;) {
        depths[i] = (unsigned char)(depths[nodes[i].parent] + 1);
        if (i < leaves)
            lengths[nodes[i].symbol] = depths[i];
        if (depths[i] > longest)
            longest = depths[i];
    }
    return longest;
}

/* The same with no code longer than `most`: counts are brought closer together
 * until none is. */
static void limit_lengths(unsigned char *lengths, uint32_t *counts,
                          unsigned symbols, unsigned most)
{
    while (find_lengths(lengths, counts, symbols) > most)
        for (unsigned i = 0; i < symbols; i++)
            if (counts[i])
                counts[i] = counts[i] / 2 + 1;
}

/* ---- Codes, told by their lengths ---- */

/* Codes of a length follow one another in order of their symbols, the shorter
 * ones first.  They stand with their highest bit first. */
static void make_codes(huffman_bits *out, const unsigned char *lengths,
                       unsigned symbols)
{
    unsigned code = 0;

    for (unsigned length = 1; length <= CODE_MAX; length++) {
        code *= 2;
        for (unsigned i = 0; i < symbols; i++) {
            unsigned turned = 0;
            if (lengths[i] != length)
                continue;
            for (unsigned bit = 0; bit < length; bit++)
                turned |= (code >> bit & 1) << (length - 1 - bit);
            out[i] = (huffman_bits){(uint16_t)turned, (uint16_t)length};
            code++;
        }
    }
}

/* A length as the head tells it, or that it is repeated. */
typedef struct step {
    unsigned char symbol, extra;
} step;

/* How often lengths[0] stands again behind it, as one step can tell. */
static unsigned repeats(const unsigned char *lengths, unsigned count)
{
    unsigned more = 0;

    while (more < REPEAT_MOST && more + 1 < count &&
           lengths[more + 1] == lengths[0])
        more++;
    return more < REPEAT_LEAST ? 0 : more;
}

static unsigned list_steps(step *out, const unsigned char *lengths,
                           unsigned count)
{
    unsigned steps = 0, more;

    for (unsigned i = 0; i < count; i += 1 + more) {
        more = repeats(lengths + i, count - i);
        out[steps++] = (step){lengths[i], 0};
        if (more)
            out[steps++] = (step){REPEAT, (unsigned char)(more - REPEAT_LEAST)};
    }
    return steps;
}

/*
 * The head of a block: that it is the last one and brings its code; the codes
 * of lengths, told by their lengths in three bits each, in an order of the
 * standard's; and with these the lengths of the code itself.  The code for
 * distances, of which there are none, is one of length 0.
 */
static void make_head(huffman_code *out, const unsigned char *lengths)
{
    static const unsigned char order[LENGTHS] = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    bit_writer w = {out->head, 0, 0};
    step steps[HUFFMAN_SYMBOLS + 1];
    uint32_t counts[LENGTHS] = {0};
    unsigned char of_lengths[LENGTHS];
    huffman_bits codes[LENGTHS];
    unsigned count = list_steps(steps, lengths, HUFFMAN_SYMBOLS + 1);
    unsigned told = LENGTHS; /* of the order: the last ones may be left out */

    for (unsigned i = 0; i < count; i++)
        counts[steps[i].symbol]++;
    limit_lengths(of_lengths, counts, LENGTHS, LENGTH_MAX);
    make_codes(codes, of_lengths, LENGTHS);
    while (told > 4 && of_lengths[order[told - 1]] == 0)
        told--;
    put(&w, 1 | 2 << 1, 3);
    put(&w, HUFFMAN_SYMBOLS - 257, 5);
    put(&w, 0, 5);
    put(&w, told - 4, 4);
    for (unsigned i = 0; i < told; i++)
        put(&w, of_lengths[order[i]], 3);
    for (unsigned i = 0; i < count; i++) {
        huffman_bits code = codes[steps[i].symbol];
        put(&w, code.bits, code.count);
        if (steps[i].symbol == REPEAT)
            put(&w, steps[i].extra, 2);
    }
    out->head_bits = 8 * (size_t)(w.out - out->head) + w.count;
}

void huffman_count(uint32_t counts[HUFFMAN_BYTES], morgue_str bytes)
{
    const unsigned char *in = (const unsigned char *)bytes.data;

    for (size_t i = 0; i < bytes.size; i++)
        counts[in[i]]++;
}

/* Counts below the least become alike. */
static void level_rare(uint32_t *counts, uint64_t least)
{
    uint64_t sum = 0, rare = 0;

    for (unsigned i = 0; i < HUFFMAN_BYTES; i++) {
        sum += counts[i] < least ? counts[i] : 0;
        rare += counts[i] < least;
    }
    for (unsigned i = 0; i < HUFFMAN_BYTES; i++)
        if (counts[i] < least)
            counts[i] = (uint32_t)(sum / rare); /* not 0, as none of them is */
}

/* Bits of all blocks, but for their ends. */
static uint64_t cost_of(const huffman_code *code, const uint32_t *counts,
                        uint32_t blocks)
{
    uint64_t bits = (uint64_t)blocks * code->head_bits;

    for (unsigned i = 0; i < HUFFMAN_BYTES; i++)
        bits += (uint64_t)counts[i] * code->symbols[i].count;
    return bits;
}

/* The code in which all bytes below 2^-shift of all are alike. */
static void make_one(huffman_code *out, const uint32_t *counts,
                     uint32_t blocks, unsigned shift)
{
    uint32_t wanted[HUFFMAN_SYMBOLS];
    unsigned char lengths[HUFFMAN_SYMBOLS + 1];
    uint64_t sum = 0;

    for (unsigned i = 0; i < HUFFMAN_BYTES; i++) {
        wanted[i] = counts[i] + 1;
        sum += wanted[i];
    }
    level_rare(wanted, sum >> shift);
    wanted[END] = blocks;
    limit_lengths(lengths, wanted, HUFFMAN_SYMBOLS, CODE_MAX);
    lengths[HUFFMAN_SYMBOLS] = 0; /* of distances */
    make_codes(out->symbols, lengths, HUFFMAN_SYMBOLS);
    make_head(out, lengths);
}

/* Each block tells its code, in a tenth of the bytes of a short one; the fewer
 * lengths differ from the one before, the fewer bits that takes.  So it is
 * tried how many of the rare bytes are best taken for equally rare. */
void huffman_code_make(huffman_code *out, const uint32_t counts[HUFFMAN_BYTES],
                       uint32_t blocks)
{
    make_one(out, counts, blocks, EXACT_SHIFT);
    for (unsigned shift = LEVEL_MIN; shift <= LEVEL_MAX; shift++) {
        huffman_code code;
        make_one(&code, counts, blocks, shift);
        if (cost_of(&code, counts, blocks) < cost_of(out, counts, blocks))
            *out = code;
    }
}

/* ---- Deflating ---- */

size_t huffman_deflate(const huffman_code *code, unsigned char *out,
                       morgue_str bytes)
{
    const unsigned char *in = (const unsigned char *)bytes.data;
    const huffman_bits *symbols = code->symbols;
    size_t whole = code->head_bits / 8, i = 0;
    bit_writer w = {out + whole, 0, code->head_bits % 8};

    memcpy(out, code->head, whole + 1);
    w.held = code->head[whole] & ((1u << w.count) - 1);
    for (; i + 4 <= bytes.size; i += 4) {
        hold(&w, symbols[in[i]].bits, symbols[in[i]].count);
        hold(&w, symbols[in[i + 1]].bits, symbols[in[i + 1]].count);
        hold(&w, symbols[in[i + 2]].bits, symbols[in[i + 2]].count);
        hold(&w, symbols[in[i + 3]].bits, symbols[in[i + 3]].count);
        let_go(&w);
    }
    for (; i < bytes.size; i++)
        put(&w, symbols[in[i]].bits, symbols[in[i]].count);
    put(&w, symbols[END].bits, symbols[END].count);
    return (size_t)(w.out - out) + (w.count > 0);
}
