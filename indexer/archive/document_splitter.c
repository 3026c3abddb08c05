/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document_splitter.h"

#include "file_kind.h"
#include "heap.h"
#include "limits.h"
#include "str.h"

#include <stdlib.h>

#define LOOK ((size_t)64)
/* Two lines of a mailbox. */
#define LOOK_MESSAGE ((size_t)1024)

struct document_splitter {
    byte_source *source;
    document_kind kind;
    morgue_str file, member;
    buffer header;   /* of rows: the first row with its line end */
    char delimiter;
    uint64_t count;
    bool fault_told;
};

/* How each kind is told and declared to readers of articles. */
static const struct {
    const char *media_type, *begin, *end;
} kinds[] = {
    [DOCUMENT_WHOLE] = {"", "", ""},
    [DOCUMENT_LINES] = {"application/json", "", ""},
    [DOCUMENT_VALUES] = {"application/json", "", ""},
    [DOCUMENT_ROWS] = {"text/csv", "", ""},
    [DOCUMENT_DOC] = {"text/sgml", "<DOC", "</DOC>"},
    [DOCUMENT_REUTERS] = {"text/sgml", "<REUTERS", "</REUTERS>"},
    [DOCUMENT_MESSAGES] = {"message/rfc822", "From ", ""},
};

/* ---- Kinds ---- */

static morgue_str skip_space(morgue_str s)
{
    if (str_starts_with(s, STR("\xef\xbb\xbf")))
        s = str_slice(s, 3, s.size);
    while (s.size && ascii_is_space(s.data[0]))
        s = str_slice(s, 1, s.size);
    return s;
}

/* "{...}" on a line, and another line that begins so. */
static bool is_json_lines(morgue_str s)
{
    morgue_str line;

    return str_next_line(&s, &line) && str_ends_with(str_trim(line),
                                                     STR("}")) &&
           str_starts_with(skip_space(s), STR("{"));
}

/* <DOC> or <DOC id=...>, not <DOCUMENT> nor <!DOCTYPE. */
static bool begins_tag(morgue_str s, const char *tag)
{
    size_t size = strlen(tag);

    return str_starts_with_nocase(s, str_of(tag)) && s.size > size &&
           (s.data[size] == '>' || ascii_is_space(s.data[size]));
}

static bool begins_reuters(morgue_str s)
{
    if (str_starts_with_nocase(s, STR("<!DOCTYPE lewis"))) {
        size_t end = str_find_char(s, '>');
        s = skip_space(str_slice(s, end == SIZE_MAX ? 0 : end + 1, s.size));
    }
    return begins_tag(s, "<REUTERS");
}

/*
 * "From jo@a.example Thu Dec 18 22:05:07 2014" and a field below it: a line
 * of the text that begins so has no time of day.
 */
static bool begins_message(morgue_str s)
{
    morgue_str line, below;

    if (!str_starts_with(s, STR("From ")))
        return false;
    s = str_slice(s, 0, LOOK_MESSAGE);
    if (!str_next_line(&s, &line) || !str_next_line(&s, &below) ||
        str_find_char(below, ':') == SIZE_MAX)
        return false;
    for (size_t i = 0; i + 5 <= line.size; i++)
        if (ascii_is_digit(line.data[i]) && ascii_is_digit(line.data[i + 1]) &&
            line.data[i + 2] == ':' && ascii_is_digit(line.data[i + 3]) &&
            ascii_is_digit(line.data[i + 4]))
            return true;
    return false;
}

static bool is_rows_name(morgue_str name)
{
    morgue_str extension = file_kind_extension(name);

    return str_equal_nocase(extension, STR("csv")) ||
           str_equal_nocase(extension, STR("tsv"));
}

document_kind document_kind_of(morgue_str begin, morgue_str name)
{
    morgue_str s = skip_space(begin);

    if (begins_reuters(s))
        return DOCUMENT_REUTERS;
    if (begins_tag(s, "<DOC"))
        return DOCUMENT_DOC;
    if (str_starts_with(s, STR("{")))
        return is_json_lines(s) ? DOCUMENT_LINES : DOCUMENT_VALUES;
    if (str_starts_with(s, STR("[")) &&
        str_starts_with(skip_space(str_slice(s, 1, s.size)), STR("{")))
        return DOCUMENT_VALUES;
    if (is_rows_name(name))
        return DOCUMENT_ROWS;
    if (begins_message(begin))
        return DOCUMENT_MESSAGES;
    return DOCUMENT_WHOLE;
}

