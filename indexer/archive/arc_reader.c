/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "arc_reader.h"

#include "heap.h"
#include "limits.h"
#include "record_stream.h"
#include "str.h"

#include <stdlib.h>

/* A record's line with its URL is no longer. */
#define LINE_MAX_BYTES ((size_t)16 << 10)
#define FIELDS_MAX 24

struct arc_reader {
    record_stream stream;
};

/* URL address date type [status checksum place offset file] length */
typedef struct arc_line {
    morgue_str url, date, type;
    uint64_t length;
} arc_line;

/* "http:", "dns:", "filedesc:" ...: letters and what RFC 3986 adds. */
static bool begins_with_scheme(morgue_str s)
{
    size_t at = 0;

    while (at < s.size && at < 24 &&
           (ascii_is_alpha(s.data[at]) ||
            (at && (ascii_is_digit(s.data[at]) || s.data[at] == '+' ||
                    s.data[at] == '-' || s.data[at] == '.'))))
        at++;
    return at > 1 && at < s.size && s.data[at] == ':';
}

/* 12 digits in the oldest files, 14 mostly, 17 with thousandths. */
static bool is_date(morgue_str s)
{
    if (s.size < 12 || s.size > 17)
        return false;
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_digit(s.data[i]))
            return false;
    return true;
}

/* The last FIELDS_MAX words of a line, counted from the right. */
static size_t split_right(morgue_str line, morgue_str *words)
{
    size_t count = 0, end = line.size;

    while (end && count < FIELDS_MAX) {
        size_t begin = end;
        while (begin && line.data[begin - 1] != ' ')
            begin--;
        words[count++] = str_slice(line, begin, end);
        end = begin ? begin - 1 : 0;
    }
    return count;
}

/*
 * Read from the right: URLs may hold blanks.  The date is the word that is
 * all digits and long enough, with two more before it (address and URL).
 */
static bool read_line(morgue_str line, arc_line *out)
{
    morgue_str words[FIELDS_MAX];
    size_t count;

    line = str_trim(line);
    if (!begins_with_scheme(line))
        return false;
    count = split_right(line, words);
    if (count < 4 || !str_to_u64(words[0], INT64_MAX, &out->length))
        return false;
    for (size_t i = 1; i + 2 < count + (count == FIELDS_MAX); i++) {
        const char *url_end;
        if (!is_date(words[i]))
            continue;
        url_end = words[i + 1].data;
        out->date = words[i];
        out->type = i > 1 ? words[i - 1] : STR("");
        out->url = str_trim(
            str_make(line.data, (size_t)(url_end - line.data)));
        return true;
    }
    return false;
}

static morgue_str first_line(morgue_str s)
{
    morgue_str line = {0};

    s = str_slice(s, 0, LINE_MAX_BYTES);
    if (str_find_char(s, '\n') == SIZE_MAX || !str_next_line(&s, &line))
        return STR("");
    return line;
}

bool arc_reader_is_head(morgue_str bytes)
{
    arc_line line;

    return begins_with_scheme(bytes) && read_line(first_line(bytes), &line);
}

static const record_syntax arc_syntax = {"ARC", arc_reader_is_head,
                                         LINE_MAX_BYTES, NULL, NULL};

arc_reader *arc_reader_new(byte_source *source, morgue_str file,
                           morgue_str member)
{
    arc_reader *a = heap_new(1, sizeof *a);

    record_stream_init(&a->stream, &arc_syntax, source, file, member);
    return a;
}

void arc_reader_free(arc_reader *a)
{
    free(a);
}

static void fill(record *out, const arc_line *line)
{
    bool is_web = str_starts_with_nocase(line->url, STR("http"));

    out->type = is_web ? "response" : "resource";
    out->url = arena_copy(out->arena, line->url);
    out->media_type = arena_copy(out->arena, line->type);
    if (str_equal(out->media_type, STR("no-type")))
        out->media_type = STR("");
    if (civil_date_parse_digits(&out->captured, str_slice(line->date, 0, 14)))
        out->captured.offset_minutes = 0;
}

static void finish(record *out)
{
    morgue_str block = buffer_view(&out->block);

    if (str_starts_with(out->url, STR("filedesc:"))) {
        out->type = "filedesc";
        record_settle(out, FATE_NOT_ARTICLE, "filedesc record");
    }
    out->is_http = str_starts_with_nocase(block, STR("HTTP/")) ||
                   str_starts_with(block, STR("ICY "));
    record_finish(out);
}

bool arc_reader_next(arc_reader *a, record *out)
{
    record_stream *rs = &a->stream;
    morgue_str text;
    arc_line line;

    switch (record_stream_begin(rs, out)) {
    case STREAM_END:
        return false;
    case STREAM_GARBAGE:
        return true;
    case STREAM_HEAD:
        break;
    }
    text = byte_source_peek(rs->source, LINE_MAX_BYTES);
    read_line(first_line(text), &line);
    fill(out, &line);
    out->head = arena_copy(
        out->arena, str_slice(text, 0, str_find_char(text, '\n') + 1));
    out->tail = STR("\n");
    record_stream_step(rs);
    record_stream_block(rs, out, line.length);
    record_stream_place(rs, out);
    finish(out);
    return true;
}
