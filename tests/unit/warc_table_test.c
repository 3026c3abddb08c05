/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records read of public archives against an independent count of them: prints
 * a line a file that differs, with why, and fails when nothing explains it.
 */
#include "unit.h"

#include "archive_reader.h"

#include <stdio.h>
#include <stdlib.h>

#define TYPES_MAX 24

typedef struct tally {
    char type[TYPES_MAX][32];
    unsigned count[TYPES_MAX];
    size_t types;
} tally;

static unsigned *count_of(tally *t, morgue_str type)
{
    char name[32];
    size_t i, size = type.size < 31 ? type.size : 31;

    for (i = 0; i < size; i++)
        name[i] = ascii_lower(type.data[i]);
    name[size] = 0;
    for (i = 0; i < t->types; i++)
        if (strcmp(t->type[i], name) == 0)
            return &t->count[i];
    assert_true(t->types < TYPES_MAX);
    strcpy(t->type[t->types], name);
    t->count[t->types] = 0;
    return &t->count[t->types++];
}

static unsigned total(const tally *t)
{
    unsigned sum = 0;

    for (size_t i = 0; i < t->types; i++)
        sum += t->count[i];
    return sum;
}

static void read_archive(tally *t, const char *path)
{
    archive_reader *reader;
    morgue_error err = {0};
    record r;

    record_init(&r);
    if (archive_reader_open(&reader, path, 0, &err) != MORGUE_OK)
        fail_msg("%s: %s", path, err.message);
    while (archive_reader_next(reader, &r, &err) == MORGUE_OK) {
        record_decode(&r);
        ++*count_of(t, str_of(r.type));
    }
    archive_reader_close(reader);
    record_free(&r);
}

/* "{'response': 2, 'RESPONSE': 2}" */
static void read_counts(tally *t, morgue_str s)
{
    while (s.size) {
        size_t begin = str_find_char(s, '\''), end;
        morgue_str name;
        uint64_t count = 0;

        if (begin == SIZE_MAX)
            return;
        s = str_slice(s, begin + 1, s.size);
        end = str_find_char(s, '\'');
        name = str_slice(s, 0, end);
        s = str_trim(str_slice(s, end + 2, s.size));
        for (end = 0; end < s.size && ascii_is_digit(s.data[end]); end++)
            count = count * 10 + (uint64_t)(s.data[end] - '0');
        *count_of(t, name) += (unsigned)count;
    }
}

static bool same(const tally *a, tally *b)
{
    if (total(a) != total(b))
        return false;
    for (size_t i = 0; i < a->types; i++)
        if (*count_of(b, str_of(a->type[i])) != a->count[i])
            return false;
    return true;
}

/* Columns of FILES.tsv. */
enum { FILE_NAME, FILE_BYTES, CONTAINER, MEMBERS, WARCS, ARCS, TYPES, COLUMNS };

/* Why the two differ; NULL when nothing explains it. */
static const char *explain(morgue_str *row, tally *want, tally *got)
{
    unsigned unknown = *count_of(got, STR("unknown"));
    uint64_t warcs = 0, arcs = 0;

    str_to_u64(row[WARCS], 1000000, &warcs);
    str_to_u64(row[ARCS], 1000000, &arcs);
    if (str_equal(row[CONTAINER], STR("zip")) ||
        str_equal(row[CONTAINER], STR("bzip2")) ||
        str_equal(row[CONTAINER], STR("lz4")))
        return total(got) ? "the count does not look inside" : NULL;
    if (*count_of(got, STR("file")) == 1 && total(got) == 1)
        return "no archive of records: one record for the file";
    if (*count_of(got, STR("filedesc")) == 1 && arcs &&
        *count_of(got, STR("response")) + 1 == arcs)
        return "the count passes over records that are not http:";
    if (*count_of(got, STR("filedesc")) == 1 && arcs == 1)
        return "the count stops at the first record";
    if (*count_of(got, STR("filedesc")) == 1 && arcs == 0 && warcs == 0)
        return "the count knows no ARC that begins so";
    *count_of(got, STR("unknown")) = 0;
    if (unknown && (same(want, got) || warcs == total(got)))
        return "bytes that are no record have a line of their own";
    if (total(want) == 0 && warcs == total(got))
        return "the count found no type";
    *count_of(got, STR("unknown")) = unknown;
    if (warcs == total(got))
        return "the count found no type";
    return NULL;
}

static void print_tally(const tally *t)
{
    for (size_t i = 0; i < t->types; i++)
        if (t->count[i])
            printf(" %s %u", t->type[i], t->count[i]);
}

/* False when the row differs and nothing explains it. */
static bool check_row(const char *folder, morgue_str line, unsigned *equal)
{
    morgue_str row[COLUMNS];
    tally want = {0}, got = {0};
    const char *why;
    char path[1024];
    uint64_t arcs;
    bool is_equal;

    for (size_t i = 0; i < COLUMNS; i++) {
        size_t tab = str_find_char(line, '\t');
        row[i] = str_slice(line, 0, tab);
        line = str_slice(line, tab == SIZE_MAX ? line.size : tab + 1,
                         line.size);
    }
    snprintf(path, sizeof path, "%s/%.*s", folder, (int)row[FILE_NAME].size,
             row[FILE_NAME].data);
    read_archive(&got, path);
    read_counts(&want, row[TYPES]);
    if (str_to_u64(row[ARCS], 1000000, &arcs) && arcs)
        is_equal = total(&got) == arcs; /* of ARC it counts no types */
    else
        is_equal = same(&want, &got);
    if (is_equal) {
        ++*equal;
        return true;
    }
    printf("%.*s: counted", (int)row[FILE_NAME].size, row[FILE_NAME].data);
    print_tally(&want);
    printf(", read");
    print_tally(&got);
    why = explain(row, &want, &got);
    printf(": %s\n", why ? why : "UNEXPLAINED");
    return why != NULL;
}

static void records_agree_with_an_independent_count(void **state)
{
    const char *shared = getenv("MORGUE_SHARED");
    char folder[512], path[600], line[8192];
    unsigned rows = 0, equal = 0, unexplained = 0;
    FILE *f;

    (void)state;
    snprintf(folder, sizeof folder, "%s/data/warc", shared ? shared : "");
    snprintf(path, sizeof path, "%s/FILES.tsv", folder);
    f = fopen(path, "r");
    if (f == NULL) {
        printf("skipped: no %s\n", path);
        skip();
        return;
    }
    while (fgets(line, sizeof line, f)) {
        if (rows++ == 0)
            continue; /* the names of the columns */
        unexplained += !check_row(folder, str_trim(str_of(line)), &equal);
    }
    fclose(f);
    printf("%u files, %u equal, %u explained, %u not\n", rows - 1, equal,
           rows - 1 - equal - unexplained, unexplained);
    assert_int_equal(unexplained, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_agree_with_an_independent_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
