/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue-admin: look after an index.
 */
#include "morgue.h"
#include "program.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: morgue-admin COMMAND [OPTION]... INDEX [ARGUMENT]\n"
    "Look after an index.\n"
    "\n"
    "  stats INDEX        what it is made of, a line \"key value\" each\n"
    "  check INDEX        whether it is sound\n"
    "  merge INDEX        merge its segments into one\n"
    "  remove INDEX URL...\n"
    "                     remove the articles of the URLs\n"
    "  verify INDEX       whether its articles are still in their archives\n"
    "  ledger INDEX       what became of each record, as NDJSON\n"
    "      --fate FATE      only indexed, duplicate, revisit, not_article,\n"
    "                       malformed or refused\n"
    "      --reason TEXT    only reasons and notes that hold the text\n"
    "      --archive TEXT   only files whose name holds the text\n"
    "  show INDEX URL|ID  the text of an article; ID is a document's number\n"
    "      --raw            the bytes of its record, from the archive\n"
    "\n"
    "      --help         print this\n"
    "      --version      print the version\n"
    "\n"
    "Exit status: 0 done, 1 a check failed or nothing was found, 2 usage,\n"
    "3 the index can't be read or written, 4 another writer holds it,\n"
    "5 it has another schema.\n";

typedef struct arguments {
    const char *fate, *reason, *archive;
    bool is_raw;
    const char *index, *which; /* NULL: not given */
    char *const *all;          /* which, and what is given behind it */
    size_t count;
} arguments;

static bool print_line(void *user, morgue_str text)
{
    (void)user;
    return fwrite(text.data, 1, text.size, stdout) == text.size &&
           putchar('\n') != EOF;
}

static bool print_bytes(void *user, morgue_str text)
{
    (void)user;
    return fwrite(text.data, 1, text.size, stdout) == text.size;
}

static morgue_str lend(const char *text)
{
    morgue_str s = {text, strlen(text)};

    return s;
}

/* ---- The commands ---- */

static morgue_status do_stats(const arguments *a, morgue_error *err)
{
    return morgue_index_stats(a->index, print_line, NULL, err);
}

static morgue_status do_check(const arguments *a, morgue_error *err)
{
    return morgue_index_check(a->index, print_line, NULL, err);
}

static morgue_status do_merge(const arguments *a, morgue_error *err)
{
    return morgue_index_merge(a->index, err);
}

static morgue_status do_remove(const arguments *a, morgue_error *err)
{
    uint64_t removed = 0;
    morgue_str *urls = calloc(a->count, sizeof *urls);
    morgue_status status = MORGUE_ENOMEM;

    for (size_t i = 0; urls != NULL && i < a->count; i++)
        urls[i] = lend(a->all[i]);
    if (urls != NULL)
        status = morgue_index_remove(a->index, urls, a->count, &removed, err);
    free(urls);
    if (removed > 0 || status == MORGUE_OK)
        printf("%" PRIu64 " removed\n", removed);
    return status;
}

static morgue_status do_verify(const arguments *a, morgue_error *err)
{
    return morgue_index_verify(a->index, print_line, NULL, err);
}

static morgue_status do_ledger(const arguments *a, morgue_error *err)
{
    return morgue_index_ledger(a->index, a->fate, a->reason, a->archive,
                               print_line, NULL, err);
}

static morgue_status do_show(const arguments *a, morgue_error *err)
{
    return morgue_index_show(a->index, lend(a->which), a->is_raw, print_bytes,
                             NULL, err);
}

typedef struct command {
    const char *name;
    bool takes_which, takes_more;
    morgue_status (*run)(const arguments *a, morgue_error *err);
} command;

static const command commands[] = {
    {"stats", false, false, do_stats},   {"check", false, false, do_check},
    {"merge", false, false, do_merge},   {"remove", true, true, do_remove},
    {"verify", false, false, do_verify}, {"ledger", false, false, do_ledger},
    {"show", true, false, do_show},
};

static const command *find_command(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(commands[i].name, name))
            return &commands[i];
    return NULL;
}

/* ---- The command line ---- */

enum { OPT_FATE = 256, OPT_REASON, OPT_ARCHIVE, OPT_RAW };

static const struct option long_options[] = {
    {"fate", required_argument, NULL, OPT_FATE},
    {"reason", required_argument, NULL, OPT_REASON},
    {"archive", required_argument, NULL, OPT_ARCHIVE},
    {"raw", no_argument, NULL, OPT_RAW},
    PROGRAM_OPTIONS,
};

static exit_status take(arguments *a, int option, bool *is_over)
{
    switch (option) {
    case OPT_FATE:
        a->fate = optarg;
        return EXIT_DONE;
    case OPT_REASON:
        a->reason = optarg;
        return EXIT_DONE;
    case OPT_ARCHIVE:
        a->archive = optarg;
        return EXIT_DONE;
    case OPT_RAW:
        a->is_raw = true;
        return EXIT_DONE;
    default:
        return program_option(option, help, is_over);
    }
}

static exit_status parse(arguments *a, const command **wanted, int argc,
                         char **argv, bool *is_over)
{
    int c, least;

    while ((c = getopt_long(argc, argv, "h", long_options, NULL)) != -1) {
        exit_status code = take(a, c, is_over);
        if (code != EXIT_DONE || *is_over)
            return code;
    }
    if (optind == argc)
        return usage_error("expected a command");
    *wanted = find_command(argv[optind]);
    if (*wanted == NULL)
        return usage_error("no command %s", argv[optind]);
    least = 2 + (*wanted)->takes_which;
    if (argc - optind < least ||
        (argc - optind > least && !(*wanted)->takes_more))
        return usage_error("%s: expected an index%s", argv[optind],
                           (*wanted)->takes_which ? " and an article" : "");
    a->index = argv[optind + 1];
    a->which = argv[optind + 2];
    a->all = argv + optind + 2;
    a->count = (size_t)(argc - optind - 2);
    return EXIT_DONE;
}

static exit_status exit_of(morgue_status status, bool is_found)
{
    if (status == MORGUE_ECORRUPT || (status == MORGUE_ENOTFOUND && is_found))
        return EXIT_REFUSED;
    return exit_status_of(status);
}

int main(int argc, char **argv)
{
    arguments args = {0};
    const command *wanted = NULL;
    morgue_error err = {.offset = -1};
    morgue_status status;
    bool is_over = false;
    exit_status exit_code;

    program_name = "morgue-admin";
    exit_code = parse(&args, &wanted, argc, argv, &is_over);
    if (is_over || exit_code != EXIT_DONE)
        return exit_code;
    status = wanted->run(&args, &err);
    if (status == MORGUE_OK)
        return finish_output(EXIT_DONE);
    fflush(stdout);
    complain(args.index, &err);
    return exit_of(status, wanted->takes_which && err.os_errno == 0);
}
