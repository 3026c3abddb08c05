/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail_head.h"

#include "header_fields.h"
#include "mime_coding.h"
#include "str.h"

/* ---- Names ---- */

/* Where the address at the beginning of s ends: at a comma that is not within
 * quotes or brackets. */
static size_t address_end(morgue_str s)
{
    char closing = 0;

    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];

        if (c == '\\')
            i++;
        else if (closing)
            closing = c == closing ? 0 : closing;
        else if (c == ',' || c == ';')
            return i;
        else if (c == '"')
            closing = '"';
        else if (c == '<')
            closing = '>';
        else if (c == '(')
            closing = ')';
    }
    return s.size;
}

/* Without the quotes and the backslashes that quoting needs. */
static morgue_str without_quotes(arena *a, morgue_str s)
{
    char *out = arena_alloc(a, s.size + 1);
    size_t to = 0;

    for (size_t i = 0; i < s.size; i++) {
        if (s.data[i] == '\\' && i + 1 < s.size)
            out[to++] = s.data[++i];
        else if (s.data[i] != '"')
            out[to++] = s.data[i];
    }
    return str_trim(str_make(out, to));
}

/* "Jo Doe <jo@a.example>" or "jo@a.example (Jo Doe)": Jo Doe. */
static morgue_str address_name(arena *a, morgue_str s)
{
    size_t angle = str_find_char(s, '<'), begin = str_find_char(s, '(');
    morgue_str name = STR("");

    if (angle != SIZE_MAX)
        name = str_slice(s, 0, angle);
    else if (begin != SIZE_MAX)
        name = str_slice(s, begin + 1, str_find_char(s, ')'));
    name = mime_words(a, without_quotes(a, name));
    return str_find_char(name, '@') == SIZE_MAX ? name : STR("");
}

/* The names of a list of addresses, parted by commas. */
static morgue_str names(arena *a, morgue_str value)
{
    morgue_str joined = STR("");

    while (value.size) {
        size_t end = address_end(value);
        morgue_str name = address_name(a, str_slice(value, 0, end));

        value = str_slice(value, end + 1, value.size);
        if (name.size)
            joined = arena_format(a, "%.*s%s%.*s", (int)joined.size,
                                  joined.data, joined.size ? ", " : "",
                                  (int)name.size, name.data);
    }
    return joined;
}

/* ---- Fields ---- */

/* "<x@y>": x@y. */
static morgue_str in_brackets(morgue_str s)
{
    size_t begin = str_find_char(s, '<');

    if (begin != SIZE_MAX)
        s = str_slice(s, begin + 1, s.size);
    return str_trim(str_slice(s, 0, str_find_char(s, '>')));
}

/* Mailers add a zone's name behind its offset: "+0100 (CET)". */
static void read_date(civil_date *out, morgue_str s)
{
    s = str_trim(str_slice(s, 0, str_find_char(s, '(')));
    if (!civil_date_parse_rfc822(out, s) && !civil_date_parse_iso(out, s))
        *out = (civil_date){0};
}

static void read_field(mail_head *out, arena *a, morgue_str name,
                       morgue_str value)
{
    const struct {
        const char *name;
        morgue_str *to;
        morgue_str (*read)(arena *a, morgue_str value);
    } fields[] = {
        {"subject", &out->subject, mime_words},
        {"from", &out->from, names},
        {"list-id", &out->list, names},
        {"organization", &out->organization, mime_words},
        {"newsgroups", &out->newsgroups, mime_words},
        {"content-language", &out->language, mime_words},
        {"message-id", &out->id, NULL},
        {"archived-at", &out->archived_at, NULL},
        {"snapshot-content-location", &out->saved_from, NULL},
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!str_equal_nocase(name, str_of(fields[i].name)))
            continue;
        if (fields[i].to->size == 0)
            *fields[i].to = fields[i].read
                                ? fields[i].read(a, value)
                                : arena_copy(a, in_brackets(value));
    }
    if (str_equal_nocase(name, STR("date")) &&
        out->date.precision == DATE_UNKNOWN)
        read_date(&out->date, value);
}

void mail_head_read(mail_head *out, arena *a, morgue_str message)
{
    size_t size = header_size(message);
    morgue_str rest, name, value;

    *out = (mail_head){.subject = STR(""), .from = STR("")};
    out->size = size < message.size ? size : message.size;
    rest = str_slice(message, 0, out->size);
    while (header_next(a, &rest, &name, &value, NULL))
        read_field(out, a, name, value);
}

/* ---- The look of a head ---- */

static bool is_mail_field(morgue_str name)
{
    static const char *const known[] = {
        "return-path", "delivered-to", "received",   "from",
        "to",          "subject",      "date",       "message-id",
        "reply-to",    "mime-version", "list-id",    "content-type",
        "sender",      "newsgroups",   "path",       "x-mailer",
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal_nocase(name, str_of(known[i])))
            return true;
    return false;
}

int mail_head_count(morgue_str bytes)
{
    int count = 0;
    morgue_str line;

    for (int i = 0; i < 200 && str_next_line(&bytes, &line); i++) {
        size_t colon = str_find_char(line, ':');
        bool is_folded = line.size && (line.data[0] == ' ' ||
                                       line.data[0] == '\t');

        if (line.size == 0 ||
            (!is_folded && (colon == SIZE_MAX || colon == 0 ||
                            str_find_char(str_slice(line, 0, colon), ' ') !=
                                SIZE_MAX)))
            break;
        count += !is_folded && is_mail_field(str_slice(line, 0, colon));
    }
    return count;
}
