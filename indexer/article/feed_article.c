/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Items of feeds that have the whole article: RSS 0.9-2.0 (content:encoded, as
 * WordPress exports too), Atom (RFC 4287).  The splitter gives each with what
 * stands above the first item of the feed.
 *
 * A feed that came from the web is a list of teasers to pages that have
 * records of their own, and is left.
 */
#include "article_format.h"

#include "document_kind.h"
#include "html_text.h"
#include "named_field.h"
#include "str.h"
#include "xml_tree.h"

#include <libxml/tree.h>

/* A description under this is a teaser. */
#define TEXT_MIN 400

static bool is_item(const record *r)
{
    return article_has_type(r, STR("application/x-feed-item"));
}

static int feed_bid(const record *r)
{
    document_kind kind;

    if (is_item(r))
        return BID_MAX;
    kind = document_kind_of(str_slice(r->payload, 0, 4096), STR(""));
    return kind == DOCUMENT_FEED_ITEMS || kind == DOCUMENT_FEED_ENTRIES ? 90
                                                                        : 0;
}

/* A child by its local name; or NULL. */
static xmlNode *child(xmlNode *node, const char *name)
{
    xmlNode *n = node ? node->children : NULL;

    while (n && !xml_tree_is(n, name))
        n = n->next;
    return n;
}

static morgue_str child_text(arena *a, xmlNode *node, const char *name)
{
    return html_text_plain(a, xml_tree_text(a, child(node, name)));
}

static void set(morgue_str *field, morgue_str value)
{
    if (field->size == 0)
        *field = value;
}

/* RSS has the address as text; Atom as an attribute, and several of them. */
static morgue_str link_of(arena *a, xmlNode *item)
{
    for (xmlNode *n = item->children; n; n = n->next) {
        morgue_str rel, href;

        if (!xml_tree_is(n, "link"))
            continue;
        rel = xml_tree_attribute(a, n, "rel");
        href = xml_tree_attribute(a, n, "href");
        if (href.size == 0)
            href = xml_tree_text(a, n);
        if (href.size && (rel.size == 0 || str_equal(rel, STR("alternate"))))
            return href;
    }
    return STR("");
}

/* RSS 2.0 has "jo@a.example (Jo Doe)": the name. */
static morgue_str in_parentheses(morgue_str s)
{
    size_t begin = str_find_char(s, '(');

    return str_find_char(s, '@') != SIZE_MAX && begin != SIZE_MAX
               ? str_trim(str_slice(s, begin + 1, str_find_char(s, ')')))
               : s;
}

/* All authors' names, in RSS and Dublin Core as text, in Atom as elements. */
static morgue_str authors(arena *a, xmlNode *item)
{
    morgue_str joined = STR("");

    for (xmlNode *n = item->children; n; n = n->next) {
        morgue_str name;

        if (!xml_tree_is(n, "creator") && !xml_tree_is(n, "author"))
            continue;
        name = in_parentheses(
            xml_tree_text(a, child(n, "name") ? child(n, "name") : n));
        if (name.size && str_find_char(name, '@') == SIZE_MAX)
            joined = arena_format(a, "%.*s%s%.*s", (int)joined.size,
                                  joined.data, joined.size ? ", " : "",
                                  (int)name.size, name.data);
    }
    return joined;
}

static void set_date(article *out, arena *a, xmlNode *item)
{
    static const char *const names[] = {"pubDate", "published", "date",
                                        "issued", "updated"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (out->published_from == NULL &&
            named_fields_date(&out->published,
                              xml_tree_text(a, child(item, names[i]))))
            out->published_from = "format";
}

/* HTML as text or, in Atom, as elements. */
static morgue_str text_of(arena *a, xmlNode *item)
{
    xmlNode *content = child(item, "encoded");
    morgue_str type;

    if (content == NULL)
        content = child(item, "content");
    type = xml_tree_attribute(a, content, "type");
    if (str_equal(type, STR("xhtml")))
        return xml_tree_paragraphs(a, content);
    return html_text_paragraphs(a, xml_tree_raw(a, content));
}

static void read_item(article *out, record *r, xmlNode *root, xmlNode *item)
{
    arena *a = r->arena;
    xmlNode *channel = child(root, "channel") ? child(root, "channel") : root;
    morgue_str summary;

    out->title = child_text(a, item, "title");
    out->url = link_of(a, item);
    out->byline = authors(a, item);
    set_date(out, a, item);
    out->source = child_text(a, channel, "title");
    out->language = child_text(a, channel, "language");
    set(&out->language, xml_tree_attribute(a, root, "lang"));
    out->section = child_text(a, item, "category");
    set(&out->section, xml_tree_attribute(a, child(item, "category"), "term"));
    out->text = text_of(a, item);
    summary = html_text_paragraphs(
        a, xml_tree_raw(a, child(item, child(item, "description")
                                           ? "description"
                                           : "summary")));
    if (out->text.size == 0 && summary.size >= TEXT_MIN)
        out->text = summary;
    if (out->text.size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "feed item without its article");
}

static void feed_read(article_extractor *x, article *out, record *r)
{
    xmlDoc *doc = is_item(r) ? xml_tree_read(r->payload) : NULL;
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL, *item = NULL;

    (void)x;
    if (!is_item(r)) {
        record_settle(r, FATE_NOT_ARTICLE, "a feed");
        return;
    }
    if (root)
        item = xml_tree_find(root, "item");
    if (root && item == NULL)
        item = xml_tree_find(root, "entry");
    if (item == NULL)
        record_settle(r, FATE_MALFORMED, "XML that can't be read");
    else
        read_item(out, r, root, item);
    xmlFreeDoc(doc);
}

const article_format feed_article = {"feed", feed_bid, feed_read};
