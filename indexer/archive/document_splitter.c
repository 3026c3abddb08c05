/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document_splitter.h"

#include "csv_row.h"
#include "heap.h"
#include "json_scan.h"
#include "limits.h"
#include "str.h"

#include <stdlib.h>

#define LOOK ((size_t)64)
/* What a wrapper has above its list. */
#define LOOK_WRAPPER ((size_t)64 << 10)
/* A row longer than this has a quote that nobody closed. */
#define ROW_MAX ((size_t)16 << 20)
/* So often a document that never ends is cut where the next seems to begin,
 * and what follows read once more. */
#define CUTS_MAX 64

struct document_splitter {
    byte_source *source;
    document_kind kind;
    morgue_str file, member;
    buffer header;
    char delimiter;  /* of rows */
    uint64_t open;   /* brackets around the list that is read; 0: none */
    bool is_wrapped; /* the list stands in what an API answered ... */
    bool is_bare;    /* ... or is known not to */
    bool is_begun, fault_told;
    int cuts;
};

document_splitter *document_splitter_new(byte_source *source,
                                         document_kind kind, morgue_str file,
                                         morgue_str member)
{
    document_splitter *d = heap_new(1, sizeof *d);

    d->source = source;
    d->kind = kind;
    d->file = file;
    d->member = member;
    buffer_init(&d->header, LIMIT_RECORD_HEAD);
    return d;
}

void document_splitter_free(document_splitter *d)
{
    if (d == NULL)
        return;
    buffer_free(&d->header);
    free(d);
}

/* ---- Taking bytes ---- */

/* Move size bytes of the source into the block, which may refuse them. */
static void take(document_splitter *d, buffer *block, morgue_str seen,
                 size_t size)
{
    buffer_append(block, seen.data, size);
    byte_source_consume(d->source, size);
}

/*
 * How much of what was seen, having asked for twice `look`, may be taken with
 * no mark of `look` bytes cut in two: all of it at the stream's end.
 */
static size_t safe_step(morgue_str seen, size_t look)
{
    return seen.size < 2 * look ? seen.size : seen.size - look;
}

/* Up to and with the line's end. */
static void take_line(document_splitter *d, buffer *block)
{
    morgue_str seen;

    while ((seen = byte_source_peek(d->source, 1)).size) {
        size_t end = str_find_char(seen, '\n');
        take(d, block, seen, end == SIZE_MAX ? seen.size : end + 1);
        if (end != SIZE_MAX)
            return;
    }
}

/*
 * What was taken from `begin` on never ended.  Give back what stands behind
 * the first of the marks in it, or behind a part of that.
 */
static bool give_back(document_splitter *d, buffer *block, size_t begin,
                      const char *const *marks, size_t kept)
{
    morgue_str taken = str_slice(buffer_view(block), begin, block->size);
    size_t cut = SIZE_MAX;

    for (; *marks; marks++) {
        size_t at = str_find(str_slice(taken, 1, taken.size), str_of(*marks));
        if (at != SIZE_MAX && at + 1 + kept < cut)
            cut = at + 1 + kept;
    }
    if (cut >= taken.size || d->cuts == CUTS_MAX ||
        !byte_source_unread(d->source, str_slice(taken, cut, taken.size)))
        return false;
    d->cuts++;
    block->size = begin + cut;
    return true;
}

/* ---- Rows ---- */

static void take_row(document_splitter *d, buffer *block)
{
    static const char *const marks[] = {"\n", NULL};
    size_t begin = block->size;
    morgue_str seen;
    csv_scan scan;

    csv_scan_begin(&scan, d->delimiter);
    while ((seen = byte_source_peek(d->source, 1)).size &&
           block->size - begin < ROW_MAX) {
        size_t end = csv_row_end(&scan, seen);

        take(d, block, seen, end == SIZE_MAX ? seen.size : end);
        if (end != SIZE_MAX)
            return;
    }
    if (scan.in_quotes && !scan.after_quote)
        give_back(d, block, begin, marks, 1);
}

