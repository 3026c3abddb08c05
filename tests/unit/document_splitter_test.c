/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "archive_reader.h"

#include <stdlib.h>

/* Each record of the file as "OFFSET+LENGTH TYPE [BLOCK]", or its fate. */
static void split(const char *name, morgue_str bytes, buffer *out)
{
    archive_reader *reader;
    record r;

    record_init(&r);
    buffer_init(out, 1 << 20);
    assert_int_equal(archive_reader_open_bytes(&reader, name, bytes, NULL),
                     MORGUE_OK);
    while (archive_reader_next(reader, &r, NULL) == MORGUE_OK) {
        buffer_append_format(out, "%lld+%lld ", (long long)r.offset,
                             (long long)r.length);
        if (r.fate != FATE_NONE)
            buffer_append_format(out, "%s: %s\n", record_fate_name(r.fate),
                                 r.reason);
        else
            buffer_append_format(out, "%.*s [%.*s]\n", (int)r.media_type.size,
                                 r.media_type.data, (int)r.block.size,
                                 r.block.data);
    }
    buffer_append_char(out, 0);
    archive_reader_close(reader);
    record_free(&r);
}

static void documents_are_cut(void **state)
{
    static const struct {
        const char *name, *bytes, *expected;
    } cases[] = {
        {"a.jsonl", "{\"a\":1}\n\n{\"a\":\"}\"}\n",
         "0+8 application/json [{\"a\":1}\n]\n"
         "9+10 application/json [{\"a\":\"}\"}\n]\n"},
        {"a.json", "[{\"a\":[{}]}, null,{\"b\":\"\\\"]\"}]",
         "1+10 application/json [{\"a\":[{}]}]\n"
         "13+5 malformed: 5 bytes that are no document\n"
         "18+11 application/json [{\"b\":\"\\\"]\"}]\n"},
        {"a.json", "[{\"a\": \"never closed},\n{\"a\": 2},\n{\"a\": 3}]",
         "1+22 malformed: a bracket is never closed\n"
         "23+8 application/json [{\"a\": 2}]\n"
         "33+8 application/json [{\"a\": 3}]\n"},
        /* What news APIs answer wraps a list of articles. */
        {"a.json",
         "{\"status\": \"ok\", \"articles\": [{\"title\": \"]\"}, "
         "{\"title\": 2}], \"more\": {}}\n",
         "30+14 application/json [{\"title\": \"]\"}]\n"
         "46+12 application/json [{\"title\": 2}]\n"},
        {"a.json",
         "{\"response\":{\"n\":[1],\"docs\":[{\"headline\":1}]}}\n"
         "{\"response\":{\"docs\":[{\"headline\":2}]}}",
         "29+14 application/json [{\"headline\":1}]\n"
         "68+14 application/json [{\"headline\":2}]\n"},
        {"a.json", "{\"title\": 1, \"articles\": [{\"title\": 2}]}",
         "0+40 application/json [{\"title\": 1, \"articles\": "
         "[{\"title\": 2}]}]\n"},
        {"a.json", "{\"items\": [{\"size\": 1}], \"title\": 1}",
         "0+36 application/json [{\"items\": [{\"size\": 1}], "
         "\"title\": 1}]\n"},
        {"a.csv", "\xef\xbb\xbfid,text\n1,\"a,\n\"\"b\"\"\"\n2,6\" nails\n",
         "11+13 text/csv [id,text\n1,\"a,\n\"\"b\"\"\"\n]\n"
         "24+11 text/csv [id,text\n2,6\" nails\n]\n"},
        {"a.csv", "id;text\n1;\"a;b\"\n",
         "8+8 text/csv; delimiter=semicolon [id;text\n1;\"a;b\"\n]\n"},
        {"a.csv", "id,text\n1,\"a\n2,b\n",
         "8+5 malformed: a quote is never closed\n"
         "13+4 text/csv [id,text\n2,b\n]\n"},
        {"a.tsv", "id\ttext\n1\tb\n",
         "8+4 text/tab-separated-values [id\ttext\n1\tb\n]\n"},
        {"a.sgml", "<DOC>\n<DOCNO>1</DOCNO>\n</DOC>\n<DOC>\n<DOCNO>2</DOCNO>\n"
                   "</DOC>\n",
         "0+29 text/sgml [<DOC>\n<DOCNO>1</DOCNO>\n</DOC>]\n"
         "30+29 text/sgml [<DOC>\n<DOCNO>2</DOCNO>\n</DOC>]\n"},
        {"a.sgm", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS N=\"1\">a\n"
                  "</REUTERS>\n<REUTERS N=\"2\">b</REUTERS>",
         "36+27 text/sgml [<REUTERS N=\"1\">a\n</REUTERS>]\n"
         "64+26 text/sgml [<REUTERS N=\"2\">b</REUTERS>]\n"},
        {"a.xml", "<newsMessage xmlns=\"x\"><newsItem>1</newsItem> "
                  "<newsItem a=\"b\">2</newsItem></newsMessage>",
         "23+22 application/xml [<newsMessage xmlns=\"x\"><newsItem>1"
         "</newsItem>]\n"
         "46+28 application/xml [<newsMessage xmlns=\"x\"><newsItem a=\"b\">2"
         "</newsItem>]\n"},
        {"a.xml", "<?xml version=\"1.0\"?><!-- x --><rss><channel><title>T"
                  "</title><items/><item>1</item>\n</channel></rss>",
         "69+14 application/x-feed-item [<?xml version=\"1.0\"?><!-- x -->"
         "<rss><channel><title>T</title><items/><item>1</item>]\n"},
        {"a.mbox",
         "From a@b Thu Dec 18 22:05:07 2014\r\nSubject: 1\r\n\r\nOne.\r\n\r\n"
         "From here on.\r\n\r\nFrom a@b Thu Dec 18 22:05:08 2014\r\n"
         "Subject: 2\r\n\r\nTwo.\r\n",
         "0+74 message/rfc822 [From a@b Thu Dec 18 22:05:07 2014\r\n"
         "Subject: 1\r\n\r\nOne.\r\n\r\nFrom here on.\r\n\r\n]\n"
         "74+55 message/rfc822 [From a@b Thu Dec 18 22:05:08 2014\r\n"
         "Subject: 2\r\n\r\nTwo.\r\n]\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out;

        split(cases[i].name, str_of(cases[i].bytes), &out);
        assert_string_equal(out.data, cases[i].expected);
        buffer_free(&out);
    }
}

/* Marks that part documents stand anywhere in the window that is read. */
static void marks_are_found_across_windows(void **state)
{
    (void)state;
    for (size_t size = (128 << 10) - 40; size < (128 << 10) + 10; size++) {
        char *bytes = malloc(size + 100);
        size_t end = size;
        buffer out;

        memset(bytes, 'x', size);
        memcpy(bytes, "<DOC>\n", 6);
        memcpy(bytes + size, "\n</DOC>\n<DOC>\nb\n</DOC>\n", 24);
        end += 23;
        split("a.sgml", str_make(bytes, end), &out);
        assert_non_null(strstr(out.data, "[<DOC>\nb\n</DOC>]\n"));
        buffer_free(&out);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_cut),
        cmocka_unit_test(marks_are_found_across_windows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
