/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "archive_reader.h"

#include "error.h"
#include "str.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Directories in directories: a link that leads back up ends here. */
#define DEPTH_MAX 64

typedef struct walk {
    morgue_status (*visit)(void *, const char *, morgue_error *);
    void *user;
} walk;

static morgue_status walk_path(const walk *w, const char *path, int depth,
                               morgue_error *err);

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static morgue_status walk_directory(const walk *w, const char *path,
                                    int depth, morgue_error *err)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_entry, by_name);
    morgue_status status = MORGUE_OK;

    if (count < 0)
        return error_set_errno(err, "can't read directory %s", path);
    for (int i = 0; i < count; i++) {
        char *below = NULL;

        if (status == MORGUE_OK &&
            asprintf(&below, "%s%s%s", path,
                     path[strlen(path) - 1] == '/' ? "" : "/",
                     entries[i]->d_name) < 0)
            status = error_no_memory(err);
        if (status == MORGUE_OK)
            status = walk_path(w, below, depth + 1, err);
        free(below);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static morgue_status walk_path(const walk *w, const char *path, int depth,
                               morgue_error *err)
{
    struct stat st;

    if (strcmp(path, "-") == 0 && depth == 0)
        return w->visit(w->user, path, err);
    if (depth > DEPTH_MAX)
        return error_set(err, MORGUE_ELIMIT, -1,
                         "directories within directories, over %d deep: %s",
                         DEPTH_MAX, path);
    if (stat(path, &st) != 0)
        return error_set_errno(err, "can't open %s", path);
    if (S_ISDIR(st.st_mode))
        return walk_directory(w, path, depth, err);
    return w->visit(w->user, path, err);
}

morgue_status archive_walk(const char *path,
                           morgue_status (*visit)(void *user, const char *path,
                                                  morgue_error *err),
                           void *user, morgue_error *err)
{
    walk w = {visit, user};

    if (path[0] == 0)
        return error_set(err, MORGUE_EINVALID, -1, "a path is empty");
    return walk_path(&w, path, 0, err);
}
