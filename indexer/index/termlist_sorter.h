/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inverted lists turned back into the sorted term list of each document.
 *
 * Terms are told in order, each with its documents, and appended at once to the
 * list of each as glass_termlist.h writes it; each list has its place in one
 * block, as large as it may need.  So each document's terms come out sorted,
 * and nothing was sorted; and the term before, which a list has to look at, was
 * told a moment ago.
 */
#ifndef TERMLIST_SORTER_H
#define TERMLIST_SORTER_H

#include "glass_table.h"
#include "inverter.h"

typedef struct termlist_sorter termlist_sorter;

termlist_sorter *termlist_sorter_new(void); /* NULL when memory ran out */
void termlist_sorter_free(termlist_sorter *s);

/* Begin with the documents of an inverter; memory is kept from those before.
 * False when it ran out. */
bool termlist_sorter_start(termlist_sorter *s, const inverter *v);

/* Bytes of memory that a sorter of the inverter's documents would take. */
uint64_t termlist_sorter_memory(const inverter *v);

/* Begin to tell the documents of the term at a rank, whose bytes stay until the
 * next one begins; ranks ascend. */
void termlist_sorter_begin(termlist_sorter *s, uint32_t rank, morgue_str term);

/* A document of the term. */
void termlist_sorter_add(termlist_sorter *s, uint32_t docid, uint32_t wdf);

/*
 * Write the table, whose status tells of failure; false when memory ran out.
 * slots: for each document, the size of its entry of slots as a varint, and its
 * bytes (glass_values_add()).
 */
bool termlist_sorter_write(const termlist_sorter *s, morgue_str slots,
                           glass_table *table);

#endif
