/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of several segments read side by side, group by group.
 *
 * A group is what belongs together: in a position table a term; in a postlist
 * table a metadata key, the bounds of a slot, the chunks of a slot's values,
 * those of the lengths, those of a term.
 */
#ifndef MERGE_SOURCE_H
#define MERGE_SOURCE_H

#include "docid_map.h"
#include "glass_cursor.h"
#include "glass_table.h"

typedef enum merge_group {
    GROUP_METADATA,
    GROUP_BOUNDS,
    GROUP_VALUES,
    GROUP_LENGTHS,
    GROUP_TERM
} merge_group;

/* The table of one segment. */
typedef struct merge_source {
    glass_cursor cursor;
    const docid_map *map;
    bool has_entry; /* the cursor stands on one */
    merge_group kind;

    /* What its key begins with, up to the docid or the end; a term always
     * with its NUL.  A docid never begins with 0xff, so that no other group's
     * keys begin like that. */
    unsigned char group[GLASS_KEY_MAX + 1];
    size_t group_size;
} merge_source;

/*
 * Step to the next entry.  At the end and at damage, which the cursor's status
 * tells, has_entry is false.
 */
void merge_source_next(merge_source *s);

/* The source with the lowest group, the first one of equal ones; NULL when
 * none has an entry. */
merge_source *merge_lowest(merge_source *sources, size_t count);

/* Whether s stands on an entry of that group of one kind. */
bool merge_is_in(const merge_source *s, const merge_source *group);

/* MORGUE_OK when none is damaged. */
morgue_status merge_status(const merge_source *sources, size_t count,
                           morgue_error *err);

/*
 * Copy the entry under a key that tells the docid, `prefix` bytes into the
 * key, as the merged table counts.  False when there is no such document.
 */
bool merge_copy(merge_source *s, size_t prefix, glass_table *to);

/* Tell the map which documents a postlist table has (postlist_merge.c). */
morgue_status postlist_documents(merge_source *source, docid_map *map,
                                 morgue_error *err);

/* Merge all of postlist and of position tables (postlist_merge.c). */
morgue_status postlist_merge(merge_source *sources, size_t count,
                             glass_table *to, morgue_error *err);
morgue_status position_merge(merge_source *sources, size_t count,
                             glass_table *to, morgue_error *err);

#endif
