/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each format writes of one awkward article and one that says nothing. */
#include "unit.h"

#include "citation.h"
#include "sink.h"

#include <locale.h>
#include <stdlib.h>

static const morgue_mark marks[] = {{4, 9}, {23, 28}};
static const morgue_mark title_marks[] = {{0, 5}};

static const morgue_match awkward = {
    .rank = 1,
    .score = 12.5,
    .url = {"https://post.example/a?b=1&c={d}", 32},
    .title = {"Storm, \"100%\" & more_", 21},
    .byline = {"By Ann Lee and Bo Oak", 21},
    .source = {"Northern Post", 13},
    .section = {"Local", 5},
    .language = {"en", 2},
    .published = {"2014-12-18T22:05:07+01:00", 25},
    .published_from = {"json-ld", 7},
    .captured = {"2014-12-19T08:00:00Z", 20},
    .file = {"a.warc.gz", 9},
    .record_offset = 812,
    .record_length = 91,
    .copies = 3,
    .text = {"Cut. The storm \033[31mcame. A storm!", 34},
    .snippet = {"The storm \033[31mcame. A storm!", 29},
    .marks = marks,
    .mark_count = 2,
    .snippet_begin = 5,
    .snippet_end = 34,
    .title_marks = title_marks,
    .title_mark_count = 1,
};

static const morgue_match silent = {
    .rank = 2,
    .file = {"b.tar", 5},
    .member = {"x/y.txt", 7},
    .record_offset = -1,
    .record_length = -1,
    .copies = 1,
};

static const morgue_facet_value sources[] = {{{"Northern Post", 13}, 8, {"", 0}},
                                             {{"Gazette", 7}, 1, {"", 0}}};
static const answer_facet facets[] = {{"source", {sources, 2, 3, 11, 2}}};
static const morgue_timeline_bucket buckets[] = {
    {2014, 11, 0, 8, 31}, {2014, 12, 0, 0, 9}, {2015, 2, 0, 2, 2}};
static const morgue_timeline timeline = {buckets, 3, 11, 1, 0};

/* What the sink writes; to be freed. */
static char *written(const char *format, const answer *a, bool has_bold,
                     unsigned columns)
{
    const sink *to = sink_by_format(format);
    char *text = NULL;
    size_t size = 0;
    output o = {.has_bold = has_bold, .columns = columns};

    assert_non_null(to);
    o.file = open_memstream(&text, &size);
    assert_non_null(o.file);
    to->begin(&o, a);
    to->match(&o, &awkward);
    o.told++;
    to->match(&o, &silent);
    o.told++;
    to->end(&o, a);
    fclose(o.file);
    return text;
}

static const answer two = {.total = 2, .total_is_exact = true, .took_ms = 1.5};
static const answer counted = {.total = 1234567,
                               .facets = facets,
                               .facet_count = 1,
                               .timeline = &timeline,
                               .unit = MORGUE_TIMELINE_MONTH,
                               .took_ms = 1.5};

#define AWKWARD_JSON                                                          \
    "{\"rank\":1,\"score\":12.5,\"url\":\"https://post.example/a?b=1&c={d}\"" \
    ",\"title\":\"Storm, \\\"100%\\\" & more_\""                              \
    ",\"byline\":\"By Ann Lee and Bo Oak\",\"source\":\"Northern Post\""      \
    ",\"section\":\"Local\",\"language\":\"en\""                              \
    ",\"published\":\"2014-12-18T22:05:07+01:00\""                            \
    ",\"published_from\":\"json-ld\",\"captured\":\"2014-12-19T08:00:00Z\""   \
    ",\"locator\":{\"file\":\"a.warc.gz\",\"offset\":812,\"length\":91}"      \
    ",\"copies\":3,\"title_marks\":[[0,5]]"                                   \
    ",\"snippet\":{\"text\":\"The storm \\u001B[31mcame. A storm!\""          \
    ",\"marks\":[[4,9],[23,28]],\"begin\":5,\"end\":34}}"
#define SILENT_JSON                                                           \
    "{\"rank\":2,\"score\":0.0,\"url\":null,\"title\":null,\"byline\":null"   \
    ",\"source\":null,\"section\":null,\"language\":null,\"published\":null"  \
    ",\"published_from\":null,\"captured\":null"                              \
    ",\"locator\":{\"file\":\"b.tar\",\"member\":\"x/y.txt\"},\"copies\":1"   \
    ",\"title_marks\":[],\"snippet\":{\"text\":\"\",\"marks\":[],\"begin\":0" \
    ",\"end\":0}}"

#define BLOCKS8 "████████"

