/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The inputs of corpus/broken: each NAME is read to the records that
 * NAME.golden lists, a line each, as archive_reader gives them:
 *
 *     TYPE OFFSET+LENGTH MEMBER URL CAPTURED FATE: REASON (NOTE) [PAYLOAD]
 *
 * What is not there is "-".  `corpus_broken_test FILE...` prints the lines of
 * other files.
 */
#include "unit.h"

#include "archive_reader.h"
#include "durable_file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define PAYLOAD_SHOWN 60

static void put_or_dash(buffer *out, morgue_str s)
{
    buffer_append_char(out, ' ');
    buffer_append_str(out, s.size ? s : STR("-"));
}

/* Bytes as text has them; others in hexadecimal. */
static void put_payload(buffer *out, morgue_str s)
{
    buffer_append_str(out, STR(" ["));
    for (size_t i = 0; i < s.size && i < PAYLOAD_SHOWN; i++) {
        unsigned char c = (unsigned char)s.data[i];

        if (c >= ' ' && c < 127)
            buffer_append_char(out, s.data[i]);
        else if (c == '\n')
            buffer_append_str(out, STR("\\n"));
        else
            buffer_append_format(out, "\\x%02x", c);
    }
    if (s.size > PAYLOAD_SHOWN)
        buffer_append_format(out, " ... %zu", s.size);
    buffer_append_char(out, ']');
}

static void put_record(buffer *out, record *r)
{
    char captured[DATE_TEXT_MAX] = "";

    civil_date_format(&r->captured, captured);
    buffer_append_format(out, "%s %lld+%lld", r->type, (long long)r->offset,
                         (long long)r->length);
    put_or_dash(out, r->member);
    put_or_dash(out, r->url);
    put_or_dash(out, str_of(captured));
    record_decode(r);
    if (r->fate == FATE_NONE)
        buffer_append_str(out, STR(" read"));
    else
        buffer_append_format(out, " %s: %s", record_fate_name(r->fate),
                             r->reason);
    if (r->note)
        buffer_append_format(out, " (%s)", r->note);
    if (r->fate == FATE_NONE)
        put_payload(out, r->payload);
    buffer_append_char(out, '\n');
}

static void read_all(buffer *out, const char *path)
{
    archive_reader *reader;
    morgue_error err = {0};
    record r;

    record_init(&r);
    if (archive_reader_open(&reader, path, 0, &err) != MORGUE_OK) {
        buffer_append_format(out, "archive: %s\n", err.message);
    } else {
        while (archive_reader_next(reader, &r, &err) == MORGUE_OK)
            put_record(out, &r);
        archive_reader_close(reader);
    }
    record_free(&r);
}

static void check_input(const char *folder, const char *name)
{
    char path[1200], golden[1300];
    buffer want, got;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(golden, sizeof golden, "%s.golden", path);
    buffer_init(&want, 1u << 20);
    buffer_init(&got, 1u << 20);
    read_all(&got, path);
    if (durable_file_read(golden, &want, NULL) != MORGUE_OK ||
        !str_equal(buffer_view(&got), buffer_view(&want)))
        fail_msg("%s gives:\n%.*s", name, (int)got.size, got.data);
    buffer_free(&want);
    buffer_free(&got);
}

static bool is_input(const char *name)
{
    return name[0] != '.' && strcmp(name, "README.md") != 0 &&
           !str_ends_with(str_of(name), STR(".golden")) &&
           !str_ends_with(str_of(name), STR(".py"));
}

static void inputs_give_what_their_golden_files_say(void **state)
{
    const char *source = getenv("MORGUE_SOURCE");
    char folder[900];
    struct dirent **names;
    int inputs = 0, n;

    (void)state;
    snprintf(folder, sizeof folder, "%s/corpus/broken", source ? source : ".");
    n = scandir(folder, &names, NULL, alphasort);
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        if (is_input(names[i]->d_name)) {
            check_input(folder, names[i]->d_name);
            inputs++;
        }
        free(names[i]);
    }
    free(names);
    assert_true(inputs >= 30);
}

static void print_records(const char *path)
{
    buffer out;

    buffer_init(&out, 64u << 20);
    read_all(&out, path);
    fwrite(out.data, 1, out.size, stdout);
    buffer_free(&out);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs_give_what_their_golden_files_say),
    };

    for (int i = 1; i < argc; i++)
        print_records(argv[i]);
    return argc > 1 ? 0 : cmocka_run_group_tests(tests, NULL, NULL);
}
