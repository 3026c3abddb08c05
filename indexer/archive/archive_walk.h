/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The files below a path, in byte order of names.
 *
 * What can't be read (a link to nothing, a folder without permission, a link
 * back to a folder above it) and what is no file (a pipe, a device: opening
 * one may wait for ever) is told, and the rest is walked.  The index itself
 * may stand among the archives: it is passed over.
 */
#ifndef ARCHIVE_WALK_H
#define ARCHIVE_WALK_H

#include "morgue.h"

typedef struct archive_visitor {
    /* A file to read; other than MORGUE_OK ends the walk. */
    morgue_status (*visit)(void *user, const char *path, morgue_error *err);
    /* One that can't be read. */
    void (*fail)(void *user, const morgue_error *fault);
    /* An index, which is no archive. */
    void (*pass)(void *user, const char *path);
    void *user;
} archive_visitor;

/*
 * Walk the path: a directory, or a file, a pipe or "-", which are visited as
 * they are.
 */
morgue_status archive_walk(const char *path, const archive_visitor *visitor,
                           morgue_error *err);

#endif
