/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as an alias file: read or refused; every name finds its entry. */
#include "alias_file.h"
#include "str.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    alias_file *f;
    const alias_entry *found[8];

    if (alias_file_parse(&f, str_make((const char *)data, size), NULL) !=
        MORGUE_OK)
        return 0;
    if (alias_file_count(f) > 0) {
        morgue_str line = str_make((const char *)data, size);
        size_t tab = str_find_char(line, '\t');

        (void)alias_file_find(f, str_slice(line, 0, tab), -1, found, 8);
    }
    alias_file_free(f);
    return 0;
}
