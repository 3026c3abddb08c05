/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_scan.h"

#include "str.h"

/* Objects within objects that a wrapper may be made of. */
#define DEPTH_MAX 5

size_t json_value_end(json_scan *scan, morgue_str s)
{
    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];

        if (scan->in_string) {
            scan->in_string = scan->is_escaped || c != '"';
            scan->is_escaped = !scan->is_escaped && c == '\\';
        } else if (c == '"') {
            scan->in_string = true;
        } else if (c == '{' || c == '[') {
            scan->depth++;
        } else if ((c == '}' || c == ']') &&
                   (scan->depth == 0 || --scan->depth == 0)) {
            return i + 1;
        }
    }
    return SIZE_MAX;
}

/* ---- Wrappers ---- */

/* Behind the string that begins at s[at]; SIZE_MAX: it does not end. */
static size_t string_end(morgue_str s, size_t at)
{
    for (at++; at < s.size; at++) {
        if (s.data[at] == '\\')
            at++;
        else if (s.data[at] == '"')
            return at + 1;
    }
    return SIZE_MAX;
}

static size_t skip_space(morgue_str s, size_t at)
{
    while (at < s.size && ascii_is_space(s.data[at]))
        at++;
    return at;
}

static char byte_at(morgue_str s, size_t at)
{
    return at < s.size ? s.data[at] : 0;
}

static bool is_one_of(morgue_str s, const char *const *names)
{
    for (; *names; names++)
        if (str_equal_nocase(s, str_of(*names)))
            return true;
    return false;
}

/* Whose list it is: NewsAPI, GDELT, the Guardian, the New York Times, Solr,
 * Elasticsearch, JSON Feed, Reddit ... */
static bool names_list(morgue_str key)
{
    static const char *const names[] = {
        "articles", "docs",    "results", "items",     "hits", "stories",
        "posts",    "entries", "records", "documents", "news", "data",
        "children", NULL};

    return is_one_of(key, names);
}

/* An object with one of these is an article, or holds one. */
static bool names_article(morgue_str key)
{
    static const char *const names[] = {
        "title", "headline",   "webTitle", "text",     "body",   "content",
        "_source", "attributes", "bodyText", "abstract", "content_html",
        "content_text", NULL};

    return is_one_of(key, names);
}

/* Behind the value at s[at]: a string, an object, a list, a word; SIZE_MAX. */
static size_t skip_value(morgue_str s, size_t at)
{
    json_scan inner = {0};
    size_t end;

    switch (byte_at(s, at)) {
    case '"':
        return string_end(s, at);
    case '{':
    case '[':
        end = json_value_end(&inner, str_slice(s, at, s.size));
        return end == SIZE_MAX ? SIZE_MAX : at + end;
    default:
        while (at < s.size && s.data[at] != ',' && s.data[at] != '}' &&
               s.data[at] != ']')
            at++;
        return at;
    }
}

/* The key at s[*at], and *at behind its colon.  False: there is none. */
static bool take_key(morgue_str s, size_t *at, morgue_str *key)
{
    size_t end = byte_at(s, *at) == '"' ? string_end(s, *at) : SIZE_MAX;

    if (end == SIZE_MAX)
        return false;
    *key = str_slice(s, *at + 1, end - 1);
    *at = skip_space(s, end);
    if (byte_at(s, *at) != ':')
        return false;
    *at = skip_space(s, *at + 1);
    return true;
}

/* The object at s[at] has a key that an article has. */
static bool is_article(morgue_str s, size_t at)
{
    morgue_str key;

    do {
        at = skip_space(s, at + 1);
        if (!take_key(s, &at, &key))
            return false;
        if (names_article(key) || str_equal(key, STR("data")))
            return true;
        at = skip_space(s, skip_value(s, at));
    } while (byte_at(s, at) == ',');
    return false;
}

/* Behind the "[" of a list of articles that s[at] begins; 0: it is none. */
static size_t enter_list(morgue_str s, size_t at)
{
    size_t first = skip_space(s, at + 1);

    return byte_at(s, at) == '[' && byte_at(s, first) == '{' &&
                   is_article(s, first)
               ? at + 1
               : 0;
}

/* JSON Feed has a title of its own behind its version. */
static bool is_feed_version(morgue_str key, morgue_str value)
{
    return str_equal(key, STR("version")) &&
           str_find(str_slice(value, 0, 60), STR("jsonfeed.org")) != SIZE_MAX;
}

/*
 * Go over the keys, into objects but not into lists.  Where a key that an
 * article has comes before any list, it is an article and no wrapper.
 */
size_t json_list_begin(morgue_str s, uint64_t *depth)
{
    bool is_feed = false;
    size_t at = 0, list;
    morgue_str key;

    *depth = 0;
    for (;;) {
        if (byte_at(s, at) == '{' && ++*depth > DEPTH_MAX)
            return 0;
        if (byte_at(s, at) == '}' && (*depth == 0 || --*depth == 0))
            return 0;
        if (byte_at(s, at) == '{' || byte_at(s, at) == '}' ||
            byte_at(s, at) == ',') {
            at = skip_space(s, at + 1);
            continue;
        }
        if (!take_key(s, &at, &key))
            return 0;
        list = names_list(key) ? enter_list(s, at) : 0;
        if (list) {
            ++*depth;
            return list;
        }
        if (names_article(key) && !is_feed)
            return 0;
        is_feed |= is_feed_version(key, str_slice(s, at, s.size));
        if (byte_at(s, at) != '{')
            at = skip_space(s, skip_value(s, at));
    }
}
