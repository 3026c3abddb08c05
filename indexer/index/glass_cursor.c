/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_cursor.h"

#include "error.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEAF_HEAD 3
#define TAG_MAX ((size_t)1 << 31)
#define BUFFER_BLOCKS 16u

/* One item of a leaf. */
typedef struct item {
    unsigned flags;
    morgue_str key, part;
} item;

static morgue_status open_file(glass_cursor *c, const char *path,
                               morgue_error *err)
{
    struct stat st;
    uint64_t wanted = (uint64_t)c->blocks * GLASS_BLOCK_SIZE;

    c->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (c->fd < 0 || fstat(c->fd, &st) != 0)
        return error_set_errno(err, "%s can't be read", path);
    if (c->root.is_changed) /* the last blocks may have been given up again */
        wanted = ((uint64_t)c->root.block + 1) * GLASS_BLOCK_SIZE;
    if ((uint64_t)st.st_size < wanted)
        return error_set(err, MORGUE_ECORRUPT, (int64_t)st.st_size,
                         "%s is cut short: expected %llu bytes", path,
                         (unsigned long long)wanted);
    posix_fadvise(c->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    c->buffer = malloc((size_t)BUFFER_BLOCKS * GLASS_BLOCK_SIZE);
    if (c->root.is_changed)
        c->inflater = libdeflate_alloc_decompressor();
    return c->buffer && (c->inflater || !c->root.is_changed)
               ? MORGUE_OK
               : error_no_memory(err);
}

void glass_cursor_init(glass_cursor *c)
{
    memset(c, 0, sizeof *c);
    c->fd = -1;
    buffer_init(&c->joined, TAG_MAX);
}

morgue_status glass_cursor_open(glass_cursor *c, const char *directory,
                                int table, const glass_root *root,
                                morgue_error *err)
{
    morgue_status status;
    char *path;

    glass_cursor_init(c);
    if (!root->exists)
        return MORGUE_OK;
    c->root = *root;
    c->blocks = root->blocks;
    if (asprintf(&path, "%s/%s.glass", directory,
                 glass_table_names[table]) < 0)
        return error_no_memory(err);
    status = open_file(c, path, err);
    free(path);
    return status;
}

void glass_cursor_close(glass_cursor *c)
{
    if (c->fd >= 0)
        close(c->fd);
    free(c->buffer);
    buffer_free(&c->joined);
    if (c->inflater)
        libdeflate_free_decompressor(c->inflater);
    glass_cursor_init(c);
}

static bool damaged(glass_cursor *c)
{
    c->status = MORGUE_ECORRUPT;
    return false;
}

/* The block to be read next, out of the buffer; NULL when it can't be read. */
static const unsigned char *next_block(glass_cursor *c)
{
    uint32_t at = c->block - c->buffer_first;

    if (at == c->buffer_count) {
        uint32_t left = c->blocks - c->block;
        uint32_t count = left < BUFFER_BLOCKS ? left : BUFFER_BLOCKS;
        size_t size = (size_t)count * GLASS_BLOCK_SIZE;
        off_t offset = (off_t)c->block * GLASS_BLOCK_SIZE;
        if (pread(c->fd, c->buffer, size, offset) != (ssize_t)size) {
            c->status = MORGUE_EIO;
            return NULL;
        }
        c->buffer_first = c->block;
        c->buffer_count = count;
        at = 0;
    }
    c->block++;
    return c->buffer + (size_t)at * GLASS_BLOCK_SIZE;
}

/* Where the directory of a block begins and ends. */
static bool take_directory(glass_cursor *c, const unsigned char *block,
                           unsigned *begin, unsigned *end)
{
    *begin = GLASS_BLOCK_HEAD;
    *end = glass_get_u16(block + 9);
    return (*end >= GLASS_BLOCK_HEAD && *end <= GLASS_BLOCK_SIZE &&
            *end % 2 == 1) ||
           damaged(c);
}

static unsigned char *block_of(const glass_cursor *c, unsigned level)
{
    return c->buffer + (size_t)level * GLASS_BLOCK_SIZE;
}

/* Read a block of a changed table into its place in the buffer. */
static bool enter(glass_cursor *c, uint32_t number, unsigned level)
{
    unsigned char *block = block_of(c, level);
    off_t offset = (off_t)number * GLASS_BLOCK_SIZE;

    if (number >= c->blocks || c->steps++ >= c->blocks)
        return damaged(c);
    if (pread(c->fd, block, GLASS_BLOCK_SIZE, offset) != GLASS_BLOCK_SIZE) {
        c->status = MORGUE_EIO;
        return false;
    }
    return block[4] == level ? take_directory(c, block, &c->path[level].item,
                                              &c->path[level].items)
                             : damaged(c);
}

/* To the leaf behind this one: up to a branch that has another child, and down
 * from there. */
static bool walk_to_leaf(glass_cursor *c)
{
    unsigned level = 1;

    if (c->steps == 0) {
        level = c->root.level;
        if (!enter(c, c->root.block, level))
            return false;
    } else {
        while (level <= c->root.level &&
               c->path[level].item == c->path[level].items)
            level++;
        if (level > c->root.level)
            return false;
    }
    for (; level > 0; level--) {
        const unsigned char *branch = block_of(c, level);
        unsigned at = glass_get_u16(branch + c->path[level].item);
        c->path[level].item += 2;
        if (at + 4 > GLASS_BLOCK_SIZE)
            return damaged(c);
        if (!enter(c, glass_get_u32(branch + at), level - 1))
            return false;
    }
    c->leaf = block_of(c, 0);
    c->item = c->path[0].item;
    c->items = c->path[0].items;
    return true;
}

/* Step to the next leaf when this one is done; false behind the last. */
static bool find_leaf(glass_cursor *c)
{
    while (c->item == c->items) {
        if (c->root.is_changed) {
            if (!walk_to_leaf(c))
                return false;
            continue;
        }
        if (c->block == c->blocks || (c->leaf = next_block(c)) == NULL)
            return false;
        if (c->leaf[4] == 0 &&
            !take_directory(c, c->leaf, &c->item, &c->items))
            return false;
    }
    return true;
}

static bool take_item(glass_cursor *c, item *out)
{
    const unsigned char *bytes;
    size_t at, size, head;

    if (!find_leaf(c))
        return false;
    at = glass_get_u16(c->leaf + c->item);
    c->item += 2;
    if (at < c->items || at + LEAF_HEAD > GLASS_BLOCK_SIZE)
        return damaged(c);
    bytes = c->leaf + at;
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
    c->key = str_make(memcpy(c->key_copy, part->key.data, part->key.size),
                      part->key.size);
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

/* libxapian may keep any compressed tag in one part; we may part it, and then
 * GLASS_TAIL counts. */
static size_t tail_of(glass_cursor *c)
{
    unsigned char inflated[GLASS_INFLATED_MAX - 1];
    size_t size;

    if (!c->is_compressed || !c->root.is_changed || c->tag.size <= GLASS_TAIL)
        return 0;
    return libdeflate_deflate_decompress(c->inflater, c->tag.data, c->tag.size,
                                         inflated, sizeof inflated,
                                         &size) == LIBDEFLATE_SUCCESS
               ? 0
               : GLASS_TAIL;
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
    c->is_compressed = (first.flags & GLASS_ITEM_COMPRESSED) != 0;
    if (!(first.flags & GLASS_ITEM_LAST))
        return join_parts(c, &first);
    c->tail = tail_of(c);
    return true;
}
