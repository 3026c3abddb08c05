/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field.h"

#include "str.h"

const field fields[FIELD_COUNT] = {
    [FIELD_TEXT] = {"text", "", FIELD_KIND_WORDS},
    [FIELD_TITLE] = {"title", "S", FIELD_KIND_WORDS},
    [FIELD_AUTHOR] = {"author", "A", FIELD_KIND_WORDS},
    [FIELD_SOURCE] = {"source", "XN", FIELD_KIND_WORDS},
    [FIELD_HOST] = {"host", "H", FIELD_KIND_WHOLE},
    [FIELD_LANGUAGE] = {"language", "L", FIELD_KIND_WHOLE},
    [FIELD_SECTION] = {"section", "XS", FIELD_KIND_WORDS},
    [FIELD_URL] = {"url", "U", FIELD_KIND_WHOLE},
    [FIELD_PERSON] = {"person", "XP", FIELD_KIND_ENTITY},
    [FIELD_ORG] = {"org", "XO", FIELD_KIND_ENTITY},
    [FIELD_PLACE] = {"place", "XL", FIELD_KIND_ENTITY},
    [FIELD_ENTITY] = {"entity", "", FIELD_KIND_ENTITY},
    [FIELD_PUBLISHED] = {"published", "", FIELD_KIND_DATE},
    [FIELD_CAPTURED] = {"captured", "", FIELD_KIND_DATE},
};

const field *field_by_name(morgue_str name)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (str_equal_nocase(name, str_of(fields[i].name)))
            return &fields[i];
    return NULL;
}

field_id field_id_of(const field *f)
{
    return (field_id)(f - fields);
}
