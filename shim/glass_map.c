/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_map.h"

#include "eight_bytes.h"
#include "error.h"
#include "heap.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEAF_HEAD   3
#define BRANCH_HEAD 5
#define TAG_MAX     ((size_t)1 << 31)

/* One item of a leaf. */
typedef struct leaf_item {
    unsigned flags, part; /* parts of a tag count from 1 */
    morgue_str key, bytes;
} leaf_item;

/* ---- Opening ---- */

static morgue_status map_file(glass_map *m, const char *path, morgue_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    void *bytes;

    if (fd < 0)
        return error_set_errno(err, "%s can't be read", path);
    if (fstat(fd, &st) != 0 || (uint64_t)st.st_size < m->size) {
        close(fd);
        return error_set(err, MORGUE_ECORRUPT, -1,
                         "%s is cut short: expected %zu bytes", path, m->size);
    }
    bytes = mmap(NULL, m->size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED)
        return error_set_errno(err, "%s can't be mapped", path);
    m->bytes = bytes;
    return MORGUE_OK;
}

morgue_status glass_map_open(glass_map *m, const char *directory, int table,
                             const glass_root *root, morgue_error *err)
{
    morgue_status status;
    char *path;

    *m = (glass_map){.root = *root};
    if (!root->exists)
        return MORGUE_OK;
    m->size = (size_t)root->blocks * GLASS_BLOCK_SIZE;
    m->recent = heap_new(GLASS_RECENT, sizeof *m->recent);
    if (asprintf(&path, "%s/%s.glass", directory, glass_table_names[table]) < 0)
        return error_no_memory(err);
    status = map_file(m, path, err);
    free(path);
    return status;
}

void glass_map_close(glass_map *m)
{
    if (m->bytes != NULL)
        munmap((void *)m->bytes, m->size);
    free(m->recent);
    *m = (glass_map){0};
}

void glass_map_let_go(const glass_map *m)
{
    if (m->bytes != NULL)
        madvise((void *)m->bytes, m->size, MADV_DONTNEED);
}

void glass_walk_init(glass_walk *w, const glass_map *map)
{
    *w = (glass_walk){.map = map};
    buffer_init(&w->joined, TAG_MAX);
}

void glass_walk_free(glass_walk *w)
{
    buffer_free(&w->joined);
}

void glass_walk_turn(glass_walk *w, const glass_map *map)
{
    w->map = map;
    w->status = MORGUE_OK;
    w->item = 0;
}

/* ---- Blocks ---- */

static bool fail(glass_walk *w, morgue_status status)
{
    w->status = status;
    return false;
}

/* The block, and where its directory ends; NULL when it is none of ours. */
static const unsigned char *block_at(glass_walk *w, uint32_t number,
                                     unsigned *items)
{
    const unsigned char *b;

    if (number >= w->map->root.blocks) {
        fail(w, MORGUE_ECORRUPT);
        return NULL;
    }
    b = w->map->bytes + (size_t)number * GLASS_BLOCK_SIZE;
    if (glass_get_u32(b) != GLASS_REVISION) {
        fail(w, MORGUE_ECHANGED);
        return NULL;
    }
    *items = glass_get_u16(b + 9);
    if (*items < GLASS_BLOCK_HEAD + 2 || *items > GLASS_BLOCK_SIZE ||
        *items % 2 == 0) {
        fail(w, MORGUE_ECORRUPT);
        return NULL;
    }
    return b;
}

static const unsigned char *leaf_at(glass_walk *w, uint32_t number,
                                    unsigned *items)
{
    const unsigned char *b = block_at(w, number, items);

    if (b != NULL && b[4] != 0) {
        fail(w, MORGUE_ECORRUPT);
        return NULL;
    }
    return b;
}

/* Order of an item's key and part to the first part of a key. */
static int compare(morgue_str key, unsigned part, morgue_str wanted)
{
    int order = str_compare(key, wanted);

    return order ? order : (int)part - 1;
}

static bool take_leaf_item(glass_walk *w, const unsigned char *leaf,
                           unsigned item, leaf_item *out)
{
    size_t at = glass_get_u16(leaf + item), size, head;
    const unsigned char *bytes = leaf + at;
    bool is_first;

    if (at + LEAF_HEAD > GLASS_BLOCK_SIZE)
        return fail(w, MORGUE_ECORRUPT);
    out->flags = glass_get_u16(bytes);
    is_first = (out->flags & GLASS_ITEM_FIRST) != 0;
    size = LEAF_HEAD + (out->flags & GLASS_ITEM_SIZE);
    head = LEAF_HEAD + bytes[2] + (is_first ? 0u : 2u);
    if (at + size > GLASS_BLOCK_SIZE || head > size)
        return fail(w, MORGUE_ECORRUPT);
    out->key = str_make((const char *)bytes + LEAF_HEAD, bytes[2]);
    out->part = is_first ? 1 : glass_get_u16(bytes + head - 2);
    out->bytes = str_make((const char *)bytes + head, size - head);
    return true;
}

