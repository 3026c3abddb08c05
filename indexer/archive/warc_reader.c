/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "warc_reader.h"

#include "header_fields.h"
#include "heap.h"
#include "limits.h"
#include "record_stream.h"
#include "str.h"

#include <stdlib.h>

struct warc_reader {
    record_stream stream;
};

/* The fields of a head that count for us; or empty. */
typedef struct warc_head {
    morgue_str type, length, url, date, content_type, id, refers_to,
        refers_to_url, refers_to_date, concurrent_to, payload_digest,
        block_digest, truncated, segment, segment_origin, segment_total;
} warc_head;

/* "WARC/1.0" and a line end; a blank before it is forgiven. */
bool warc_reader_is_head(morgue_str s)
{
    size_t at = 5, digits = 0;

    if (!str_starts_with_nocase(s, STR("WARC/")))
        return false;
    while (at < s.size && ascii_is_digit(s.data[at]))
        at++;
    if (at == 5 || at >= s.size || s.data[at] != '.')
        return false;
    for (at++; at < s.size && ascii_is_digit(s.data[at]); at++)
        digits++;
    while (at < s.size && (s.data[at] == ' ' || s.data[at] == '\r'))
        at++;
    return digits && at < s.size && s.data[at] == '\n';
}

/* ... and a field below it: text may well say "WARC/1.0". */
static bool is_sure_head(morgue_str s)
{
    morgue_str line;

    return warc_reader_is_head(s) && str_next_line(&s, &line) &&
           (str_starts_with_nocase(s, STR("WARC-")) ||
            str_starts_with_nocase(s, STR("Content-")));
}

bool warc_reader_has_head(morgue_str bytes)
{
    morgue_str line;

    do {
        if (is_sure_head(bytes))
            return true;
    } while (str_next_line(&bytes, &line));
    return false;
}

static const record_syntax warc_syntax = {"WARC", warc_reader_is_head, 40,
                                          "WARC/", is_sure_head};

warc_reader *warc_reader_new(byte_source *source, morgue_str file,
                             morgue_str member)
{
    warc_reader *w = heap_new(1, sizeof *w);

    record_stream_init(&w->stream, &warc_syntax, source, file, member);
    return w;
}

void warc_reader_free(warc_reader *w)
{
    free(w);
}

/* The first of fields that should stand once. */
static void set_field(warc_head *h, morgue_str name, morgue_str value)
{
    const struct {
        const char *name;
        morgue_str *to;
    } fields[] = {
        {"WARC-Type", &h->type},
        {"Content-Length", &h->length},
        {"WARC-Target-URI", &h->url},
        {"WARC-Date", &h->date},
        {"Content-Type", &h->content_type},
        {"WARC-Record-ID", &h->id},
        {"WARC-Refers-To", &h->refers_to},
        {"WARC-Refers-To-Target-URI", &h->refers_to_url},
        {"WARC-Refers-To-Date", &h->refers_to_date},
        {"WARC-Concurrent-To", &h->concurrent_to},
        {"WARC-Payload-Digest", &h->payload_digest},
        {"WARC-Block-Digest", &h->block_digest},
        {"WARC-Truncated", &h->truncated},
        {"WARC-Segment-Number", &h->segment},
        {"WARC-Segment-Origin-ID", &h->segment_origin},
        {"WARC-Segment-Total-Length", &h->segment_total},
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!str_equal_nocase(name, str_of(fields[i].name)))
            continue;
        if (fields[i].to->size == 0)
            *fields[i].to = value;
        return;
    }
}

static warc_head read_head(arena *a, morgue_str text)
{
    warc_head h = {0};
    morgue_str line, name, value;

    str_next_line(&text, &line);
    while (header_next(a, &text, &name, &value, NULL))
        set_field(&h, name, value);
    return h;
}

/* wget 1.14 and others put the URL in angle brackets. */
static morgue_str without_brackets(morgue_str s)
{
    if (s.size >= 2 && s.data[0] == '<' && s.data[s.size - 1] == '>')
        return str_slice(s, 1, s.size - 1);
    return s;
}

static civil_date read_date(morgue_str s)
{
    civil_date date = {0};

    if (s.size == 0)
        return date;
    if (!civil_date_parse_iso(&date, s) && !civil_date_parse_digits(&date, s))
        return (civil_date){0};
    if (date.precision >= DATE_MINUTE && date.offset_minutes == DATE_NO_OFFSET)
        date.offset_minutes = 0;
    return civil_date_utc(&date);
}

static const char *type_name(arena *a, morgue_str type)
{
    static const char *const names[] = {
        "response", "resource", "request",    "metadata",
        "warcinfo", "revisit",  "conversion", "continuation",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_nocase(type, str_of(names[i])))
            return names[i];
    if (type.size == 0)
        return "unknown";
    return arena_strdup(a, str_slice(type, 0, 40));
}