static const struct {
    const char *format;
    const answer *answer;
    bool has_bold;
    unsigned columns;
    const char *expected;
} cases[] = {
    {"ndjson", &two, false, 0, AWKWARD_JSON "\n" SILENT_JSON "\n"},
    {"json", &two, false, 0,
     "{\"total\":2,\"exact\":true,\"hits\":[\n" AWKWARD_JSON
     ",\n" SILENT_JSON "\n],\"took_ms\":1.5}\n"},
    {"json", &counted, false, 0,
     "{\"total\":1234567,\"exact\":false,\n"
     "\"facets\":{\"source\":{\"values\":["
     "{\"value\":\"Northern Post\",\"articles\":8},"
     "{\"value\":\"Gazette\",\"articles\":1}],\"distinct\":3,"
     "\"articles\":11,\"without\":2}},\n"
     "\"timeline\":{\"unit\":\"month\",\"buckets\":["
     "{\"month\":\"2014-11\",\"articles\":8,\"archived\":31},"
     "{\"month\":\"2014-12\",\"articles\":0,\"archived\":9},"
     "{\"month\":\"2015-02\",\"articles\":2,\"archived\":2}],"
     "\"articles\":11,\"undated\":1,\"imprecise\":0},\n"
     "\"hits\":[\n" AWKWARD_JSON ",\n" SILENT_JSON "\n],\"took_ms\":1.5}\n"},
    {"csv", &two, false, 0,
     "rank,score,url,title,byline,source,section,language,published,"
     "published_from,captured,file,member,offset,length,copies,snippet,"
     "replay\n"
     "1,12.5,https://post.example/a?b=1&c={d},\"Storm, \"\"100%\"\" & more_\","
     "By Ann Lee and Bo Oak,Northern Post,Local,en,2014-12-18T22:05:07+01:00,"
     "json-ld,2014-12-19T08:00:00Z,a.warc.gz,,812,91,3,"
     "The storm  [31mcame. A storm!,\n"
     "2,0,,,,,,,,,,b.tar,x/y.txt,,,1,,\n"},
    {"ris", &two, false, 0,
     "TY  - NEWS\r\nTI  - Storm, \"100%\" & more_\r\nAU  - Ann Lee\r\n"
     "AU  - Bo Oak\r\nT2  - Northern Post\r\nSE  - Local\r\nPY  - 2014\r\n"
     "DA  - 2014/12/18/\r\nY2  - 2014/12/19/\r\nLA  - en\r\n"
     "UR  - https://post.example/a?b=1&c={d}\r\n"
     "N1  - The storm  [31mcame. A storm!\r\nER  - \r\n\r\n"
     "TY  - NEWS\r\nER  - \r\n\r\n"},
    {"bibtex", &two, false, 0,
     "@article{northernpost2014-1,\n"
     "  title = {{Storm, \"100\\%\" \\& more\\_}},\n"
     "  author = {{Ann Lee} and {Bo Oak}},\n"
     "  journal = {Northern Post},\n"
     "  year = {2014},\n  month = dec,\n  date = {2014-12-18},\n"
     "  urldate = {2014-12-19},\n  langid = {en},\n"
     "  url = {https://post.example/a?b=1&c=%7Bd%7D},\n"
     "  annote = {The storm  [31mcame. A storm!}\n}\n\n"
     "@article{article-2,\n  title = {{}}\n}\n\n"},
    {"text", &two, false, 0,
     "1. **Storm**, \"100%\" & more_\n"
     "   Northern Post, 2014-12-18 22:05, By Ann Lee and Bo Oak\n"
     "   The **storm** \xef\xbf\xbd[31mcame. A **storm**!\n"
     "   https://post.example/a?b=1&c={d}\n"
     "   in 3 copies\n"
     "\n2. (no title)\n   date unknown\n   b.tar\n   x/y.txt\n"
     "\n2 matches (1.5 ms)\n"},
    {"text", &counted, true, 40,
     "1. \033[1m\033[1;4mStorm\033[0m\033[1m, \"100%\" & more_\033[0m\n"
     "   Northern Post, 2014-12-18 22:05, By\n   Ann Lee and Bo Oak\n"
     "   The \033[1mstorm\033[0m \xef\xbf\xbd[31mcame. A "
     "\033[1mstorm\033[0m!\n"
     "   https://post.example/a?b=1&c={d}\n"
     "   in 3 copies\n"
     "\n2. \033[1m(no title)\033[0m\n   date unknown\n   b.tar\n   x/y.txt\n"
     "\nby source, 2 of 3\n"
     "  Northern Post  " BLOCKS8 "██ 8\n"
     "  Gazette        █▎         1\n"
     "  (2 of 11 articles without)\n"
     "\nby month, of the articles archived then (┊ nothing archived)\n"
     "  2014-11  " BLOCKS8 "██ 8 of 31\n"
     "  2014-12             0 of 9\n"
     "  ┊\n"
     "  2015-02  ██▌        2 of 2\n"
     "  (1 without a date)\n"
     "\nabout 1,234,567 matches, 2 shown (1.5 ms)\n"},
};

static void each_format_writes_what_it_promises(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = written(cases[i].format, cases[i].answer,
                             cases[i].has_bold, cases[i].columns);
        assert_string_equal(text, cases[i].expected);
        free(text);
    }
}

static void citations_name_an_outlet(void **state)
{
    static const struct {
        const char *source, *url, *outlet;
    } rows[] = {
        {"Northern Post", "https://post.example/", "Northern Post"},
        {"", "https://post.example/a?b", "post.example"},
        {"", "http://post.example:8080", "post.example"},
        {"", "post.example/a", ""},
        {"", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        morgue_match m = {.source = str_of(rows[i].source),
                          .url = str_of(rows[i].url)};
        assert_str_equal(citation_outlet(&m), rows[i].outlet);
    }
}

static void other_formats_there_are_none(void **state)
{
    (void)state;
    assert_null(sink_by_format("xml"));
    assert_null(sink_by_format(""));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_format_writes_what_it_promises),
        cmocka_unit_test(citations_name_an_outlet),
        cmocka_unit_test(other_formats_there_are_none),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
