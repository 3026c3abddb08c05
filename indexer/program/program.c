/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "program.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_ROOM 4096

const char *program_name = "morgue";

exit_status exit_status_of(morgue_status status)
{
    switch (status) {
    case MORGUE_OK:
        return EXIT_DONE;
    case MORGUE_EINVALID:
        return EXIT_USAGE;
    case MORGUE_ELOCKED:
        return EXIT_LOCKED;
    case MORGUE_EVERSION:
        return EXIT_SCHEMA;
    default:
        return EXIT_INPUT;
    }
}

/* As messages have it: a name may hold what would break the line. */
static void print_name(char out[NAME_ROOM], const char *name)
{
    snprintf(out, NAME_ROOM, "%s", name);
    for (; *out; out++)
        if ((unsigned char)*out < 0x20 || *out == 0x7f)
            *out = '?';
}

void complain(const char *subject, const morgue_error *err)
{
    char name[NAME_ROOM] = "";

    if (subject)
        print_name(name, subject);
    fprintf(stderr, "%s: ", program_name);
    if (*name && strstr(err->message, name) == NULL)
        fprintf(stderr, "%s: ", name);
    fprintf(stderr, "%s", err->message);
    if (err->offset >= 0)
        fprintf(stderr, " (byte %lld)", (long long)err->offset);
    fputc('\n', stderr);
}

exit_status usage_error(const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s: ", program_name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "; see %s --help\n", program_name);
    return EXIT_USAGE;
}

exit_status program_option(int option, const char *help, bool *is_over)
{
    if (option != 'h' && option != 'V') {
        fprintf(stderr, "see %s --help\n", program_name);
        return EXIT_USAGE;
    }
    *is_over = true;
    if (option == 'h')
        fputs(help, stdout);
    else
        printf("%s %s (index schema %u)\n", program_name, morgue_version(),
               morgue_schema_version());
    return finish_output(EXIT_DONE);
}

static unsigned unit_shift(char unit)
{
    switch (unit) {
    case 'k':
    case 'K':
        return 10;
    case 'm':
    case 'M':
        return 20;
    case 'g':
    case 'G':
        return 30;
    default:
        return 0;
    }
}

bool parse_size(const char *text, uint64_t *out)
{
    char *end;
    unsigned long long number;
    unsigned shift;

    if (*text < '0' || *text > '9')
        return false;
    errno = 0;
    number = strtoull(text, &end, 10);
    shift = unit_shift(*end);
    if (errno != 0 || number == 0 || (number << shift) >> shift != number)
        return false;
    *out = number << shift;
    return end[shift > 0] == 0 || !strcmp(end + (shift > 0), "iB");
}

bool parse_count(const char *text, unsigned max, unsigned *out)
{
    char *end;
    unsigned long number;

    if (*text < '0' || *text > '9')
        return false;
    number = strtoul(text, &end, 10);
    if (*end != 0 || number < 1 || number > max)
        return false;
    *out = (unsigned)number;
    return true;
}

#define LEDGER_BEGINS "{\"file\":\""

/* A mistyped command line must not cost an archive: what is written over is
 * empty or a ledger. */
static bool is_ledger(FILE *file)
{
    char head[sizeof LEDGER_BEGINS - 1];
    size_t got = fread(head, 1, sizeof head, file);

    return got == 0 ||
           (got == sizeof head && !memcmp(head, LEDGER_BEGINS, sizeof head));
}

/* A pipe is opened once, by who writes. */
static bool is_other_than_file(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

exit_status start_ledger(const char *path)
{
    bool is_ours = true;
    FILE *file;

    if (path == NULL || is_other_than_file(path))
        return EXIT_DONE;
    file = fopen(path, "a+e");
    if (file != NULL)
        is_ours = is_ledger(file);
    if (file != NULL && (!is_ours || ftruncate(fileno(file), 0) == 0) &&
        fclose(file) == 0 && is_ours)
        return EXIT_DONE;
    fprintf(stderr, "%s: %s: %s\n", program_name, path,
            is_ours ? strerror(errno) : "is no ledger, and is not written over");
    return EXIT_INPUT;
}

exit_status finish_output(exit_status so_far)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return so_far;
    fprintf(stderr, "%s: standard output: %s\n", program_name,
            strerror(errno));
    return EXIT_INPUT;
}
