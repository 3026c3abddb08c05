/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A MIME message taken apart (RFC 2045, 2046, 2231): the leaves of its tree,
 * in order, their transfer encoding taken off.
 */
#ifndef MIME_PART_H
#define MIME_PART_H

#include "arena.h"

typedef struct mime_part {
    morgue_str type;     /* "text/html", without parameters */
    morgue_str declared; /* the same with its charset, as for HTTP */
    morgue_str body;     /* decoded */
    morgue_str location; /* Content-Location, of saved pages; or empty */
    bool is_attached;    /* for saving, not for reading */
    bool is_flowed, drops_space; /* RFC 3676 */
} mime_part;

#define MIME_PARTS_MAX 256

typedef struct mime_parts {
    mime_part *items; /* in the arena */
    size_t count;
    bool is_overfull; /* there are more, or they nest too deep */
} mime_parts;

/*
 * The leaves of a message: head, empty line, body.  A message within is one
 * leaf.  Strings stand in the message or in the arena.
 */
void mime_parts_read(mime_parts *out, arena *a, morgue_str message);

/* A parameter, pieced together where it comes in pieces; or empty. */
morgue_str mime_parameter(arena *a, morgue_str value, const char *name);

#endif
