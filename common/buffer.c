/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "buffer.h"

#include "error.h"
#include "str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_init(buffer *b, size_t limit)
{
    *b = (buffer){.limit = limit};
}

void buffer_free(buffer *b)
{
    free(b->data);
    b->data = NULL;
    b->size = b->capacity = 0;
}

void buffer_clear(buffer *b)
{
    b->size = 0;
    b->failed = b->no_memory = false;
    if (b->data)
        b->data[0] = 0;
}

char *buffer_reserve(buffer *b, size_t size)
{
    size_t wanted, capacity;
    char *data;

    if (b->failed)
        return NULL;
    if (size > b->limit - b->size) {
        b->failed = true;
        return NULL;
    }
    wanted = b->size + size + 1;
    if (wanted <= b->capacity)
        return b->data + b->size;
    capacity = b->capacity + b->capacity / 2;
    if (capacity < wanted)
        capacity = wanted < 64 ? 64 : wanted;
    data = realloc(b->data, capacity);
    if (data == NULL) {
        b->failed = b->no_memory = true;
        return NULL;
    }
    b->data = data;
    b->capacity = capacity;
    return b->data + b->size;
}

bool buffer_append(buffer *b, const void *data, size_t size)
{
    char *room = buffer_reserve(b, size);

    if (room == NULL)
        return false;
    if (size)
        memcpy(room, data, size);
    room[size] = 0;
    b->size += size;
    return true;
}

bool buffer_append_str(buffer *b, morgue_str s)
{
    return buffer_append(b, s.data, s.size);
}

bool buffer_append_char(buffer *b, char c)
{
    return buffer_append(b, &c, 1);
}

bool buffer_append_format(buffer *b, const char *format, ...)
{
    va_list args;
    int size;
    char *room;

    va_start(args, format);
    size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0 || (room = buffer_reserve(b, (size_t)size)) == NULL)
        return false;
    va_start(args, format);
    vsnprintf(room, (size_t)size + 1, format, args);
    va_end(args);
    b->size += (size_t)size;
    return true;
}

void buffer_consume(buffer *b, size_t size)
{
    if (size >= b->size) {
        buffer_clear(b);
        return;
    }
    memmove(b->data, b->data + size, b->size - size + 1);
    b->size -= size;
}

morgue_str buffer_view(const buffer *b)
{
    return str_make(b->data ? b->data : "", b->size);
}

morgue_status buffer_status(const buffer *b, const char *what,
                            morgue_error *err)
{
    if (!b->failed)
        return MORGUE_OK;
    if (b->no_memory)
        return error_no_memory(err);
    return error_set(err, MORGUE_ELIMIT, -1, "%s is over %zu bytes", what,
                     b->limit);
}
