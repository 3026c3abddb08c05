/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "segment_format.h"

#include "durable_file.h"
#include "glass_version.h"
#include "segment_writer.h"

#include <stdio.h>
#include <stdlib.h>

static char folder[256], segment[300], scratch[300], version[320];

static int set_up(void **state)
{
    const char *parent = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%s/morgue-format-XXXXXX",
             parent ? parent : "/tmp");
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(segment, sizeof segment, "%s/segment", folder);
    snprintf(scratch, sizeof scratch, "%s/scratch", folder);
    snprintf(version, sizeof version, "%s/iamglass", segment);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static void write_segment(void)
{
    segment_writer *w;

    folder_remove(segment);
    assert_int_equal(
        segment_writer_open(&w, segment, MORGUE_WRITER_BULK, NULL), MORGUE_OK);
    assert_int_equal(segment_writer_finish(w, NULL), MORGUE_OK);
    segment_writer_close(w);
}

static void the_library_at_hand_has_our_format(void **state)
{
    bool known = false;

    (void)state;
    assert_int_equal(segment_format_is_known(scratch, &known, NULL),
                     MORGUE_OK);
    assert_true(known);
    assert_int_not_equal(durable_folder_sync(scratch, NULL), MORGUE_OK);
}

static void another_format_is_told(void **state)
{
    FILE *file;

    (void)state;
    write_segment();
    assert_true(glass_version_is_ours(segment));
    file = fopen(version, "r+b");
    assert_non_null(file);
    fseek(file, 15, SEEK_SET);
    fputc(0x6f, file); /* a day later */
    fclose(file);
    assert_false(glass_version_is_ours(segment));
}

static void a_short_iamglass_is_told(void **state)
{
    glass_root roots[GLASS_TABLES];
    glass_stats stats;

    (void)state;
    write_segment();
    assert_int_equal(glass_version_read(segment, roots, &stats, NULL, NULL),
                     MORGUE_OK);
    for (long size = 0; size < 100; size++) {
        buffer whole;
        buffer_init(&whole, (size_t)1 << 20);
        write_segment();
        assert_int_equal(durable_file_read(version, &whole, NULL), MORGUE_OK);
        if ((size_t)size < whole.size) {
            FILE *file = fopen(version, "wb");
            assert_non_null(file);
            fwrite(whole.data, 1, (size_t)size, file);
            fclose(file);
            assert_int_equal(
                glass_version_read(segment, roots, &stats, NULL, NULL),
                MORGUE_EVERSION);
        }
        buffer_free(&whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_library_at_hand_has_our_format),
        cmocka_unit_test(another_format_is_told),
        cmocka_unit_test(a_short_iamglass_is_told),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
