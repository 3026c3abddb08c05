/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text and bytes of the sample generator.
 *
 * The generator lives for a second and writes less than a megabyte, so nothing
 * is ever given back: memory comes from one pool that lasts until the program
 * ends, and a fault in a source file ends the program with its reason.
 */
#ifndef CORPUS_BYTES_H
#define CORPUS_BYTES_H

#include <stddef.h>

/* A growing run of bytes; `data` always has a 0 behind its last byte. */
typedef struct bytes {
    char *data;
    size_t length;
    size_t room;
} bytes;

void bytes_add(bytes *out, const void *data, size_t length);
void bytes_add_text(bytes *out, const char *text);
void bytes_add_format(bytes *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* With &, <, > and " written as references. */
void bytes_add_html(bytes *out, const char *text);

/* As the inside of a JSON string that may also stand in a <script>. */
void bytes_add_json(bytes *out, const char *text);

bytes bytes_read(const char *path);
void bytes_write(const bytes *in, const char *path);

void *pool_alloc(size_t size);
char *text_copy(const char *text, size_t length);
char *text_format(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

_Noreturn void die(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
