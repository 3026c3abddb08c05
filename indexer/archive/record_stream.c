/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record_stream.h"

#include "file_kind.h"
#include "header_fields.h"
#include "limits.h"
#include "str.h"

#define LOOK_AHEAD ((size_t)4096)
/* A last block that is short by so little was miscounted, not cut off. */
#define MISSING_MAX 16
#define WINDOW ((size_t)64 << 10)
#define RESERVE ((uint64_t)4 << 20)

void record_stream_init(record_stream *rs, const record_syntax *syntax,
                        byte_source *source, morgue_str file,
                        morgue_str member)
{
    *rs = (record_stream){.syntax = syntax, .source = source, .file = file,
                          .member = member};
}

static bool is_line_end(char c)
{
    return c == '\r' || c == '\n';
}

/* Returns how many were passed over. */
static uint64_t skip_line_ends(byte_source *source)
{
    uint64_t skipped = 0;
    morgue_str seen;

    while ((seen = byte_source_peek(source, 1)).size &&
           is_line_end(seen.data[0])) {
        size_t count = 1;
        while (count < seen.size && is_line_end(seen.data[count]))
            count++;
        byte_source_consume(source, count);
        skipped += count;
    }
    return skipped;
}

static void remember_begin(record_stream *rs)
{
    byte_source_peek(rs->source, 1);
    rs->begin = byte_source_position(rs->source);
    rs->is_stored = byte_source_stored(rs->source, &rs->stored);
}

static bool at_head(record_stream *rs)
{
    return rs->syntax->is_head(
        byte_source_peek(rs->source, rs->syntax->look));
}

/* A gzip member with a head in it begins here, in a plain stretch. */
static bool open_gzip(record_stream *rs)
{
    return byte_source_reopen(rs->source) && at_head(rs);
}

/* ---- Places ---- */

void record_stream_place(record_stream *rs, record *out)
{
    uint64_t end = 0;
    morgue_str inner;

    out->file = arena_copy(out->arena, rs->file);
    out->member = arena_copy(out->arena, rs->member);
    byte_source_peek(rs->source, 1);
    if (rs->is_stored && byte_source_stored(rs->source, &end) &&
        end >= rs->stored) {
        out->offset = (int64_t)rs->stored;
        out->length = (int64_t)(end - rs->stored);
        return;
    }
    /* Several records in one gzip member: addressed in what it inflates to. */
    inner = file_kind_plain_base(rs->member.size ? rs->member : rs->file);
    if (rs->member.size)
        out->member = arena_format(out->arena, "%.*s/%.*s",
                                   (int)rs->member.size, rs->member.data,
                                   (int)inner.size, inner.data);
    else
        out->member = arena_copy(out->arena, inner);
    out->offset = (int64_t)rs->begin;
    out->length = (int64_t)(byte_source_position(rs->source) - rs->begin);
}

/* ---- Garbage ---- */

/* Where in s a head begins a line; SIZE_MAX: nowhere. */
static size_t find_line_head(const record_stream *rs, morgue_str s)
{
    size_t from = 0;

    while (from < s.size) {
        const char *p = memchr(s.data + from, '\n', s.size - from);
        if (p == NULL)
            break;
        from = (size_t)(p - s.data) + 1;
        if (rs->syntax->is_head(str_slice(s, from, s.size)))
            return from;
    }
    return SIZE_MAX;
}

/* Where a head begins within a line, behind a block that was cut off. */
static size_t find_sure_head(const record_stream *rs, morgue_str s)
{
    morgue_str mark = str_of(rs->syntax->mark);
    size_t from = 1;

    while (mark.size && from < s.size) {
        const char *p = memmem(s.data + from, s.size - from, mark.data,
                               mark.size);
        if (p == NULL)
            break;
        from = (size_t)(p - s.data);
        if (rs->syntax->is_sure_head(str_slice(s, from, s.size)))
            return from;
        from++;
    }
    return SIZE_MAX;
}

