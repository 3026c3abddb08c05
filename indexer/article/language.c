/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "language.h"

#include "language_detector.h"
#include "metadata.h"
#include "str.h"
#include "utf8.h"

/* Bytes of a text that are looked at: few, which nearly always tell it, and
 * more where they are mixed.  Detecting takes as long as indexing does. */
#define FIRST_SAMPLE 384u
#define SECOND_SAMPLE 4096u
#define PURE_PERCENT 97

#define SURE_PERCENT 60
#define SURE_BYTES 200

/* "de-AT", "en_US", "zh-Hant": two or three letters in front count. */
static morgue_str declared_code(morgue_str declared, arena *a)
{
    char code[4];
    size_t n = 0;

    declared = str_trim(declared);
    while (n < declared.size && n < sizeof code &&
           ascii_is_alpha(declared.data[n])) {
        code[n] = ascii_lower(declared.data[n]);
        n++;
    }
    if (n < 2 || n > 3)
        return (morgue_str){NULL, 0};
    return arena_copy(a, str_make(code, n));
}

static morgue_str declared_language(const html_page *p, const json_ld *ld,
                                    arena *a)
{
    static const char *const names[] = {
        "og:locale", "content-language", "language", "dc.language",
        "inlanguage",
    };
    morgue_str code = declared_code(p->language, a);

    if (code.size == 0)
        code = declared_code(ld->language, a);
    for (size_t i = 0; code.size == 0 && i < sizeof names / sizeof *names;
         i++)
        code = declared_code(metadata_get(p, names[i]), a);
    return code;
}

static morgue_str sample_of(morgue_str text, size_t size)
{
    return str_slice(text, 0, utf8_floor(text, size));
}

/* percent: how much of what was looked at is in it. */
static const char *detect(morgue_str text, int *percent)
{
    const char *found = language_detect(sample_of(text, FIRST_SAMPLE), percent);

    if ((found && *percent >= PURE_PERCENT) || text.size <= FIRST_SAMPLE)
        return found;
    return language_detect(sample_of(text, SECOND_SAMPLE), percent);
}

const char *language_of_plain_text(morgue_str text)
{
    int percent;
    const char *found = detect(text, &percent);

    return found ? found : language_guess(sample_of(text, SECOND_SAMPLE));
}

morgue_str language_find(const html_page *p, const json_ld *ld,
                         morgue_str text, arena *a)
{
    int percent = 0;
    const char *detected = detect(text, &percent);
    morgue_str declared;

    if (detected && percent >= SURE_PERCENT && text.size >= SURE_BYTES)
        return arena_copy(a, str_of(detected));
    declared = declared_language(p, ld, a);
    if (declared.size)
        return declared;
    return detected ? arena_copy(a, str_of(detected)) : declared;
}
