/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From a record's block to its payload: HTTP's head, chunks and content
 * encodings taken off, and what can be no article told apart.
 */
#include "record.h"

#include "header_fields.h"
#include "http_message.h"
#include "inflate_payload.h"
#include "limits.h"
#include "stated_digest.h"
#include "str.h"

/* Media types that no reader of articles takes.  A page served under a wrong
 * name is mostly text/plain or application/octet-stream: these stay in. */
static bool is_foreign_type(morgue_str type)
{
    static const char *const prefixes[] = {
        "image/", "video/", "audio/", "font/", "model/", "text/css",
        "text/javascript", "text/ecmascript", "text/x-javascript",
        "text/x-component", "text/dns", "text/vtt", "text/cache-manifest",
        "text/calendar", "text/x-cross-domain-policy",
        "application/javascript", "application/x-javascript",
        "application/ecmascript", "application/pdf", "application/font",
        "application/x-font", "application/vnd.ms-fontobject",
        "application/zip", "application/x-shockwave-flash",
        "application/x-font-ttf", "application/wasm", "application/msword",
        "application/vnd.ms-", "application/vnd.openxmlformats",
        "application/vnd.apple.mpegurl", "application/x-mpegurl",
        "application/dash+xml", "application/manifest+json",
        "application/vnd.google.octet-stream-compressible",
        "application/x-protobuf", "application/x-chrome-extension",
        "application/ocsp-response", "application/x-bittorrent",
        "application/pkix", "binary/", "screenshot:", "favicon:",
    };

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_starts_with_nocase(type, str_of(prefixes[i])))
            return true;
    return false;
}

static void settle_status(record *r)
{
    if (r->http_status >= 200 && r->http_status <= 299)
        return;
    if (r->http_status == 0)
        record_settle(r, FATE_MALFORMED, "HTTP status line without a status");
    else
        record_settle(r, FATE_NOT_ARTICLE,
                      arena_format(r->arena, "HTTP status %d",
                                   r->http_status)
                          .data);
}

static void settle_type(record *r)
{
    morgue_str type = header_main_value(r->media_type);

    if (is_foreign_type(type))
        record_settle(r, FATE_NOT_ARTICLE,
                      arena_format(r->arena, "media type %.*s",
                                   (int)(type.size > 80 ? 80 : type.size),
                                   type.data)
                          .data);
}

/* Read HTTP's head into the record.  False: there is none. */
static bool read_head(record *r, http_head *head)
{
    if (!r->is_http ||
        !http_head_read(head, r->arena, buffer_view(&r->block)))
        return false;
    r->http_status = head->status;
    if (head->content_type.size)
        r->media_type = head->content_type;
    else
        r->media_type = STR("");
    return true;
}

/* Addresses of what crawlers say about themselves and their crawl. */
static bool is_crawlers_own(morgue_str url)
{
    static const char *const schemes[] = {
        "metadata:", "dns:",       "filedesc:", "warcinfo:",
        "whois:",    "screenshot:", "thumbnail:", "favicon:",
        "urn:",      "youtube-dl:", "live-web:",
    };

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts_with_nocase(url, str_of(schemes[i])))
            return true;
    return false;
}

static void triage(record *r, bool has_head)
{
    if (has_head)
        settle_status(r);
    settle_type(r);
    if (is_crawlers_own(r->url))
        record_settle(r, FATE_NOT_ARTICLE, "a crawler's own record");
}

/* The body with its chunks and its encoding taken off, as far as it goes. */
static bool plain_holds(const stated_digest *stated, const http_head *head,
                        morgue_str body)
{
    buffer plain, decoded;
    bool good = false;

    buffer_init(&plain, LIMIT_PAYLOAD);
    buffer_init(&decoded, LIMIT_PAYLOAD);
    if (head->is_chunked &&
        http_dechunk(&plain, body) == HTTP_CHUNKS_GOOD) {
        body = buffer_view(&plain);
        good = stated_digest_holds(stated, body);
    }
    if (!good && head->content_encoding.size &&
        inflate_payload(&decoded, head->content_encoding, body) ==
            INFLATE_GOOD)
        good = stated_digest_holds(stated, buffer_view(&decoded));
    buffer_free(&plain);
    buffer_free(&decoded);
    return good;
}

