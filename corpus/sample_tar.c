/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sample_tar.h"

#include <string.h>

#include "expected_article.h"
#include "outlet_page.h"
#include "tar_writer.h"

/* 2025-01-01: nothing in the file tells when it was made. */
#define MODIFIED 1735689600

static void add_field(bytes *out, const char *key, const char *value)
{
    if (value == NULL)
        return;
    bytes_add_format(out, "%s: \"", key);
    bytes_add_json(out, value); /* JSON's strings are YAML's too */
    bytes_add_text(out, "\"\n");
}

/* Front matter, and below it the Markdown or its plain paragraphs. */
static bytes front_matter_text(const sample_article *article, bool is_markdown)
{
    bytes plain = markdown_plain(&article->body, "\n\n");
    bytes out = {0};

    bytes_add_text(&out, "---\n");
    add_field(&out, "title", yaml_text(article->front, "title"));
    add_field(&out, "date", yaml_text(article->front, "published"));
    add_field(&out, "source_url", yaml_text(article->front, "url"));
    add_field(&out, "author", yaml_text(article->front, "byline"));
    bytes_add_text(&out, "---\n");
    bytes_add_text(&out, is_markdown ? article->source : plain.data);
    return out;
}

static bytes plain_text(const sample_article *article)
{
    bytes plain = markdown_plain(&article->body, "\n\n");
    bytes out = {0};

    bytes_add_text(&out, yaml_need(article->front, "title", article->path));
    bytes_add_text(&out, "\n\n");
    bytes_add(&out, plain.data, plain.length);
    bytes_add_text(&out, "\n");
    return out;
}

static bytes member_content(const sample_set *sample,
                            const sample_article *article, const char *kind,
                            shown_as *shown)
{
    *shown = SHOWN_AS_FRONT_MATTER;
    if (strcmp(kind, "md") == 0)
        return front_matter_text(article, true);
    if (strcmp(kind, "txt") == 0)
        return front_matter_text(article, false);
    if (strcmp(kind, "html") == 0) {
        *shown = SHOWN_AS_SAVED_PAGE;
        return outlet_page_article(sample, article);
    }
    if (strcmp(kind, "plain") == 0) {
        *shown = SHOWN_AS_PLAIN_TEXT;
        return plain_text(article);
    }
    die("%s: a member can't be \"%s\"", sample->plan_path, kind);
}

bytes sample_tar(const sample_set *sample, bytes *expected)
{
    const yaml_node *entries = yaml_get(sample->plan, "tar");
    tar_writer *tar = tar_begin();

    for (size_t i = 0; entries != NULL && i < entries->count; i++) {
        const yaml_node *entry = entries->values[i];
        const char *kind = yaml_need(entry, "as", sample->plan_path);
        const char *suffix = strcmp(kind, "plain") == 0 ? "txt" : kind;
        const sample_article *article =
            sample_find(sample, yaml_need(entry, "article", sample->plan_path));
        shown_as shown;
        bytes content = member_content(sample, article, kind, &shown);

        tar_add(tar, text_format("articles/%s.%s", article->slug, suffix),
                &content, MODIFIED);
        expected_add(expected, article, shown);
    }
    return tar_end(tar);
}
