/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xml_tree.h"

#include "buffer.h"
#include "charset.h"
#include "limits.h"
#include "str.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

/* encoding="..." of the XML declaration, or empty. */
static morgue_str declared_encoding(morgue_str text)
{
    morgue_str head = str_slice(text, 0, 200);
    size_t at = str_find(head, STR("encoding="));
    char quote;

    head = str_slice(head, 0, str_find(head, STR("?>")));
    if (!str_starts_with(head, STR("<?xml")) &&
        !str_starts_with(head, STR("\xef\xbb\xbf<?xml")))
        return STR("");
    if (at == SIZE_MAX || at + 10 >= head.size)
        return STR("");
    quote = head.data[at + 9];
    head = str_slice(head, at + 10, head.size);
    return str_slice(head, 0, str_find_char(head, quote));
}

/* What is declared may be wrong, and the parser would let it through. */
xmlDoc *xml_tree_read(morgue_str bytes)
{
    const int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR |
                        XML_PARSE_NOWARNING | XML_PARSE_NONET |
                        XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
    buffer utf8;
    morgue_str text;
    xmlDoc *doc;

    buffer_init(&utf8, LIMIT_PAYLOAD * 3);
    text = charset_to_utf8(&utf8, bytes, declared_encoding(bytes), false);
    doc = text.size > INT32_MAX
              ? NULL
              : xmlReadMemory(text.data, (int)text.size, NULL, "UTF-8",
                              options);
    buffer_free(&utf8);
    return doc;
}

bool xml_tree_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           xmlStrcasecmp(node->name, (const xmlChar *)name) == 0;
}

/* The next node in document order that is no child of node's. */
static xmlNode *after(xmlNode *node, const xmlNode *top)
{
    while (node && node != top) {
        if (node->next)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

xmlNode *xml_tree_next(xmlNode *node, const xmlNode *top)
{
    do {
        bool goes_down = node->type == XML_ELEMENT_NODE && node->children;
        node = goes_down ? node->children : after(node, top);
    } while (node && node->type != XML_ELEMENT_NODE);
    return node;
}

xmlNode *xml_tree_find(xmlNode *node, const char *name)
{
    xmlNode *top = node;

    while (node && (node = xml_tree_next(node, top)) != NULL)
        if (xml_tree_is(node, name))
            return node;
    return NULL;
}

static void append_folded(buffer *out, const xmlChar *text)
{
    morgue_str s = str_of((const char *)text);

    for (size_t i = 0; i < s.size; i++) {
        char c = ascii_is_space(s.data[i]) ? ' ' : s.data[i];
        if (c != ' ' || (out->size && out->data[out->size - 1] != ' '))
            buffer_append_char(out, c);
    }
}

morgue_str xml_tree_text(arena *a, const xmlNode *node)
{
    xmlNode *at = (xmlNode *)(uintptr_t)node;
    morgue_str text;
    buffer out;

    if (node == NULL)
        return STR("");
    buffer_init(&out, LIMIT_PAYLOAD);
    while (at) {
        if (at->type == XML_TEXT_NODE && at->content)
            append_folded(&out, at->content);
        if (at->type == XML_ELEMENT_NODE && at->children)
            at = at->children;
        else
            at = after(at, node);
    }
    text = arena_copy(a, str_trim(buffer_view(&out)));
    buffer_free(&out);
    return text;
}

morgue_str xml_tree_raw(arena *a, const xmlNode *node)
{
    xmlChar *text = node ? xmlNodeGetContent(node) : NULL;
    morgue_str copy = text ? arena_copy(a, str_of((const char *)text))
                           : STR("");

    xmlFree(text);
    return copy;
}

morgue_str xml_tree_attribute(arena *a, const xmlNode *node,
                              const char *name)
{
    xmlChar *value;
    morgue_str copy;

    if (node == NULL)
        return STR("");
    value = xmlGetProp(node, (const xmlChar *)name);
    if (value == NULL)
        return STR("");
    copy = arena_copy(a, str_trim(str_of((const char *)value)));
    xmlFree(value);
    return copy;
}

/* ---- Paragraphs ---- */

static bool is_paragraph(const xmlNode *node)
{
    static const char *const names[] = {"p", "hl2", "h2", "h3", "h4", "li",
                                        "dt", "dd", "td", "pre"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xml_tree_is(node, names[i]))
            return true;
    return false;
}

/* Pictures with their captions, tables' captions: not the story. */
static bool is_aside(const xmlNode *node)
{
    return xml_tree_is(node, "media") || xml_tree_is(node, "media-caption") ||
           xml_tree_is(node, "fn") || xml_tree_is(node, "figure");
}

static xmlNode *skip(xmlNode *node, const xmlNode *top)
{
    while (node && node != top) {
        if (node->next)
            return node->next->type == XML_ELEMENT_NODE
                       ? node->next
                       : xml_tree_next(node->next, top);
        node = node->parent;
    }
    return NULL;
}

morgue_str xml_tree_paragraphs(arena *a, xmlNode *top)
{
    xmlNode *node = top ? xml_tree_next(top, top) : NULL;
    morgue_str text;
    buffer out;

    buffer_init(&out, LIMIT_PAYLOAD);
    while (node && node != top) {
        morgue_str words;

        if (!is_paragraph(node) && !is_aside(node)) {
            node = xml_tree_next(node, top);
            continue;
        }
        words = is_aside(node) ? STR("") : xml_tree_text(a, node);
        if (words.size) {
            buffer_append_str(&out, words);
            buffer_append_char(&out, '\n');
        }
        node = skip(node, top);
    }
    text = arena_copy(a, str_trim(buffer_view(&out)));
    buffer_free(&out);
    return text.size || top == NULL ? text : xml_tree_text(a, top);
}
