/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue-index: add archives to an index.
 */
#include "morgue.h"
#include "program.h"
#include "progress_display.h"

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
    "      --memory SIZE   stay under about so much, such as 512M\n"
    "      --no-entities   do not look for names\n"
    "      --ledger FILE   write what became of each record, as NDJSON\n"
    "      --writer KIND   bulk, or xapian: libxapian's own writer, slower\n"
    "      --strict        exit with 1 when records were malformed or refused\n"
    "      --progress=json progress as NDJSON on stderr\n"
    "      --help          print this\n"
    "      --version       print the version\n"
    "\n"
    "Exit status: 0 done, 1 records were refused (--strict), 2 usage,\n"
    "3 input or index can't be read or written, 4 another writer holds the\n"
    "index, 5 the index has another schema.\n";

typedef struct arguments {
    morgue_writer_options options;
    bool progress_json, is_strict;
} arguments;

enum {
    OPT_MEMORY = 256,
    OPT_NO_ENTITIES,
    OPT_LEDGER,
    OPT_PROGRESS,
    OPT_WRITER,
    OPT_STRICT
};

static const struct option long_options[] = {
    {"workers", required_argument, NULL, 'j'},
    {"memory", required_argument, NULL, OPT_MEMORY},
    {"no-entities", no_argument, NULL, OPT_NO_ENTITIES},
    {"ledger", required_argument, NULL, OPT_LEDGER},
    {"progress", required_argument, NULL, OPT_PROGRESS},
    {"writer", required_argument, NULL, OPT_WRITER},
    {"strict", no_argument, NULL, OPT_STRICT},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

static bool parse_writer(const char *text, morgue_writer_kind *out)
{
    *out = !strcmp(text, "xapian") ? MORGUE_WRITER_XAPIAN : MORGUE_WRITER_BULK;
    return !strcmp(text, "xapian") || !strcmp(text, "bulk");
}

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
        case OPT_WRITER:
            if (!parse_writer(optarg, &args->options.kind))
                return usage_error("--writer %s: expected bulk or xapian",
                                   optarg);
            break;
        case OPT_STRICT:
            args->is_strict = true;
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
        morgue_writer_open(&writer, operands[0], &args->options, &err);
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
    arguments args = {.options = MORGUE_WRITER_OPTIONS_INIT};
    progress_display display;
    bool is_over = false;
    exit_status exit_code;

    program_name = "morgue-index";
    exit_code = parse(&args, argc, argv, &is_over);
    if (!is_over && exit_code == EXIT_DONE)
        exit_code = start_ledger(args.options.ledger_path);
    if (is_over || exit_code != EXIT_DONE)
        return exit_code;
    progress_display_init(&display, args.progress_json, argv + optind + 1,
                          argc - optind - 1);
    args.options.progress = progress_display_update;
    args.options.notice = progress_display_notice;
    args.options.user = &display;
    return run(&args, argv + optind, argc - optind, &display);
}
