/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * HTTP messages as crawlers stored them (RFC 9112): the head, and the body
 * with its chunks taken apart.
 */
#ifndef HTTP_MESSAGE_H
#define HTTP_MESSAGE_H

#include "arena.h"
#include "buffer.h"

typedef struct http_head {
    int status;
    size_t size; /* bytes of head, with its empty line: the body follows */
    morgue_str content_type, content_encoding; /* or empty */
    bool is_chunked;
} http_head;

/*
 * Read the head of a response.  False when the block does not begin with a
 * status line.  A head that never ends is all the block.
 */
bool http_head_read(http_head *out, arena *a, morgue_str block);

typedef enum http_chunks {
    HTTP_CHUNKS_GOOD,
    HTTP_CHUNKS_NONE,   /* the body is not chunked, whatever the head says */
    HTTP_CHUNKS_BROKEN, /* out has what came before the fault */
    HTTP_CHUNKS_LIMIT   /* out is full */
} http_chunks;

/* Append the chunks of body to out. */
http_chunks http_dechunk(buffer *out, morgue_str body);

#endif