static size_t find_head(const record_stream *rs, morgue_str s)
{
    size_t line = find_line_head(rs, s), sure;

    sure = find_sure_head(rs, str_slice(s, 0, line));
    return sure < line ? sure : line;
}

/* Where a gzip member may begin in s: plain and compressed records may stand
 * in one file. */
static size_t find_gzip(morgue_str s)
{
    const char *p = memmem(s.data, s.size, "\x1f\x8b\x08", 3);

    return p ? (size_t)(p - s.data) : SIZE_MAX;
}

/* Pass over bytes up to the next head, at a line's or member's beginning. */
static void pass_garbage(record_stream *rs)
{
    for (;;) {
        morgue_str seen = byte_source_peek(rs->source, WINDOW);
        size_t step = seen.size, at;

        if (seen.size == 0)
            return;
        if (seen.size > rs->syntax->look)
            step -= rs->syntax->look;
        at = byte_source_member_rest(rs->source);
        if (find_gzip(seen) < at)
            at = find_gzip(seen);
        if (find_head(rs, seen) < at)
            at = find_head(rs, seen);
        if (at < step)
            step = at;
        byte_source_consume(rs->source, step);
        if (step == at && (at_head(rs) || open_gzip(rs)))
            return;
        if (step == 0)
            byte_source_consume(rs->source, 1);
    }
}

/* The first bytes as a message may have them. */
static void quote(char *out, size_t room, morgue_str s)
{
    size_t i;

    for (i = 0; i + 1 < room && i < s.size; i++)
        out[i] = s.data[i] > 31 && s.data[i] < 127 ? s.data[i] : '?';
    out[i] = 0;
}

/* The fault that the stream stopped at here; NULL when it did not. */
static const morgue_error *fault_here(record_stream *rs)
{
    if (byte_source_peek(rs->source, 1).size)
        return NULL;
    return byte_source_fault(rs->source);
}

static void fill_garbage(record_stream *rs, record *out)
{
    uint64_t begin = rs->begin;
    const morgue_error *fault;
    char quoted[17];

    quote(quoted, sizeof quoted, byte_source_peek(rs->source, 16));
    pass_garbage(rs);
    record_stream_place(rs, out);
    fault = fault_here(rs);
    if (fault) {
        rs->fault_told = true;
        record_settle(out,
                      fault->status == MORGUE_ELIMIT ? FATE_REFUSED
                                                     : FATE_MALFORMED,
                      arena_strdup(out->arena, str_of(fault->message)));
    }
    record_settle(
        out, FATE_MALFORMED,
        arena_format(out->arena,
                     "%llu bytes at %llu that begin \"%s\": expected a %s "
                     "record",
                     (unsigned long long)(byte_source_position(rs->source) -
                                          begin),
                     (unsigned long long)begin, quoted, rs->syntax->name)
            .data);
}

static void fill_fault(record_stream *rs, record *out,
                       const morgue_error *fault)
{
    record_stream_place(rs, out);
    if (fault->offset >= 0)
        out->offset = fault->offset;
    out->length = -1;
    record_settle(out,
                  fault->status == MORGUE_ELIMIT ? FATE_REFUSED
                                                 : FATE_MALFORMED,
                  arena_strdup(out->arena, str_of(fault->message)));
}

stream_state record_stream_begin(record_stream *rs, record *out)
{
    for (;;) {
        const morgue_error *fault;

        remember_begin(rs);
        if (!rs->is_stored || !at_head(rs)) {
            if (skip_line_ends(rs->source))
                remember_begin(rs);
        }
        if (byte_source_peek(rs->source, 1).size)
            break;
        fault = byte_source_fault(rs->source);
        if (fault && !rs->fault_told) {
            rs->fault_told = true;
            fill_fault(rs, out, fault);
            return STREAM_GARBAGE;
        }
        if (!byte_source_resume(rs->source))
            return STREAM_END;
        rs->fault_told = false;
    }
    if (at_head(rs))
        return STREAM_HEAD;
    if (open_gzip(rs)) {
        remember_begin(rs);
        return STREAM_HEAD;
    }
    fill_garbage(rs, out);
    return STREAM_GARBAGE;
}

