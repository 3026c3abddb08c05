/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lists of words and phrases that a line of a page is compared with, without
 * regard to the case of ASCII letters.
 */
#ifndef PHRASE_LIST_H
#define PHRASE_LIST_H

#include "morgue.h"

/* One of the `count` phrases is the whole line. */
bool phrase_list_has(const char *const *phrases, size_t count, morgue_str line);

/* The line begins with one of them, and no word goes on behind it: "register"
 * does not begin "Registered". */
bool phrase_list_begins(const char *const *phrases, size_t count,
                        morgue_str line);

#endif
