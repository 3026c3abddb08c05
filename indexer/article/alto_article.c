/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages of digitised newspapers as optical character recognition left them:
 * ALTO (loc.gov/standards/alto) and hOCR (kba.github.io/hocr-spec).
 *
 * A block is a paragraph; its lines are joined, and words that were parted at
 * a line's end put together again.
 */
#include "article_format.h"

#include "alto_order.h"
#include "limits.h"
#include "name_date.h"
#include "page_lines.h"
#include "str.h"
#include "xml_tree.h"

#include <libxml/tree.h>

static bool begins_with_tag(morgue_str s)
{
    return str_find_char(str_slice(s, 0, 64), '<') != SIZE_MAX;
}

static int alto_bid(const record *r)
{
    morgue_str s = str_slice(r->payload, 0, 8192);

    if (!begins_with_tag(s) || str_find(s, STR("alto")) == SIZE_MAX)
        return 0;
    for (size_t at = 0; at + 5 < s.size; at++)
        if (s.data[at] == '<' &&
            (str_starts_with(str_slice(s, at, s.size), STR("<alto")) ||
             (str_find(str_slice(s, at, at + 24), STR(":alto ")) < 12)))
            return 90;
    return 0;
}

/* ---- ALTO ---- */

/* The strings of a line, with the parts of a word told apart. */
static void read_line(page_lines *lines, arena *a, xmlNode *line)
{
    for (xmlNode *n = line->children; n; n = n->next) {
        morgue_str content, part;

        if (xml_tree_is(n, "HYP")) {
            page_lines_hyphen(lines);
            continue;
        }
        if (!xml_tree_is(n, "String"))
            continue;
        content = xml_tree_attribute(a, n, "CONTENT");
        part = xml_tree_attribute(a, n, "SUBS_TYPE");
        if (str_equal(part, STR("HypPart1")))
            page_lines_part(lines, content,
                            xml_tree_attribute(a, n, "SUBS_CONTENT"), 1);
        else if (str_equal(part, STR("HypPart2")))
            page_lines_part(lines, content, STR(""), 2);
        else
            page_lines_word(lines, content);
    }
    page_lines_end_line(lines);
}

static void read_block(page_lines *lines, arena *a, xmlNode *block)
{
    page_lines_end_block(lines);
    if (xml_tree_is(block, "TextLine"))
        read_line(lines, a, block);
    for (xmlNode *n = xml_tree_next(block, block); n;
         n = xml_tree_next(n, block))
        if (xml_tree_is(n, "TextLine"))
            read_line(lines, a, n);
}

/* Blocks of text in the order that the page says, or of the file. */
static void read_page(page_lines *lines, arena *a, xmlNode *root)
{
    alto_order order;
    xmlNode *block;

    alto_order_begin(&order, a, root);
    while ((block = alto_order_next(&order)) != NULL)
        read_block(lines, a, block);
    page_lines_end_block(lines);
}

static void alto_read(article_extractor *x, article *out, record *r)
{
    xmlDoc *doc = xml_tree_read(r->payload);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    page_lines lines;

    (void)x;
    if (root == NULL) {
        record_settle(r, FATE_MALFORMED, "XML that can't be read");
        xmlFreeDoc(doc);
        return;
    }
    page_lines_init(&lines, LIMIT_PAYLOAD);
    read_page(&lines, r->arena, root);
    page_lines_finish(&lines, out, r,
                      xml_tree_text(r->arena,
                                    xml_tree_find(root, "fileName")));
    page_lines_free(&lines);
    xmlFreeDoc(doc);
}

const article_format alto_article = {"alto", alto_bid, alto_read};

/* ---- hOCR ---- */

static bool has_class(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)"class");
    bool has = value && xmlStrstr(value, (const xmlChar *)name) != NULL;

    xmlFree(value);
    return has;
}

static int hocr_bid(const record *r)
{
    morgue_str s = str_slice(r->payload, 0, 65536);

    if (!begins_with_tag(s) || (str_find(s, STR("ocr_page")) == SIZE_MAX &&
                                str_find(s, STR("ocr-system")) == SIZE_MAX))
        return 0;
    return str_find(s, STR("ocr_line")) != SIZE_MAX ||
                   str_find(s, STR("ocrx_word")) != SIZE_MAX
               ? 95
               : 0;
}

static void read_hocr(page_lines *lines, arena *a, xmlNode *root)
{
    for (xmlNode *n = xml_tree_next(root, root); n;
         n = xml_tree_next(n, root)) {
        if (has_class(n, "ocr_par") || has_class(n, "ocr_carea"))
            page_lines_end_block(lines);
        else if (has_class(n, "ocr_line") || has_class(n, "ocr_header") ||
                 has_class(n, "ocr_caption") ||
                 has_class(n, "ocr_textfloat"))
            page_lines_line(lines, xml_tree_text(a, n));
    }
    page_lines_end_block(lines);
}

/* title='image "1882-04-06/0003.tif"; bbox 0 0 6212 8325' */
static morgue_str image_of(arena *a, xmlNode *root)
{
    for (xmlNode *n = xml_tree_next(root, root); n;
         n = xml_tree_next(n, root))
        if (has_class(n, "ocr_page"))
            return xml_tree_attribute(a, n, "title");
    return STR("");
}

static void hocr_read(article_extractor *x, article *out, record *r)
{
    xmlDoc *doc = xml_tree_read(r->payload);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    page_lines lines;

    (void)x;
    if (root == NULL) {
        record_settle(r, FATE_MALFORMED, "hOCR that can't be read");
        xmlFreeDoc(doc);
        return;
    }
    page_lines_init(&lines, LIMIT_PAYLOAD);
    read_hocr(&lines, r->arena, root);
    page_lines_finish(&lines, out, r, image_of(r->arena, root));
    page_lines_free(&lines);
    xmlFreeDoc(doc);
}

const article_format hocr_article = {"hocr", hocr_bid, hocr_read};
