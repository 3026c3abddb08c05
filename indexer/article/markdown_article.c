/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Markdown, with front matter or without.
 */
#include "article_format.h"

#include "front_matter.h"
#include "limits.h"
#include "markdown_plain.h"
#include "str.h"

static int markdown_bid(const record *r)
{
    if (article_has_type(r, STR("text/markdown")) ||
        article_has_type(r, STR("text/x-markdown")))
        return 60;
    /* Text that begins with front matter, whatever it is called. */
    if (front_matter_begins(r->payload) &&
        (r->media_type.size == 0 || article_has_type(r, STR("text/plain"))))
        return 55;
    return 0;
}

/* The heading that is the title is not said again in the text. */
static void take_title(article *out, arena *a, morgue_str *text, size_t begin,
                       size_t size)
{
    morgue_str heading = str_slice(*text, begin, begin + size);

    if (size == 0 || begin > 0)
        return;
    if (out->title.size == 0)
        out->title = arena_copy(a, heading);
    if (str_equal(out->title, heading))
        *text = str_trim(str_slice(*text, begin + size, text->size));
}

static void markdown_read(article_extractor *x, article *out, record *r)
{
    morgue_str text = article_utf8(r, r->media_type);
    size_t begin, size;
    buffer plain;

    (void)x;
    if (!front_matter_read(r->arena, &text, out))
        record_note(r, "front matter is no YAML");
    buffer_init(&plain, LIMIT_PAYLOAD);
    markdown_plain(&plain, text, &begin, &size);
    out->text = arena_copy(r->arena, str_trim(buffer_view(&plain)));
    buffer_free(&plain);
    take_title(out, r->arena, &out->text, begin, size);
    if (out->text.size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "no text below the front matter");
}

const article_format markdown_article = {"markdown", markdown_bid,
                                         markdown_read};