/*
 * Crawlers differ in what a payload's digest is of: the body as stored (the
 * standard), or with its chunks or its encoding taken off.
 */
static bool payload_holds(const record *r, const stated_digest *stated,
                          const http_head *head, morgue_str body)
{
    return stated_digest_is(stated, &r->digest) ||
           stated_digest_holds(stated, body) ||
           (head && plain_holds(stated, head, body));
}

/* Something is stated, and it is a digest that we know. */
static bool is_stated(record *r, stated_digest *out, morgue_str text,
                      const char *unknown)
{
    if (text.size < 2) /* "-" is none */
        return false;
    if (stated_digest_parse(out, text))
        return true;
    record_note(r, unknown);
    return false;
}

static void check_payload(record *r, const http_head *head, morgue_str body)
{
    stated_digest stated;

    if (is_stated(r, &stated, r->claimed_payload_digest,
                  "payload digest is of a kind that is not checked") &&
        !payload_holds(r, &stated, head, body))
        record_note(r, "payload digest differs from the one stated");
}

void record_check_block(record *r)
{
    stated_digest stated;

    if (is_stated(r, &stated, r->claimed_block_digest,
                  "block digest is of a kind that is not checked") &&
        !stated_digest_holds(&stated, buffer_view(&r->block)))
        record_note(r, "block digest differs from the one stated");
}

void record_finish(record *r)
{
    morgue_str body = buffer_view(&r->block);
    http_head head;
    bool has_head;

    if (r->fate == FATE_REFUSED || r->fate == FATE_MALFORMED) {
        buffer_clear(&r->block);
        return;
    }
    has_head = read_head(r, &head);
    if (has_head)
        body = str_slice(body, head.size, body.size);
    else if (strcmp(r->type, "request") == 0)
        body = str_slice(body, header_size(body), body.size);
    r->digest = digest_sha1(body);
    r->has_digest = true;
    check_payload(r, has_head ? &head : NULL, body);
    record_check_block(r);
    triage(r, has_head);
    if (r->fate != FATE_NONE)
        buffer_clear(&r->block);
}

/* Put what `coding` hides into r->decoded; on failure payload stays. */
static void take_off(record *r, morgue_str coding, bool is_declared)
{
    buffer out;
    inflate_result result;

    buffer_init(&out, LIMIT_PAYLOAD);
    result = inflate_payload(&out, coding, r->payload);
    if (result == INFLATE_LIMIT) {
        record_settle(r, FATE_REFUSED, "payload inflates over the limit");
    } else if (result == INFLATE_UNKNOWN) {
        record_settle(r, FATE_NOT_ARTICLE,
                      arena_format(r->arena, "unknown content encoding %.*s",
                                   (int)(coding.size > 40 ? 40 : coding.size),
                                   coding.data)
                          .data);
    } else if (result == INFLATE_BROKEN && out.size == 0) {
        if (is_declared)
            record_note(r, "content encoding is not what the head says");
    } else {
        if (result == INFLATE_BROKEN)
            record_note(r, "content encoding breaks off");
        buffer_free(&r->decoded);
        r->decoded = out;
        r->payload = buffer_view(&r->decoded);
        return;
    }
    buffer_free(&out);
}

/* The last named was put on last. */
static void take_off_codings(record *r, morgue_str codings)
{
    morgue_str sniffed;
    int count = 0;

    while (codings.size && r->fate == FATE_NONE) {
        size_t comma = codings.size;
        morgue_str coding;

        while (comma > 0 && codings.data[comma - 1] != ',')
            comma--;
        coding = str_trim(str_slice(codings, comma, codings.size));
        codings = str_slice(codings, 0, comma ? comma - 1 : 0);
        if (coding.size == 0 || str_equal_nocase(coding, STR("identity")) ||
            str_equal_nocase(coding, STR("none")) ||
            str_equal_nocase(coding, STR("utf-8")))
            continue;
        if (++count > LIMIT_CODINGS) {
            record_settle(r, FATE_REFUSED, "too many content encodings");
            return;
        }
        take_off(r, coding, true);
    }
    /* Nothing said, and yet: some crawlers drop the field, some servers send
     * a compressed file as it is. */
    sniffed = inflate_payload_sniff(r->payload);
    if (r->fate == FATE_NONE && sniffed.size && count < LIMIT_CODINGS)
        take_off(r, sniffed, false);
}

