/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http_response.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

#include "sample_date.h"

/* Sizes of chunks, as uneven as a server's buffers are. */
static const size_t chunk_sizes[] = {1048, 4096, 17, 2600, 8000};

bytes zlib_pack(const bytes *content, int window_bits)
{
    z_stream stream = {0};
    bytes out = {0};
    char part[8192];
    int status;

    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        die("zlib can't begin");
    stream.next_in = (Bytef *)content->data;
    stream.avail_in = (uInt)content->length;
    do {
        stream.next_out = (Bytef *)part;
        stream.avail_out = sizeof(part);
        status = deflate(&stream, Z_FINISH);
        bytes_add(&out, part, sizeof(part) - stream.avail_out);
    } while (status == Z_OK);
    if (status != Z_STREAM_END)
        die("zlib can't end: %d", status);
    deflateEnd(&stream);
    return out;
}

/* `raw-deflate` is what some servers send under the name of deflate. */
static bytes encode(const bytes *content, const char *coding)
{
    if (coding == NULL)
        return *content;
    if (strcmp(coding, "gzip") == 0)
        return zlib_pack(content, 15 + 16);
    if (strcmp(coding, "deflate") == 0)
        return zlib_pack(content, 15);
    if (strcmp(coding, "raw-deflate") == 0)
        return zlib_pack(content, -15);
    die("content encoding \"%s\" is unknown", coding);
}

static bytes chunk(const bytes *payload)
{
    size_t kinds = sizeof(chunk_sizes) / sizeof(chunk_sizes[0]);
    size_t at = 0;
    bytes out = {0};

    for (size_t i = 0; at < payload->length; i++) {
        size_t size = chunk_sizes[i % kinds];

        if (size > payload->length - at)
            size = payload->length - at;
        bytes_add_format(&out, "%zx\r\n", size);
        bytes_add(&out, payload->data + at, size);
        bytes_add_text(&out, "\r\n");
        at += size;
    }
    bytes_add_text(&out, "0\r\n\r\n");
    return out;
}

static void add_line(bytes *head, const char *name, const char *value)
{
    if (value != NULL)
        bytes_add_format(head, "%s: %s\r\n", name, value);
}

static bytes write_head(const http_response *response, size_t length,
                        const char *coding, bool is_chunked)
{
    const char *version = yaml_text(response->habits, "http");
    const yaml_node *lines = yaml_get(response->habits, "headers");
    sample_date date = date_parse(response->captured, "captured");
    bytes head = {0};

    bytes_add_format(&head, "HTTP/%s %d %s\r\n",
                     version == NULL ? "1.1" : version, response->status,
                     response->reason);
    add_line(&head, "Date",
             date_format(&date, "%a, %d %b %Y %H:%M:%S GMT", NULL));
    add_line(&head, "Server", yaml_text(response->habits, "server"));
    for (size_t i = 0; lines != NULL && i < lines->count; i++)
        bytes_add_format(&head, "%s\r\n", lines->values[i]->text);
    add_line(&head, "Location", response->location);
    add_line(&head, "Content-Type", response->content_type);
    if (coding != NULL)
        add_line(&head, "Content-Encoding",
                 strcmp(coding, "gzip") == 0 ? "gzip" : "deflate");
    if (is_chunked)
        add_line(&head, "Transfer-Encoding", "chunked");
    else
        bytes_add_format(&head, "Content-Length: %zu\r\n", length);
    bytes_add_text(&head, "Connection: close\r\n\r\n");
    return head;
}

/* Servers compress text alone, and nothing that is empty. */
http_message http_write(const http_response *response, const bytes *content)
{
    bool is_text = response->content_type != NULL && content->length > 0 &&
                   strncmp(response->content_type, "text/", 5) == 0;
    const char *coding =
        is_text ? yaml_text(response->habits, "content_encoding") : NULL;
    const char *transfer =
        is_text ? yaml_text(response->habits, "transfer") : NULL;
    bool is_chunked = transfer != NULL && strcmp(transfer, "chunked") == 0;
    http_message message;

    message.payload = encode(content, coding);
    message.body = is_chunked ? chunk(&message.payload) : message.payload;
    message.head =
        write_head(response, message.body.length, coding, is_chunked);
    return message;
}
