/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CLD2 as C: what language a text is in.
 */
#ifndef LANGUAGE_DETECTOR_H
#define LANGUAGE_DETECTOR_H

#include "morgue.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The language of plain UTF-8 text as an ISO 639-1 code ("en", "zh-Hant"), or
 * NULL when it can't be told.  percent (may be NULL): how much of the text is
 * in it.  Static string.
 */
const char *language_detect(morgue_str text, int *percent);

/*
 * The likeliest language of a text of which language_detect() can't tell:
 * names and numbers in tables, some of it in another language.  NULL when it
 * is short, or no language fits most of it.  Static string.
 */
const char *language_guess(morgue_str text);

#ifdef __cplusplus
}
#endif

#endif
