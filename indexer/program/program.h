/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the programs of the indexer have in common: exit statuses, messages,
 * numbers on the command line.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "morgue.h"

typedef enum exit_status {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* records were refused, or a check failed */
    EXIT_USAGE = 2,
    EXIT_INPUT = 3, /* input or index can't be read or written */
    EXIT_LOCKED = 4,
    EXIT_SCHEMA = 5
} exit_status;

exit_status exit_status_of(morgue_status status);

/* Set once by main, for messages. */
extern const char *program_name;

/* "NAME: SUBJECT: MESSAGE" on stderr, subject may be NULL. */
void complain(const char *subject, const morgue_error *err);

/* "NAME: TEXT", and where to find help; gives EXIT_USAGE. */
exit_status usage_error(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* For the arrays of getopt_long(). */
#define PROGRAM_OPTIONS                                                       \
    {"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'},    \
    {NULL, 0, NULL, 0}

/*
 * What every program takes: --help and --version, after which it is over, and
 * what getopt_long() has complained of already.
 */
exit_status program_option(int option, const char *help, bool *is_over);

/* "512M", "2G", "65536": false when it is no size. */
bool parse_size(const char *text, uint64_t *out);

/* 1 ... max */
bool parse_count(const char *text, unsigned max, unsigned *out);

/*
 * Make the ledger's file empty: morgue adds at its end.  A file that holds
 * something other than a ledger is refused.  NULL is fine.
 */
exit_status start_ledger(const char *path);

/* Flush stdout; EXIT_INPUT with a message when it could not be written. */
exit_status finish_output(exit_status so_far);

#endif
