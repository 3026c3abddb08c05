/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The values of documents, as glass keeps them in its table "postlist", ahead
 * of the terms.
 *
 * For each slot there is an entry 00 d0 + the slot's bytes, least significant
 * first without leading zeros: how many documents have a value (varint), the
 * lowest value with its size before it, and the highest, left out when it is
 * the same.
 *
 * The values stand in chunks of some 2000 bytes, 00 d8 + slot (varint) + first
 * docid (sortable): the first value with its size before it, then
 * { docid - docid before - 1 | size | value }*.
 *
 * Values are held in memory, coded, until they are written: documents come
 * one by one, but the table wants them slot by slot.
 */
#ifndef GLASS_VALUES_H
#define GLASS_VALUES_H

#include "document.h"
#include "glass_table.h"

typedef struct glass_values glass_values;

glass_values *glass_values_new(void); /* NULL when memory ran out */
void glass_values_free(glass_values *v);

/*
 * Add a document's values, ascending by slot; docids ascend.  Appends to
 * `slots` what the termlist table keeps of them (glass_termlist.h).
 * MORGUE_ENOMEM leaves v unusable.
 */
morgue_status glass_values_add(glass_values *v, uint32_t docid,
                               const document *d, buffer *slots,
                               morgue_error *err);

/* Bytes of memory held. */
uint64_t glass_values_memory(const glass_values *v);

morgue_status glass_values_write(glass_values *v, glass_table *postlist,
                                 morgue_error *err);

#endif
