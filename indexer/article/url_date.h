/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The date in a URL's path: /2014/12/18/, /2014-12-18-title, /20141218/,
 * /2014/dec/18/, and to the month /2014/12/.
 */
#ifndef URL_DATE_H
#define URL_DATE_H

#include "civil_date.h"

bool url_date_find(civil_date *out, morgue_str url);

/* The year of such a date is a folder of its own: /2014/. */
bool url_date_is_folder(morgue_str url, const civil_date *date);

#endif