/* ---- Down the tree ---- */

/* The child of a branch in which the key would be.  The first item of a
 * branch has no key, and is before all. */
static bool choose_child(glass_walk *w, const unsigned char *branch,
                         unsigned items, morgue_str key, uint32_t *child)
{
    unsigned low = 0, high = (items - GLASS_BLOCK_HEAD) / 2;

    while (high - low > 1) {
        unsigned middle = low + (high - low) / 2;
        size_t at = glass_get_u16(branch + GLASS_BLOCK_HEAD + 2 * middle);
        const unsigned char *item = branch + at;
        if (at + BRANCH_HEAD + 2 > GLASS_BLOCK_SIZE ||
            at + BRANCH_HEAD + 2 + item[4] > GLASS_BLOCK_SIZE)
            return fail(w, MORGUE_ECORRUPT);
        if (compare(str_make((const char *)item + BRANCH_HEAD, item[4]),
                    glass_get_u16(item + BRANCH_HEAD + item[4]), key) <= 0)
            low = middle;
        else
            high = middle;
    }
    low = glass_get_u16(branch + GLASS_BLOCK_HEAD + 2 * low);
    if (low + 4 > GLASS_BLOCK_SIZE)
        return fail(w, MORGUE_ECORRUPT);
    *child = glass_get_u32(branch + low);
    return true;
}

static bool find_leaf(glass_walk *w, morgue_str key, uint32_t *leaf)
{
    uint32_t number = w->map->root.block;

    for (unsigned level = w->map->root.level; level > 0; level--) {
        unsigned items;
        const unsigned char *b = block_at(w, number, &items);
        if (b == NULL)
            return false;
        if (b[4] != level)
            return fail(w, MORGUE_ECORRUPT);
        if (!choose_child(w, b, items, key, &number))
            return false;
    }
    *leaf = number;
    return true;
}

/* Whether item number `index` of the leaf is not behind the key. */
static bool is_before(glass_walk *w, const unsigned char *leaf, unsigned index,
                      morgue_str key)
{
    leaf_item item;

    return take_leaf_item(w, leaf, GLASS_BLOCK_HEAD + 2 * index, &item) &&
           compare(item.key, item.part, key) <= 0;
}

/* The last item of the leaf that is not behind the key; `items`, past the
 * directory, when all are.  What is asked for in order lies a few items on
 * from `from`. */
static bool find_item(glass_walk *w, const unsigned char *leaf, unsigned items,
                      unsigned from, morgue_str key, unsigned *out)
{
    unsigned count = (items - GLASS_BLOCK_HEAD) / 2, low = 0, step = 1;
    unsigned high = (from - GLASS_BLOCK_HEAD) / 2;

    while (high < count && is_before(w, leaf, high, key)) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    if (high > count)
        high = count;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (is_before(w, leaf, middle, key))
            low = middle + 1;
        else
            high = middle;
    }
    *out = low > 0 ? GLASS_BLOCK_HEAD + 2 * (low - 1) : items;
    return w->status == MORGUE_OK;
}

/* The leaf before: leaves stand in order, with branches between. */
static bool leaf_before(glass_walk *w, uint32_t *number)
{
    while (*number > 0) {
        unsigned items;
        const unsigned char *b = block_at(w, --*number, &items);
        if (b == NULL)
            return false;
        if (b[4] == 0)
            return true;
    }
    return false;
}

/* ---- Entries ---- */

/* To the item behind, which is another's or a further part. */
static bool next_item(glass_walk *w, leaf_item *out)
{
    unsigned items;
    const unsigned char *leaf = leaf_at(w, w->block, &items);

    if (leaf == NULL)
        return false;
    w->item += 2;
    while (w->item >= items || leaf[4] != 0) {
        if (++w->block >= w->map->root.blocks) {
            w->item = 0;
            return false;
        }
        leaf = block_at(w, w->block, &items);
        if (leaf == NULL)
            return false;
        w->item = GLASS_BLOCK_HEAD;
    }
    return take_leaf_item(w, leaf, w->item, out);
}

