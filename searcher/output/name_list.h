/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The names that matches mention, most frequent first: --entities.
 *
 *   text     articles, kind and name in columns
 *   json     {"entities": [{"name", "type", "articles"}, ...], "distinct"}
 *   ndjson   {"name", "type", "articles"} a line
 *   csv      name,type,articles
 */
#ifndef NAME_LIST_H
#define NAME_LIST_H

#include "morgue.h"

/*
 * Print names with a word that begins with the prefix, at most limit (0: all).
 * MORGUE_EINVALID for a format that has no place for names.
 */
morgue_status name_list_print(morgue_matches *matches, morgue_str prefix,
                              const char *format, uint64_t limit,
                              uint64_t *distinct, morgue_error *err);

#endif
