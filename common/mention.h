/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A place in an article where a person, an organisation or a place is named.
 */
#ifndef MENTION_H
#define MENTION_H

#include "morgue.h"

typedef enum mention_kind {
    MENTION_PERSON = 0,
    MENTION_ORG = 1,
    MENTION_PLACE = 2
} mention_kind;
#define MENTION_KINDS 3

typedef struct mention {
    uint32_t begin, end; /* bytes in the text, or in the title */
    uint8_t kind;        /* a mention_kind */
    bool in_title;
    morgue_str name;     /* the full name that it stands for here; UTF-8 */
} mention;

/* "person", "org", "place": static. */
const char *mention_kind_name(mention_kind kind);

#endif
