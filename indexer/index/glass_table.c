/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_table.h"

#include "copy_few.h"
#include "error.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Four items must fit a block (and glass may yet add to it). */
#define ITEM_MAX ((GLASS_BLOCK_SIZE - GLASS_BLOCK_HEAD - 4 * 2) / 4)
#define LEAF_HEAD 3    /* I and K */
#define PART_MIN 64    /* no smaller part of a tag is put at a leaf's end */
#define BUFFER_BLOCKS 16 /* of all tables they fit the nearer caches */
#define REVISION 1

/* A place in the order of items: key and part. */
typedef struct place {
    unsigned char key[GLASS_KEY_MAX];
    size_t size;
    unsigned part;
} place;

/* A block that is being filled. */
typedef struct block {
    unsigned char *bytes;
    size_t dir_end; /* 0: not begun */
    size_t low;     /* the lowest item */
} block;

typedef struct branch {
    block block;
    place first; /* where its first child begins */
} branch;

struct glass_table {
    int fd;
    char *path;
    morgue_status status; /* the first failure */
    int os_errno;

    unsigned char *buffer; /* whole blocks, not yet written */
    size_t buffered;
    uint32_t blocks;

    block leaf;       /* stands in the buffer, behind the whole ones */
    place leaf_first; /* where it begins, as branches tell it */
    place last;       /* the last item of the leaf before */
    unsigned levels;  /* of branches */
    branch *branches[GLASS_LEVELS_MAX];

    uint64_t entries;
};

static void fail(glass_table *t, morgue_status status)
{
    if (t->status == MORGUE_OK) {
        t->status = status;
        t->os_errno = errno;
    }
}

/* ---- Blocks ---- */

static void flush(glass_table *t)
{
    size_t done = 0;

    while (done < t->buffered && t->status == MORGUE_OK) {
        ssize_t n = write(t->fd, t->buffer + done, t->buffered - done);
        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            fail(t, MORGUE_EIO);
    }
    t->buffered = 0;
}

static void block_begin(block *b)
{
    b->dir_end = GLASS_BLOCK_HEAD;
    b->low = GLASS_BLOCK_SIZE;
}

static size_t block_free(const block *b)
{
    return b->low - b->dir_end;
}

/* Make room for an item, for which there must be some. */
static inline unsigned char *block_push(block *b, size_t size)
{
    b->low -= size;
    glass_put_u16(b->bytes + b->dir_end, (unsigned)b->low);
    b->dir_end += 2;
    return b->bytes + b->low;
}

static void block_seal(block *b, unsigned level)
{
    unsigned gap = (unsigned)block_free(b);

    glass_put_u32(b->bytes, REVISION);
    b->bytes[4] = (unsigned char)level;
    glass_put_u16(b->bytes + 5, gap);
    glass_put_u16(b->bytes + 7, gap);
    glass_put_u16(b->bytes + 9, (unsigned)b->dir_end);
    memset(b->bytes + b->dir_end, 0, gap);
    b->dir_end = 0;
}

/* The block at the end of the buffer is whole; returns its number. */
static uint32_t take_number(glass_table *t)
{
    t->buffered += GLASS_BLOCK_SIZE;
    if (t->buffered == (size_t)BUFFER_BLOCKS * GLASS_BLOCK_SIZE)
        flush(t);
    return t->blocks++;
}

/* ---- Branches ---- */

/* The branch at a level from 1, made when it is the first there. */
static branch *branch_at(glass_table *t, unsigned level)
{
    branch *b;

    if (level <= t->levels)
        return t->branches[level - 1];
    if (level > GLASS_LEVELS_MAX) {
        fail(t, MORGUE_ELIMIT);
        return NULL;
    }
    b = malloc(sizeof *b + GLASS_BLOCK_SIZE);
    if (b == NULL) {
        fail(t, MORGUE_ENOMEM);
        return NULL;
    }
    b->block = (block){(unsigned char *)(b + 1), 0, 0};
    t->branches[t->levels++] = b;
    return b;
}