document_splitter *document_splitter_new(byte_source *source,
                                         document_kind kind, morgue_str file,
                                         morgue_str member)
{
    document_splitter *d = heap_new(1, sizeof *d);

    d->source = source;
    d->kind = kind;
    d->file = file;
    d->member = member;
    d->delimiter = ',';
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

/* ---- Cutting ---- */

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

/* Where a row ends: behind a line's end that is not within quotes; SIZE_MAX
 * when s ends before. */
static size_t row_end(morgue_str s, bool *in_quotes)
{
    for (size_t i = 0; i < s.size; i++) {
        if (s.data[i] == '"')
            *in_quotes = !*in_quotes;
        if (s.data[i] == '\n' && !*in_quotes)
            return i + 1;
    }
    return SIZE_MAX;
}

static void take_row(document_splitter *d, buffer *block)
{
    bool in_quotes = false;
    morgue_str seen;

    while ((seen = byte_source_peek(d->source, 1)).size) {
        size_t end = row_end(seen, &in_quotes);

        take(d, block, seen, end == SIZE_MAX ? seen.size : end);
        if (end != SIZE_MAX)
            return;
    }
}

size_t document_header_size(morgue_str begin, morgue_str name)
{
    bool in_quotes = false;
    size_t end = row_end(begin, &in_quotes);

    if (document_kind_of(begin, name) != DOCUMENT_ROWS || end == SIZE_MAX)
        return 0;
    return end;
}

/* A JSON value: to the bracket that closes the first. */
static void take_value(document_splitter *d, buffer *block)
{
    bool in_string = false, is_escaped = false;
    size_t depth = 0;
    morgue_str seen;

    while ((seen = byte_source_peek(d->source, 1)).size) {
        for (size_t i = 0; i < seen.size; i++) {
            char c = seen.data[i];
            if (in_string) {
                in_string = is_escaped || c != '"';
                is_escaped = !is_escaped && c == '\\';
            } else if (c == '"') {
                in_string = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && (depth == 0 || --depth == 0)) {
                take(d, block, seen, i + 1);
                return;
            }
        }
        take(d, block, seen, seen.size);
    }
}

/* Where `tag` begins a line behind the first; SIZE_MAX. */
static size_t find_line(morgue_str s, const char *tag)
{
    size_t from = 0;

    while (from < s.size) {
        const char *p = memchr(s.data + from, '\n', s.size - from);
        if (p == NULL)
            break;
        from = (size_t)(p - s.data) + 1;
        if (begins_tag(str_slice(s, from, s.size), tag))
            return from;
    }
    return SIZE_MAX;
}

/*
 * To the end tag and its line end; or, when that never comes, to the next
 * begin tag at a line's beginning.
 */
static void take_tagged(document_splitter *d, buffer *block)
{
    morgue_str end_tag = str_of(kinds[d->kind].end), seen;

    while ((seen = byte_source_peek(d->source, 2 * LOOK)).size) {
        size_t end = str_find_nocase(seen, end_tag);
        size_t next = find_line(seen, kinds[d->kind].begin);

        if (end != SIZE_MAX && end < next) {
            take(d, block, seen, end + end_tag.size);
            return;
        }
        if (next != SIZE_MAX) {
            take(d, block, seen, next);
            return;
        }
        next = safe_step(seen, LOOK);
        take(d, block, seen, next);
    }
}

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
            begins_message(str_slice(s, from, s.size)))
            return from;
    }
}

