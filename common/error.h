/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Filling the caller's morgue_error, once, where the cause is known.
 */
#ifndef ERROR_H
#define ERROR_H

#include "morgue.h"

/*
 * Fill err (may be NULL) and return status, so that a failing function ends
 * with `return error_set(err, MORGUE_EFORMAT, offset, "...")`.  The message is
 * one line, lower case; newlines and control bytes in it become '?'.
 * offset: the byte in file or query, or -1.
 */
morgue_status error_set(morgue_error *err, morgue_status status,
                        int64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for a failed system call: adds errno and its text. */
morgue_status error_set_errno(morgue_error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* MORGUE_ENOMEM. */
morgue_status error_no_memory(morgue_error *err);

#endif
