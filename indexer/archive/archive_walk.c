/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "archive_walk.h"

#include "error.h"
#include "str.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Of directories in directories; each takes a little of the stack. */
#define DEPTH_MAX 256

/* A directory, and those it stands in. */
typedef struct folder {
    const struct folder *above; /* NULL: the topmost */
    dev_t device;
    ino_t number;
    int depth;
} folder;

static morgue_status walk_entry(const archive_visitor *v, const char *path,
                                const folder *above, morgue_error *err);

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static morgue_status walk_below(const archive_visitor *v, const char *path,
                                const char *name, const folder *above,
                                morgue_error *err)
{
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    morgue_status status;
    char *below;

    if (asprintf(&below, "%s%s%s", path, slash, name) < 0)
        return error_no_memory(err);
    status = walk_entry(v, below, above, err);
    free(below);
    return status;
}

static morgue_status walk_folder(const archive_visitor *v, const char *path,
                                 const folder *self, morgue_error *err)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_entry, by_name);
    morgue_status status = MORGUE_OK;
    morgue_error fault = {.offset = -1};

    if (count < 0) {
        error_set_errno(&fault, "can't read directory %s", path);
        v->fail(v->user, &fault);
        return MORGUE_OK;
    }
    for (int i = 0; i < count; i++) {
        if (status == MORGUE_OK)
            status = walk_below(v, path, entries[i]->d_name, self, err);
        free(entries[i]);
    }
    free(entries);
    return status;
}

/* MORGUE_OK when it can be walked into. */
static morgue_status check_folder(const folder *self, const char *path,
                                  morgue_error *err)
{
    if (self->depth > DEPTH_MAX)
        return error_set(err, MORGUE_ELIMIT, -1,
                         "%s: directories within directories, over %d deep",
                         path, DEPTH_MAX);
    for (const folder *f = self->above; f; f = f->above)
        if (f->device == self->device && f->number == self->number)
            return error_set(err, MORGUE_EIO, -1,
                             "%s: leads back to a directory above it", path);
    return MORGUE_OK;
}

static bool has_below(const char *path, const char *name)
{
    struct stat st;
    char *below;
    bool has;

    if (asprintf(&below, "%s/%s", path, name) < 0)
        return false;
    has = stat(below, &st) == 0;
    free(below);
    return has;
}

/* So from its first run on, before there is a manifest. */
static bool is_index(const char *path)
{
    return has_below(path, "XAPIANDB") && has_below(path, "segments");
}

static morgue_status walk_entry(const archive_visitor *v, const char *path,
                                const folder *above, morgue_error *err)
{
    morgue_error fault = {.offset = -1};
    morgue_status status;
    struct stat st;
    folder self;

    if (stat(path, &st) != 0) {
        status = error_set_errno(&fault, "can't open %s", path);
    } else if (S_ISDIR(st.st_mode) && is_index(path)) {
        if (above) {
            v->pass(v->user, path);
            return MORGUE_OK;
        }
        status = error_set(&fault, MORGUE_EFORMAT, -1,
                           "%s: is an index, no archive", path);
    } else if (S_ISDIR(st.st_mode)) {
        self = (folder){above, st.st_dev, st.st_ino,
                        above ? above->depth + 1 : 0};
        status = check_folder(&self, path, &fault);
        if (status == MORGUE_OK)
            return walk_folder(v, path, &self, err);
    } else if (above == NULL || S_ISREG(st.st_mode)) {
        return v->visit(v->user, path, err);
    } else {
        status = error_set(&fault, MORGUE_EIO, -1, "%s: is not a file", path);
    }
    v->fail(v->user, &fault);
    return MORGUE_OK;
}

morgue_status archive_walk(const char *path, const archive_visitor *visitor,
                           morgue_error *err)
{
    if (path[0] == 0)
        return error_set(err, MORGUE_EINVALID, -1, "a path is empty");
    if (strcmp(path, "-") == 0)
        return visitor->visit(visitor->user, path, err);
    return walk_entry(visitor, path, NULL, err);
}
