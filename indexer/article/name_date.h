/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The day that a file's name says, and what a digitised newspaper's says more.
 */
#ifndef NAME_DATE_H
#define NAME_DATE_H

#include "arena.h"
#include "civil_date.h"

/*
 * A name that holds exactly one day, as 2014-12-18, 2014_12_18, 2014/12/18 or
 * 20141218: that day.  Two different days say nothing.
 */
bool name_date_find(civil_date *out, morgue_str name);

/*
 * A page of a Library of Congress batch (National Digital Newspaper Program):
 * "sn83032300/1882/04/06/ed-1/seq-3/ocr.xml".
 */
typedef struct name_page {
    morgue_str newspaper; /* its control number, "sn83032300" */
    morgue_str edition, page;
    civil_date date;
} name_page;

bool name_page_read(name_page *out, morgue_str name);

#endif