/* What is no article by its type alone. */
static void settle_type(record *out, bool has_type)
{
    static const struct {
        const char *type;
        record_fate fate;
        const char *reason;
    } fates[] = {
        {"response", FATE_NONE, NULL},
        {"resource", FATE_NONE, NULL},
        {"conversion", FATE_NONE, NULL},
        {"request", FATE_NOT_ARTICLE, "request record"},
        {"metadata", FATE_NONE, NULL}, /* paired, or settled then */
        {"warcinfo", FATE_NOT_ARTICLE, "warcinfo record"},
        {"revisit", FATE_REVISIT, "repeats another record"},
        {"continuation", FATE_NONE, NULL}, /* joined, or settled then */
    };

    for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
        if (strcmp(out->type, fates[i].type) == 0) {
            if (fates[i].fate != FATE_NONE)
                record_settle(out, fates[i].fate, fates[i].reason);
            return;
        }
    if (!has_type)
        record_settle(out, FATE_MALFORMED, "no WARC-Type");
    record_settle(out, FATE_NOT_ARTICLE,
                  arena_format(out->arena, "unknown record type %s",
                               out->type)
                      .data);
}

/* The head's strings stand in the window: everything kept is copied. */
static void fill(record *out, const warc_head *h)
{
    arena *a = out->arena;
    uint64_t segment;

    out->type = type_name(a, h->type);
    out->url = arena_copy(a, without_brackets(h->url));
    out->media_type = arena_copy(a, h->content_type);
    out->captured = read_date(h->date);
    out->id = arena_copy(a, h->id);
    out->concurrent_to = arena_copy(a, h->concurrent_to);
    out->refers_to = arena_copy(a, h->refers_to);
    out->refers_to_url = arena_copy(a, without_brackets(h->refers_to_url));
    out->refers_to_captured = read_date(h->refers_to_date);
    out->claimed_payload_digest = arena_copy(a, h->payload_digest);
    out->claimed_block_digest = arena_copy(a, h->block_digest);
    out->segment_origin = arena_copy(a, h->segment_origin);
    out->is_last_segment = h->segment_total.size > 0;
    if (str_to_u64(h->segment, UINT32_MAX, &segment))
        out->segment = (uint32_t)segment;
    if (h->truncated.size && strcmp(out->type, "revisit") != 0)
        record_note(out, arena_format(a, "truncated by the crawler: %.*s",
                                      (int)(h->truncated.size > 40
                                                ? 40
                                                : h->truncated.size),
                                      h->truncated.data)
                             .data);
}

/* The block is an HTTP message: so it says, or so it begins. */
static bool has_http(const record *out)
{
    morgue_str block = buffer_view(&out->block);

    if (str_starts_with_nocase(out->media_type, STR("application/http")) ||
        (strcmp(out->type, "response") == 0 &&
         str_starts_with_nocase(out->url, STR("http"))))
        return str_starts_with_nocase(block, STR("HTTP/")) ||
               str_starts_with(block, STR("ICY "));
    return false;
}

static void read_record(warc_reader *w, record *out)
{
    bool is_whole;
    morgue_str text = record_stream_head(&w->stream, &is_whole);
    warc_head head;
    uint64_t length;

    head = read_head(out->arena, text);
    fill(out, &head);
    out->head = arena_copy(out->arena, text);
    out->tail = STR("\r\n\r\n");
    if (!is_whole && text.size >= LIMIT_RECORD_HEAD)
        record_settle(out, FATE_REFUSED, "record's head is over the limit");
    if (!is_whole) {
        record_stream_give_up(&w->stream, out, "record's head does not end");
        return;
    }
    if (!str_to_u64(head.length, INT64_MAX, &length)) {
        record_stream_give_up(&w->stream, out,
                              head.length.size ? "Content-Length is no number"
                                               : "no Content-Length");
        return;
    }
    byte_source_consume(w->stream.source, text.size);
    record_stream_block(&w->stream, out, length);
    record_stream_place(&w->stream, out);
    settle_type(out, head.type.size > 0);
    out->is_http = has_http(out);
}

bool warc_reader_next(warc_reader *w, record *out)
{
    switch (record_stream_begin(&w->stream, out)) {
    case STREAM_END:
        return false;
    case STREAM_GARBAGE:
        return true;
    case STREAM_HEAD:
        break;
    }
    read_record(w, out);
    return true;
}

/* The payload digest of a revisit is that of what it repeats. */
void warc_reader_finish(record *r)
{
    if (strcmp(r->type, "metadata") == 0)
        record_settle(r, FATE_NOT_ARTICLE, "metadata record");
    if (strcmp(r->type, "continuation") == 0)
        record_settle(r, FATE_NOT_ARTICLE, "continuation of another record");
    if (strcmp(r->type, "revisit") != 0) {
        record_finish(r);
        return;
    }
    record_check_block(r);
    buffer_clear(&r->block);
}
