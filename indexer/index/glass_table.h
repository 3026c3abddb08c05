/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of glass (glass_block.h), written from the bottom up, in one go from
 * entries in order of their keys.
 *
 * A leaf is given its number when it is full; so leaves stand in the file in
 * order, each branch behind the last of its children, and the root last.
 */
#ifndef GLASS_TABLE_H
#define GLASS_TABLE_H

#include "glass_block.h"

typedef struct glass_table glass_table;

/* Make the new file DIRECTORY/NAME.glass. */
morgue_status glass_table_open(glass_table **out, const char *directory,
                               const char *name, morgue_error *err);

/*
 * Add an entry; keys (1 to GLASS_KEY_MAX bytes) must ascend.  A failure is
 * kept and told by glass_table_finish().
 */
void glass_table_add(glass_table *t, morgue_str key, morgue_str tag);

/*
 * The same with a tag that is as the file shall have it.  tail: so many bytes
 * of it are to be its last part, alone; 0: it may be parted anywhere.
 */
void glass_table_add_coded(glass_table *t, morgue_str key, morgue_str tag,
                           bool is_compressed, size_t tail);

uint64_t glass_table_entries(const glass_table *t);

/* Write what is left; it is not durable yet.  The table is closed later. */
morgue_status glass_table_finish(glass_table *t, glass_root *out,
                                 morgue_error *err);

/* Also without finishing; NULL is fine. */
void glass_table_close(glass_table *t);

#endif
