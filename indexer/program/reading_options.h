/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The options of the programs that read archives.
 */
#ifndef READING_OPTIONS_H
#define READING_OPTIONS_H

#include "program.h"

typedef struct reading_options {
    morgue_writer_options writer;
    bool progress_json;
} reading_options;

enum {
    OPT_MEMORY = 256,
    OPT_NO_ENTITIES,
    OPT_LEDGER,
    OPT_PROGRESS,
    OPT_OWN /* the first number for options that one program alone takes */
};

/* For the arrays of getopt_long(); their short form is "j:h". */
#define READING_OPTIONS                                                       \
    {"workers", required_argument, NULL, 'j'},                                \
    {"memory", required_argument, NULL, OPT_MEMORY},                          \
    {"no-entities", no_argument, NULL, OPT_NO_ENTITIES},                      \
    {"ledger", required_argument, NULL, OPT_LEDGER},                          \
    {"progress", required_argument, NULL, OPT_PROGRESS}

#define READING_OPTIONS_HELP                                                  \
    "      --memory SIZE   stay under about so much, such as 512M\n"          \
    "      --no-entities   do not look for names\n"                           \
    "      --ledger FILE   write what became of each record, as NDJSON\n"     \
    "      --progress=json progress as NDJSON on stderr\n"

/* Take one that getopt_long() gave; what is none of these is left to
 * program_option(). */
exit_status reading_option(reading_options *o, int option, const char *help,
                           bool *is_over);

#endif
