/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stored articles packed and unpacked.
 */
#include "unit.h"

#include "stored_pack.h"

#include <stdlib.h>

/* Words over and over, or bytes that follow no rule. */
static morgue_str make(arena *a, size_t size, bool is_regular)
{
    char *bytes = arena_alloc(a, size + 1);

    for (size_t i = 0; i < size; i++)
        bytes[i] = is_regular ? "the river rose again, "[i % 22]
                              : (char)(rand() >> 7);
    return str_make(bytes, size);
}

static void what_was_packed_comes_back(void **state)
{
    static const size_t sizes[] = {0,    1,    2,     3,     22,
                                   8191, 8192, 70000, 131073, 3000000};
    stored_packer *p = stored_packer_new();
    arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
        bool is_regular = i % 2;
        morgue_str plain = make(a, sizes[i / 2], is_regular);
        morgue_str data = stored_pack(p, plain);
        assert_int_equal(data.size > 0 && data.data[0] == STORED_PACKED,
                         is_regular && plain.size > 22);
        assert_true(data.size <= plain.size);
        data = arena_copy(a, data);
        assert_true(stored_unpack(&data, a));
        assert_true(str_equal(data, plain));
    }
    arena_free(a);
    stored_packer_free(p);
}

/* Damage may go unseen, as zstd's frames have no checksum here; it must not
 * lead anywhere else, and a part is never taken for the whole. */
static void damage_is_refused_or_harmless(void **state)
{
    stored_packer *p = stored_packer_new();
    arena *a = arena_new();
    morgue_str plain, data;

    (void)state;
    plain = make(a, 5000, true);
    data = stored_pack(p, plain);
    for (size_t size = 1; size < data.size; size++) {
        morgue_str cut = arena_copy(a, str_make(data.data, size));
        assert_false(stored_unpack(&cut, a));
    }
    for (size_t bit = 8; bit < 8 * data.size; bit++) {
        morgue_str bent = arena_copy(a, data);
        ((char *)bent.data)[bit / 8] ^= (char)(1 << bit % 8);
        stored_unpack(&bent, a);
    }
    arena_free(a);
    stored_packer_free(p);
}

/* A frame that says it holds 2^60 bytes. */
static void a_lying_size_is_refused(void **state)
{
    static const char lie[] = "z\x28\xb5\x2f\xfd\xe0\0\0\0\0\0\0\0\x10\1\0";
    arena *a = arena_new();
    morgue_str data = str_make(lie, sizeof lie - 1);

    (void)state;
    assert_false(stored_unpack(&data, a));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_back),
        cmocka_unit_test(damage_is_refused_or_harmless),
        cmocka_unit_test(a_lying_size_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
