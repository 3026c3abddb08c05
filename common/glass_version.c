/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_version.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#define MAGIC "\x0f\x0d" "Xapian Glass\x04\x6e"
#define MAGIC_SIZE (sizeof(MAGIC) - 1)
#define FILE_MAX_SIZE 4096
#define FREELIST_FIELDS 6

#define FAKE 1u
#define SEQUENTIAL 2u

const char *const glass_table_names[GLASS_TABLES] = {
    "postlist", "docdata", "termlist", "position", "spelling", "synonym"};

/* ---- Writing ---- */

/* An empty freelist: its revision, the first block behind the file's end, and
 * four zeros. */
static void put_freelist(buffer *b, uint32_t blocks)
{
    unsigned char bytes[FREELIST_FIELDS * VARINT_MAX] = {GLASS_REVISION};
    size_t size = 1 + varint_put(bytes + 1, blocks) + 4;

    varint_append(b, size);
    buffer_append(b, bytes, size);
}

static void put_root(buffer *b, const glass_root *root, bool compresses)
{
    varint_append(b, root->block);
    varint_append(b, root->exists ? root->level << 2 | SEQUENTIAL
                                  : SEQUENTIAL | FAKE);
    varint_append(b, root->entries);
    varint_append(b, GLASS_BLOCK_SIZE >> 11);
    varint_append(b, compresses ? GLASS_COMPRESS_MIN : 0);
    if (root->exists)
        put_freelist(b, root->blocks);
    else
        varint_append(b, 0);
}

static void put_stats(buffer *b, const glass_stats *stats)
{
    varint_append(b, stats->documents);
    varint_append(b, stats->last_docid - stats->documents);
    varint_append(b, stats->shortest);
    varint_append(b, stats->highest_wdf);
    varint_append(b, stats->longest - stats->highest_wdf);
    varint_append(b, 0);
    varint_append(b, stats->total_length);
    varint_append(b, 0);
}

static morgue_status write_file(const char *path, morgue_str bytes,
                                   morgue_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool done;

    if (fd < 0)
        return error_set_errno(err, "%s can't be made", path);
    done = write(fd, bytes.data, bytes.size) == (ssize_t)bytes.size;
    if (close(fd) != 0 || !done)
        return error_set_errno(err, "%s can't be written", path);
    return MORGUE_OK;
}

/* By rename, so that nobody ever reads half of it. */
static morgue_status put_in_place(const char *directory, morgue_str bytes,
                                  morgue_error *err)
{
    char *made = NULL, *wanted = NULL;
    morgue_status status;

    if (asprintf(&made, "%s/v.tmp", directory) < 0 ||
        asprintf(&wanted, "%s/iamglass", directory) < 0) {
        free(made);
        return error_no_memory(err);
    }
    status = write_file(made, bytes, err);
    if (status == MORGUE_OK && rename(made, wanted) != 0)
        status = error_set_errno(err, "%s can't be written", wanted);
    free(made);
    free(wanted);
    return status;
}

morgue_status glass_version_write(const char *directory,
                                  const glass_root roots[GLASS_TABLES],
                                  const glass_stats *stats, morgue_error *err)
{
    unsigned char uuid[GLASS_UUID_SIZE];
    morgue_status status;
    buffer b;

    if (getrandom(uuid, sizeof uuid, 0) != sizeof uuid)
        return error_set_errno(err, "no random number for %s", directory);
    uuid[6] = (unsigned char)((uuid[6] & 0x0f) | 0x40); /* RFC 4122: random */
    uuid[8] = (unsigned char)((uuid[8] & 0x3f) | 0x80);
    buffer_init(&b, FILE_MAX_SIZE);
    buffer_append(&b, MAGIC, MAGIC_SIZE);
    buffer_append(&b, uuid, sizeof uuid);
    varint_append(&b, GLASS_REVISION);
    for (int i = 0; i < GLASS_TABLES; i++)
        put_root(&b, &roots[i], i != GLASS_POSTLIST && i != GLASS_POSITION);
    put_stats(&b, stats);
    status = buffer_status(&b, "iamglass", err);
    if (status == MORGUE_OK)
        status = put_in_place(directory, buffer_view(&b), err);
    buffer_free(&b);
    return status;
}

/* ---- Reading ---- */

static ssize_t read_head(const char *directory, char bytes[FILE_MAX_SIZE])
{
    char *path;
    ssize_t size;
    int fd;

    if (asprintf(&path, "%s/iamglass", directory) < 0)
        return -1;
    fd = open(path, O_RDONLY | O_CLOEXEC);
    free(path);
    if (fd < 0)
        return -1;
    size = read(fd, bytes, FILE_MAX_SIZE);
    close(fd);
    return size;
}

