/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document_kind.h"

#include "csv_row.h"
#include "file_kind.h"
#include "json_scan.h"
#include "str.h"

static const struct {
    const char *media_type, *begin, *end;
    bool has_header, has_frame;
} kinds[] = {
    [DOCUMENT_WHOLE] = {"", "", "", false, false},
    [DOCUMENT_LINES] = {"application/json", "", "", false, false},
    [DOCUMENT_VALUES] = {"application/json", "", "", false, false},
    [DOCUMENT_ROWS] = {"text/csv", "", "", true, false},
    [DOCUMENT_DOC] = {"text/sgml", "<DOC", "</DOC>", false, false},
    [DOCUMENT_REUTERS] = {"text/sgml", "<REUTERS", "</REUTERS>", false, false},
    [DOCUMENT_NEWS_ITEMS] = {"application/xml", "<newsItem", "</newsItem>",
                             true, true},
    [DOCUMENT_FEED_ITEMS] = {"application/x-feed-item", "<item", "</item>",
                             true, true},
    [DOCUMENT_FEED_ENTRIES] = {"application/x-feed-item", "<entry", "</entry>",
                               true, true},
    [DOCUMENT_MESSAGES] = {"message/rfc822", "", "", false, false},
};

const char *document_kind_media_type(document_kind kind)
{
    return kinds[kind].media_type;
}

const char *document_kind_begin(document_kind kind)
{
    return kinds[kind].begin;
}

const char *document_kind_end(document_kind kind)
{
    return kinds[kind].end;
}

bool document_kind_has_header(document_kind kind)
{
    return kinds[kind].has_header;
}

bool document_kind_has_frame(document_kind kind)
{
    return kinds[kind].has_frame;
}

bool document_begins_tag(morgue_str s, const char *tag)
{
    size_t size = strlen(tag);

    return str_starts_with_nocase(s, str_of(tag)) && s.size > size &&
           (s.data[size] == '>' || ascii_is_space(s.data[size]));
}

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

static bool begins_reuters(morgue_str s)
{
    if (str_starts_with_nocase(s, STR("<!DOCTYPE lewis"))) {
        size_t end = str_find_char(s, '>');
        s = skip_space(str_slice(s, end == SIZE_MAX ? 0 : end + 1, s.size));
    }
    return document_begins_tag(s, "<REUTERS");
}

/* Behind declarations, comments and doctype: the root element. */
static morgue_str skip_prolog(morgue_str s)
{
    for (;;) {
        size_t end;

        s = skip_space(s);
        if (str_starts_with(s, STR("<!--")))
            end = str_find(s, STR("-->"));
        else if (str_starts_with(s, STR("<?")) ||
                 str_starts_with(s, STR("<!")))
            end = str_find_char(s, '>');
        else
            return s;
        end = end == SIZE_MAX ? s.size : end;
        end += str_starts_with(str_slice(s, end, s.size), STR("-->")) ? 3 : 1;
        s = str_slice(s, end, s.size);
    }
}

/* Items in a frame, by the root element: all in one namespace or none, for a
 * prefix is the writer's own and such a file is read as a whole. */
static document_kind framed_kind(morgue_str s)
{
    static const struct {
        const char *root;
        document_kind kind;
    } roots[] = {
        {"<newsMessage", DOCUMENT_NEWS_ITEMS},
        {"<NewsML", DOCUMENT_NEWS_ITEMS},
        {"<rss", DOCUMENT_FEED_ITEMS},
        {"<rdf:RDF", DOCUMENT_FEED_ITEMS},
        {"<feed", DOCUMENT_FEED_ENTRIES},
    };
    morgue_str root = skip_prolog(s);

    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (document_begins_tag(root, roots[i].root) &&
            str_find_nocase(s, str_of(kinds[roots[i].kind].begin)) !=
                SIZE_MAX)
            return roots[i].kind;
    return DOCUMENT_WHOLE;
}

static bool has_time(morgue_str line)
{
    for (size_t i = 0; i + 5 <= line.size; i++)
        if (ascii_is_digit(line.data[i]) && ascii_is_digit(line.data[i + 1]) &&
            line.data[i + 2] == ':' && ascii_is_digit(line.data[i + 3]) &&
            ascii_is_digit(line.data[i + 4]))
            return true;
    return false;
}

/*
 * "From jo@a.example Thu Dec 18 22:05:07 2014" and a field below it: a line
 * of the text that begins so has no time of day.
 */
bool document_begins_message(morgue_str s)
{
    morgue_str line, below;

    if (!str_starts_with(s, STR("From ")))
        return false;
    s = str_slice(s, 0, DOCUMENT_LOOK_MESSAGE);
    return str_next_line(&s, &line) && str_next_line(&s, &below) &&
           str_find_char(below, ':') != SIZE_MAX && has_time(line);
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
    uint64_t depth;

    if (begins_reuters(s))
        return DOCUMENT_REUTERS;
    if (document_begins_tag(s, "<DOC"))
        return DOCUMENT_DOC;
    if (str_starts_with(s, STR("<")))
        return framed_kind(s);
    if (str_starts_with(s, STR("{")))
        return is_json_lines(s) && !json_list_begin(s, &depth)
                   ? DOCUMENT_LINES
                   : DOCUMENT_VALUES;
    if (str_starts_with(s, STR("[")) &&
        str_starts_with(skip_space(str_slice(s, 1, s.size)), STR("{")))
        return DOCUMENT_VALUES;
    if (is_rows_name(name))
        return DOCUMENT_ROWS;
    return document_begins_message(begin) ? DOCUMENT_MESSAGES
                                          : DOCUMENT_WHOLE;
}

size_t document_header_size(morgue_str begin, morgue_str name)
{
    document_kind kind = document_kind_of(begin, name);
    csv_scan scan;
    size_t end = SIZE_MAX;

    if (kind == DOCUMENT_ROWS) {
        csv_scan_begin(&scan, csv_delimiter(begin));
        end = csv_row_end(&scan, begin);
    } else if (kinds[kind].has_header) {
        end = str_find_nocase(begin, str_of(kinds[kind].begin));
    }
    return end == SIZE_MAX ? 0 : end;
}
