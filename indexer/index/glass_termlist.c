/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_termlist.h"

#include "str.h"
#include "varint.h"

#define TAG_MAX ((size_t)1 << 31)
#define TERM_ROOM (2 + 255 + VARINT_MAX)

void glass_termlist_init(glass_termlist *t)
{
    buffer_init(&t->tag, TAG_MAX);
}

void glass_termlist_free(glass_termlist *t)
{
    buffer_free(&t->tag);
}

void glass_termlist_begin(glass_termlist *t, uint64_t length, size_t terms)
{
    buffer_clear(&t->tag);
    t->is_first = true;
    t->before = str_make("", 0);
    if (terms == 0)
        return;
    varint_append(&t->tag, length);
    varint_append(&t->tag, terms);
}

static size_t common_prefix(morgue_str a, morgue_str b)
{
    size_t size = 0, most = a.size < b.size ? a.size : b.size;

    while (size < most && a.data[size] == b.data[size])
        size++;
    return size;
}

void glass_termlist_add(glass_termlist *t, morgue_str term, uint32_t wdf)
{
    unsigned char *out = (unsigned char *)buffer_reserve(&t->tag, TERM_ROOM);
    unsigned char *start = out;
    size_t reuse = common_prefix(t->before, term);
    size_t rest = term.size - reuse;
    size_t packed;

    if (out == NULL)
        return;
    packed = wdf < 127 ? (wdf + 1) * (t->before.size + 1) + reuse : 256;
    if (!t->is_first)
        *out++ = (unsigned char)(packed < 256 ? packed : reuse);
    *out++ = (unsigned char)rest;
    memcpy(out, term.data + reuse, rest);
    out += rest;
    if (t->is_first || packed >= 256)
        out += varint_put(out, wdf);
    t->tag.size += (size_t)(out - start);
    t->before = term;
    t->is_first = false;
}
