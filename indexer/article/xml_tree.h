/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Small XML documents as trees.  Names are local names: prefixes are the
 * writer's own.  Nothing is fetched, no entity but XML's five is resolved.
 */
#ifndef XML_TREE_H
#define XML_TREE_H

#include "arena.h"

/* As <libxml/tree.h> has them. */
typedef struct _xmlDoc xmlDoc;
typedef struct _xmlNode xmlNode;

/* NULL when nothing can be read of it.  Mends what it can; xmlFreeDoc(). */
xmlDoc *xml_tree_read(morgue_str text);

bool xml_tree_is(const xmlNode *node, const char *name);

/* The first such element below node, in document order; or NULL. */
xmlNode *xml_tree_find(xmlNode *node, const char *name);

/* The next element below top after node, in document order; or NULL. */
xmlNode *xml_tree_next(xmlNode *node, const xmlNode *top);

/* All the text in node (which may be NULL), white space folded. */
morgue_str xml_tree_text(arena *a, const xmlNode *node);

/* The same, white space as it stands. */
morgue_str xml_tree_raw(arena *a, const xmlNode *node);

/* The paragraphs in node (which may be NULL), a line each, captions and notes
 * left out; all its words when it is not parted. */
morgue_str xml_tree_paragraphs(arena *a, xmlNode *node);

/* An attribute's value; empty when node is NULL or has none. */
morgue_str xml_tree_attribute(arena *a, const xmlNode *node,
                              const char *name);

#endif
