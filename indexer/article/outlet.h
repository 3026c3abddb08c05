/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The outlet that printed an article: its host, and its name where it stands
 * for something else.
 */
#ifndef OUTLET_H
#define OUTLET_H

#include "morgue.h"

/* The host of a URL, without its port; a view into it. */
morgue_str outlet_host(morgue_str url);

/*
 * A name is the outlet's own: its site name, the beginning of it, or its
 * host: "Daily Star" of www.dailystar.co.uk.
 */
bool outlet_is(morgue_str name, morgue_str source, morgue_str host);

#endif
