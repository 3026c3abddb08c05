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

/* A line "1f40;ext=1"; false when it is none. */
static bool read_chunk_size(morgue_str *rest, size_t *size)
{
    size_t at = 0, digits = 0, end;

    *size = 0;
    while (at < rest->size && rest->data[at] == ' ')
        at++;
    while (at < rest->size && hex_digit(rest->data[at]) >= 0 && digits < 15) {
        *size = *size << 4 | (size_t)hex_digit(rest->data[at]);
        at++;
        digits++;
    }
    if (digits == 0)
        return false;
    while (at < rest->size && (rest->data[at] == ' '))
        at++;
    if (at < rest->size && rest->data[at] != '\r' && rest->data[at] != '\n' &&
        rest->data[at] != ';')
        return false;
    end = str_find_char(str_slice(*rest, at, rest->size), '\n');
    if (end == SIZE_MAX)
        return false;
    *rest = str_slice(*rest, at + end + 1, rest->size);
    return true;
}

/*
 * Trailers after the last chunk are nobody's text and are left.  A last chunk
 * that never came (the connection closed) is no fault of what did come.
 */
http_chunks http_dechunk(buffer *out, morgue_str body)
{
    morgue_str rest = body;
    bool is_first = true;

    while (rest.size) {
        size_t size;

        if (!read_chunk_size(&rest, &size))
            return is_first ? HTTP_CHUNKS_NONE : HTTP_CHUNKS_BROKEN;
        if (size == 0)
            return HTTP_CHUNKS_GOOD;
        if (size > rest.size) {
            if (is_first && size > rest.size + 8 && rest.size == 0)
                return HTTP_CHUNKS_NONE;
            buffer_append_str(out, rest);
            return out->failed ? HTTP_CHUNKS_LIMIT : HTTP_CHUNKS_BROKEN;
        }
        if (!buffer_append(out, rest.data, size))
            return HTTP_CHUNKS_LIMIT;
        rest = str_slice(rest, size, rest.size);
        if (str_starts_with(rest, STR("\r\n")))
            rest = str_slice(rest, 2, rest.size);
        else if (str_starts_with(rest, STR("\n")))
            rest = str_slice(rest, 1, rest.size);
        is_first = false;
    }
    return HTTP_CHUNKS_GOOD;
}
