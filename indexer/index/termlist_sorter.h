/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inverted lists turned back into the sorted term list of each document.
 *
 * Terms are told in order, each with its documents; every posting is appended
 * to its document's place in one array, four bytes each: the term's rank and
 * its wdf.  So each document's terms come out sorted, and nothing was sorted.
 */
#ifndef TERMLIST_SORTER_H
#define TERMLIST_SORTER_H

#include "glass_table.h"
#include "inverter.h"

typedef struct termlist_sorter termlist_sorter;

/* For the documents of an inverter; NULL when memory ran out. */
termlist_sorter *termlist_sorter_new(const inverter *v);
void termlist_sorter_free(termlist_sorter *s);

/* Bytes of memory that a sorter of the inverter's documents would take. */
uint64_t termlist_sorter_memory(const inverter *v);

/* Ranks ascend.  A failure is told by termlist_sorter_write(). */
void termlist_sorter_add(termlist_sorter *s, uint32_t docid, uint32_t rank,
                         uint32_t wdf);

/*
 * Write the table.  slots: for each document, the size of its entry of slots
 * as a varint, and its bytes (glass_values_add()).
 */
morgue_status termlist_sorter_write(termlist_sorter *s, const inverter *v,
                                    morgue_str slots, glass_table *termlist,
                                    morgue_error *err);

#endif
