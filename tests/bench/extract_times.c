/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast articles are found, on one core, in MB of HTML a second:
 *
 *   extract_times ARCHIVE...
 *
 * Three figures in one run over the same pages: libxml2's SAX parser alone,
 * with handlers that do nothing; the article from a decoded record; the
 * article from the archive's bytes, with inflating and decoding.
 */
#include "archive_reader.h"
#include "article.h"
#include "charset.h"
#include "str.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct tally {
    uint64_t bytes, pages, articles;
    double sax, extract;
} tally;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
    (void)user;
    (void)name;
    (void)atts;
}

static void on_end(void *user, const xmlChar *name)
{
    (void)user;
    (void)name;
}

static void on_text(void *user, const xmlChar *text, int size)
{
    (void)user;
    (void)text;
    (void)size;
}

static htmlParserCtxtPtr silent_parser(void)
{
    htmlParserCtxtPtr parser = htmlNewParserCtxt();

    if (parser == NULL)
        abort();
    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->initialized = 1;
    parser->sax->startElement = on_start;
    parser->sax->endElement = on_end;
    parser->sax->characters = on_text;
    parser->sax->ignorableWhitespace = on_text;
    parser->sax->cdataBlock = on_text;
    return parser;
}

static bool is_page(const record *r)
{
    return r->fate == FATE_NONE &&
           str_find_nocase(r->media_type, STR("html")) != SIZE_MAX;
}

static void time_page(tally *t, htmlParserCtxtPtr parser, article_extractor *x,
                      record *r, buffer *utf8)
{
    article out;
    morgue_str html = charset_to_utf8(utf8, r->payload, r->media_type, true);
    buffer marked; /* the mark keeps the parser from guessing a charset */
    double start, middle;

    buffer_init(&marked, SIZE_MAX);
    buffer_append_str(&marked, STR("\xef\xbb\xbf"));
    buffer_append_str(&marked, html);
    start = now();
    htmlCtxtReadMemory(parser, marked.data, (int)marked.size, NULL, NULL,
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                           HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                           HTML_PARSE_IGNORE_ENC);
    middle = now();
    article_extract(x, &out, r);
    t->sax += middle - start;
    t->extract += now() - middle;
    t->bytes += r->payload.size;
    t->pages++;
    t->articles += r->fate == FATE_NONE;
    buffer_free(&marked);
}

/* One pass over an archive; with_parts also times SAX alone. */
static void read_archive(tally *t, const char *path, bool with_parts)
{
    archive_reader *reader;
    morgue_error err;
    record r;
    article out;
    htmlParserCtxtPtr parser = silent_parser();
    article_extractor *x = article_extractor_new();
    buffer utf8;

    buffer_init(&utf8, SIZE_MAX);
    record_init(&r);
    if (archive_reader_open(&reader, path, 0, &err) != MORGUE_OK) {
        fprintf(stderr, "%s: %s\n", path, err.message);
        exit(3);
    }
    while (archive_reader_next(reader, &r, &err) == MORGUE_OK) {
        if (r.fate == FATE_NONE)
            record_decode(&r);
        if (with_parts && is_page(&r))
            time_page(t, parser, x, &r, &utf8);
        else if (!with_parts && is_page(&r))
            article_extract(x, &out, &r);
        record_clear(&r);
    }
    archive_reader_close(reader);
    record_free(&r);
    buffer_free(&utf8);
    article_extractor_free(x);
    htmlFreeParserCtxt(parser);
}

int main(int argc, char **argv)
{
    tally t = {0};
    double whole = 0, mb;

    if (argc < 2) {
        fputs("usage: extract_times ARCHIVE...\n", stderr);
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        double start;

        read_archive(&t, argv[i], true);
        start = now();
        read_archive(&t, argv[i], false);
        whole += now() - start;
    }
    mb = (double)t.bytes / 1e6;
    printf("%llu pages, %.1f MB of HTML, %llu articles\n",
           (unsigned long long)t.pages, mb, (unsigned long long)t.articles);
    printf("libxml2 SAX alone      %6.1f MB/s\n", mb / t.sax);
    printf("record to article      %6.1f MB/s\n", mb / t.extract);
    printf("archive to article     %6.1f MB/s\n", mb / whole);
    return 0;
}
