/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "durable_file.h"

#include "error.h"
#include "str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

morgue_status path_format(char out[PATH_BYTES], morgue_error *err,
                          const char *format, ...)
{
    va_list args;
    int size;

    va_start(args, format);
    size = vsnprintf(out, PATH_BYTES, format, args);
    va_end(args);
    if (size < 0 || size >= PATH_BYTES)
        return error_set(err, MORGUE_EINVALID, -1, "a path is too long");
    return MORGUE_OK;
}

static bool write_all(int fd, morgue_str content)
{
    while (content.size > 0) {
        ssize_t written = write(fd, content.data, content.size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content.data += written;
        content.size -= (size_t)written;
    }
    return true;
}

static morgue_status write_file(const char *path, int flags,
                                morgue_str content, morgue_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
    morgue_status status = MORGUE_OK;

    if (fd < 0)
        return error_set_errno(err, "%s", path);
    if (!write_all(fd, content) || fsync(fd) != 0)
        status = error_set_errno(err, "%s", path);
    if (close(fd) != 0 && status == MORGUE_OK)
        status = error_set_errno(err, "%s", path);
    return status;
}

static morgue_status sync_parent(const char *path, morgue_error *err)
{
    char parent[PATH_BYTES];
    const char *slash = strrchr(path, '/');
    morgue_status status = path_format(parent, err, "%.*s",
                                       slash ? (int)(slash - path) : 1,
                                       slash ? path : ".");

    return status == MORGUE_OK ? durable_folder_sync(parent, err) : status;
}

morgue_status durable_file_replace(const char *path, morgue_str content,
                                   morgue_error *err)
{
    char beside[PATH_BYTES];
    morgue_status status = path_format(beside, err, "%s.tmp", path);

    if (status == MORGUE_OK)
        status = write_file(beside, O_TRUNC, content, err);
    if (status == MORGUE_OK && rename(beside, path) != 0)
        status = error_set_errno(err, "%s", path);
    return status == MORGUE_OK ? sync_parent(path, err) : status;
}

morgue_status durable_file_append(const char *path, morgue_str content,
                                  morgue_error *err)
{
    return write_file(path, O_APPEND, content, err);
}

morgue_status durable_file_read(const char *path, buffer *out,
                                morgue_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = 0;

    if (fd < 0)
        return error_set_errno(err, "%s", path);
    do {
        char *room = buffer_reserve(out, 65536);
        if (room == NULL)
            break;
        got = read(fd, room, 65536);
        if (got > 0) {
            out->size += (size_t)got;
            out->data[out->size] = 0;
        }
    } while (got > 0 || (got < 0 && errno == EINTR));
    if (got < 0) {
        morgue_status status = error_set_errno(err, "%s", path);
        close(fd);
        return status;
    }
    close(fd);
    return buffer_status(out, path, err);
}

morgue_status durable_folder_sync(const char *path, morgue_error *err)
{
    int fd = open(*path ? path : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    morgue_status status = MORGUE_OK;

    if (fd < 0)
        return error_set_errno(err, "%s", path);
    /* Some file systems have no fsync for folders, and say so. */
    if (fsync(fd) != 0 && errno != EINVAL)
        status = error_set_errno(err, "%s", path);
    close(fd);
    return status;
}

static morgue_status sync_one(void *user, const char *name, morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status =
        path_format(path, err, "%s/%s", (const char *)user, name);
    int fd;

    if (status != MORGUE_OK)
        return status;
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set_errno(err, "%s", path);
    if (fsync(fd) != 0)
        status = error_set_errno(err, "%s", path);
    close(fd);
    return status;
}

morgue_status folder_make_durable(const char *path, morgue_error *err)
{
    morgue_status status = folder_list(path, sync_one, (void *)path, err);

    return status == MORGUE_OK ? durable_folder_sync(path, err) : status;
}

morgue_status folder_make(const char *path, morgue_error *err)
{
    struct stat st;

    if (mkdir(path, 0777) == 0)
        return MORGUE_OK;
    if (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return MORGUE_OK;
    if (errno == EEXIST)
        return error_set(err, MORGUE_EIO, -1, "%s: not a directory", path);
    return error_set_errno(err, "%s", path);
}

morgue_status file_share(const char *from, const char *to, morgue_error *err)
{
    if (unlink(to) != 0 && errno != ENOENT)
        return error_set_errno(err, "%s", to);
    if (link(from, to) != 0 && rename(from, to) != 0)
        return error_set_errno(err, "%s", to);
    return MORGUE_OK;
}

/* What is done with each file of a folder, into another one. */
typedef struct sharing {
    const char *from, *to;
    morgue_status (*put)(const char *from, const char *to, morgue_error *err);
} sharing;

static morgue_status put_one(void *user, const char *name, morgue_error *err)
{
    const sharing *s = user;
    char from[PATH_BYTES], to[PATH_BYTES];
    morgue_status status = path_format(from, err, "%s/%s", s->from, name);

    if (status == MORGUE_OK)
        status = path_format(to, err, "%s/%s", s->to, name);
    return status == MORGUE_OK ? s->put(from, to, err) : status;
}

/* s->to is made anew. */
static morgue_status put_all(sharing *s, morgue_error *err)
{
    morgue_status status;

    folder_remove(s->to);
    status = folder_make(s->to, err);
    return status == MORGUE_OK ? folder_list(s->from, put_one, s, err) : status;
}

morgue_status folder_share(const char *from, const char *to, morgue_error *err)
{
    sharing s = {from, to, file_share};
    morgue_status status = put_all(&s, err);

    return status == MORGUE_OK ? durable_folder_sync(to, err) : status;
}

static bool copy_all(int from, int to)
{
    char bytes[65536];
    ssize_t got;

    while ((got = read(from, bytes, sizeof bytes)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || !write_all(to, str_make(bytes, (size_t)got)))
            return false;
    }
    return true;
}

static morgue_status file_copy(const char *from, const char *to,
                               morgue_error *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC), out;
    morgue_status status = MORGUE_OK;

    if (in < 0)
        return error_set_errno(err, "%s", from);
    out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (out < 0 || !copy_all(in, out))
        status = error_set_errno(err, "%s", to);
    if (out >= 0 && close(out) != 0 && status == MORGUE_OK)
        status = error_set_errno(err, "%s", to);
    close(in);
    return status;
}

morgue_status folder_copy(const char *from, const char *to, morgue_error *err)
{
    sharing s = {from, to, file_copy};

    return put_all(&s, err);
}

static int remove_one(const char *path, const struct stat *st, int kind,
                      struct FTW *where)
{
    (void)st;
    (void)kind;
    (void)where;
    remove(path);
    return 0;
}

void folder_remove(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

uint64_t folder_bytes(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    struct stat st;
    uint64_t sum = 0;

    if (folder == NULL)
        return 0;
    while ((entry = readdir(folder)) != NULL)
        if (fstatat(dirfd(folder), entry->d_name, &st, 0) == 0 &&
            S_ISREG(st.st_mode))
            sum += (uint64_t)st.st_size;
    closedir(folder);
    return sum;
}

morgue_status folder_list(const char *path,
                          morgue_status (*visit)(void *user, const char *name,
                                                 morgue_error *err),
                          void *user, morgue_error *err)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    morgue_status status = MORGUE_OK;

    if (folder == NULL)
        return error_set_errno(err, "%s", path);
    while (status == MORGUE_OK && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0)
            status = visit(user, entry->d_name, err);
    closedir(folder);
    return status;
}
