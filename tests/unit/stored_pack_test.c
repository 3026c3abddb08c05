/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stored articles packed and unpacked.
 */
#include "unit.h"

#include "arena.h"
#include "stored_pack.h"
#include "str.h"

#include <stdio.h>
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
    stored_unpacker *u = stored_unpacker_new();
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
        assert_true(stored_unpack(u, &data));
        assert_true(str_equal(data, plain));
    }
    arena_free(a);
    stored_unpacker_free(u);
    stored_packer_free(p);
}

/* Damage may go unseen, as zstd's frames have no checksum here; it must not
 * lead anywhere else, and a part is never taken for the whole. */
static void damage_is_refused_or_harmless(void **state)
{
    stored_packer *p = stored_packer_new();
    stored_unpacker *u = stored_unpacker_new();
    arena *a = arena_new();
    morgue_str plain, data;

    (void)state;
    plain = make(a, 5000, true);
    data = stored_pack(p, plain);
    for (size_t size = 1; size < data.size; size++) {
        morgue_str cut = arena_copy(a, str_make(data.data, size));
        assert_false(stored_unpack(u, &cut));
    }
    for (size_t bit = 8; bit < 8 * data.size; bit++) {
        morgue_str bent = arena_copy(a, data);
        ((char *)bent.data)[bit / 8] ^= (char)(1 << bit % 8);
        stored_unpack(u, &bent);
    }
    arena_free(a);
    stored_unpacker_free(u);
    stored_packer_free(p);
}

/* A frame that says it holds 2^60 bytes. */
static void a_lying_size_is_refused(void **state)
{
    static const char lie[] = "z\x28\xb5\x2f\xfd\xe0\0\0\0\0\0\0\0\x10\1\0";
    stored_unpacker *u = stored_unpacker_new();
    morgue_str data = str_make(lie, sizeof lie - 1);

    (void)state;
    assert_false(stored_unpack(u, &data));
    stored_unpacker_free(u);
}

/* ---- With a dictionary ---- */

#define NOTICES 400
#define NOTICE_MAX 512

/* A short notice; much of it stands in all of them. */
static morgue_str make_notice(char out[NOTICE_MAX], unsigned number)
{
    static const char *const towns[] = {"Ashwick", "Brenholt", "Carrowby",
                                        "Dunmere", "Eastling"};
    static const char *const works[] = {"the bridge", "the old mill",
                                        "the harbour wall", "the school"};
    int size = snprintf(
        out, NOTICE_MAX,
        "The council of %s decided on day %u that %s is to be mended before "
        "winter, at a cost of %u crowns. Residents who want to be heard may "
        "write to the town hall until the end of the month, and the works "
        "committee will answer them in open session. %u voted for it.",
        towns[number * 7 % 5], number * 13 % 365, works[number * 11 % 4],
        number * 7919 % 100000, number * 31 % 40);

    return str_make(out, (size_t)size);
}

static void make_dictionary(buffer *out, unsigned first, size_t count)
{
    char notice[NOTICE_MAX];
    size_t sizes[NOTICES];
    buffer all;

    buffer_init(&all, SIZE_MAX / 2);
    for (size_t i = 0; i < count; i++) {
        morgue_str one = make_notice(notice, first + (unsigned)i);
        sizes[i] = one.size;
        buffer_append_str(&all, one);
    }
    stored_dictionary_make(out, buffer_view(&all), sizes, count);
    buffer_free(&all);
}

static void a_dictionary_helps_short_articles(void **state)
{
    stored_packer *plain = stored_packer_new(), *helped = stored_packer_new();
    stored_unpacker *u = stored_unpacker_new();
    buffer dictionary, again;
    char notice[NOTICE_MAX];
    size_t plain_size = 0, helped_size = 0;

    (void)state;
    buffer_init(&dictionary, SIZE_MAX / 2);
    buffer_init(&again, SIZE_MAX / 2);
    make_dictionary(&dictionary, 0, NOTICES);
    make_dictionary(&again, 0, NOTICES);
    assert_true(dictionary.size > 0);
    assert_true(str_equal(buffer_view(&dictionary), buffer_view(&again)));
    stored_packer_set_dictionary(helped, buffer_view(&dictionary));
    for (unsigned i = 0; i < 100; i++) {
        morgue_str one = make_notice(notice, 5000 + i), data;
        plain_size += stored_pack(plain, one).size;
        data = stored_pack(helped, one);
        helped_size += data.size;
        assert_int_equal(stored_unpacker_lacks(u, data), i == 0);
        if (i == 0)
            assert_false(stored_unpack(u, &data));
        stored_unpacker_add(u, buffer_view(&dictionary));
        assert_true(stored_unpack(u, &data));
        assert_true(str_equal(data, one));
    }
    assert_true(helped_size < plain_size / 2);
    buffer_free(&dictionary);
    buffer_free(&again);
    stored_unpacker_free(u);
    stored_packer_free(plain);
    stored_packer_free(helped);
}

/* Several indexes may be read as one, each with its own. */
static void each_article_names_its_dictionary(void **state)
{
    stored_packer *packers[2];
    stored_unpacker *u = stored_unpacker_new();
    char notice[NOTICE_MAX];

    (void)state;
    stored_unpacker_add(u, STR(""));
    stored_unpacker_add(u, STR("no dictionary at all"));
    for (unsigned i = 0; i < 2; i++) {
        buffer dictionary;
        buffer_init(&dictionary, SIZE_MAX / 2);
        make_dictionary(&dictionary, 1000 * i, NOTICES);
        packers[i] = stored_packer_new();
        stored_packer_set_dictionary(packers[i], buffer_view(&dictionary));
        stored_unpacker_add(u, buffer_view(&dictionary));
        buffer_free(&dictionary);
    }
    for (unsigned i = 0; i < 10; i++) {
        morgue_str one = make_notice(notice, 7000 + i);
        morgue_str data = stored_pack(packers[i % 2], one);
        assert_true(stored_unpack(u, &data));
        assert_true(str_equal(data, one));
    }
    stored_packer_free(packers[0]);
    stored_packer_free(packers[1]);
    stored_unpacker_free(u);
}

static void few_articles_make_none(void **state)
{
    buffer dictionary;

    (void)state;
    buffer_init(&dictionary, SIZE_MAX / 2);
    make_dictionary(&dictionary, 0, 10);
    assert_int_equal(dictionary.size, 0);
    buffer_free(&dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_back),
        cmocka_unit_test(damage_is_refused_or_harmless),
        cmocka_unit_test(a_lying_size_is_refused),
        cmocka_unit_test(a_dictionary_helps_short_articles),
        cmocka_unit_test(each_article_names_its_dictionary),
        cmocka_unit_test(few_articles_make_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
