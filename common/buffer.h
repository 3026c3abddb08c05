/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A growing run of bytes, born with the size it may never pass.
 *
 * The bytes are always followed by a NUL that does not count.  A failed append
 * leaves the buffer as it was and makes it `failed`; appends after that do
 * nothing, so a caller may check once at the end.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include "morgue.h"

typedef struct buffer {
    char *data; /* NULL while nothing was appended */
    size_t size;
    size_t capacity;
    size_t limit;
    bool failed;    /* an append met the limit, or memory ran out */
    bool no_memory; /* ... it was memory */
} buffer;

void buffer_init(buffer *b, size_t limit);
void buffer_free(buffer *b);

/* Forget the bytes and the failure, keep the memory. */
void buffer_clear(buffer *b);

bool buffer_append(buffer *b, const void *data, size_t size);
bool buffer_append_str(buffer *b, morgue_str s);
bool buffer_append_char(buffer *b, char c);
bool buffer_append_format(buffer *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for `size` more bytes at data + size; NULL when there is none. */
char *buffer_reserve(buffer *b, size_t size);

/* Cut off the front. */
void buffer_consume(buffer *b, size_t size);

morgue_str buffer_view(const buffer *b);

/* MORGUE_OK, MORGUE_ELIMIT or MORGUE_ENOMEM; `what` is for the message. */
morgue_status buffer_status(const buffer *b, const char *what,
                            morgue_error *err);

#endif
