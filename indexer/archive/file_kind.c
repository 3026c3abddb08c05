/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "file_kind.h"

#include "str.h"

/* Longer endings are parts of a name, as in "Q.and.A.with.somebody". */
#define EXTENSION_MAX 8

morgue_str file_kind_base(morgue_str name)
{
    for (size_t i = name.size; i > 0; i--)
        if (name.data[i - 1] == '/')
            return str_slice(name, i, name.size);
    return name;
}

static morgue_str last_extension(morgue_str name)
{
    for (size_t i = name.size; i > 1; i--)
        if (name.data[i - 1] == '.')
            return str_slice(name, i, name.size);
    return STR("");
}

static bool is_compression(morgue_str extension)
{
    static const char *const names[] = {"gz", "bz2", "xz", "zst", "lz4",
                                        "lzma", "br", "Z", "open", "bad"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_nocase(extension, str_of(names[i])))
            return true;
    return false;
}

morgue_str file_kind_plain_base(morgue_str name)
{
    morgue_str extension;

    name = file_kind_base(name);
    extension = last_extension(name);
    if (is_compression(extension))
        name.size -= extension.size + 1;
    return name;
}

morgue_str file_kind_extension(morgue_str name)
{
    morgue_str extension;

    name = file_kind_base(name);
    extension = last_extension(name);
    while (extension.size && is_compression(extension)) {
        name = str_slice(name, 0, name.size - extension.size - 1);
        extension = last_extension(name);
    }
    return extension;
}

static bool is_number(morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_digit(s.data[i]))
            return false;
    return true;
}

const char *file_kind_media_type(morgue_str name)
{
    static const struct {
        const char *extension, *type;
    } kinds[] = {
        {"html", "text/html"},      {"htm", "text/html"},
        {"xhtml", "application/xhtml+xml"},
        {"shtml", "text/html"},     {"php", "text/html"},
        {"asp", "text/html"},       {"aspx", "text/html"},
        {"jsp", "text/html"},       {"cfm", "text/html"},
        {"hocr", "text/html"},      {"txt", "text/plain"},
        {"text", "text/plain"},     {"asc", "text/plain"},
        {"utf8", "text/plain"},     {"story", "text/plain"},
        {"article", "text/plain"},  {"nws", "text/plain"},
        {"md", "text/markdown"},
        {"markdown", "text/markdown"},
        {"json", "application/json"},
        {"jsonl", "application/x-ndjson"},
        {"ndjson", "application/x-ndjson"},
        {"jl", "application/x-ndjson"},
        {"csv", "text/csv"},        {"tsv", "text/tab-separated-values"},
        {"xml", "application/xml"}, {"nitf", "application/xml"},
        {"newsml", "application/xml"},
        {"alto", "application/xml"},
        {"rss", "application/xml"}, {"atom", "application/xml"},
        {"rdf", "application/xml"}, {"wxr", "application/xml"},
        {"sgm", "text/sgml"},       {"sgml", "text/sgml"},
        {"trec", "text/sgml"},      {"eml", "message/rfc822"},
        {"mbox", "application/mbox"}, {"mht", "message/rfc822"},
        {"mhtml", "message/rfc822"}, {"emlx", "message/rfc822"},
    };
    morgue_str extension = file_kind_extension(name);

    if (extension.size == 0 || extension.size > EXTENSION_MAX ||
        is_number(extension))
        return "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal_nocase(extension, str_of(kinds[i].extension)))
            return kinds[i].type;
    return NULL;
}

/* Behind what may stand before a page's first tag. */
static morgue_str skip_front(morgue_str s)
{
    for (;;) {
        size_t end = SIZE_MAX;

        if (str_starts_with(s, STR("\xef\xbb\xbf")))
            s = str_slice(s, 3, s.size);
        s = str_trim(s);
        if (str_starts_with(s, STR("<!--")))
            end = str_find(s, STR("-->"));
        else if (str_starts_with(s, STR("<?xml")))
            end = str_find(s, STR("?>"));
        if (end == SIZE_MAX)
            return s;
        end += str_find_char(str_slice(s, end, s.size), '>') + 1;
        s = str_slice(s, end, s.size);
    }
}

bool file_kind_begins_page(morgue_str begin)
{
    morgue_str s = skip_front(begin);

    return str_starts_with_nocase(s, STR("<!doctype html")) ||
           str_starts_with_nocase(s, STR("<html>")) ||
           str_starts_with_nocase(s, STR("<html "));
}

bool file_kind_is_warc(morgue_str name)
{
    static const char *const names[] = {"warc", "arc", "wet", "wat"};
    morgue_str extension = file_kind_extension(name);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_nocase(extension, str_of(names[i])))
            return true;
    return false;
}

bool file_kind_is_cdx(morgue_str name)
{
    morgue_str extension = file_kind_extension(name);

    return str_equal_nocase(extension, STR("cdx")) ||
           str_equal_nocase(extension, STR("cdxj")) ||
           str_equal_nocase(extension, STR("idx"));
}
