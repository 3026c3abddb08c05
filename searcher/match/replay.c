/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "replay.h"

#include "civil_date.h"
#include "str.h"

static void append_timestamp(buffer *out, morgue_str captured)
{
    civil_date date;
    char digits[DATE_DIGITS + 1];

    if (!civil_date_parse_iso(&date, captured))
        return;
    civil_date_first(&date, digits);
    buffer_append(out, digits, DATE_DIGITS);
}

morgue_str replay_link(morgue_str template, const stored_article *article,
                       arena *a)
{
    buffer out;
    morgue_str link;
    size_t at = 0;

    if (template.size == 0 || article->url.size == 0)
        return STR("");
    buffer_init(&out, SIZE_MAX / 2);
    while (at < template.size) {
        morgue_str rest = str_slice(template, at, template.size);
        if (str_starts_with(rest, STR("{timestamp}"))) {
            append_timestamp(&out, article->captured);
            at += strlen("{timestamp}");
        } else if (str_starts_with(rest, STR("{url}"))) {
            buffer_append_str(&out, article->url);
            at += strlen("{url}");
        } else {
            buffer_append_char(&out, template.data[at++]);
        }
    }
    link = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return link;
}
