/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facets and timelines as JSON.
 */
#ifndef COUNT_JSON_H
#define COUNT_JSON_H

#include "sink.h"

#include <jansson.h>

json_t *facets_json(const answer_facet *facets, size_t count);
json_t *timeline_json(const morgue_timeline *t, morgue_timeline_unit unit);

#define BUCKET_LABEL_MAX 16

/* "2014", "2014-12", "2014-12-18". */
void bucket_label(char out[BUCKET_LABEL_MAX], const morgue_timeline_bucket *b);

#endif
