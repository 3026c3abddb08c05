/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue-index: add archives to an index.
 */
#include "morgue.h"
#include "program.h"
#include "progress_display.h"
#include "reading_options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: morgue-index [OPTION]... INDEX ARCHIVE...\n"
    "Add what archives hold to the index in the directory INDEX, which is\n"
    "made when there is none.  An archive already in it is not read again.\n"
    "An ARCHIVE is a file, a directory, or - for standard input.\n"
    "\n"
    "  -j, --workers N     threads that extract and index (default: one a core)\n"
    READING_OPTIONS_HELP
    "      --writer KIND   bulk, or xapian: libxapian's own writer, slower\n"
    "      --strict        exit with 1 when records were malformed or refused\n"
    "      --help          print this\n"
    "      --version       print the version\n"
    "\n"
    "Exit status: 0 done, 1 records were refused (--strict), 2 usage,\n"
    "3 input or index can't be read or written, 4 another writer holds the\n"
    "index, 5 the index has another schema.\n";

typedef struct arguments {
    reading_options reading;
    bool is_strict;
} arguments;

enum { OPT_WRITER = OPT_OWN, OPT_STRICT };

static const struct option long_options[] = {
    READING_OPTIONS,
    {"writer", required_argument, NULL, OPT_WRITER},
    {"strict", no_argument, NULL, OPT_STRICT},
    PROGRAM_OPTIONS,
};

static bool parse_writer(const char *text, morgue_writer_kind *out)
{
    *out = !strcmp(text, "xapian") ? MORGUE_WRITER_XAPIAN : MORGUE_WRITER_BULK;
    return !strcmp(text, "xapian") || !strcmp(text, "bulk");
}

static exit_status take(arguments *args, int option, bool *is_over)
{
    switch (option) {
    case OPT_WRITER:
        if (!parse_writer(optarg, &args->reading.writer.kind))
            return usage_error("--writer %s: expected bulk or xapian", optarg);
        return EXIT_DONE;
    case OPT_STRICT:
        args->is_strict = true;
        return EXIT_DONE;
    default:
        return reading_option(&args->reading, option, help, is_over);
    }
}

static exit_status parse(arguments *args, int argc, char **argv, bool *is_over)
{
    int c;

    while ((c = getopt_long(argc, argv, "j:h", long_options, NULL)) != -1) {
        exit_status code = take(args, c, is_over);
        if (code != EXIT_DONE || *is_over)
            return code;
    }
    if (argc - optind < 2)
        return usage_error("expected an index and an archive");
    return EXIT_DONE;
}

/* An archive that can't be read does not lose the others. */
static exit_status add_archives(morgue_writer *writer, char *const *archives,
                                int count, progress_display *display)
{
    exit_status exit_code = EXIT_DONE;

    for (int i = 0; i < count; i++) {
        morgue_error err = {.offset = -1};
        morgue_status status =
            morgue_writer_add_archive(writer, archives[i], &err);
        if (status == MORGUE_OK)
            continue;
        progress_display_clear(display);
        complain(archives[i], &err);
        exit_code = EXIT_INPUT;
    }
    return exit_code;
}

static exit_status run(const arguments *args, char *const *operands, int count,
                       progress_display *display)
{
    morgue_writer *writer = NULL;
    morgue_counts counts = {0};
    morgue_error err = {.offset = -1};
    morgue_status status =
        morgue_writer_open(&writer, operands[0], &args->reading.writer, &err);
    exit_status exit_code = EXIT_DONE;

    if (status == MORGUE_OK)
        exit_code = add_archives(writer, operands + 1, count - 1, display);
    if (status == MORGUE_OK)
        status = morgue_writer_commit(writer, &counts, &err);
    morgue_writer_close(writer);
    progress_display_clear(display);
    if (status != MORGUE_OK) {
        complain(operands[0], &err);
        return status == MORGUE_EINVALID ? EXIT_INPUT : exit_status_of(status);
    }
    progress_display_finish(display, &counts);
    if (exit_code == EXIT_DONE && args->is_strict &&
        counts.malformed + counts.refused > 0)
        exit_code = EXIT_REFUSED;
    return exit_code;
}

int main(int argc, char **argv)
{
    arguments args = {{MORGUE_WRITER_OPTIONS_INIT, false}, false};
    progress_display display;
    bool is_over = false;
    exit_status exit_code;

    program_name = "morgue-index";
    exit_code = parse(&args, argc, argv, &is_over);
    if (!is_over && exit_code == EXIT_DONE)
        exit_code = start_ledger(args.reading.writer.ledger_path);
    if (is_over || exit_code != EXIT_DONE)
        return exit_code;
    progress_display_init(&display, args.reading.progress_json,
                          argv + optind + 1, argc - optind - 1);
    args.reading.writer.progress = progress_display_update;
    args.reading.writer.notice = progress_display_notice;
    args.reading.writer.user = &display;
    return run(&args, argv + optind, argc - optind, &display);
}
