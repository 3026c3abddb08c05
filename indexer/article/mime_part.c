/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mime_part.h"

#include "header_fields.h"
#include "mime_coding.h"
#include "str.h"

/* Multiparts within multiparts: real mail needs four. */
#define DEPTH_MAX 8
/* Pieces of one parameter. */
#define PIECES_MAX 64

/* ---- Parameters ---- */

/* "utf-8'en'%e2%82%ac": what stands behind the charset, with %XX resolved. */
static morgue_str unpercent(arena *a, morgue_str s, bool has_charset)
{
    char *out = arena_alloc(a, s.size + 1);
    size_t to = 0, quote;

    for (int i = 0; has_charset && i < 2; i++)
        if ((quote = str_find_char(s, '\'')) != SIZE_MAX)
            s = str_slice(s, quote + 1, s.size);
    for (size_t i = 0; i < s.size; i++) {
        int byte = s.data[i] == '%' ? mime_hex_byte(s, i + 1) : -1;

        out[to++] = byte >= 0 ? (char)byte : s.data[i];
        i += byte >= 0 ? 2 : 0;
    }
    return str_make(out, to);
}

/* name*0, name*1* ... one behind the other. */
static morgue_str pieces(arena *a, morgue_str value, const char *name)
{
    morgue_str joined = STR("");

    for (int i = 0; i < PIECES_MAX; i++) {
        morgue_str plain = arena_format(a, "%s*%d", name, i);
        morgue_str piece = header_parameter(value, plain);

        if (piece.size == 0) {
            plain = arena_format(a, "%s*%d*", name, i);
            piece = unpercent(a, header_parameter(value, plain), i == 0);
        }
        if (piece.size == 0)
            break;
        joined = arena_format(a, "%.*s%.*s", (int)joined.size, joined.data,
                              (int)piece.size, piece.data);
    }
    return joined;
}

morgue_str mime_parameter(arena *a, morgue_str value, const char *name)
{
    morgue_str plain = header_parameter(value, str_of(name));

    if (plain.size == 0)
        plain = unpercent(
            a, header_parameter(value, arena_format(a, "%s*", name)), true);
    return plain.size ? plain : pieces(a, value, name);
}

/* ---- Heads ---- */

typedef struct mime_head {
    morgue_str type, encoding, disposition, location;
    morgue_str body; /* what follows the head */
} mime_head;

static void read_head(mime_head *out, arena *a, morgue_str entity)
{
    size_t size = header_size(entity);
    morgue_str rest, name, value;

    *out = (mime_head){.type = STR(""), .encoding = STR("")};
    /* A part may begin with the empty line: it has no head. */
    if (entity.size && (entity.data[0] == '\n' ||
                        str_starts_with(entity, STR("\r\n"))))
        size = entity.data[0] == '\n' ? 1 : 2;
    rest = str_slice(entity, 0, size);
    out->body = str_slice(entity, size, entity.size);
    while (header_next(a, &rest, &name, &value, NULL)) {
        if (str_equal_nocase(name, STR("content-type")))
            out->type = value;
        else if (str_equal_nocase(name, STR("content-transfer-encoding")))
            out->encoding = header_main_value(value);
        else if (str_equal_nocase(name, STR("content-disposition")))
            out->disposition = value;
        else if (str_equal_nocase(name, STR("content-location")))
            out->location = value;
    }
}

/* ---- The tree ---- */

/* A line that is the delimiter: nothing but "--" and blanks behind it. */
static bool is_delimiter(morgue_str s, size_t at, size_t size)
{
    morgue_str line = str_slice(s, at + size, s.size);

    if (at > 0 && s.data[at - 1] != '\n')
        return false;
    if (str_starts_with(line, STR("--")))
        return true;
    line = str_slice(line, 0, str_find_char(line, '\n'));
    return str_trim(line).size == 0;
}

static size_t find_delimiter(morgue_str s, morgue_str delimiter)
{
    size_t from = 0;

    for (;;) {
        size_t at = str_find(str_slice(s, from, s.size), delimiter);

        if (at == SIZE_MAX || is_delimiter(s, from + at, delimiter.size))
            return at == SIZE_MAX ? SIZE_MAX : from + at;
        from += at + 1;
    }
}

/*
 * Cut the next part off *rest: up to the delimiter's line.  False at the end;
 * the last delimiter may be missing.
 */
static bool next_part(morgue_str *rest, morgue_str delimiter, morgue_str *part)
{
    morgue_str all = *rest;
    size_t at = find_delimiter(all, delimiter), end;

    if (all.size == 0)
        return false;
    *part = str_slice(all, 0, at);
    all = at == SIZE_MAX
              ? STR("")
              : str_slice(all, at + delimiter.size, all.size);
    /* "--" ends the list: what follows is nobody's. */
    end = str_starts_with(all, STR("--")) ? SIZE_MAX : str_find_char(all, '\n');
    *rest = end == SIZE_MAX ? STR("") : str_slice(all, end + 1, all.size);
    return true;
}

static void add_leaf(mime_parts *out, arena *a, const mime_head *head,
                     const char *default_type)
{
    mime_part *part = &out->items[out->count];
    morgue_str charset = mime_parameter(a, head->type, "charset");

    if (out->count == MIME_PARTS_MAX) {
        out->is_overfull = true;
        return;
    }
    out->count++;
    *part = (mime_part){.type = header_main_value(head->type),
                        .location = head->location};
    if (part->type.size == 0)
        part->type = str_of(default_type);
    part->declared = arena_format(
        a, "%.*s%s%.*s", (int)part->type.size, part->type.data,
        charset.size ? "; charset=" : "", (int)charset.size, charset.data);
    part->is_attached = str_equal_nocase(header_main_value(head->disposition),
                                         STR("attachment"));
    part->is_flowed = str_equal_nocase(
        header_parameter(head->type, STR("format")), STR("flowed"));
    part->drops_space = str_equal_nocase(
        header_parameter(head->type, STR("delsp")), STR("yes"));
    part->body = mime_decode(a, head->body, head->encoding);
}

static void read_entity(mime_parts *out, arena *a, morgue_str entity,
                        const char *default_type, int depth)
{
    mime_head head;
    morgue_str boundary, rest, part;
    bool is_digest;

    read_head(&head, a, entity);
    boundary = mime_parameter(a, head.type, "boundary");
    if (!str_starts_with_nocase(head.type, STR("multipart/")) ||
        boundary.size == 0) {
        add_leaf(out, a, &head, default_type);
        return;
    }
    if (depth == DEPTH_MAX) {
        out->is_overfull = true;
        return;
    }
    boundary = arena_format(a, "--%.*s", (int)boundary.size, boundary.data);
    is_digest = str_starts_with_nocase(head.type, STR("multipart/digest"));
    rest = head.body;
    next_part(&rest, boundary, &part); /* the preamble */
    if (rest.size == 0) { /* it never comes: the body is one part */
        head.type = STR("");
        add_leaf(out, a, &head, default_type);
    }
    while (!out->is_overfull && next_part(&rest, boundary, &part))
        read_entity(out, a, part, is_digest ? "message/rfc822" : "text/plain",
                    depth + 1);
}

void mime_parts_read(mime_parts *out, arena *a, morgue_str message)
{
    *out = (mime_parts){
        .items = arena_calloc(a, MIME_PARTS_MAX + 1, sizeof(mime_part))};
    read_entity(out, a, message, "text/plain", 0);
}
