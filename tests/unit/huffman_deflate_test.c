/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is deflated by a Huffman code alone, inflated by zlib, which libxapian
 * uses.
 */
#include "unit.h"

#include "huffman_deflate.h"

#include <stdlib.h>
#include <zlib.h>

#define SIZE_MOST 20000

/* Bytes up to `range`, the low ones far more often when `is_skewed`. */
static morgue_str make(char *out, size_t size, unsigned range, bool is_skewed)
{
    for (size_t i = 0; i < size; i++) {
        unsigned byte = (unsigned)rand() % range;
        for (int turn = 0; is_skewed && turn < 6; turn++)
            byte = byte * ((unsigned)rand() % 256) / 256;
        out[i] = (char)byte;
    }
    return str_make(out, size);
}

static void assert_inflates_to(const unsigned char *deflated, size_t size,
                               morgue_str bytes)
{
    unsigned char plain[SIZE_MOST + 1];
    z_stream z = {.next_in = (unsigned char *)deflated,
                  .avail_in = (unsigned)size,
                  .next_out = plain,
                  .avail_out = sizeof plain};

    assert_int_equal(inflateInit2(&z, -15), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.avail_in, 0);
    assert_int_equal(z.total_out, bytes.size);
    assert_memory_equal(plain, bytes.data, bytes.size);
    inflateEnd(&z);
}

static void zlib_reads_what_it_makes(void **state)
{
    static const size_t sizes[] = {1, 2, 3, 4, 5, 7, 300, 8191, SIZE_MOST};
    static char bytes[SIZE_MOST];
    static unsigned char out[HUFFMAN_DEFLATED_MAX(SIZE_MOST)];

    (void)state;
    for (unsigned range = 1; range <= 256; range += range < 4 ? 1 : 63) {
        for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
            morgue_str s = make(bytes, sizes[i / 2], range, i % 2);
            uint32_t counts[HUFFMAN_BYTES] = {0};
            huffman_code code;
            size_t size;
            huffman_count(counts, s);
            huffman_code_make(&code, counts, 1);
            size = huffman_deflate(&code, out, s);
            assert_true(size <= HUFFMAN_DEFLATED_MAX(s.size));
            assert_inflates_to(out, size, s);
        }
    }
}

/* Also bytes that the code was not made for, and counts of all sizes. */
static void any_code_takes_any_bytes(void **state)
{
    static char bytes[SIZE_MOST];
    static unsigned char out[HUFFMAN_DEFLATED_MAX(SIZE_MOST)];

    (void)state;
    for (unsigned turn = 0; turn < 200; turn++) {
        morgue_str s = make(bytes, (size_t)rand() % SIZE_MOST, 256, turn % 2);
        uint32_t counts[HUFFMAN_BYTES] = {0};
        huffman_code code;
        for (unsigned i = 0; i < HUFFMAN_BYTES; i++)
            counts[i] = (uint32_t)rand() >> rand() % 32;
        huffman_code_make(&code, counts, 1 + turn);
        assert_inflates_to(out, huffman_deflate(&code, out, s), s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zlib_reads_what_it_makes),
        cmocka_unit_test(any_code_takes_any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
