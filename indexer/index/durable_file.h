/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files and folders that a power cut leaves whole: written beside, made
 * durable, then renamed.
 */
#ifndef DURABLE_FILE_H
#define DURABLE_FILE_H

#include "buffer.h"

#define PATH_BYTES 4096

/* Format a path; MORGUE_EINVALID when it is too long. */
morgue_status path_format(char out[PATH_BYTES], morgue_error *err,
                          const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Replace the file at path; it is there whole, as before or as now. */
morgue_status durable_file_replace(const char *path, morgue_str content,
                                   morgue_error *err);

/* Add to the end of a file, which is made when it is not there. */
morgue_status durable_file_append(const char *path, morgue_str content,
                                  morgue_error *err);

/* The whole file; MORGUE_ENOTFOUND when there is none. */
morgue_status durable_file_read(const char *path, buffer *out,
                                morgue_error *err);

/* fsync a folder, so that renames in it last. */
morgue_status durable_folder_sync(const char *path, morgue_error *err);

/* fsync the files of a folder, and the folder. */
morgue_status folder_make_durable(const char *path, morgue_error *err);

/* Make a folder unless it is there. */
morgue_status folder_make(const char *path, morgue_error *err);

/* Give a file a second name; where the file system knows no such thing the
 * first one is lost.  What stood under `to` is replaced. */
morgue_status file_share(const char *from, const char *to, morgue_error *err);

/* The same for the files of a folder, in the new folder `to`. */
morgue_status folder_share(const char *from, const char *to,
                           morgue_error *err);

/* Copy the files of a folder into the new folder `to`, which a power cut need
 * not leave whole. */
morgue_status folder_copy(const char *from, const char *to, morgue_error *err);

/* Remove a file or a folder with all below it; what is not there is fine. */
void folder_remove(const char *path);

/* Bytes of the files below. */
uint64_t folder_bytes(const char *path);

/* Call visit with each name in the folder but . and .., in no order. */
morgue_status folder_list(const char *path,
                          morgue_status (*visit)(void *user, const char *name,
                                                 morgue_error *err),
                          void *user, morgue_error *err);

#endif
