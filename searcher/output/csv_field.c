/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "csv_field.h"

void csv_field(FILE *file, morgue_str s)
{
    bool needs_quotes = false;

    for (size_t i = 0; i < s.size; i++)
        needs_quotes |=
            s.data[i] == ',' || s.data[i] == '"' || s.data[i] == '\n';
    if (needs_quotes)
        fputc('"', file);
    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];
        if (c == '"')
            fputc('"', file);
        fputc((unsigned char)c < ' ' && c != '\n' ? ' ' : c, file);
    }
    if (needs_quotes)
        fputc('"', file);
}
