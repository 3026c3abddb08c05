/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An HTTP response as a server sends it: head, and a body that may be
 * compressed and chunked.
 */
#ifndef CORPUS_HTTP_RESPONSE_H
#define CORPUS_HTTP_RESPONSE_H

#include "bytes.h"
#include "yaml_node.h"

typedef struct http_response {
    int status;
    const char *reason;
    const char *content_type; /* NULL: none told */
    const char *location;     /* of a redirect, else NULL */
    const char *captured;     /* RFC 3339, for the Date line */

    /* An outlet.yaml: "http" (1.1), "server", "headers" (a list of lines),
     * "content_encoding" (gzip, deflate or raw-deflate) and "transfer"
     * (chunked). */
    const yaml_node *habits;
} http_response;

/* The head with its empty line, and the body as it travels. */
typedef struct http_message {
    bytes head;
    bytes body;
    bytes payload; /* the body, chunks joined: what payload digests cover */
} http_message;

http_message http_write(const http_response *response, const bytes *content);

/* zlib's windowBits: 15 + 16 gzip, 15 zlib, -15 raw deflate. */
bytes zlib_pack(const bytes *content, int window_bits);

#endif
