/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document.h"

#include "field.h"
#include "str.h"

static void print_occurrence(const occurrence *o, buffer *out)
{
    buffer_append(out, "term ", 5);
    buffer_append(out, o->term, o->size);
    if (o->position != 0)
        buffer_append_format(out, " @%u", o->position);
    if (o->wdf != 1)
        buffer_append_format(out, " wdf %u", o->wdf);
    if (o->stems)
        buffer_append(out, " stems", 6);
    buffer_append_char(out, '\n');
}

static bool is_printable(morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        if ((unsigned char)s.data[i] < 0x20 || s.data[i] == 0x7f)
            return false;
    return true;
}

/* Bytes that are no text, such as a fingerprint, in hexadecimal. */
static void print_value(const document_value *v, buffer *out)
{
    buffer_append_format(out, "value %u ", v->slot);
    if (v->slot != SLOT_FINGERPRINT && is_printable(v->value)) {
        buffer_append_str(out, v->value);
    } else {
        for (size_t i = 0; i < v->value.size; i++)
            buffer_append_format(out, "%02x", (unsigned char)v->value.data[i]);
    }
    buffer_append_char(out, '\n');
}

void document_print(const document *d, buffer *out)
{
    for (size_t i = 0; i < d->occurrence_count; i++)
        print_occurrence(&d->occurrences[i], out);
    for (size_t i = 0; i < d->value_count; i++)
        print_value(&d->values[i], out);
    buffer_append_format(out, "data %zu bytes\nlanguage ", d->data.size);
    buffer_append_str(out, d->language);
    buffer_append_char(out, '\n');
}
