/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 4096

/* Every allocation hangs on this chain, so a leak checker sees it as held. */
typedef struct block {
    struct block *next;
    _Alignas(max_align_t) char data[];
} block;

static block *pool;

void *pool_alloc(size_t size)
{
    block *made = calloc(1, sizeof(*made) + size);

    if (made == NULL)
        die("out of memory");
    made->next = pool;
    pool = made;
    return made->data;
}

static void make_room(bytes *out, size_t more)
{
    size_t room = out->room == 0 ? 256 : out->room;
    char *data;

    while (room < out->length + more + 1)
        room *= 2;
    if (room == out->room)
        return;
    data = pool_alloc(room);
    if (out->length > 0)
        memcpy(data, out->data, out->length);
    out->data = data;
    out->room = room;
}

void bytes_add(bytes *out, const void *data, size_t length)
{
    make_room(out, length);
    if (length > 0)
        memcpy(out->data + out->length, data, length);
    out->length += length;
    out->data[out->length] = '\0';
}

void bytes_add_text(bytes *out, const char *text)
{
    bytes_add(out, text, strlen(text));
}

static void format_text(char *text, const char *format, va_list arguments)
{
    int length = vsnprintf(text, TEXT_MAX, format, arguments);

    if (length < 0 || length >= TEXT_MAX)
        die("a formatted text is longer than %d bytes", TEXT_MAX);
}

void bytes_add_format(bytes *out, const char *format, ...)
{
    char text[TEXT_MAX];
    va_list arguments;

    va_start(arguments, format);
    format_text(text, format, arguments);
    va_end(arguments);
    bytes_add_text(out, text);
}

void bytes_add_html(bytes *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            bytes_add_text(out, "&amp;");
            break;
        case '<':
            bytes_add_text(out, "&lt;");
            break;
        case '>':
            bytes_add_text(out, "&gt;");
            break;
        case '"':
            bytes_add_text(out, "&quot;");
            break;
        default:
            bytes_add(out, text, 1);
        }
    }
}

void bytes_add_json(bytes *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte == '\n')
            bytes_add_text(out, "\\n");
        else if (byte == '"' || byte == '\\')
            bytes_add_format(out, "\\%c", byte);
        else if (byte < 0x20 || byte == '<')
            bytes_add_format(out, "\\u%04x", byte);
        else
            bytes_add(out, text, 1);
    }
}

bytes bytes_read(const char *path)
{
    bytes out = {0};
    char part[8192];
    size_t got;
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        die("%s: can't be opened", path);
    bytes_add(&out, "", 0);
    while ((got = fread(part, 1, sizeof(part), file)) > 0)
        bytes_add(&out, part, got);
    if (ferror(file))
        die("%s: can't be read", path);
    fclose(file);
    return out;
}

void bytes_write(const bytes *in, const char *path)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL)
        die("%s: can't be made", path);
    if (fwrite(in->data, 1, in->length, file) != in->length)
        die("%s: can't be written", path);
    if (fclose(file) != 0)
        die("%s: can't be written", path);
}

char *text_copy(const char *text, size_t length)
{
    char *copy = pool_alloc(length + 1);

    memcpy(copy, text, length);
    return copy;
}

char *text_format(const char *format, ...)
{
    char text[TEXT_MAX];
    va_list arguments;

    va_start(arguments, format);
    format_text(text, format, arguments);
    va_end(arguments);
    return text_copy(text, strlen(text));
}

void die(const char *format, ...)
{
    va_list arguments;

    fputs("generate-sample: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}
