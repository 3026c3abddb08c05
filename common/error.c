/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const status_names[] = {
    "ok",          "end",     "invalid argument", "bad query",
    "not found",   "i/o",     "locked",           "corrupt",
    "version",     "changed", "network",          "out of memory",
    "limit",       "format",  "cancelled",        "internal",
};

const char *morgue_status_name(morgue_status status)
{
    size_t count = sizeof status_names / sizeof *status_names;

    return (size_t)status < count ? status_names[status] : "unknown";
}

static void make_one_line(char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            *s = '?';
}

static void fill(morgue_error *err, morgue_status status, int64_t offset,
                 int os_errno, const char *format, va_list args)
{
    if (err == NULL)
        return;
    err->status = status;
    err->offset = offset;
    err->os_errno = os_errno;
    vsnprintf(err->message, sizeof err->message, format, args);
    if (os_errno != 0) {
        size_t used = strlen(err->message);
        snprintf(err->message + used, sizeof err->message - used, ": %s",
                 strerror(os_errno));
    }
    make_one_line(err->message);
}

morgue_status error_set(morgue_error *err, morgue_status status,
                        int64_t offset, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fill(err, status, offset, 0, format, args);
    va_end(args);
    return status;
}

morgue_status error_set_errno(morgue_error *err, const char *format, ...)
{
    int os_errno = errno;
    morgue_status status = os_errno == ENOENT    ? MORGUE_ENOTFOUND
                           : os_errno == ENOMEM ? MORGUE_ENOMEM
                                                : MORGUE_EIO;
    va_list args;

    va_start(args, format);
    fill(err, status, -1, os_errno, format, args);
    va_end(args);
    return status;
}

morgue_status error_no_memory(morgue_error *err)
{
    return error_set(err, MORGUE_ENOMEM, -1, "out of memory");
}
