/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "segment_policy.h"

/* Add segments of one size each day and merge as the writer does. */
static void add_day(manifest *m, uint64_t bytes, uint64_t *copied)
{
    manifest_segment day = {.documents = 1, .bytes = bytes};
    size_t first, count;

    manifest_add_segment(m, &day);
    while (segment_policy_pick(m, &first, &count)) {
        manifest_segment merged = {.documents = 0};
        for (size_t i = first; i < first + count; i++) {
            merged.documents += m->segments[i].documents;
            merged.bytes += m->segments[i].bytes;
        }
        *copied += merged.bytes;
        m->segments[first] = merged;
        memmove(m->segments + first + 1, m->segments + first + count,
                (m->segment_count - first - count) * sizeof merged);
        m->segment_count -= count - 1;
    }
}

static void few_segments_are_left_alone(void **state)
{
    manifest m;
    uint64_t copied = 0;

    (void)state;
    manifest_init(&m);
    for (int day = 0; day < SEGMENTS_MAX; day++)
        add_day(&m, 1000, &copied);
    assert_int_equal(m.segment_count, SEGMENTS_MAX);
    assert_int_equal(copied, 0);
    manifest_free(&m);
}

static void ten_years_of_days_stay_few_and_cheap(void **state)
{
    manifest m;
    uint64_t copied = 0, documents = 0;
    const int days = 3650;

    (void)state;
    manifest_init(&m);
    for (int day = 0; day < days; day++) {
        add_day(&m, 1000, &copied);
        assert_true(m.segment_count <= SEGMENTS_MAX);
    }
    for (size_t i = 0; i < m.segment_count; i++)
        documents += m.segments[i].documents;
    assert_int_equal(documents, days);
    assert_true(copied < (uint64_t)days * 1000 * 6);
    manifest_free(&m);
}

static void small_neighbours_of_one_size_are_merged(void **state)
{
    manifest m;
    size_t first = 0, count = 0;

    (void)state;
    manifest_init(&m);
    for (int i = 0; i <= SEGMENTS_MAX; i++) {
        manifest_segment s = {.bytes = i < 5 ? 1000000 : 1000};
        manifest_add_segment(&m, &s);
    }
    assert_true(segment_policy_pick(&m, &first, &count));
    assert_int_equal(first, 5);
    assert_int_equal(count, SEGMENTS_MAX + 1 - 5);
    manifest_free(&m);
}

/* Each an eighth of the one before: no two that are alike. */
static void where_none_are_alike_something_is_merged(void **state)
{
    manifest m;
    size_t first = 0, count = 0;

    (void)state;
    manifest_init(&m);
    for (int i = 0; i <= SEGMENTS_MAX; i++) {
        manifest_segment s = {.bytes = UINT64_C(1) << 3 * (20 - i)};
        manifest_add_segment(&m, &s);
    }
    assert_true(segment_policy_pick(&m, &first, &count));
    assert_true(count >= 2 && first + count <= m.segment_count);
    manifest_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_segments_are_left_alone),
        cmocka_unit_test(ten_years_of_days_stay_few_and_cheap),
        cmocka_unit_test(small_neighbours_of_one_size_are_merged),
        cmocka_unit_test(where_none_are_alike_something_is_merged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
