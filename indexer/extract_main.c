/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue-extract: print the articles of archives as NDJSON.
 */
#include "morgue.h"
#include "program.h"
#include "progress_display.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: morgue-extract [OPTION]... ARCHIVE...\n"
    "Print the articles of archives as NDJSON, in archive order.\n"
    "An ARCHIVE is a file, a directory, or - for standard input.\n"
    "\n"
    "  -j, --workers N     threads that extract (default: one a core)\n"
    "      --memory SIZE   stay under about so much, such as 512M\n"
    "      --no-entities   do not look for names\n"
    "      --ledger FILE   write what became of each record, as NDJSON\n"
    "      --progress=json progress as NDJSON on stderr\n"
    "      --help          print this\n"
    "      --version       print the version\n"
    "\n"
    "Exit status: 0 done, 2 usage, 3 an archive can't be read.\n";

typedef struct arguments {
    morgue_writer_options options;
    bool progress_json;
} arguments;

enum { OPT_MEMORY = 256, OPT_NO_ENTITIES, OPT_LEDGER, OPT_PROGRESS };

static const struct option long_options[] = {
    {"workers", required_argument, NULL, 'j'},
    {"memory", required_argument, NULL, OPT_MEMORY},
    {"no-entities", no_argument, NULL, OPT_NO_ENTITIES},
    {"ledger", required_argument, NULL, OPT_LEDGER},
    {"progress", required_argument, NULL, OPT_PROGRESS},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

/* EXIT_DONE with *is_over set when there is nothing left to do. */
static exit_status parse(arguments *args, int argc, char **argv, bool *is_over)
{
    int c;

    while ((c = getopt_long(argc, argv, "j:h", long_options, NULL)) != -1) {
        switch (c) {
        case 'j':
            if (!parse_count(optarg, 256, &args->options.workers))
                return usage_error("-j %s: expected 1 to 256", optarg);
            break;
        case OPT_MEMORY:
            if (!parse_size(optarg, &args->options.memory))
                return usage_error("--memory %s: expected a size", optarg);
            break;
        case OPT_NO_ENTITIES:
            args->options.no_entities = true;
            break;
        case OPT_LEDGER:
            args->options.ledger_path = optarg;
            break;
        case OPT_PROGRESS:
            if (strcmp(optarg, "json") != 0)
                return usage_error("--progress %s: expected json", optarg);
            args->progress_json = true;
            break;
        case 'h':
            *is_over = true;
            fputs(help, stdout);
            return finish_output(EXIT_DONE);
        case 'V':
            *is_over = true;
            print_version();
            return finish_output(EXIT_DONE);
        default:
            fprintf(stderr, "see %s --help\n", program_name);
            return EXIT_USAGE;
        }
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

static void add_counts(morgue_counts *to, const morgue_counts *from)
{
    uint64_t *sums = (uint64_t *)to;
    const uint64_t *parts = (const uint64_t *)from;

    for (size_t i = 0; i < sizeof *to / sizeof *sums; i++)
        sums[i] += parts[i];
}

int main(int argc, char **argv)
{
    arguments args = {.options = MORGUE_WRITER_OPTIONS_INIT};
    progress_display display;
    morgue_counts sum = {0};
    bool is_over = false;
    exit_status exit_code;

    program_name = "morgue-extract";
    exit_code = parse(&args, argc, argv, &is_over);
    if (!is_over && exit_code == EXIT_DONE)
        exit_code = start_ledger(args.options.ledger_path);
    if (is_over || exit_code != EXIT_DONE)
        return exit_code;
    progress_display_init(&display, args.progress_json, argv + optind,
                          argc - optind);
    args.options.progress = progress_display_update;
    args.options.notice = progress_display_notice;
    args.options.user = &display;
    for (int i = optind; i < argc; i++) {
        morgue_counts counts = {0};
        morgue_error err = {.offset = -1};
        morgue_status status = morgue_extract(
            argv[i], &args.options, print_article, &display, &counts, &err);
        if (status == MORGUE_ECANCELLED)
            return finish_output(EXIT_INPUT);
        if (status != MORGUE_OK) {
            progress_display_clear(&display);
            complain(argv[i], &err);
            exit_code = exit_status_of(status);
        }
        add_counts(&sum, &counts);
        display.before = sum.bytes;
    }
    progress_display_finish(&display, &sum);
    return finish_output(exit_code);
}