/* To the next message behind an empty line. */
static void take_message(document_splitter *d, buffer *block)
{
    morgue_str seen;

    while ((seen = byte_source_peek(d->source, 2 * LOOK_MESSAGE)).size) {
        size_t next = find_message(seen);
        size_t step = safe_step(seen, LOOK_MESSAGE);

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
        return c == ',' || c == '[' || c == ']';
    return d->kind == DOCUMENT_LINES && c == ',';
}

static void skip_between(document_splitter *d)
{
    morgue_str seen = byte_source_peek(d->source, 3);

    if (d->count == 0 && str_starts_with(seen, STR("\xef\xbb\xbf")))
        byte_source_consume(d->source, 3);
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
    case DOCUMENT_DOC:
    case DOCUMENT_REUTERS:
        return begins_tag(seen, kinds[d->kind].begin);
    case DOCUMENT_MESSAGES:
        return begins_message(seen);
    default:
        return true;
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
    case DOCUMENT_DOC:
    case DOCUMENT_REUTERS:
        take_tagged(d, block);
        return;
    case DOCUMENT_MESSAGES:
        take_message(d, block);
        return;
    default:
        take_line(d, block);
    }
}

/* Of a kind with a header row, that; it is no record of its own. */
static void take_header(document_splitter *d)
{
    size_t tabs = 0, commas = 0, semicolons = 0;

    take_row(d, &d->header);
    for (size_t i = 0; i < d->header.size; i++) {
        tabs += d->header.data[i] == '\t';
        commas += d->header.data[i] == ',';
        semicolons += d->header.data[i] == ';';
    }
    if (tabs > commas && tabs >= semicolons)
        d->delimiter = '\t';
    else if (semicolons > commas)
        d->delimiter = ';';
}

static void place(const document_splitter *d, record *out, uint64_t begin)
{
    out->type = "document";
    out->file = arena_copy(out->arena, d->file);
    out->member = arena_copy(out->arena, d->member);
    out->offset = (int64_t)begin;
    out->length = (int64_t)(byte_source_position(d->source) - begin);
    out->media_type = str_of(kinds[d->kind].media_type);
    if (d->kind == DOCUMENT_ROWS && d->delimiter != ',')
        out->media_type = d->delimiter == ';'
                              ? STR("text/csv; delimiter=semicolon")
                              : STR("text/tab-separated-values");
}

/* What stands between documents and is none: to the next that looks so. */
static void take_garbage(document_splitter *d, record *out)
{
    uint64_t begin = byte_source_position(d->source);
    const char *tag = kinds[d->kind].begin;
    morgue_str seen;

    if (*tag == 0 || d->kind == DOCUMENT_MESSAGES)
        take_line(d, &out->block);
    while (*tag && (seen = byte_source_peek(d->source, 2 * LOOK)).size) {
        size_t next = find_line(seen, tag);
        size_t step = safe_step(seen, LOOK);

        byte_source_consume(d->source, next != SIZE_MAX ? next : step);
        if (next != SIZE_MAX)
            break;
    }
    place(d, out, begin);
    buffer_clear(&out->block);
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
    uint64_t begin = byte_source_position(d->source);

    if (d->kind == DOCUMENT_ROWS)
        buffer_append_str(&out->block, buffer_view(&d->header));
    take_document(d, &out->block);
    place(d, out, begin);
    if (out->block.failed) {
        record_settle(out, FATE_REFUSED, "document is over the limit");
        buffer_clear(&out->block);
        return;
    }
    record_finish(out);
}

bool document_splitter_next(document_splitter *d, record *out)
{
    morgue_str seen;

    for (;;) {
        if (d->kind == DOCUMENT_ROWS && d->count == 0) {
            skip_between(d);
            take_header(d);
            d->count = 1;
        }
        skip_between(d);
        seen = byte_source_peek(d->source, LOOK_MESSAGE);
        if (seen.size == 0)
            return tell_fault(d, out);
        if (d->kind != DOCUMENT_ROWS && skip_prolog(d, seen))
            continue;
        break;
    }
    d->count++;
    if (begins_document(d, seen)) {
        fill(d, out);
    } else {
        take_garbage(d, out);
        record_settle(out, FATE_MALFORMED,
                      arena_format(out->arena,
                                   "%lld bytes that are no document",
                                   (long long)out->length)
                          .data);
    }
    return true;
}
