/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "tally.h"

#include <stdio.h>

/* Value N of the first 3000 numbers is in N % 50 + 1 articles. */
static tally *filled(void)
{
    static const text_fold all_differ = {NULL, 50};
    tally *t = tally_new(&all_differ, NULL, NULL);

    for (size_t article = 0; article < 50; article++)
        for (size_t n = 0; n < 3000; n++) {
            char name[16];
            snprintf(name, sizeof name, "n%04d", (int)n);
            if (n % 50 >= article)
                assert_true(tally_add(t, article, str_of(name)));
        }
    assert_int_equal(tally_finish(t), 0);
    return t;
}

static bool is_odd(const void *user, morgue_str value)
{
    (void)user;
    return (value.data[value.size - 1] & 1) != 0;
}

static void the_most_frequent_come_first(void **state)
{
    static const size_t limits[] = {1, 7, 100, 1000, 1001, 2999, 5000, 0};
    tally *t = filled();
    arena *a = arena_new();
    const morgue_facet_value *all;
    size_t all_count;
    uint64_t distinct;

    (void)state;
    all = tally_top(t, NULL, NULL, 0, &all_count, &distinct, a);
    assert_int_equal(all_count, 3000);
    assert_str_equal(all[0].value, "n0049");
    assert_str_equal(all[1].value, "n0099");
    assert_str_equal(all[2999].value, "n2950");
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        size_t count;
        const morgue_facet_value *top =
            tally_top(t, NULL, NULL, limits[i], &count, &distinct, a);
        assert_int_equal(distinct, 3000);
        assert_int_equal(count,
                         limits[i] && limits[i] < 3000 ? limits[i] : 3000);
        for (size_t k = 0; k < count; k++) {
            assert_true(str_equal(top[k].value, all[k].value));
            assert_int_equal(top[k].articles, all[k].articles);
        }
    }
    arena_free(a);
    tally_free(t);
}

static void filters_say_what_is_wanted(void **state)
{
    tally *t = filled();
    arena *a = arena_new();
    size_t count;
    uint64_t distinct;
    const morgue_facet_value *top =
        tally_top(t, is_odd, NULL, 2, &count, &distinct, a);

    (void)state;
    assert_int_equal(distinct, 1500);
    assert_int_equal(count, 2);
    assert_str_equal(top[0].value, "n0049");
    assert_int_equal(top[0].articles, 50);
    arena_free(a);
    tally_free(t);
}

/* Articles in order, with a text (0: like no other) and a value. */
static void a_text_counts_once_for_each_value_of_its_copies(void **state)
{
    static const struct {
        uint64_t text;
        const char *value;
    } articles[] = {
        {0, "a"}, {7, "a"}, {7, "b"}, {0, ""}, {7, "a"},
        {8, ""},  {8, "b"}, {9, ""},  {9, ""},
    };
    static const struct {
        bool is_folded;
        uint64_t a, b, without;
    } cases[] = {{true, 2, 2, 2}, {false, 3, 2, 4}};
    enum { COUNT = sizeof articles / sizeof *articles };
    uint64_t texts[COUNT];

    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        texts[i] = articles[i].text;
    for (size_t c = 0; c < 2; c++) {
        text_fold fold = {cases[c].is_folded ? texts : NULL, COUNT};
        tally *t = tally_new(&fold, NULL, NULL);
        arena *memory = arena_new();
        const morgue_facet_value *top;
        size_t count;
        uint64_t distinct;

        for (size_t i = 0; i < COUNT; i++) {
            if (*articles[i].value == 0)
                tally_add_none(t, i);
            else
                assert_true(tally_add(t, i, str_of(articles[i].value)) &&
                            /* Said twice of one article, it counts once. */
                            tally_add(t, i, str_of(articles[i].value)));
        }
        assert_int_equal(tally_finish(t), cases[c].without);
        top = tally_top(t, NULL, NULL, 0, &count, &distinct, memory);
        assert_int_equal(count, 2);
        assert_str_equal(top[0].value, "a");
        assert_int_equal(top[0].articles, cases[c].a);
        assert_int_equal(top[1].articles, cases[c].b);
        arena_free(memory);
        tally_free(t);
    }
}

/* Values are one by their first letter; x does not count, b is called B. */
static tally_key by_first_letter(const void *user, morgue_str value)
{
    (void)user;
    return (tally_key){value.data[0] == 'x' ? 0 : (uint64_t)value.data[0],
                       value.data[0] == 'b' ? STR("B") : STR("")};
}

static void values_of_one_key_are_counted_together(void **state)
{
    static const struct {
        size_t article;
        const char *value;
        bool counts;
    } added[] = {
        {0, "a1", true}, {0, "a2", true}, {0, "x", false}, {1, "a2", true},
        {1, "b1", true}, {2, "b2", true}, {2, "b1", true}, {3, "b1", true},
    };
    static const text_fold all_differ = {NULL, 4};
    tally *t = tally_new(&all_differ, by_first_letter, NULL);
    arena *a = arena_new();
    const morgue_facet_value *top;
    size_t count;
    uint64_t distinct;

    (void)state;
    for (size_t i = 0; i < sizeof added / sizeof *added; i++)
        assert_int_equal(tally_add(t, added[i].article, str_of(added[i].value)),
                         added[i].counts);
    assert_int_equal(tally_finish(t), 0);
    top = tally_top(t, NULL, NULL, 0, &count, &distinct, a);
    assert_int_equal(count, 2);
    assert_str_equal(top[0].value, "B");
    assert_int_equal(top[0].articles, 3);
    assert_str_equal(top[1].value, "a2"); /* as it is written most often */
    assert_int_equal(top[1].articles, 2);
    arena_free(a);
    tally_free(t);
}

/* All values are one. */
static tally_key as_one(const void *user, morgue_str value)
{
    (void)user;
    (void)value;
    return (tally_key){1, STR("")};
}

static void
capitals_are_shown_where_hardly_anyone_writes_otherwise(void **state)
{
    static const struct {
        size_t capitals;
        const char *shown;
    } cases[] = {{7, "Lima"}, {9, "LIMA"}};
    static const text_fold all_differ = {NULL, 10};

    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        tally *t = tally_new(&all_differ, as_one, NULL);
        arena *a = arena_new();
        size_t count;
        uint64_t distinct;

        assert_true(tally_add(t, 0, STR("Lima")));
        for (size_t i = 1; i <= cases[c].capitals; i++)
            assert_true(tally_add(t, i, STR("LIMA")));
        assert_int_equal(tally_finish(t), 0);
        assert_str_equal(
            tally_top(t, NULL, NULL, 0, &count, &distinct, a)[0].value,
            cases[c].shown);
        arena_free(a);
        tally_free(t);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_frequent_come_first),
        cmocka_unit_test(filters_say_what_is_wanted),
        cmocka_unit_test(a_text_counts_once_for_each_value_of_its_copies),
        cmocka_unit_test(values_of_one_key_are_counted_together),
        cmocka_unit_test(
            capitals_are_shown_where_hardly_anyone_writes_otherwise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