/* The first row; it is no record of its own. */
static void take_row_header(document_splitter *d)
{
    d->delimiter = csv_delimiter(byte_source_peek(d->source, LOOK_WRAPPER));
    take_row(d, &d->header);
}

/* ---- JSON ---- */

/* To the bracket that closes the first. */
static void take_value(document_splitter *d, buffer *block)
{
    static const char *const marks[] = {"\n{", "},{", "}, {", NULL};
    size_t begin = block->size;
    json_scan scan = {0};
    morgue_str seen;

    while ((seen = byte_source_peek(d->source, 1)).size && !block->failed) {
        size_t end = json_value_end(&scan, seen);

        take(d, block, seen, end == SIZE_MAX ? seen.size : end);
        if (end != SIZE_MAX)
            return;
    }
    give_back(d, block, begin, marks, 1);
}

/* Go into the list of a wrapper that begins here.  False: none does. */
static bool enter_wrapper(document_splitter *d)
{
    morgue_str seen;
    size_t size;

    if (d->open || d->is_bare || d->kind != DOCUMENT_VALUES)
        return false;
    seen = byte_source_peek(d->source, LOOK_WRAPPER);
    size = str_starts_with(seen, STR("{")) ? json_list_begin(seen, &d->open)
                                           : 0;
    if (size == 0) {
        d->open = 0;
        d->is_bare = !d->is_wrapped;
        return false;
    }
    byte_source_consume(d->source, size);
    d->is_wrapped = true;
    return true;
}

/* Behind the list: pass what stands below it in the wrapper. */
static bool leave_wrapper(document_splitter *d, morgue_str seen)
{
    json_scan scan = {.depth = d->open};

    if (d->open == 0 || seen.data[0] != ']')
        return false;
    d->open = 0;
    while ((seen = byte_source_peek(d->source, 1)).size) {
        size_t end = json_value_end(&scan, seen);

        byte_source_consume(d->source, end == SIZE_MAX ? seen.size : end);
        if (end != SIZE_MAX)
            break;
    }
    return true;
}

/* What is no object: to the next, or to the end of the line or list. */
static void take_other_value(document_splitter *d)
{
    morgue_str seen;

    byte_source_peek(d->source, 1);
    byte_source_consume(d->source, 1);
    while ((seen = byte_source_peek(d->source, 1)).size) {
        size_t at = 0;

        while (at < seen.size && !memchr("{]\n", seen.data[at], 3))
            at++;
        byte_source_consume(d->source, at);
        if (at < seen.size)
            return;
    }
}

/* ---- Tags ---- */

/* Where the tag stands; SGML's, which is not held together by a root, only at
 * a line's beginning; behind the first byte.  SIZE_MAX: nowhere. */
static size_t find_tag(const document_splitter *d, morgue_str s)
{
    morgue_str tag = str_of(document_kind_begin(d->kind));
    bool is_anywhere = document_kind_has_frame(d->kind);

    for (size_t from = 1; from < s.size; from++) {
        size_t at = str_find_nocase(str_slice(s, from, s.size), tag);

        if (at == SIZE_MAX)
            break;
        from += at;
        if ((is_anywhere || s.data[from - 1] == '\n') &&
            document_begins_tag(str_slice(s, from, s.size), tag.data))
            return from;
    }
    return SIZE_MAX;
}

/* To the end tag; or, when that never comes, to the next begin tag. */
static void take_tagged(document_splitter *d, buffer *block)
{
    morgue_str end_tag = str_of(document_kind_end(d->kind)), seen;

    while ((seen = byte_source_peek(d->source, 2 * LOOK)).size) {
        size_t end = str_find_nocase(seen, end_tag);
        size_t next = find_tag(d, seen), step = safe_step(seen, LOOK);

        if (end != SIZE_MAX && end < next) {
            take(d, block, seen, end + end_tag.size);
            return;
        }
        take(d, block, seen, next != SIZE_MAX ? next : step);
        if (next != SIZE_MAX)
            return;
    }
}