static void take_off_chunks(record *r)
{
    buffer out;
    http_chunks result;

    buffer_init(&out, LIMIT_PAYLOAD);
    result = http_dechunk(&out, r->payload);
    if (result == HTTP_CHUNKS_LIMIT)
        record_settle(r, FATE_REFUSED, "payload is over the limit");
    if (result == HTTP_CHUNKS_NONE || result == HTTP_CHUNKS_LIMIT) {
        buffer_free(&out);
        return;
    }
    if (result == HTTP_CHUNKS_BROKEN)
        record_note(r, "chunk sizes are wrong");
    buffer_free(&r->decoded);
    r->decoded = out;
    r->payload = buffer_view(&r->decoded);
}

/* What the first bytes are when they are no text: a short name, or NULL. */
static const char *binary_kind(morgue_str s)
{
    static const struct {
        const char *magic;
        size_t size;
        const char *reason;
    } kinds[] = {
        {"%PDF-", 5, "payload is PDF"},
        {"\x89PNG", 4, "payload is an image"},
        {"GIF8", 4, "payload is an image"},
        {"\xff\xd8\xff", 3, "payload is an image"},
        {"RIFF", 4, "payload is media"},
        {"\0\0\1\0", 4, "payload is an image"},
        {"PK\3\4", 4, "payload is a zip file"},
        {"wOFF", 4, "payload is a font"},
        {"wOF2", 4, "payload is a font"},
        {"OggS", 4, "payload is media"},
        {"ID3", 3, "payload is media"},
        {"FLV\1", 4, "payload is media"},
        {"CWS", 3, "payload is media"},
        {"FWS", 3, "payload is media"},
        {"\xd0\xcf\x11\xe0", 4, "payload is an office document"},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts_with(s, str_make(kinds[i].magic, kinds[i].size)))
            return kinds[i].reason;
    return NULL;
}

/* UTF-16 and UTF-32 have NULs and are text: they say so, or every second
 * byte is one. */
static bool is_wide_text(const record *r)
{
    morgue_str s = r->payload;
    size_t odd = 0, even = 0;

    if (str_starts_with(s, STR("\xff\xfe")) ||
        str_starts_with(s, STR("\xfe\xff")) ||
        str_starts_with_nocase(
            header_parameter(r->media_type, STR("charset")), STR("utf-16")))
        return true;
    if (s.size > 512)
        s.size = 512;
    for (size_t i = 0; i < s.size; i++) {
        odd += (i & 1) && s.data[i] == 0;
        even += !(i & 1) && s.data[i] == 0;
    }
    return s.size > 8 && (odd > s.size / 3 || even > s.size / 3);
}

/* The lowest 32 bytes but for white space and escapes, as ISO-2022 has them. */
#define CONTROLS UINT32_C(0xf7ffc1ff)

/* As no text is. */
static bool is_full_of_controls(morgue_str s)
{
    size_t controls = 0;

    for (size_t i = 0; i < s.size; i++) {
        unsigned char c = (unsigned char)s.data[i];
        controls += (c < 32) & (CONTROLS >> (c & 31));
    }
    return controls > s.size / 32 + 1;
}

static void settle_binary(record *r)
{
    morgue_str s = str_slice(r->payload, 0, 2048);
    const char *kind = binary_kind(s);

    if (kind == NULL && is_full_of_controls(s) && !is_wide_text(r))
        kind = "payload is not text";
    if (kind)
        record_settle(r, FATE_NOT_ARTICLE, kind);
}

void record_decode(record *r)
{
    http_head head = {.content_encoding = STR("")};

    r->payload = buffer_view(&r->block);
    if (r->fate != FATE_NONE)
        return;
    if (read_head(r, &head)) {
        r->payload = str_slice(r->payload, head.size, r->payload.size);
    }
    triage(r, head.size > 0);
    if (r->fate != FATE_NONE)
        return;
    if (head.is_chunked)
        take_off_chunks(r);
    if (r->fate == FATE_NONE)
        take_off_codings(r, head.content_encoding);
    if (r->fate == FATE_NONE && str_trim(r->payload).size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "empty payload");
    if (r->fate == FATE_NONE)
        settle_binary(r);
}
