/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "buffer.h"
#include "byte_source.h"
#include "warc_assembler.h"

#include <stdio.h>

/* What the reader makes of these bytes, a line a record. */
static void read_records(const char *bytes, size_t size, buffer *out)
{
    byte_source *source = byte_source_memory(str_make(bytes, size));
    warc_assembler *w = warc_assembler_new(source, STR("a.warc"), STR(""));
    record r;

    record_init(&r);
    buffer_init(out, 1 << 20);
    while (record_clear(&r), warc_assembler_next(w, &r)) {
        buffer_append_format(out, "%s %s", r.type, record_fate_name(r.fate));
        if (r.fate == FATE_NONE) {
            record_decode(&r);
            buffer_append_format(out, " [%.*s]", (int)r.payload.size,
                                 r.payload.data);
            if (r.paired.size)
                buffer_append_format(out, " paired: %.*s", (int)r.paired.size,
                                     r.paired.data);
        } else {
            buffer_append_format(out, " (%s)", r.reason);
        }
        buffer_append_format(out, "%s%s\n", r.note ? " note: " : "",
                             r.note ? r.note : "");
    }
    buffer_append_char(out, 0);
    record_free(&r);
    warc_assembler_free(w);
    byte_source_close(source);
}

#define RESOURCE(length)                                                      \
    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\n"         \
    "WARC-Target-URI: http://a.example/\r\nContent-Length: " length "\r\n\r\n"