void record_stream_step(record_stream *rs)
{
    morgue_str seen = byte_source_peek(rs->source, rs->syntax->look);
    size_t end = str_find_char(seen, '\n');

    byte_source_consume(rs->source, end == SIZE_MAX ? seen.size : end + 1);
}

void record_stream_give_up(record_stream *rs, record *out,
                           const char *reason)
{
    const morgue_error *fault;

    record_stream_step(rs);
    if (!at_head(rs))
        pass_garbage(rs);
    record_stream_place(rs, out);
    fault = fault_here(rs);
    rs->fault_told = fault != NULL;
    if (fault)
        reason = arena_format(out->arena, "%s, %s", reason, fault->message)
                     .data;
    record_settle(out, FATE_MALFORMED, reason);
}

/* ---- Blocks ---- */

/* Append up to length bytes; stops at a member that begins with a head. */
static uint64_t copy_block(record_stream *rs, buffer *block, uint64_t length)
{
    uint64_t got = 0;

    while (got < length) {
        morgue_str seen = byte_source_peek(rs->source, 1);
        size_t step = seen.size, rest = byte_source_member_rest(rs->source);

        if (step == 0)
            break;
        if (rest < step)
            step = rest;
        if (step > length - got)
            step = (size_t)(length - got);
        if (block)
            buffer_append(block, seen.data, step);
        byte_source_consume(rs->source, step);
        got += step;
        if (step == rest && got < length && at_head(rs))
            break;
    }
    return got;
}

#define HEAD_FIRST_LOOK ((size_t)2048)

morgue_str record_stream_head(record_stream *rs, bool *is_whole)
{
    size_t want = HEAD_FIRST_LOOK, size;
    morgue_str seen;

    do {
        seen = byte_source_peek(rs->source, want);
        size = header_size(str_slice(seen, 0, LIMIT_RECORD_HEAD));
        want *= 4;
    } while (size == SIZE_MAX && seen.size >= want / 4 &&
             seen.size < LIMIT_RECORD_HEAD);
    *is_whole = size != SIZE_MAX;
    return str_slice(seen, 0, *is_whole ? size : LIMIT_RECORD_HEAD);
}

static morgue_str without_line_ends(morgue_str s, size_t at_most)
{
    while (at_most && s.size && is_line_end(s.data[s.size - 1])) {
        s.size--;
        at_most--;
    }
    return s;
}

/*
 * The block has swallowed the next head: give back what is from there on.
 * False when there is no head in it.
 */
static bool cut_block(record_stream *rs, record *out, uint64_t length)
{
    morgue_str block, seen = byte_source_peek(rs->source, rs->syntax->look);
    size_t size = out->block.size, head;

    /* The head may lie across the block's end. */
    buffer_append_str(&out->block, str_slice(seen, 0, rs->syntax->look));
    head = find_head(rs, buffer_view(&out->block));
    out->block.size = size;
    block = buffer_view(&out->block);
    if (head >= size ||
        !byte_source_unread(rs->source,
                            str_slice(block, head, block.size)))
        return false;
    block = without_line_ends(str_slice(block, 0, head), 4);
    out->block.size = block.size;
    record_note(out, arena_format(out->arena,
                                  "length is stated as %llu and is %zu",
                                  (unsigned long long)length, block.size)
                         .data);
    return true;
}