bool glass_version_is_ours(const char *directory)
{
    char bytes[FILE_MAX_SIZE];
    ssize_t size = read_head(directory, bytes);

    return size > (ssize_t)MAGIC_SIZE && memcmp(bytes, MAGIC, MAGIC_SIZE) == 0;
}

/* False for a root that we would not have written, or libxapian with blocks
 * of our size. */
static bool take_root(morgue_str *rest, bool is_changed, glass_root *out)
{
    uint64_t field[6], freelist[FREELIST_FIELDS] = {0};
    morgue_str list;

    for (int i = 0; i < 6; i++)
        if (!varint_take(rest, &field[i]))
            return false;
    if (field[5] > rest->size)
        return false;
    list = str_make(rest->data, (size_t)field[5]);
    *rest = str_slice(*rest, list.size, rest->size);
    *out = (glass_root){0};
    if (field[1] & FAKE)
        return true;
    for (int i = 0; i < FREELIST_FIELDS; i++)
        if (!varint_take(&list, &freelist[i]))
            return false;
    *out = (glass_root){true,
                        (uint32_t)field[0],
                        (unsigned)field[1] >> 2,
                        field[2],
                        (uint32_t)freelist[1],
                        is_changed};
    return field[3] == GLASS_BLOCK_SIZE >> 11 && field[0] < UINT32_MAX &&
           field[1] >> 2 < GLASS_LEVELS_MAX && freelist[1] <= UINT32_MAX &&
           freelist[1] > field[0] &&
           (is_changed ||
            ((field[1] & SEQUENTIAL) && freelist[1] == field[0] + 1 &&
             (field[4] == 0 || field[4] == GLASS_COMPRESS_MIN)));
}

/* Of the two numbers that we write as 0, the first counts libxapian's changes
 * and the second is of spelling. */
static bool take_stats(morgue_str rest, bool is_changed, glass_stats *out)
{
    uint64_t field[8];

    for (int i = 0; i < 8; i++)
        if (!varint_take(&rest, &field[i]))
            return false;
    *out = (glass_stats){(uint32_t)field[0],
                         (uint32_t)(field[0] + field[1]),
                         (uint32_t)field[2],
                         (uint32_t)(field[4] + field[3]),
                         (uint32_t)field[3],
                         field[6]};
    return rest.size == 0 && (is_changed || field[7] == 0) &&
           field[0] <= UINT32_MAX && field[1] <= UINT32_MAX - field[0];
}

static morgue_status read_version(const char *directory,
                                  glass_root roots[GLASS_TABLES],
                                  glass_stats *stats, unsigned char *uuid,
                                  bool is_changed, morgue_error *err)
{
    char bytes[FILE_MAX_SIZE];
    ssize_t size = read_head(directory, bytes);
    morgue_str rest;
    uint64_t revision;
    bool ours;

    if (size < 0)
        return error_set_errno(err, "%s/iamglass can't be read", directory);
    ours = (size_t)size > MAGIC_SIZE + GLASS_UUID_SIZE &&
           memcmp(bytes, MAGIC, MAGIC_SIZE) == 0;
    rest = str_slice(str_make(bytes, (size_t)size),
                     MAGIC_SIZE + GLASS_UUID_SIZE, (size_t)size);
    ours = ours && varint_take(&rest, &revision) &&
           (is_changed || revision == GLASS_REVISION);
    for (int i = 0; i < GLASS_TABLES && ours; i++)
        ours = take_root(&rest, is_changed, &roots[i]);
    if (!ours || !take_stats(rest, is_changed, stats))
        return error_set(err, MORGUE_EVERSION, -1,
                         "%s was not written by morgue alone", directory);
    if (uuid != NULL)
        memcpy(uuid, bytes + MAGIC_SIZE, GLASS_UUID_SIZE);
    return MORGUE_OK;
}

morgue_status glass_version_read(const char *directory,
                                 glass_root roots[GLASS_TABLES],
                                 glass_stats *stats, unsigned char *uuid,
                                 morgue_error *err)
{
    return read_version(directory, roots, stats, uuid, false, err);
}

morgue_status glass_version_read_any(const char *directory,
                                     glass_root roots[GLASS_TABLES],
                                     glass_stats *stats, morgue_error *err)
{
    return read_version(directory, roots, stats, NULL, true, err);
}