/* Up to the next begin tag; into the block, if there is one. */
static void take_frame(document_splitter *d, buffer *block)
{
    morgue_str seen;

    while ((seen = byte_source_peek(d->source, 2 * LOOK)).size) {
        size_t next = find_tag(d, seen);
        size_t step = next != SIZE_MAX ? next : safe_step(seen, LOOK);

        if (block)
            buffer_append(block, seen.data, step);
        byte_source_consume(d->source, step);
        if (next != SIZE_MAX)
            return;
    }
}

/* ---- Mailboxes ---- */

/* Where a message's first line stands behind an empty one; SIZE_MAX. */
static size_t find_message(morgue_str s)
{
    size_t from = 0;

    for (;;) {
        const char *p = memmem(s.data + from, s.size - from, "\nFrom ", 6);
        size_t at = p ? (size_t)(p - s.data) : 0;

        if (p == NULL)
            return SIZE_MAX;
        from = at + 1;
        if (at && (s.data[at - 1] == '\n' ||
                   (at > 1 && s.data[at - 1] == '\r' &&
                    s.data[at - 2] == '\n')) &&
            document_begins_message(str_slice(s, from, s.size)))
            return from;
    }
}

/* To the next message behind an empty line. */
static void take_message(document_splitter *d, buffer *block)
{
    morgue_str seen;

    while ((seen = byte_source_peek(d->source, 2 * DOCUMENT_LOOK_MESSAGE))
               .size) {
        size_t next = find_message(seen);
        size_t step = safe_step(seen, DOCUMENT_LOOK_MESSAGE);

        take(d, block, seen, next < step ? next : step);
        if (next < step)
            return;
    }
}

/* ---- Between documents ---- */

static bool is_between(const document_splitter *d, char c)
{
    if (ascii_is_space(c))
        return d->kind != DOCUMENT_MESSAGES;
    if (d->kind == DOCUMENT_VALUES)
        return c == ',' || (d->open == 0 && (c == '[' || c == ']'));
    return d->kind == DOCUMENT_LINES && c == ',';
}

static void skip_between(document_splitter *d)
{
    morgue_str seen;

    while ((seen = byte_source_peek(d->source, 1)).size &&
           is_between(d, seen.data[0])) {
        size_t count = 1;
        while (count < seen.size && is_between(d, seen.data[count]))
            count++;
        byte_source_consume(d->source, count);
    }
}

static bool begins_document(const document_splitter *d, morgue_str seen)
{
    switch (d->kind) {
    case DOCUMENT_LINES:
    case DOCUMENT_VALUES:
        return seen.data[0] == '{';
    case DOCUMENT_MESSAGES:
        return document_begins_message(seen);
    case DOCUMENT_ROWS:
    case DOCUMENT_WHOLE:
        return true;
    default:
        return document_begins_tag(seen, document_kind_begin(d->kind));
    }
}

static void take_document(document_splitter *d, buffer *block)
{
    switch (d->kind) {
    case DOCUMENT_VALUES:
        take_value(d, block);
        return;
    case DOCUMENT_ROWS:
        take_row(d, block);
        return;
    case DOCUMENT_MESSAGES:
        take_message(d, block);
        return;
    case DOCUMENT_LINES:
    case DOCUMENT_WHOLE:
        take_line(d, block);
        return;
    default:
        take_tagged(d, block);
    }
}

/* What stands above the first document. */
static void begin(document_splitter *d)
{
    if (str_starts_with(byte_source_peek(d->source, 3), STR("\xef\xbb\xbf")))
        byte_source_consume(d->source, 3);
    skip_between(d);
    if (d->kind == DOCUMENT_ROWS)
        take_row_header(d);
    else if (document_kind_has_header(d->kind))
        take_frame(d, &d->header);
}