/* A little more of the block stands behind its stated end. */
static bool extend_block(record_stream *rs, record *out, uint64_t length)
{
    morgue_str seen = byte_source_peek(rs->source, LOOK_AHEAD);
    size_t head = find_head(rs, seen), rest;
    morgue_str gap;

    rest = byte_source_member_rest(rs->source);
    if (rest < head)
        head = rest;
    if (head == SIZE_MAX && seen.size < LOOK_AHEAD)
        head = seen.size;
    if (head > seen.size)
        return false;
    gap = without_line_ends(str_slice(seen, 0, head), 4);
    buffer_append_str(&out->block, gap);
    byte_source_consume(rs->source, head);
    record_note(out, arena_format(out->arena,
                                  "length is stated as %llu and is %zu",
                                  (unsigned long long)length,
                                  out->block.size)
                         .data);
    return true;
}

typedef enum block_end { ENDS_WELL, ENDS_IN_GARBAGE, ENDS_IN_BLOCK } block_end;

/* What stands behind a block of the stated length. */
static block_end look_behind(record_stream *rs)
{
    morgue_str next = byte_source_peek(rs->source, rs->syntax->look + 64);
    size_t ends = 0;

    while (ends < next.size && is_line_end(next.data[ends]))
        ends++;
    if (ends == next.size || byte_source_member_rest(rs->source) <= ends ||
        rs->syntax->is_head(str_slice(next, ends, next.size)))
        return ENDS_WELL;
    return ends ? ENDS_IN_GARBAGE : ENDS_IN_BLOCK;
}

static void settle_short(record_stream *rs, record *out, uint64_t length,
                         uint64_t got)
{
    const morgue_error *fault = fault_here(rs);

    if (fault == NULL && length - got <= MISSING_MAX) {
        record_note(out, arena_format(out->arena,
                                      "length is stated as %llu and is %llu",
                                      (unsigned long long)length,
                                      (unsigned long long)got)
                             .data);
        return;
    }
    record_settle(out,
                  fault && fault->status == MORGUE_ELIMIT ? FATE_REFUSED
                                                          : FATE_MALFORMED,
                  arena_format(out->arena,
                               "block breaks off: %llu of %llu bytes%s%s",
                               (unsigned long long)got,
                               (unsigned long long)length,
                               fault ? ", " : "",
                               fault ? fault->message : "")
                      .data);
    rs->fault_told = fault != NULL;
}

/*
 * A block over the limit, or a length that lies: one that runs past the file's
 * end does, and where nobody knows the end it shows when it comes.  What was
 * read until then is searched for a head.
 */
static void read_large(record_stream *rs, record *out, uint64_t length)
{
    uint64_t rest = byte_source_rest_max(rs->source);
    bool is_lie = length > rest, may_lie = is_lie || rest == UINT64_MAX;
    uint64_t got =
        copy_block(rs, may_lie ? &out->block : NULL, LIMIT_RECORD_BLOCK);

    if (!is_lie && got == LIMIT_RECORD_BLOCK)
        got += copy_block(rs, NULL, length - got);
    if (got < length && out->block.size && got <= LIMIT_RECORD_BLOCK &&
        cut_block(rs, out, length))
        return;
    if (got < length && got != LIMIT_RECORD_BLOCK)
        settle_short(rs, out, length, got);
    record_settle(out, FATE_REFUSED, "block is over the limit");
    if (is_lie)
        pass_garbage(rs);
}

static void read_block(record_stream *rs, record *out, uint64_t length)
{
    block_end end;
    uint64_t got;

    buffer_reserve(&out->block, length < RESERVE ? (size_t)length : RESERVE);
    got = copy_block(rs, &out->block, length);
    if (got < length) {
        if (!cut_block(rs, out, length))
            settle_short(rs, out, length, got);
        return;
    }
    end = look_behind(rs);
    if (end != ENDS_WELL && !cut_block(rs, out, length) &&
        end == ENDS_IN_BLOCK)
        extend_block(rs, out, length);
}

void record_stream_block(record_stream *rs, record *out, uint64_t length)
{
    if (length <= LIMIT_RECORD_BLOCK)
        read_block(rs, out, length);
    else
        read_large(rs, out, length);
    skip_line_ends(rs->source);
    if (out->block.failed)
        record_settle(out, FATE_REFUSED, "block is over the limit");
}
