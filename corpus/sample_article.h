/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The outlets and articles of corpus/sample, as read from their sources.
 */
#ifndef CORPUS_SAMPLE_ARTICLE_H
#define CORPUS_SAMPLE_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

#include "markdown_text.h"
#include "page_template.h"
#include "yaml_node.h"

/* A folder of outlets/, with its outlet.yaml; see corpus/README.md. */
typedef struct sample_outlet {
    const char *folder;
    const yaml_node *facts;
    const char *facts_path;
} sample_outlet;

/* A file of articles/. */
typedef struct sample_article {
    const char *slug;
    const char *path;
    const yaml_node *front;
    const char *source; /* the Markdown below the front matter */
    markdown_text body;
    const sample_outlet *outlet;
} sample_article;

/* A folder of the two, and its archives.yaml: what goes where, in order. */
typedef struct sample_set {
    const char *folder;
    const yaml_node *plan;
    const char *plan_path;
    sample_outlet *outlets;
    size_t outlet_count;
    sample_article *articles; /* in the order of their slugs */
    size_t article_count;
} sample_set;

sample_set sample_read(const char *folder);

/* Both end the program when there is none by that name. */
const sample_article *sample_find(const sample_set *sample, const char *slug);
const sample_outlet *sample_outlet_find(const sample_set *sample,
                                        const char *name);

/* What follows the host in `url`, "/" at least. */
const char *url_path(const char *url);
const char *url_host(const char *url);

#endif
