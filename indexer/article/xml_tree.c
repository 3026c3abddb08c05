/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xml_tree.h"

#include "buffer.h"
#include "limits.h"
#include "str.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

xmlDoc *xml_tree_read(morgue_str text)
{
    const int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR |
                        XML_PARSE_NOWARNING | XML_PARSE_NONET |
                        XML_PARSE_NOCDATA | XML_PARSE_COMPACT;

    if (text.size > INT32_MAX)
        return NULL;
    return xmlReadMemory(text.data, (int)text.size, NULL, NULL, options);
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
