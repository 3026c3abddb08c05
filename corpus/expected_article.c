/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "expected_article.h"

#include <string.h>

static void add_pair(bytes *out, const char *key, const char *value)
{
    bytes_add_format(
        out, "%s\"%s\": ", out->data[out->length - 1] == '{' ? "" : ", ", key);
    if (value == NULL) {
        bytes_add_text(out, "null");
        return;
    }
    bytes_add_text(out, "\"");
    bytes_add_json(out, value);
    bytes_add_text(out, "\"");
}

/* Whether the outlet's pages keep `key` to themselves. */
static bool hides(const sample_article *article, const char *key)
{
    const yaml_node *hidden = yaml_get(article->outlet->facts, "hides");

    for (size_t i = 0; hidden != NULL && i < hidden->count; i++)
        if (strcmp(hidden->values[i]->text, key) == 0)
            return true;
    return false;
}

static const char *published(const sample_article *article, shown_as shown)
{
    const char *text = yaml_text(article->front, "published");

    if (shown == SHOWN_AS_PLAIN_TEXT)
        return NULL;
    if (shown != SHOWN_AS_FRONT_MATTER && hides(article, "time"))
        return text_copy(text, strlen("2000-01-01"));
    return text;
}

void expected_add(bytes *out, const sample_article *article, shown_as shown)
{
    bool is_page = shown == SHOWN_AS_PAGE || shown == SHOWN_AS_SAVED_PAGE;
    bool is_bare = shown == SHOWN_AS_PLAIN_TEXT;
    const yaml_node *front = article->front;
    const char *language = yaml_text(front, "language");

    bytes_add_text(out, "{");
    add_pair(out, "slug", article->slug);
    add_pair(out, "url", is_bare ? NULL : yaml_text(front, "url"));
    add_pair(out, "title", yaml_text(front, "title"));
    add_pair(out, "byline", is_bare ? NULL : yaml_text(front, "byline"));
    add_pair(out, "source",
             is_page ? yaml_text(article->outlet->facts, "name") : NULL);
    add_pair(out, "section",
             is_page && !hides(article, "section") ? yaml_text(front, "section")
                                                   : NULL);
    add_pair(out, "language", language);
    add_pair(out, "text", markdown_plain(&article->body, "\n").data);
    add_pair(out, "published", published(article, shown));
    add_pair(out, "captured",
             shown == SHOWN_AS_PAGE ? yaml_text(front, "captured") : NULL);
    bytes_add_text(out, "}\n");
}
