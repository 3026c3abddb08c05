/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The page is walked as libxml2's HTML parser walks it: text up to "<", then a
 * tag, a comment, a declaration.  A tag is a name and attributes, each a name
 * and perhaps "=" and a value in quotes or up to a blank; what begins no name
 * is passed over up to a blank.  Where the walk meets what parsers read in
 * several ways, it ends, and the rest of the page stays as it is.
 */
#include "html_source.h"

#include "str.h"

#define NAME_MAX_SIZE ((size_t)100) /* the parser cuts longer ones */

typedef struct walk {
    const char *at, *end;
    const char *kept; /* from here on nothing is copied yet */
    buffer *out;
} walk;

static bool take_markup(walk *w);

void html_source_append(buffer *out, morgue_str html)
{
    walk w = {html.data, html.data + html.size, html.data, out};

    if (html.size == 0)
        return;
    buffer_reserve(out, html.size);
    while ((w.at = memchr(w.at, '<', (size_t)(w.end - w.at))) != NULL &&
           w.end - w.at > 1 && take_markup(&w))
        ;
    buffer_append(out, w.kept, (size_t)(w.end - w.kept));
}

/* ---- Steps ---- */

/* Leave out what stands from `begin` up to here. */
static void drop_from(walk *w, const char *begin)
{
    buffer_append(w->out, w->kept, (size_t)(begin - w->kept));
    w->kept = w->at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(walk *w)
{
    while (w->at < w->end && is_blank(*w->at))
        w->at++;
}

static bool begins_name(char c)
{
    return ascii_is_alpha(c) || c == '_' || c == ':' || c == '.';
}

static bool is_in_name(char c)
{
    return begins_name(c) || ascii_is_digit(c) || c == '-';
}

/* Empty where none begins. */
static morgue_str take_name(walk *w)
{
    const char *begin = w->at;

    if (w->at < w->end && begins_name(*w->at))
        while (w->at < w->end && is_in_name(*w->at))
            w->at++;
    return str_make(begin, (size_t)(w->at - begin));
}

/* Step behind the next c; false when there is none. */
static bool pass(walk *w, char c)
{
    const char *found = memchr(w->at, c, (size_t)(w->end - w->at));

    if (found == NULL)
        return false;
    w->at = found + 1;
    return true;
}

static bool ends_tag(const walk *w)
{
    return *w->at == '>' ||
           (*w->at == '/' && w->end - w->at > 1 && w->at[1] == '>');
}

/* ---- Attributes ---- */

/* What html_page.c reads, and of which element. */
static const struct {
    const char *name, *element; /* NULL: of any */
} attributes[] = {
    {"class", NULL},        {"id", NULL},         {"style", NULL},
    {"rel", NULL},          {"role", NULL},       {"itemprop", NULL},
    {"hidden", NULL},       {"aria-hidden", NULL}, {"content", NULL},
    {"datetime", NULL},     {"name", "meta"},     {"property", "meta"},
    {"http-equiv", "meta"}, {"href", "link"},     {"type", "script"},
    {"title", "abbr"},      {"lang", "html"},     {"property", "span"},
};

static bool is_read(morgue_str element, morgue_str name)
{
    char first = ascii_lower(name.data[0]);

    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (attributes[i].name[0] == first &&
            str_equal_nocase(name, str_of(attributes[i].name)) &&
            (attributes[i].element == NULL ||
             str_equal_nocase(element, str_of(attributes[i].element))))
            return true;
    return false;
}

/* False where the page ends within it. */
static bool take_value(walk *w)
{
    if (w->at < w->end && (*w->at == '"' || *w->at == '\'')) {
        char quote = *w->at++;
        return pass(w, quote);
    }
    while (w->at < w->end && !is_blank(*w->at) && *w->at != '>')
        w->at++;
    return true;
}

/* What is left out leaves a blank, so that its neighbours stay apart. */
static bool take_attribute(walk *w, morgue_str element)
{
    const char *begin = w->at;
    morgue_str name = take_name(w);

    if (name.size >= NAME_MAX_SIZE)
        return false;
    if (name.size == 0) {
        while (w->at < w->end && !is_blank(*w->at) && !ends_tag(w))
            w->at++;
    } else {
        skip_blanks(w);
        if (w->at < w->end && *w->at == '=') {
            w->at++;
            skip_blanks(w);
            if (!take_value(w))
                return false;
        }
    }
    if (name.size > 0 && is_read(element, name))
        return true;
    drop_from(w, begin);
    buffer_append_char(w->out, ' ');
    return true;
}

/* ---- Tags ---- */

static bool is_raw(morgue_str element)
{
    return str_equal_nocase(element, STR("script")) ||
           str_equal_nocase(element, STR("style"));
}

/* "application/ld+json", or what its entities may spell. */
static bool may_be_data(morgue_str tag)
{
    return str_find_nocase(tag, STR("ld+json")) != SIZE_MAX ||
           str_find_char(tag, '&') != SIZE_MAX;
}

/* Up to "</script"; "</scripts" ends it for some, and ends the walk. */
static bool take_body(walk *w, morgue_str element, bool stays)
{
    const char *begin = w->at;

    while (pass(w, '<')) {
        morgue_str rest = str_make(w->at, (size_t)(w->end - w->at));
        if (rest.size < element.size + 2 || rest.data[0] != '/' ||
            !str_starts_with_nocase(str_slice(rest, 1, rest.size), element))
            continue;
        if (is_in_name(rest.data[element.size + 1]))
            return false;
        w->at--;
        if (w->at > begin && *begin == '<' && begin[1] != '!')
            return false; /* a tag, to some */
        if (!stays)
            drop_from(w, begin);
        return true;
    }
    return false;
}

static bool take_start_tag(walk *w)
{
    const char *begin = w->at++;
    morgue_str element = take_name(w), tag;

    if (element.size >= NAME_MAX_SIZE)
        return false;
    for (skip_blanks(w); w->at < w->end && !ends_tag(w); skip_blanks(w))
        if (!take_attribute(w, element))
            return false;
    if (w->at == w->end)
        return false;
    if (*w->at++ == '/') {
        w->at++;
        return true;
    }
    tag = str_make(begin, (size_t)(w->at - begin));
    return !is_raw(element) || take_body(w, element, may_be_data(tag));
}

static bool take_end_tag(walk *w)
{
    w->at += 2;
    if (w->at == w->end || !ascii_is_alpha(*w->at))
        return false;
    take_name(w);
    skip_blanks(w);
    return w->at < w->end && *w->at++ == '>';
}

/* <!-- up to -->; what some end earlier ends the walk. */
static bool take_comment(walk *w)
{
    morgue_str rest = str_make(w->at + 4, (size_t)(w->end - w->at) - 4);
    size_t end = str_find(rest, STR("-->"));

    if (end == SIZE_MAX || str_starts_with(rest, STR(">")) ||
        str_starts_with(rest, STR("->")) ||
        str_find(str_slice(rest, 0, end + 3), STR("--!>")) != SIZE_MAX)
        return false;
    w->at += 4 + end + 3;
    return true;
}

/* <!DOCTYPE ...>, <?xml ...?>: up to a > that is in no quotes. */
static bool take_declaration(walk *w)
{
    char quote = 0;

    for (w->at += 2; w->at < w->end && *w->at != '>'; w->at++) {
        if (quote == 0 && (*w->at == '"' || *w->at == '\''))
            quote = *w->at;
        else if (*w->at == quote)
            quote = 0;
    }
    if (w->at == w->end || quote != 0)
        return false;
    w->at++;
    return true;
}

/* At a "<" that is not the page's last byte; false ends the walk. */
static bool take_markup(walk *w)
{
    morgue_str rest = str_make(w->at, (size_t)(w->end - w->at));
    char next = w->at[1];

    if (ascii_is_alpha(next))
        return take_start_tag(w);
    if (next == '/')
        return take_end_tag(w);
    if (str_starts_with(rest, STR("<!--")))
        return take_comment(w);
    if (str_starts_with_nocase(rest, STR("<!doctype ")) ||
        str_starts_with_nocase(rest, STR("<?xml ")))
        return take_declaration(w);
    w->at++; /* it stands for itself */
    return strchr("!?_:", next) == NULL;
}
