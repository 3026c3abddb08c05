/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document.h"

#include "field.h"
#include "str.h"

static void print_places(const document *d, size_t term, buffer *out)
{
    for (size_t i = 0; i < d->occurrence_count; i++)
        if (d->occurrences[i].term == term)
            buffer_append_format(out, " @%u", d->occurrences[i].position);
}

static void print_term(const document *d, size_t number, buffer *out)
{
    const document_term *t = &d->terms[number];

    buffer_append(out, "term ", 5);
    buffer_append_str(out, hashed_term_str(&t->term));
    print_places(d, number, out);
    if (t->wdf != t->positions)
        buffer_append_format(out, " wdf %u", t->wdf);
    if (t->stems)
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
    for (size_t i = 0; i < d->term_count; i++)
        print_term(d, i, out);
    for (size_t i = 0; i < d->value_count; i++)
        print_value(&d->values[i], out);
    buffer_append_format(out, "data %zu bytes\nlanguage ", d->data.size);
    buffer_append_str(out, d->language);
    buffer_append_char(out, '\n');
}
