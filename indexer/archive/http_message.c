/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http_message.h"

#include "header_fields.h"
#include "limits.h"
#include "str.h"

/* "HTTP/1.1 200 OK", "HTTP/2 200", "HTTP/1.0 200"; ICY is Shoutcast's. */
static bool read_status_line(morgue_str line, int *status)
{
    size_t space = str_find_char(line, ' ');
    uint64_t number;

    if (!str_starts_with_nocase(line, STR("HTTP/")) &&
        !str_starts_with(line, STR("ICY ")))
        return false;
    *status = 0;
    if (space == SIZE_MAX)
        return true;
    line = str_trim(str_slice(line, space, line.size));
    if (str_to_u64(str_slice(line, 0, 3), 999, &number))
        *status = (int)number;
    return true;
}

bool http_head_read(http_head *out, arena *a, morgue_str block)
{
    morgue_str head = str_slice(block, 0, LIMIT_HTTP_HEAD), rest, line;
    morgue_str name, value;

    *out = (http_head){.content_type = STR(""), .content_encoding = STR("")};
    out->size = header_size(head);
    if (out->size == SIZE_MAX)
        out->size = head.size;
    rest = str_slice(head, 0, out->size);
    if (!str_next_line(&rest, &line) ||
        !read_status_line(line, &out->status))
        return false;
    while (header_next(a, &rest, &name, &value, NULL)) {
        if (str_equal_nocase(name, STR("content-type"))) {
            if (value.size)
                out->content_type = value;
        } else if (str_equal_nocase(name, STR("content-encoding"))) {
            out->content_encoding = value;
        } else if (str_equal_nocase(name, STR("transfer-encoding"))) {
            out->is_chunked = str_find_nocase(value, STR("chunked")) !=
                              SIZE_MAX;
        }
    }
    return true;
}

static int hex_digit(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A line "1f40;ext=1"; false, and nothing changes, when it is none. */
static bool read_chunk_size(morgue_str *rest, size_t *size)
{
    size_t at = 0, digits = 0, end, value = 0;

    while (at < rest->size && rest->data[at] == ' ')
        at++;
    while (at < rest->size && hex_digit(rest->data[at]) >= 0) {
        if (value > SIZE_MAX >> 8) /* no chunk is so large: a lie */
            value = SIZE_MAX >> 8;
        value = value << 4 | (size_t)hex_digit(rest->data[at]);
        at++;
        digits++;
    }
    while (at < rest->size && rest->data[at] == ' ')
        at++;
    if (digits == 0 || at == rest->size ||
        (rest->data[at] != '\r' && rest->data[at] != '\n' &&
         rest->data[at] != ';'))
        return false;
    end = str_find_char(str_slice(*rest, at, rest->size), '\n');
    if (end == SIZE_MAX)
        return false;
    *rest = str_slice(*rest, at + end + 1, rest->size);
    *size = value;
    return true;
}

/* Bytes of the line end that s begins with; 0: it begins with none. */
static size_t line_end(morgue_str s)
{
    if (str_starts_with(s, STR("\r\n")))
        return 2;
    return str_starts_with(s, STR("\n")) ? 1 : 0;
}

/* A size line, and behind its chunk a line end or the end of all. */
static bool begins_chunk(morgue_str s)
{
    size_t size;

    if (!read_chunk_size(&s, &size))
        return false;
    return size == 0 || size == s.size ||
           (size < s.size && line_end(str_slice(s, size, s.size)));
}

/* Where the chunk that s begins with ends: before the line end in front of the
 * next chunk, and *next behind it. */
static size_t find_chunk(morgue_str s, size_t *next)
{
    size_t from = 0;

    while (from < s.size) {
        const char *p = memchr(s.data + from, '\n', s.size - from);

        if (p == NULL)
            break;
        from = (size_t)(p - s.data) + 1;
        if (!begins_chunk(str_slice(s, from, s.size)))
            continue;
        *next = from;
        return from - (from > 1 && s.data[from - 2] == '\r' ? 2 : 1);
    }
    *next = s.size;
    return s.size;
}

/*
 * A size is believed when a line end follows the chunk.  Where none does, the
 * chunk goes on to the next line that is such a size; where there is none, to
 * the end.  Trailers after the last chunk are nobody's text and are left.  A
 * last chunk that never came (the connection closed) is no fault of what did
 * come.
 */
http_chunks http_dechunk(buffer *out, morgue_str body)
{
    http_chunks result = HTTP_CHUNKS_GOOD;
    morgue_str rest = body;

    while (rest.size) {
        size_t size = SIZE_MAX, next;

        if (!read_chunk_size(&rest, &size) && rest.data == body.data)
            return HTTP_CHUNKS_NONE;
        if (size == 0)
            return result;
        next = size < rest.size
                   ? line_end(str_slice(rest, size, rest.size))
                   : 0;
        if (size == rest.size || next) {
            next += size;
        } else {
            size = find_chunk(rest, &next);
            result = HTTP_CHUNKS_BROKEN;
        }
        if (!buffer_append(out, rest.data, size))
            return HTTP_CHUNKS_LIMIT;
        rest = str_slice(rest, next, rest.size);
    }
    return result;
}
