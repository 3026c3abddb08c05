/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Agencies' and newspapers' own XML: NITF (iptc.org/standards/nitf), NewsML-G2
 * (iptc.org/standards/newsml-g2), NewsML 1, whose content is often NITF, and
 * the <newsitem> of Reuters Corpus Volume 1 (trec.nist.gov/data/reuters).
 */
#include "article_format.h"

#include "named_field.h"
#include "str.h"
#include "xml_tree.h"

#include <libxml/tree.h>

static bool begins_element(morgue_str s, const char *name)
{
    size_t at = 0;

    s = str_slice(s, 0, 4096);
    while (at < s.size) {
        size_t open = str_find_char(str_slice(s, at, s.size), '<');
        morgue_str tag;

        if (open == SIZE_MAX)
            return false;
        at += open + 1;
        tag = str_slice(s, at, s.size);
        if (tag.size && (tag.data[0] == '?' || tag.data[0] == '!'))
            continue;
        tag.size = 0;
        while (at + tag.size < s.size && !ascii_is_space(tag.data[tag.size]) &&
               tag.data[tag.size] != '>')
            tag.size++;
        open = str_find_char(tag, ':');
        if (open != SIZE_MAX)
            tag = str_slice(tag, open + 1, tag.size);
        return str_equal_nocase(tag, str_of(name));
    }
    return false;
}

static int agency_bid(const record *r)
{
    static const char *const roots[] = {"nitf", "newsItem", "newsMessage",
                                        "NewsML"};

    if (str_find_char(str_slice(r->payload, 0, 64), '<') == SIZE_MAX)
        return 0;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (begins_element(r->payload, roots[i]))
            return 90;
    return 0;
}

/* ---- Dates ---- */

/* ISO 8601 in its basic form, 20141218T220507Z, as NITF writes it. */
static bool read_date(civil_date *out, arena *a, morgue_str s)
{
    if (s.size >= 15 && s.data[8] == 'T' && ascii_is_digit(s.data[9]))
        s = arena_format(a, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%.*s", s.data,
                         s.data + 4, s.data + 6, s.data + 9, s.data + 11,
                         s.data + 13, (int)(s.size - 15), s.data + 15);
    return s.size && named_fields_date(out, s);
}

static void set_date(article *out, arena *a, morgue_str s)
{
    civil_date date;

    if (out->published_from || !read_date(&date, a, s))
        return;
    out->published = date;
    out->published_from = "format";
}

static void set(morgue_str *field, morgue_str value)
{
    if (field->size == 0)
        *field = value;
}

static morgue_str without_by(morgue_str s)
{
    if (str_starts_with_nocase(s, STR("by ")))
        s = str_trim(str_slice(s, 3, s.size));
    return s;
}

/* ---- NITF ---- */

/* <block class="full_text"> holds the whole where the lead stands apart. */
static xmlNode *full_text(xmlNode *content)
{
    xmlNode *node = content;

    while (node && (node = xml_tree_next(node, content)) != NULL) {
        xmlChar *kind = xmlGetProp(node, (const xmlChar *)"class");
        bool is_full = kind && xmlStrEqual(kind, (const xmlChar *)"full_text");
        xmlFree(kind);
        if (is_full)
            return node;
    }
    return content;
}

static void read_nitf(article *out, arena *a, xmlNode *root)
{
    xmlNode *pubdata = xml_tree_find(root, "pubdata");
    xmlNode *content = xml_tree_find(root, "body.content");
    xmlNode *line = xml_tree_find(root, "byline");

    set(&out->title, xml_tree_text(a, xml_tree_find(root, "hl1")));
    set(&out->title, xml_tree_text(a, xml_tree_find(root, "hedline")));
    set(&out->title, xml_tree_text(a, xml_tree_find(root, "title")));
    set(&out->byline, without_by(xml_tree_text(a, line)));
    set(&out->source, xml_tree_attribute(a, pubdata, "name"));
    set(&out->source, xml_tree_text(a, xml_tree_find(root, "distributor")));
    set(&out->section, xml_tree_attribute(a, pubdata, "position.section"));
    set(&out->url, xml_tree_attribute(a, pubdata, "ex-ref"));
    set(&out->language, xml_tree_attribute(a, root, "lang"));
    set_date(out, a, xml_tree_attribute(a, pubdata, "date.publication"));
    set_date(out, a, xml_tree_attribute(a, xml_tree_find(root, "date.issue"),
                                        "norm"));
    set_date(out, a, xml_tree_attribute(a, xml_tree_find(root, "story.date"),
                                        "norm"));
    set_date(out, a,
             xml_tree_attribute(a, xml_tree_find(root, "date.release"),
                                "norm"));
    set(&out->text, xml_tree_paragraphs(a, full_text(content)));
}

