/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue-extract: print the articles of archives as NDJSON.
 */
#include "morgue.h"
#include "program.h"
#include "progress_display.h"
#include "reading_options.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
    "usage: morgue-extract [OPTION]... ARCHIVE...\n"
    "Print the articles of archives as NDJSON, in archive order.\n"
    "An ARCHIVE is a file, a directory, or - for standard input.\n"
    "\n"
    "  -j, --workers N     threads that extract (default: one a core)\n"
    READING_OPTIONS_HELP
    "      --help          print this\n"
    "      --version       print the version\n"
    "\n"
    "Exit status: 0 done, 2 usage, 3 an archive can't be read.\n";

static const struct option long_options[] = {READING_OPTIONS, PROGRAM_OPTIONS};

/* EXIT_DONE with *is_over set when there is nothing left to do. */
static exit_status parse(reading_options *options, int argc, char **argv,
                         bool *is_over)
{
    int c;

    while ((c = getopt_long(argc, argv, "j:h", long_options, NULL)) != -1) {
        exit_status code = reading_option(options, c, help, is_over);
        if (code != EXIT_DONE || *is_over)
            return code;
    }
    if (optind == argc)
        return usage_error("expected an archive");
    return EXIT_DONE;
}

static bool print_article(void *user, morgue_str json)
{
    progress_display_clear(user);
    return fwrite(json.data, 1, json.size, stdout) == json.size &&
           putchar('\n') != EOF;
}

int main(int argc, char **argv)
{
    reading_options options = {MORGUE_WRITER_OPTIONS_INIT, false};
    progress_display display;
    morgue_counts sum = {0};
    bool is_over = false;
    exit_status exit_code;

    program_name = "morgue-extract";
    exit_code = parse(&options, argc, argv, &is_over);
    if (!is_over && exit_code == EXIT_DONE)
        exit_code = start_ledger(options.writer.ledger_path);
    if (is_over || exit_code != EXIT_DONE)
        return exit_code;
    progress_display_init(&display, options.progress_json, argv + optind,
                          argc - optind);
    options.writer.progress = progress_display_update;
    options.writer.notice = progress_display_notice;
    options.writer.user = &display;
    for (int i = optind; i < argc; i++) {
        morgue_counts counts = {0};
        morgue_error err = {.offset = -1};
        morgue_status status = morgue_extract(
            argv[i], &options.writer, print_article, &display, &counts, &err);
        if (status == MORGUE_ECANCELLED)
            return finish_output(EXIT_INPUT);
        if (status != MORGUE_OK) {
            progress_display_clear(&display);
            complain(argv[i], &err);
            exit_code = exit_status_of(status);
        }
        morgue_counts_add(&sum, &counts);
        display.before = sum.bytes;
    }
    progress_display_finish(&display, &sum);
    return finish_output(exit_code);
}
