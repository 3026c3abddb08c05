/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "alias_file.h"

#include <stdio.h>

static const char sample[] =
    "# who is who\n"
    "Sony Pictures\torg\tSPE\tColumbia TriStar\tQ41187\n"
    "\n"
    "Georgia\tplace\tSakartvelo\t-Georgia, Atlanta\r\n"
    "John Smith (senator)\tperson\tJohn Smith\n"
    "John Smith (baker)\tperson\tJohn Smith\n"
    "Christmas\tnever\n";

static alias_file *parse(const char *text)
{
    alias_file *f;

    assert_int_equal(alias_file_parse(&f, str_of(text), NULL), MORGUE_OK);
    return f;
}

static void a_name_and_its_variants_find_the_entry(void **state)
{
    static const struct {
        const char *asked;
        int kind;
        size_t count;
        const char *name; /* of the first */
    } cases[] = {
        {"Sony Pictures", MENTION_ORG, 1, "Sony Pictures"},
        {"spe", -1, 1, "Sony Pictures"},
        {"columbia tri-star", -1, 0, NULL},
        {"Columbia  TriStar!", -1, 1, "Sony Pictures"},
        {"SPE", MENTION_PERSON, 0, NULL},
        {"SAKARTVELO", MENTION_PLACE, 1, "Georgia"},
        {"John Smith", MENTION_PERSON, 2, "John Smith (senator)"},
        {"John Smith (baker)", -1, 1, "John Smith (baker)"},
        {"Christmas", MENTION_PLACE, 1, "Christmas"},
        {"Smith", -1, 0, NULL},
        {"", -1, 0, NULL},
        {"...", -1, 0, NULL},
    };
    alias_file *f = parse(sample);

    (void)state;
    assert_int_equal(alias_file_count(f), 5);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const alias_entry *found[4];
        size_t count =
            alias_file_find(f, str_of(cases[i].asked), cases[i].kind, found, 4);

        assert_int_equal(count, cases[i].count);
        if (count > 0)
            assert_str_equal(found[0]->name, cases[i].name);
    }
    alias_file_free(f);
}

static void a_line_tells_variants_splits_and_wikidata(void **state)
{
    alias_file *f = parse(sample);
    const alias_entry *entry;

    (void)state;
    assert_int_equal(alias_file_find(f, STR("SPE"), -1, &entry, 1), 1);
    assert_int_equal(entry->variant_count, 2);
    assert_str_equal(entry->variants[1], "Columbia TriStar");
    assert_str_equal(entry->wikidata, "Q41187");
    assert_false(entry->is_never);
    assert_int_equal(alias_file_find(f, STR("georgia"), -1, &entry, 1), 1);
    assert_int_equal(entry->variant_count, 1);
    assert_true(alias_entry_splits(entry, STR("Georgia Atlanta")));
    assert_false(alias_entry_splits(entry, STR("Georgia")));
    assert_int_equal(alias_file_find(f, STR("christmas"), -1, &entry, 1), 1);
    assert_true(entry->is_never);
    alias_file_free(f);
}

static void what_does_not_fit_is_counted_not_written(void **state)
{
    alias_file *f = parse(sample);
    const alias_entry *found[2] = {NULL, NULL};

    (void)state;
    assert_int_equal(alias_file_find(f, STR("John Smith"), -1, found, 1), 2);
    assert_non_null(found[0]);
    assert_null(found[1]);
    alias_file_free(f);
}

static void a_bad_line_is_an_error_that_names_it(void **state)
{
    static const struct {
        const char *text, *message;
        int64_t offset;
    } cases[] = {
        {"Sony", "line 1: expected person, org, place or never after the name",
         0},
        {"# x\nSony\tfirm\n",
         "line 2: expected person, org, place or never after the name", 4},
        {"\torg\n", "line 1 has no name before the first tab", 0},
        {"--\torg\n", "line 1 has no name before the first tab", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        alias_file *f;
        morgue_error err;

        assert_int_equal(alias_file_parse(&f, str_of(cases[i].text), &err),
                         MORGUE_EFORMAT);
        assert_string_equal(err.message, cases[i].message);
        assert_int_equal(err.offset, cases[i].offset);
        assert_null(f);
    }
}

static void an_empty_file_has_no_aliases(void **state)
{
    alias_file *f = parse("");
    const alias_entry *found;

    (void)state;
    assert_int_equal(alias_file_count(f), 0);
    assert_int_equal(alias_file_find(f, STR("Sony"), -1, &found, 1), 0);
    alias_file_free(f);
    alias_file_free(NULL);
}

static void a_file_that_is_not_there_is_an_error(void **state)
{
    alias_file *f;
    morgue_error err;

    (void)state;
    assert_int_not_equal(alias_file_open(&f, "/nonexistent/aliases", &err),
                         MORGUE_OK);
    assert_null(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_and_its_variants_find_the_entry),
        cmocka_unit_test(a_line_tells_variants_splits_and_wikidata),
        cmocka_unit_test(what_does_not_fit_is_counted_not_written),
        cmocka_unit_test(a_bad_line_is_an_error_that_names_it),
        cmocka_unit_test(an_empty_file_has_no_aliases),
        cmocka_unit_test(a_file_that_is_not_there_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
