/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facets and timelines as bars:
 *
 *   by month, of the articles archived then (┊ nothing archived)
 *     2014-11  ████              3 of 31
 *     ┊
 *     2015-02  ██████████████   12 of 40
 */
#ifndef BAR_CHART_H
#define BAR_CHART_H

#include "sink.h"

void chart_facet(output *o, const char *name, const morgue_facet *f);
void chart_timeline(output *o, const morgue_timeline *t,
                    morgue_timeline_unit unit);

#endif
