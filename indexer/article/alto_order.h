/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The order in which a page of ALTO is read: as its ReadingOrder lists the
 * blocks (version 4.3), as each block names the next (IDNEXT, version 1 on),
 * and where neither says, as they stand in the file.
 */
#ifndef ALTO_ORDER_H
#define ALTO_ORDER_H

#include "arena.h"
#include "xml_tree.h"

/* An element that may be referred to, and the blocks of text in it. */
typedef struct alto_name {
    morgue_str id;
    size_t begin, end;
} alto_name;

typedef struct alto_order {
    arena *arena;
    xmlNode **blocks; /* of text, in the order of the file */
    bool *is_given;
    size_t count;
    alto_name *names; /* by id */
    size_t name_count;
    xmlNode *top, *reference; /* the ReadingOrder, and where we are in it */
    size_t next, end;         /* the blocks of the last reference */
    size_t following;         /* whom the last block names; count: nobody */
    size_t rest;              /* all before it were given */
} alto_order;

/* The tree must stay; memory is the arena's. */
void alto_order_begin(alto_order *o, arena *a, xmlNode *root);

/* The next TextBlock, each once; where there is none, TextLine.  NULL at the
 * end. */
xmlNode *alto_order_next(alto_order *o);

#endif