/* A DTD's line above the documents, as Reuters has it, is none's. */
static bool skip_prolog(document_splitter *d, morgue_str seen)
{
    if (!str_starts_with(seen, STR("<!")) && !str_starts_with(seen,
                                                              STR("<?")))
        return false;
    while ((seen = byte_source_peek(d->source, 1)).size) {
        size_t end = str_find_char(seen, '>');
        byte_source_consume(d->source, end == SIZE_MAX ? seen.size : end + 1);
        if (end != SIZE_MAX)
            break;
    }
    return true;
}

/* ---- Records ---- */

static morgue_str media_type(const document_splitter *d)
{
    if (d->kind != DOCUMENT_ROWS || d->delimiter == ',')
        return str_of(document_kind_media_type(d->kind));
    if (d->delimiter == '\t')
        return STR("text/tab-separated-values");
    return d->delimiter == ';' ? STR("text/csv; delimiter=semicolon")
                               : STR("text/csv; delimiter=bar");
}

static void place(const document_splitter *d, record *out, uint64_t from)
{
    out->type = "document";
    out->file = arena_copy(out->arena, d->file);
    out->member = arena_copy(out->arena, d->member);
    out->offset = (int64_t)from;
    out->length = (int64_t)(byte_source_position(d->source) - from);
    out->media_type = media_type(d);
}

/* What stands between documents and is none: to the next that looks so. */
static void fill_garbage(document_splitter *d, record *out)
{
    uint64_t from = byte_source_position(d->source);

    if (*document_kind_begin(d->kind))
        take_frame(d, NULL);
    else if (d->kind == DOCUMENT_VALUES)
        take_other_value(d);
    else
        take_line(d, &out->block);
    buffer_clear(&out->block);
    place(d, out, from);
    record_settle(out, FATE_MALFORMED,
                  arena_format(out->arena, "%lld bytes that are no document",
                               (long long)out->length)
                      .data);
}

static bool tell_fault(document_splitter *d, record *out)
{
    const morgue_error *fault = byte_source_fault(d->source);

    if (fault == NULL || d->fault_told)
        return false;
    d->fault_told = true;
    place(d, out, byte_source_position(d->source));
    record_settle(out,
                  fault->status == MORGUE_ELIMIT ? FATE_REFUSED
                                                 : FATE_MALFORMED,
                  arena_strdup(out->arena, str_of(fault->message)));
    return true;
}

static void fill(document_splitter *d, record *out)
{
    uint64_t from = byte_source_position(d->source);
    int cuts = d->cuts;

    if (document_kind_has_header(d->kind))
        buffer_append_str(&out->block, buffer_view(&d->header));
    take_document(d, &out->block);
    place(d, out, from);
    if (d->cuts > cuts)
        record_settle(out, FATE_MALFORMED,
                      d->kind == DOCUMENT_ROWS ? "a quote is never closed"
                                               : "a bracket is never closed");
    else if (out->block.failed)
        record_settle(out, FATE_REFUSED, "document is over the limit");
    record_finish(out);
}

bool document_splitter_next(document_splitter *d, record *out)
{
    morgue_str seen;

    for (;;) {
        if (!d->is_begun)
            begin(d);
        d->is_begun = true;
        skip_between(d);
        seen = byte_source_peek(d->source, DOCUMENT_LOOK_MESSAGE);
        if (seen.size == 0)
            return tell_fault(d, out);
        if (leave_wrapper(d, seen) || enter_wrapper(d) ||
            (d->kind != DOCUMENT_ROWS && skip_prolog(d, seen)))
            continue;
        if (begins_document(d, seen)) {
            fill(d, out);
            return true;
        }
        if (!document_kind_has_frame(d->kind)) {
            fill_garbage(d, out);
            return true;
        }
        take_frame(d, NULL);
    }
}
