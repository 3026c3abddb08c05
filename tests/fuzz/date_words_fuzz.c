/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates in any bytes: what is found is a date, and stands within the text. */
#include "date_words.h"
#include "person_name.h"
#include "str.h"
#include "url_date.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {"en-US", "de", "fa", "th", "ja"};
    morgue_str text = str_make((const char *)data, size), name;
    date_locale locale;
    date_found found;
    civil_date date;
    size_t at = 0, before = 0;

    if (size == 0)
        return 0;
    locale = date_locale_of(str_of(languages[data[0] % 5]), STR("x.com"));
    while (date_words_next(&found, text, &at, &locale)) {
        assert(found.begin >= before && found.begin < found.end);
        assert(found.end <= text.size && at == found.end);
        assert(civil_date_is_valid(&found.date));
        before = at;
    }
    (void)before; /* where asserts are off */
    date_words_read(&date, text, &locale);
    url_date_find(&date, text);
    text = person_name_clean(text);
    while (person_name_next(&text, &name))
        person_name_is(name);
    return 0;
}
