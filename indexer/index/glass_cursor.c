/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_cursor.h"

#include "error.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEAF_HEAD 3
#define TAG_MAX ((size_t)1 << 31)

/* One item of a leaf. */
typedef struct item {
    unsigned flags;
    morgue_str key, part;
} item;

static morgue_status map_file(glass_cursor *c, const char *path,
                              morgue_error *err)
{
    size_t wanted = (size_t)c->blocks * GLASS_BLOCK_SIZE;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    void *file = MAP_FAILED;

    if (fd < 0 || fstat(fd, &st) != 0) {
        error_set_errno(err, "%s can't be read", path);
        if (fd >= 0)
            close(fd);
        return MORGUE_EIO;
    }
    if ((uint64_t)st.st_size < wanted) {
        close(fd);
        return error_set(err, MORGUE_ECORRUPT, (int64_t)st.st_size,
                         "%s is cut short: expected %zu bytes", path, wanted);
    }
    file = mmap(NULL, wanted, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (file == MAP_FAILED)
        return error_set_errno(err, "%s can't be read", path);
    madvise(file, wanted, MADV_SEQUENTIAL);
    c->file = file;
    c->file_size = wanted;
    return MORGUE_OK;
}

morgue_status glass_cursor_open(glass_cursor *c, const char *directory,
                                int table, const glass_root *root,
                                morgue_error *err)
{
    morgue_status status;
    char *path;

    *c = (glass_cursor){.status = MORGUE_OK};
    buffer_init(&c->joined, TAG_MAX);
    if (!root->exists)
        return MORGUE_OK;
    c->blocks = root->blocks;
    if (asprintf(&path, "%s/%s.glass", directory,
                 glass_table_names[table]) < 0)
        return error_no_memory(err);
    status = map_file(c, path, err);
    free(path);
    return status;
}

void glass_cursor_close(glass_cursor *c)
{
    if (c->file)
        munmap((void *)c->file, c->file_size);
    buffer_free(&c->joined);
    *c = (glass_cursor){.status = MORGUE_OK};
}

static bool damaged(glass_cursor *c)
{
    c->status = MORGUE_ECORRUPT;
    return false;
}

/* Step to the next leaf when this one is done; false behind the last. */
static bool find_leaf(glass_cursor *c)
{
    while (c->item == c->items) {
        const unsigned char *block;
        unsigned dir_end;
        if (c->block == c->blocks)
            return false;
        block = c->file + (size_t)c->block++ * GLASS_BLOCK_SIZE;
        if (block[4] != 0)
            continue;
        dir_end = glass_get_u16(block + 9);
        if (dir_end < GLASS_BLOCK_HEAD || dir_end > GLASS_BLOCK_SIZE ||
            dir_end % 2 == 0)
            return damaged(c);
        c->item = GLASS_BLOCK_HEAD;
        c->items = dir_end;
    }
    return true;
}

static bool take_item(glass_cursor *c, item *out)
{
    const unsigned char *block, *bytes;
    size_t at, size, head;

    if (!find_leaf(c))
        return false;
    block = c->file + (size_t)(c->block - 1) * GLASS_BLOCK_SIZE;
    at = glass_get_u16(block + c->item);
    c->item += 2;
    if (at < c->items || at + LEAF_HEAD > GLASS_BLOCK_SIZE)
        return damaged(c);
    bytes = block + at;
    out->flags = glass_get_u16(bytes);
    size = LEAF_HEAD + (out->flags & GLASS_ITEM_SIZE);
    head = LEAF_HEAD + bytes[2] + (out->flags & GLASS_ITEM_FIRST ? 0u : 2u);
    if (at + size > GLASS_BLOCK_SIZE || head > size)
        return damaged(c);
    out->key = str_make((const char *)bytes + LEAF_HEAD, bytes[2]);
    out->part = str_make((const char *)bytes + head, size - head);
    return true;
}

/* The other parts of the tag whose first one is given. */
static bool join_parts(glass_cursor *c, item *part)
{
    buffer_clear(&c->joined);
    buffer_append_str(&c->joined, part->part);
    while (!(part->flags & GLASS_ITEM_LAST)) {
        if (!take_item(c, part) || (part->flags & GLASS_ITEM_FIRST))
            return damaged(c);
        buffer_append_str(&c->joined, part->part);
    }
    if (c->joined.failed) {
        c->status = MORGUE_ENOMEM;
        return false;
    }
    c->tag = buffer_view(&c->joined);
    c->tail = c->is_compressed ? GLASS_TAIL : 0;
    return true;
}

bool glass_cursor_next(glass_cursor *c)
{
    item first;

    if (c->status != MORGUE_OK)
        return false;
    do {
        if (!take_item(c, &first))
            return false;
    } while (first.key.size == 0); /* the table's first item is empty */
    if (!(first.flags & GLASS_ITEM_FIRST))
        return damaged(c);
    c->key = first.key;
    c->tag = first.part;
    c->tail = 0;
    c->is_compressed = (first.flags & GLASS_ITEM_COMPRESSED) != 0;
    return (first.flags & GLASS_ITEM_LAST) || join_parts(c, &first);
}
