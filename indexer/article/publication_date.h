/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The day on which an article was published.
 */
#ifndef PUBLICATION_DATE_H
#define PUBLICATION_DATE_H

#include "json_ld.h"
#include "record.h"

/*
 * Weigh what the page's witnesses say.  Returns the name of the one that won
 * ("json-ld", "meta", "time", "byline", "url", "text"), or NULL when none is
 * to be believed; out is DATE_UNKNOWN then.  Never the day of capture for
 * want of better.
 */
const char *publication_date_find(civil_date *out, const html_page *p,
                                  const json_ld *ld, morgue_str title,
                                  const record *r);

#endif
