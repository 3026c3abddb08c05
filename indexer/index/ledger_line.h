/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The ledger: what became of each record read, a line of JSON each.
 */
#ifndef LEDGER_LINE_H
#define LEDGER_LINE_H

#include "record.h"

/* Append the line of a record whose fate is decided, with its newline. */
void ledger_line_append(buffer *out, const record *r);

/* Count the record. */
void counts_add_record(morgue_counts *counts, const record *r);

/* The same by the fate's name; false when there is no such fate. */
bool counts_add_fate(morgue_counts *counts, morgue_str fate);

/* Whether the fates add up to the records. */
bool counts_are_whole(const morgue_counts *counts);

#endif
