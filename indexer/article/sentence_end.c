/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sentence_end.h"

#include "str.h"

#define SENTENCE_MIN 25 /* bytes */

bool sentence_end_has(morgue_str text)
{
    static const char *const wide[] = {
        "”",  "“",  "»",  "«", "…", "’", "。", "！", "？",
        "」", "』", "：", "।", "۔", "؟", "։",  "።",
    };
    char last = text.size > 0 ? text.data[text.size - 1] : 0;

    if ((unsigned char)last < 0x80)
        return last != 0 && strchr(".!?:;\")'", last) != NULL;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_ends_with(text, str_of(wide[i])))
            return true;
    return false;
}

bool sentence_end_is_full(morgue_str text)
{
    static const char *const open[] = {":", ";", ")", "..", "…", "："};

    if (text.size < SENTENCE_MIN || !sentence_end_has(text))
        return false;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (str_ends_with(text, str_of(open[i])))
            return false;
    return true;
}