static uint32_t branch_write(glass_table *t, branch *b, unsigned level)
{
    block_seal(&b->block, level);
    memcpy(t->buffer + t->buffered, b->block.bytes, GLASS_BLOCK_SIZE);
    return take_number(t);
}

static void branch_put(branch *b, const unsigned char *key, size_t size,
                       unsigned part, uint32_t child)
{
    unsigned char *item = block_push(&b->block, 4 + 1 + size + 2);

    glass_put_u32(item, child);
    item[4] = (unsigned char)size;
    memcpy(item + 5, key, size);
    glass_put_u16(item + 5 + size, part);
}

/* Lead from the branch at `level` to a child that begins at `first`. */
static void branch_add(glass_table *t, unsigned level, const place *first,
                       uint32_t child)
{
    branch *b = branch_at(t, level);

    if (b == NULL)
        return;
    if (b->block.dir_end && block_free(&b->block) < 4 + 1 + first->size + 4) {
        uint32_t number = branch_write(t, b, level);
        branch_add(t, level + 1, &b->first, number);
    }
    if (b->block.dir_end == 0) {
        block_begin(&b->block);
        b->first = *first;
        branch_put(b, first->key, 0, 0, child);
    } else {
        branch_put(b, first->key, first->size, first->part, child);
    }
}

/* ---- Leaves ---- */

/* Tell where the new leaf begins: as much of the key as differs from the last
 * one before, all of it amid the parts of a tag. */
static void leaf_begin(glass_table *t, morgue_str key, unsigned part)
{
    size_t size = 0;

    t->leaf.bytes = t->buffer + t->buffered;
    block_begin(&t->leaf);
    while (size < key.size && size < t->last.size &&
           (unsigned char)key.data[size] == t->last.key[size])
        size++;
    if (size < key.size)
        size++;
    if (size)
        memcpy(t->leaf_first.key, key.data, size);
    t->leaf_first.size = size;
    t->leaf_first.part = part;
}

static uint32_t leaf_write(glass_table *t)
{
    const unsigned char *item = t->leaf.bytes + t->leaf.low;

    t->last.size = item[2];
    memcpy(t->last.key, item + LEAF_HEAD, item[2]);
    block_seal(&t->leaf, 0);
    return take_number(t);
}

static void leaf_next(glass_table *t, morgue_str key, unsigned part)
{
    uint32_t number = leaf_write(t);

    branch_add(t, 1, &t->leaf_first, number);
    leaf_begin(t, key, part);
}

/* Put an item of which there is room; part 0 stands for a whole tag. */
static inline void leaf_put(glass_table *t, morgue_str key, morgue_str tag,
                            unsigned part, unsigned flags)
{
    size_t extra = part > 1 ? 2 : 0;
    size_t size = LEAF_HEAD + key.size + extra + tag.size;
    unsigned char *item = block_push(&t->leaf, size);

    glass_put_u16(item, (unsigned)(size - LEAF_HEAD) | flags);
    item[2] = (unsigned char)key.size;
    copy_few(item + LEAF_HEAD, key.data, key.size);
    if (extra)
        glass_put_u16(item + LEAF_HEAD + key.size, part);
    copy_few(item + LEAF_HEAD + key.size + extra, tag.data, tag.size);
}

/* Bytes of the tag that its next part takes, in so much room. */
static size_t part_size(size_t left, size_t tail, size_t room)
{
    size_t most = left > tail ? left - tail : left;

    return most < room ? most : room;
}

/* A tag that does not fit the leaf, or no item at all: in parts. */
static void put_in_parts(glass_table *t, morgue_str key, morgue_str tag,
                         unsigned flags, size_t tail)
{
    for (unsigned part = 1;; part++) {
        size_t head = LEAF_HEAD + key.size + (part > 1 ? 2 : 0);
        size_t wanted = part_size(tag.size, tail, PART_MIN);
        size_t room, size;
        unsigned last;

        if (block_free(&t->leaf) < 2 + head + wanted)
            leaf_next(t, key, part);
        room = block_free(&t->leaf) - 2;
        room = (room < ITEM_MAX ? room : ITEM_MAX) - head;
        size = part_size(tag.size, tail, room);
        last = size == tag.size ? GLASS_ITEM_LAST : 0;
        leaf_put(t, key, str_make(tag.data, size), part,
                 flags | last | (part == 1 ? GLASS_ITEM_FIRST : 0));
        if (last)
            return;
        if (part == UINT16_MAX) {
            fail(t, MORGUE_ELIMIT);
            return;
        }
        tag = str_make(tag.data + size, tag.size - size);
    }
}

