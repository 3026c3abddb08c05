/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A member that is inflated piece by piece is the same whatever inflates it:
 * from a file that may be by ISA-L, from a pipe it is by zlib.
 */
#include "unit.h"

#include "buffer.h"
#include "draw.h"
#include "inflate_gzip.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#define PLAIN_MAX ((size_t)1 << 26)

/* Words, numbers and noise: all kinds of deflate's blocks. */
static void append_text(buffer *out, size_t size)
{
    size_t end = out->size + size;

    while (out->size < end) {
        uint32_t kind = draw(8);
        if (kind == 0)
            for (uint32_t n = draw(3000); n > 0; n--)
                buffer_append_char(out, (char)draw(256));
        else if (kind == 1)
            buffer_append_format(out, "%*u", (int)draw(400),
                                 draw(9999));
        else
            for (uint32_t n = draw(900); n > 0; n--)
                buffer_append_format(out, "word%u ", draw(300));
    }
}

static void append_member(buffer *out, morgue_str plain, int level)
{
    z_stream z = {0};
    size_t bound;
    char *packed;

    assert_int_equal(deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 9,
                                  Z_DEFAULT_STRATEGY), Z_OK);
    bound = deflateBound(&z, plain.size) + 1024;
    packed = malloc(bound);
    assert_non_null(packed);
    z.next_in = (Bytef *)(uintptr_t)plain.data;
    z.avail_in = (uInt)plain.size;
    z.next_out = (Bytef *)packed;
    z.avail_out = (uInt)bound;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    buffer_append(out, packed, bound - z.avail_out);
    deflateEnd(&z);
    free(packed);
}

/* Append all that a source gives, and what it says of its faults and of where
 * it stands then. */
static void drain(buffer *out, byte_source *s)
{
    do {
        morgue_str seen;
        uint64_t stored = 0;

        while ((seen = byte_source_peek(s, 1)).size) {
            size_t step = 1 + draw(100000);
            if (step > seen.size)
                step = seen.size;
            buffer_append(out, seen.data, step);
            byte_source_consume(s, step);
        }
        if (byte_source_fault(s))
            buffer_append_format(out, "\n[%s]", byte_source_fault(s)->message);
        if (byte_source_stored(s, &stored))
            buffer_append_format(out, "[stored %llu]",
                                 (unsigned long long)stored);
    } while (byte_source_resume(s));
}

static void read_file(buffer *out, const char *path, bool as_pipe)
{
    byte_source *file, *s;

    assert_int_equal(byte_source_open(&file, path, NULL), MORGUE_OK);
    s = inflate_gzip_new(as_pipe ? byte_source_borrow(file) : file);
    drain(out, s);
    byte_source_close(s);
    if (as_pipe)
        byte_source_close(file);
}

static void assert_both_agree(morgue_str stored, const buffer *expected)
{
    char path[] = "/tmp/inflate_gzip_XXXXXX";
    int fd = mkstemp(path);
    buffer file, pipe;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, stored.data, stored.size), stored.size);
    close(fd);
    buffer_init(&file, PLAIN_MAX);
    buffer_init(&pipe, PLAIN_MAX);
    read_file(&file, path, false);
    read_file(&pipe, path, true);
    unlink(path);
    assert_int_equal(file.size, pipe.size);
    assert_memory_equal(file.data, pipe.data, file.size);
    if (expected) {
        assert_true(file.size >= expected->size);
        assert_memory_equal(file.data, expected->data, expected->size);
    }
    buffer_free(&file);
    buffer_free(&pipe);
}

static void members_of_all_sizes_are_read(void **state)
{
    static const size_t sizes[] = {0, 1, 100, 600000, 3000000, 20, 1500000};
    buffer plain, stored;

    (void)state;
    draw_seed = 1;
    buffer_init(&plain, PLAIN_MAX);
    buffer_init(&stored, PLAIN_MAX);
    for (int level = 0; level <= 9; level += 3)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            size_t begin = plain.size;
            append_text(&plain, sizes[i]);
            append_member(&stored, str_slice(buffer_view(&plain), begin,
                                             plain.size), level);
        }
    assert_both_agree(buffer_view(&stored), &plain);
    buffer_free(&plain);
    buffer_free(&stored);
}

/* What stands before the fault is given, and what stands behind it. */
static void damaged_members_give_the_same(void **state)
{
    static const int levels[] = {0, 1, 9};
    buffer plain, stored;

    (void)state;
    draw_seed = 2;
    buffer_init(&plain, PLAIN_MAX);
    buffer_init(&stored, PLAIN_MAX);
    append_text(&plain, 900000);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        uint32_t first;

        stored.size = 0;
        append_member(&stored, buffer_view(&plain), levels[i]);
        first = (uint32_t)stored.size;
        append_member(&stored, STR("WARC/1.0\r\n"), 6);
        for (int turn = 0; turn < 8; turn++) {
            uint32_t at = draw(first);
            char flip = (char)(1 << draw(8));

            stored.data[at] ^= flip;
            assert_both_agree(buffer_view(&stored), NULL);
            stored.data[at] ^= flip;
            assert_both_agree(str_make(stored.data, at), NULL);
        }
    }
    buffer_free(&plain);
    buffer_free(&stored);
}

static void bombs_stop_at_the_same_place(void **state)
{
    size_t size = (size_t)40 << 20;
    char *zeros = calloc(1, size);
    buffer stored;

    (void)state;
    draw_seed = 3;
    assert_non_null(zeros);
    buffer_init(&stored, PLAIN_MAX);
    append_member(&stored, str_make(zeros, size), 9);
    append_member(&stored, STR("WARC/1.0\r\n"), 6);
    assert_both_agree(buffer_view(&stored), NULL);
    buffer_free(&stored);
    free(zeros);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_of_all_sizes_are_read),
        cmocka_unit_test(damaged_members_give_the_same),
        cmocka_unit_test(bombs_stop_at_the_same_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
