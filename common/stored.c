/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stored.h"

#include "str.h"
#include "varint.h"

#define STORED_VERSION 1

/* The strings of the head, in the order in which they are coded. */
static const size_t head_strings[] = {
    offsetof(stored_article, url),       offsetof(stored_article, title),
    offsetof(stored_article, byline),    offsetof(stored_article, source),
    offsetof(stored_article, section),   offsetof(stored_article, language),
    offsetof(stored_article, published),
    offsetof(stored_article, published_from),
    offsetof(stored_article, captured),
    offsetof(stored_article, file),
    offsetof(stored_article, member),
    offsetof(stored_article, digest),
};
#define HEAD_STRINGS (sizeof head_strings / sizeof *head_strings)

static void put_string(buffer *out, morgue_str s)
{
    varint_append(out, s.size);
    buffer_append_str(out, s);
}

static bool take_string(morgue_str *rest, morgue_str *out)
{
    uint64_t size;

    if (!varint_take(rest, &size) || size > rest->size)
        return false;
    *out = str_make(rest->data, (size_t)size);
    *rest = str_slice(*rest, (size_t)size, rest->size);
    return true;
}

/*
 * A mention is: begin, counted from the one before (from 0 when the title's
 * are over); length; kind and title flag in one byte; the name.  A name that
 * the mention's own words spell would be stored twice, so an empty one means
 * "as written"; the reader puts the words back.
 */
static morgue_str written(const stored_article *a, const mention *m)
{
    return str_slice(m->in_title ? a->title : a->text, m->begin, m->end);
}

static void put_mentions(buffer *out, const stored_article *a)
{
    uint32_t last = 0;
    bool in_title = true;

    varint_append(out, a->mention_count);
    for (size_t i = 0; i < a->mention_count; i++) {
        const mention *m = &a->mentions[i];
        if (m->in_title != in_title) {
            in_title = m->in_title;
            last = 0;
        }
        buffer_append_char(out, (char)(m->kind | m->in_title << 2));
        varint_append(out, m->begin - last);
        varint_append(out, m->end - m->begin);
        put_string(out, str_equal(m->name, written(a, m)) ? str_make("", 0)
                                                          : m->name);
        last = m->begin;
    }
}

static bool take_mention(morgue_str *rest, mention *m, uint32_t *last,
                         bool *in_title)
{
    uint64_t begin, size;
    unsigned char flags;

    if (rest->size == 0)
        return false;
    flags = (unsigned char)rest->data[0];
    *rest = str_slice(*rest, 1, rest->size);
    m->kind = flags & 3;
    m->in_title = (flags >> 2 & 1) != 0;
    if (m->in_title != *in_title) {
        *in_title = m->in_title;
        *last = 0;
    }
    if (m->kind >= MENTION_KINDS || !varint_take(rest, &begin) ||
        !varint_take(rest, &size) || begin > UINT32_MAX - *last ||
        size > UINT32_MAX - *last - begin || !take_string(rest, &m->name))
        return false;
    m->begin = *last + (uint32_t)begin;
    m->end = m->begin + (uint32_t)size;
    *last = m->begin;
    return true;
}

static bool take_mentions(morgue_str *rest, stored_article *out, arena *a)
{
    uint64_t count;
    uint32_t last = 0;
    bool in_title = true;
    mention *mentions;

    /* A mention takes four bytes at least. */
    if (!varint_take(rest, &count) || count > rest->size / 4)
        return false;
    mentions = arena_calloc(a, (size_t)count, sizeof *mentions);
    for (uint64_t i = 0; i < count; i++)
        if (!take_mention(rest, &mentions[i], &last, &in_title))
            return false;
    out->mentions = mentions;
    out->mention_count = (size_t)count;
    return true;
}

static bool name_mentions(stored_article *out)
{
    mention *mentions = (mention *)out->mentions;

    for (size_t i = 0; i < out->mention_count; i++) {
        mention *m = &mentions[i];
        if (m->end > (m->in_title ? out->title : out->text).size)
            return false;
        if (m->name.size == 0)
            m->name = written(out, m);
    }
    return true;
}

void stored_encode(buffer *out, const stored_article *article)
{
    buffer_append_char(out, STORED_VERSION);
    for (size_t i = 0; i < HEAD_STRINGS; i++)
        put_string(out, *(const morgue_str *)((const char *)article +
                                              head_strings[i]));
    varint_append(out, (uint64_t)(article->record_offset + 1));
    varint_append(out, (uint64_t)(article->record_length + 1));
    put_mentions(out, article);
    buffer_append_str(out, article->text);
}

bool stored_decode(stored_article *out, morgue_str data, arena *a)
{
    uint64_t offset, length;

    *out = (stored_article){0};
    if (data.size == 0 || data.data[0] != STORED_VERSION)
        return false;
    data = str_slice(data, 1, data.size);
    for (size_t i = 0; i < HEAD_STRINGS; i++)
        if (!take_string(&data, (morgue_str *)((char *)out + head_strings[i])))
            return false;
    if (!varint_take(&data, &offset) || !varint_take(&data, &length) ||
        !take_mentions(&data, out, a))
        return false;
    out->record_offset = (int64_t)offset - 1;
    out->record_length = (int64_t)length - 1;
    out->text = data;
    return name_mentions(out);
}