/* ---- NewsML ---- */

static morgue_str name_of(arena *a, xmlNode *node)
{
    xmlNode *name = node ? xml_tree_find(node, "name") : NULL;

    if (name)
        return xml_tree_text(a, name);
    return xml_tree_attribute(a, node, "literal");
}

static void read_newsml(article *out, arena *a, xmlNode *root)
{
    static const char *const dates[] = {"contentCreated", "firstCreated",
                                        "versionCreated", "DateAndTime",
                                        "ThisRevisionCreated", "sent"};
    static const char *const contents[] = {"inlineXML", "inlineData",
                                           "DataContent", "contentSet"};
    xmlNode *by = xml_tree_find(root, "by");

    set(&out->title, xml_tree_text(a, xml_tree_find(root, "headline")));
    set(&out->title, xml_tree_text(a, xml_tree_find(root, "title")));
    set(&out->byline,
        without_by(xml_tree_text(a, by ? by : xml_tree_find(root, "byline"))));
    set(&out->byline, name_of(a, xml_tree_find(root, "creator")));
    set(&out->source, name_of(a, xml_tree_find(root, "provider")));
    set(&out->source, xml_tree_text(a, xml_tree_find(root, "creditline")));
    set(&out->language,
        xml_tree_attribute(a, xml_tree_find(root, "language"), "tag"));
    set(&out->language, xml_tree_attribute(a, root, "lang"));
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        set_date(out, a, xml_tree_text(a, xml_tree_find(root, dates[i])));
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        set(&out->text,
            xml_tree_paragraphs(a, xml_tree_find(root, contents[i])));
}

/* Reuters Corpus Volume 1: the date is an attribute, the text an element. */
static void read_corpus_item(article *out, arena *a, xmlNode *root)
{
    xmlNode *text = xml_tree_find(root, "text");

    if (text == NULL || xmlStrcmp(root->name, BAD_CAST "newsitem") != 0)
        return;
    set_date(out, a, xml_tree_attribute(a, root, "date"));
    set(&out->text, xml_tree_paragraphs(a, text));
    set(&out->source, STR("Reuters"));
}

/* The splitter gives items one by one, unless they have a prefix. */
static bool has_second_item(xmlNode *root)
{
    xmlNode *item = xml_tree_find(root, "newsItem");

    while (item && (item = xml_tree_next(item, root)) != NULL)
        if (xml_tree_is(item, "newsItem"))
            return true;
    return false;
}

static void agency_read(article_extractor *x, article *out, record *r)
{
    xmlDoc *doc = xml_tree_read(r->payload);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL, *inner;

    (void)x;
    if (root == NULL) {
        record_settle(r, FATE_MALFORMED, "XML that can't be read");
    } else {
        inner = xml_tree_is(root, "nitf") ? root : xml_tree_find(root, "nitf");
        if (inner) /* the content itself: heard before what is around it */
            read_nitf(out, r->arena, inner);
        read_corpus_item(out, r->arena, root);
        if (inner != root)
            read_newsml(out, r->arena, root);
        if (has_second_item(root))
            record_note(r, "of several items the first is read");
        if (out->text.size == 0)
            record_settle(r, FATE_NOT_ARTICLE, "XML without a text");
    }
    xmlFreeDoc(doc);
}

const article_format agency_article = {"nitf, newsml", agency_bid,
                                       agency_read};