/* The other parts of the tag whose first one is given. */
static bool join_parts(glass_walk *w, leaf_item *item)
{
    buffer_clear(&w->joined);
    buffer_append_str(&w->joined, item->bytes);
    while (!(item->flags & GLASS_ITEM_LAST)) {
        if (!next_item(w, item) || (item->flags & GLASS_ITEM_FIRST))
            return fail(w, w->status ? w->status : MORGUE_ECORRUPT);
        buffer_append_str(&w->joined, item->bytes);
    }
    if (w->joined.failed)
        return fail(w, MORGUE_ENOMEM);
    w->tag = buffer_view(&w->joined);
    return true;
}

static bool take_entry(glass_walk *w, leaf_item *item)
{
    if (!(item->flags & GLASS_ITEM_FIRST))
        return fail(w, MORGUE_ECORRUPT);
    w->key = item->key;
    w->tag = item->bytes;
    w->is_compressed = (item->flags & GLASS_ITEM_COMPRESSED) != 0;
    return (item->flags & GLASS_ITEM_LAST) || join_parts(w, item);
}

bool glass_walk_next(glass_walk *w)
{
    leaf_item item;

    if (w->status != MORGUE_OK || w->item == 0 || !next_item(w, &item))
        return false;
    return take_entry(w, &item);
}

/* The key is neither before nor behind the leaf that the walk is in. */
static bool is_in_leaf(glass_walk *w, morgue_str key)
{
    unsigned items;
    const unsigned char *leaf;
    leaf_item first, last;

    if (w->item == 0)
        return false;
    leaf = leaf_at(w, w->block, &items);
    return leaf != NULL && take_leaf_item(w, leaf, items - 2, &last) &&
           compare(last.key, last.part, key) >= 0 &&
           take_leaf_item(w, leaf, GLASS_BLOCK_HEAD, &first) &&
           compare(first.key, first.part, key) <= 0;
}

static uint32_t hash_of(morgue_str key)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < key.size; i += 8)
        hash = (hash ^ load_some(key.data + i, key.size - i)) *
               UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(hash >> 32);
}

/* The last item not behind the key, in this leaf or the one before. */
static bool look_for_place(glass_walk *w, morgue_str key, leaf_item *out)
{
    unsigned items, from = w->item;
    const unsigned char *leaf;

    if (!is_in_leaf(w, key)) {
        if (w->status != MORGUE_OK || !find_leaf(w, key, &w->block))
            return false;
        from = 0;
    }
    leaf = leaf_at(w, w->block, &items);
    if (leaf == NULL)
        return false;
    if (from == 0)
        from = GLASS_BLOCK_HEAD + (items - GLASS_BLOCK_HEAD) / 4 * 2;
    if (!find_item(w, leaf, items, from, key, &w->item))
        return false;
    if (w->item == items) {
        if (!leaf_before(w, &w->block))
            return false;
        leaf = leaf_at(w, w->block, &items);
        if (leaf == NULL)
            return false;
        w->item = items - 2;
    }
    return take_leaf_item(w, leaf, w->item, out);
}

/* Most terms are looked up twice for one search, to plan and to match: a walk
 * that is nowhere yet begins where the key was the last time.  It is looked for
 * all the same. */
static bool find_place(glass_walk *w, morgue_str key, leaf_item *out)
{
    uint32_t hash;
    glass_place *place;

    if (w->item > 0)
        return look_for_place(w, key, out);
    hash = hash_of(key);
    place = &w->map->recent[hash % GLASS_RECENT];
    if (place->item > 0 && place->hash == hash) {
        w->block = place->block;
        w->item = place->item;
    }
    if (!look_for_place(w, key, out))
        return false;
    *place = (glass_place){hash, w->block, w->item};
    return true;
}

bool glass_walk_find_before(glass_walk *w, morgue_str key)
{
    leaf_item item;

    if (w->status != MORGUE_OK || w->map->bytes == NULL ||
        !find_place(w, key, &item))
        return false;
    /* A further part of a tag leads to the first one. */
    if (!(item.flags & GLASS_ITEM_FIRST) &&
        (str_equal(item.key, key) || !find_place(w, item.key, &item)))
        return fail(w, w->status ? w->status : MORGUE_ECORRUPT);
    /* The table's first item is empty, and no entry. */
    return item.key.size > 0 && take_entry(w, &item);
}

bool glass_walk_find(glass_walk *w, morgue_str key)
{
    return glass_walk_find_before(w, key) && str_equal(w->key, key);
}
