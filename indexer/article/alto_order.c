/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "alto_order.h"

#include "str.h"

#include <stdlib.h>

/* ---- Blocks and their names ---- */

static size_t count_of(xmlNode *top, const char *name)
{
    size_t count = 0;

    for (xmlNode *n = xml_tree_next(top, top); n; n = xml_tree_next(n, top))
        count += xml_tree_is(n, name);
    return count;
}

static int by_id(const void *a, const void *b)
{
    return str_compare(((const alto_name *)a)->id, ((const alto_name *)b)->id);
}

static void add_name(alto_order *o, xmlNode *node, size_t size)
{
    morgue_str id = xml_tree_attribute(o->arena, node, "ID");

    if (id.size)
        o->names[o->name_count++] =
            (alto_name){id, o->count, o->count + size};
}

static void list_blocks(alto_order *o, xmlNode *root, const char *kind)
{
    for (xmlNode *n = xml_tree_next(root, root); n;
         n = xml_tree_next(n, root)) {
        if (xml_tree_is(n, kind)) {
            add_name(o, n, 1);
            o->blocks[o->count++] = n;
        } else if (xml_tree_is(n, "ComposedBlock")) {
            add_name(o, n, count_of(n, kind));
        }
    }
}

void alto_order_begin(alto_order *o, arena *a, xmlNode *root)
{
    size_t blocks = count_of(root, "TextBlock");
    const char *kind = blocks ? "TextBlock" : "TextLine";

    if (blocks == 0)
        blocks = count_of(root, kind);
    *o = (alto_order){.arena = a};
    o->blocks = arena_calloc(a, blocks + 1, sizeof *o->blocks);
    o->is_given = arena_calloc(a, blocks + 1, sizeof *o->is_given);
    o->names = arena_calloc(a, blocks + count_of(root, "ComposedBlock") + 1,
                            sizeof *o->names);
    list_blocks(o, root, kind);
    qsort(o->names, o->name_count, sizeof *o->names, by_id);
    o->following = o->count;
    o->top = o->reference = xml_tree_find(root, "ReadingOrder");
}

static const alto_name *find_name(const alto_order *o, morgue_str id)
{
    alto_name key = {.id = id};

    return id.size && o->name_count
               ? bsearch(&key, o->names, o->name_count, sizeof *o->names,
                         by_id)
               : NULL;
}

/* ---- The order ---- */

/* The next reference, wherever its group stands.  False: there is none. */
static bool next_reference(alto_order *o)
{
    while (o->reference &&
           (o->reference = xml_tree_next(o->reference, o->top)) != NULL) {
        const alto_name *name = find_name(
            o, xml_tree_attribute(o->arena, o->reference, "REF"));

        if (name) {
            o->next = name->begin;
            o->end = name->end;
            return true;
        }
    }
    return false;
}

static xmlNode *give(alto_order *o, size_t at)
{
    const alto_name *name = find_name(
        o, xml_tree_attribute(o->arena, o->blocks[at], "IDNEXT"));

    o->is_given[at] = true;
    o->following = name ? name->begin : o->count;
    return o->blocks[at];
}

xmlNode *alto_order_next(alto_order *o)
{
    do {
        for (; o->next < o->end; o->next++)
            if (!o->is_given[o->next])
                return give(o, o->next);
    } while (next_reference(o));
    if (o->following < o->count && !o->is_given[o->following])
        return give(o, o->following);
    for (; o->rest < o->count; o->rest++)
        if (!o->is_given[o->rest])
            return give(o, o->rest);
    return NULL;
}