static void records_are_read(void **state)
{
    static const struct {
        const char *name, *bytes, *expected;
    } cases[] = {
        {"one record", RESOURCE("5") "hello\r\n\r\n",
         "resource undecided [hello]\n"},
        {"no separator at the end", RESOURCE("5") "hello",
         "resource undecided [hello]\n"},
        {"line feeds alone",
         "WARC/1.0\nWARC-Type: resource\nContent-Length: 5\n\nhello\n\n",
         "resource undecided [hello]\n"},
        {"folded and repeated fields, any case",
         "WARC/0.18\r\nwarc-type:\r\n resource\r\nWARC-Type: request\r\n"
         "content-length: 5\r\n\r\nhello\r\n\r\n",
         "resource undecided [hello]\n"},
        {"empty block", RESOURCE("0") "\r\n\r\n" RESOURCE("1") "x\r\n\r\n",
         "resource undecided []\nresource undecided [x]\n"},
        {"length too large by the separator",
         RESOURCE("9") "hello\r\n\r\n" RESOURCE("1") "x\r\n\r\n",
         "resource undecided [hello\r\n\r\n]\nresource undecided [x]\n"},
        {"length too large, the next head swallowed in part",
         RESOURCE("14") "hello\r\n\r\n" RESOURCE("1") "x\r\n\r\n",
         "resource undecided [hello]"
         " note: length is stated as 14 and is 5\nresource undecided [x]\n"},
        {"length too small",
         RESOURCE("3") "hello\r\n\r\n" RESOURCE("1") "x\r\n\r\n",
         "resource undecided [hello]"
         " note: length is stated as 3 and is 5\nresource undecided [x]\n"},
        {"length past the end of the file",
         RESOURCE("999999") "hello\r\n\r\n" RESOURCE("1") "x\r\n\r\n",
         "resource undecided [hello]"
         " note: length is stated as 999999 and is 5\n"
         "resource undecided [x]\n"},
        {"block breaks off", RESOURCE("90") "hello",
         "resource malformed (block breaks off: 5 of 90 bytes)\n"},
        {"the last length is a little too large", RESOURCE("9") "hello",
         "resource undecided [hello]"
         " note: length is stated as 9 and is 5\n"},
        {"garbage between records",
         RESOURCE("1") "x\r\n\r\nsome garbage\r\n\r\n" RESOURCE("1")
                       "y\r\n\r\n",
         "resource undecided [x]\n"
         "unknown malformed (16 bytes at 119 that begin \"some garbage????\": "
         "expected a WARC record)\n"
         "resource undecided [y]\n"},
        {"garbage alone", "this is no archive",
         "unknown malformed (18 bytes at 0 that begin \"this is no archi\": "
         "expected a WARC record)\n"},
        {"no length", "WARC/1.0\r\nWARC-Type: resource\r\n\r\nhello\r\n\r\n"
                      RESOURCE("1") "y\r\n\r\n",
         "resource malformed (no Content-Length)\n"
         "resource undecided [y]\n"},
        {"types that hold no article",
         "WARC/1.1\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
         "WARC/1.1\r\nWARC-Type: novel\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
         "WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
         "WARC/1.1\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n",
         "request not_article (request record)\n"
         "novel not_article (unknown record type novel)\n"
         "unknown malformed (no WARC-Type)\n"
         "revisit revisit (repeats another record)\n"},
        {"segments are joined",
         "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <a>\r\n"
         "WARC-Segment-Number: 1\r\nContent-Length: 4\r\n\r\nhell\r\n\r\n"
         "WARC/1.0\r\nWARC-Type: continuation\r\n"
         "WARC-Segment-Origin-ID: <a>\r\nWARC-Segment-Number: 2\r\n"
         "WARC-Segment-Total-Length: 5\r\nContent-Length: 1\r\n\r\no\r\n\r\n"
         RESOURCE("1") "x\r\n\r\n",
         "continuation not_article (segment of another record)\n"
         "resource undecided [hello]\nresource undecided [x]\n"},
        {"a segment whose first is elsewhere",
         "WARC/1.0\r\nWARC-Type: continuation\r\n"
         "WARC-Segment-Origin-ID: <a>\r\nWARC-Segment-Number: 2\r\n"
         "Content-Length: 1\r\n\r\no\r\n\r\n",
         "continuation not_article "
         "(segment of another record)\n"},
        {"metadata in JSON goes with its response",
         "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <a>\r\n"
         "Content-Length: 1\r\n\r\nx\r\n\r\n"
         "WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Concurrent-To: <a>\r\n"
         "Content-Length: 2\r\n\r\n{}\r\n\r\n",
         "response undecided [x] paired: {}\n"
         "metadata not_article (metadata, handed to its response)\n"},
        {"nothing", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out;

        read_records(cases[i].bytes, strlen(cases[i].bytes), &out);
        if (strcmp(out.data, cases[i].expected) != 0)
            fail_msg("%s:\n%s", cases[i].name, out.data);
        buffer_free(&out);
    }
}

#define DIGEST(field)                                                         \
    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\n"         \
    field "\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"

static void stated_digests_are_checked(void **state)
{
    static const struct {
        const char *bytes, *expected;
    } cases[] = {
        {DIGEST("WARC-Block-Digest: md5:5d41402abc4b2a76b9719d911017c592"), ""},
        {DIGEST("WARC-Block-Digest: sha1:AAF4C61DDCC5E8A2DABEDE0F3B482CD9AEA9"
                "434D"), ""},
        {DIGEST("WARC-Payload-Digest: sha-256:2cf24dba5fb0a30e26e83b2ac5b9e29"
                "e1b161e5c1fa7425e73043362938b9824"), ""},
        {DIGEST("WARC-Payload-Digest: SHA256:ftze3os7wcrq4jxihmvmlopctynrmhs4"
                "d6tuexttaqzwfe4ltasa===="), ""},
        {DIGEST("WARC-Payload-Digest: sha512:TNY5EJF5MLZXQXMW2RVNH2R5OMYZX66C"
                "REGKVWXC373SKGLHHSTSGI6D3GN2LQI5PR5MY3QUXDC5UDCGMNDVYLS4HLPP"
                "I33TXTPMAQY"), ""},
        {DIGEST("WARC-Block-Digest: md5:9dd4e461268c8034f5c8564e155c67a6"),
         " note: block digest differs from the one stated"},
        {DIGEST("WARC-Payload-Digest: sha256:2d711642b726b04401627ca9fbac32f5"
                "c8530fb1903cc4db02258717921a4881"),
         " note: payload digest differs from the one stated"},
        {DIGEST("WARC-Payload-Digest: sha1:CH3K3DWFFIUYJK5K7V6DWULFAN4FYIDS"),
         " note: payload digest differs from the one stated"},
        {DIGEST("WARC-Payload-Digest: crc32:3610a686"),
         " note: payload digest is of a kind that is not checked"},
        {DIGEST("WARC-Block-Digest: sha1:TOOSHORT"),
         " note: block digest is of a kind that is not checked"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char expected[200];
        buffer out;

        snprintf(expected, sizeof expected, "resource undecided [hello]%s\n",
                 cases[i].expected);
        read_records(cases[i].bytes, strlen(cases[i].bytes), &out);
        assert_string_equal(out.data, expected);
        buffer_free(&out);
    }
}

static void fields_of_a_head_are_kept(void **state)
{
    static const char bytes[] =
        "WARC/1.1\r\nWARC-Type: response\r\n"
        "WARC-Target-URI: <http://a.example/x>\r\n"
        "WARC-Date: 2014-12-18T22:05:07.25Z\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Payload-Digest: sha1:AAAA\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        "Content-Length: 63\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        "hello\r\n\r\n";
    byte_source *source = byte_source_memory(STR(bytes));
    warc_assembler *w = warc_assembler_new(source, STR("a.warc"), STR(""));
    char date[DATE_TEXT_MAX], text[DIGEST_TEXT_MAX];
    record r;

    (void)state;
    record_init(&r);
    assert_true(warc_assembler_next(w, &r));
    assert_str_equal(r.url, "http://a.example/x");
    assert_str_equal(r.id, "<urn:uuid:1>");
    assert_true(r.is_http);
    assert_int_equal(r.offset, 0);
    assert_int_equal(r.length, (int)sizeof bytes - 1);
    civil_date_format(&r.captured, date);
    assert_string_equal(date, "2014-12-18T22:05:07Z");
    assert_true(r.has_digest);
    digest_format(&r.digest, text);
    assert_string_equal(text, "sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N");
    record_decode(&r);
    assert_int_equal(r.http_status, 200);
    assert_str_equal(r.media_type, "text/html; charset=utf-8");
    assert_str_equal(r.payload, "hello");
    record_free(&r);
    warc_assembler_free(w);
    byte_source_close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read),
        cmocka_unit_test(stated_digests_are_checked),
        cmocka_unit_test(fields_of_a_head_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