void glass_table_add_coded(glass_table *t, morgue_str key, morgue_str tag,
                           bool is_compressed, size_t tail)
{
    size_t size = LEAF_HEAD + key.size + tag.size;
    unsigned flags = is_compressed ? GLASS_ITEM_COMPRESSED : 0;

    assert(key.size > 0 && key.size <= GLASS_KEY_MAX);
    t->entries++;
    if (size <= ITEM_MAX && size + 2 <= block_free(&t->leaf) && tail == 0)
        leaf_put(t, key, tag, 0, flags | GLASS_ITEM_FIRST | GLASS_ITEM_LAST);
    else if (t->status == MORGUE_OK)
        put_in_parts(t, key, tag, flags, tail);
}

void glass_table_add(glass_table *t, morgue_str key, morgue_str tag)
{
    glass_table_add_coded(t, key, tag, false, 0);
}

uint64_t glass_table_entries(const glass_table *t)
{
    return t->entries;
}

/* ---- The whole ---- */

static bool prepare(glass_table *t, const char *directory, const char *name)
{
    if (asprintf(&t->path, "%s/%s.glass", directory, name) < 0) {
        t->path = NULL;
        return false;
    }
    t->buffer = malloc((size_t)BUFFER_BLOCKS * GLASS_BLOCK_SIZE);
    return t->buffer != NULL;
}

morgue_status glass_table_open(glass_table **out, const char *directory,
                               const char *name, morgue_error *err)
{
    glass_table *t = calloc(1, sizeof *t);

    if (t == NULL)
        return error_no_memory(err);
    t->fd = -1;
    if (!prepare(t, directory, name)) {
        glass_table_close(t);
        return error_no_memory(err);
    }
    t->fd = open(t->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (t->fd < 0) {
        morgue_status status =
            error_set_errno(err, "%s can't be made", t->path);
        glass_table_close(t);
        return status;
    }
    leaf_begin(t, str_make("", 0), 1);
    leaf_put(t, str_make("", 0), str_make("", 0), 0,
             GLASS_ITEM_FIRST | GLASS_ITEM_LAST);
    *out = t;
    return MORGUE_OK;
}

/* Close the branches from the lowest up; the last one is the root. */
static void write_root(glass_table *t, glass_root *out)
{
    uint32_t number = leaf_write(t);
    unsigned level = 0;

    if (t->levels) {
        branch_add(t, 1, &t->leaf_first, number);
        for (level = 1; t->status == MORGUE_OK; level++) {
            branch *b = t->branches[level - 1];
            number = branch_write(t, b, level);
            if (level == t->levels)
                break;
            branch_add(t, level + 1, &b->first, number);
        }
    }
    *out = (glass_root){true, number, level, t->entries, t->blocks, false};
}

morgue_status glass_table_finish(glass_table *t, glass_root *out,
                                 morgue_error *err)
{
    write_root(t, out);
    flush(t);
    if (t->status == MORGUE_OK)
        return MORGUE_OK;
    if (t->status == MORGUE_ENOMEM)
        return error_no_memory(err);
    if (t->status == MORGUE_ELIMIT)
        return error_set(err, MORGUE_ELIMIT, -1, "%s is over its limits",
                         t->path);
    errno = t->os_errno;
    return error_set_errno(err, "%s can't be written", t->path);
}

void glass_table_close(glass_table *t)
{
    if (t == NULL)
        return;
    if (t->fd >= 0)
        close(t->fd);
    for (unsigned i = 0; i < t->levels; i++)
        free(t->branches[i]);
    free(t->buffer);
    free(t->path);
    free(t);
}
