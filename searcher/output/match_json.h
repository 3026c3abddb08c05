/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A match as one JSON object.
 */
#ifndef MATCH_JSON_H
#define MATCH_JSON_H

#include "morgue.h"

#include <jansson.h>
#include <stdio.h>

/* A reference of the caller's; NULL when memory ran out. */
json_t *match_json(const morgue_match *m);

/* A string; null when it is empty. */
json_t *json_text(morgue_str s);

/* Write the value on one line and drop the reference. */
void json_write(json_t *value, FILE *file);

#endif
