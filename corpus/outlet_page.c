/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "outlet_page.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "sample_date.h"

#define RELATED_MAX       3
#define DESCRIPTION_BYTES 160

/* The outlet's own marks for a block, or plain HTML's. */
typedef struct block_marks {
    const char *open;
    const char *close;
} block_marks;

static block_marks marks_for(const sample_outlet *outlet, block_kind kind)
{
    static const struct {
        const char *name, *open, *close;
    } known[] = {
        [BLOCK_PARAGRAPH] = {"paragraph", "<p>", "</p>\n"},
        [BLOCK_HEADING] = {"heading", "<h2>", "</h2>\n"},
        [BLOCK_QUOTE] = {"quote", "<blockquote><p>", "</p></blockquote>\n"},
        [BLOCK_ITEM] = {"item", "<li>", "</li>\n"},
    };
    const yaml_node *own =
        yaml_get(yaml_get(outlet->facts, "marks"), known[kind].name);

    if (own == NULL)
        return (block_marks){known[kind].open, known[kind].close};
    if (own->kind != YAML_LIST || own->count != 2)
        die("%s: marks take two texts", outlet->facts_path);
    return (block_marks){own->values[0]->text, own->values[1]->text};
}

/* The blocks from `begin` up to `end`; runs of items stand in one list. */
static const char *body_html(const sample_article *article, size_t begin,
                             size_t end)
{
    bytes out = {0};
    bool in_list = false;

    bytes_add(&out, "", 0);
    for (size_t i = begin; i < end && i < article->body.count; i++) {
        const markdown_block *block = &article->body.blocks[i];
        block_marks marks = marks_for(article->outlet, block->kind);
        bool is_item = block->kind == BLOCK_ITEM;

        if (is_item != in_list)
            bytes_add_text(&out, is_item ? "<ul>\n" : "</ul>\n");
        in_list = is_item;
        bytes_add_text(&out, marks.open);
        markdown_add_html(&out, block->text);
        bytes_add_text(&out, marks.close);
    }
    if (in_list)
        bytes_add_text(&out, "</ul>\n");
    return out.data;
}

/* The first paragraph, cut between words: what meta descriptions hold. */
static const char *description(const sample_article *article)
{
    bytes text = {0};
    size_t length;

    markdown_add_plain(&text, article->body.blocks[0].text);
    if (text.length <= DESCRIPTION_BYTES)
        return text.data;
    length = DESCRIPTION_BYTES;
    while (length > 0 && text.data[length] != ' ')
        length--;
    if (length == 0)
        return text.data;
    return text_format("%.*s …", (int)length, text.data);
}

static const char *title_of(const sample_article *article)
{
    return yaml_need(article->front, "title", article->path);
}

static const char *path_of(const sample_article *article)
{
    return url_path(yaml_need(article->front, "url", article->path));
}

static void add_link(bytes *out, const sample_article *article)
{
    bytes_add_text(out, "<a href=\"");
    bytes_add_html(out, path_of(article));
    bytes_add_text(out, "\">");
    bytes_add_html(out, title_of(article));
    bytes_add_text(out, "</a>");
}

/* Items and teasers of the outlet's articles, `but` left out. */
static void set_others(page_values *values, const sample_set *sample,
                       const sample_outlet *outlet, const sample_article *but)
{
    bytes related = {0};
    bytes teasers = {0};
    bytes headlines = {0};
    size_t count = 0;

    for (size_t i = 0; i < sample->article_count; i++) {
        const sample_article *article = &sample->articles[i];
        bytes teaser = {0};

        if (article->outlet != outlet || article == but)
            continue;
        bytes_add_text(&teaser, "<div class=\"teaser\"><h3>");
        add_link(&teaser, article);
        bytes_add_text(&teaser, "</h3><p>");
        bytes_add_html(&teaser, description(article));
        bytes_add_text(&teaser, "</p></div>\n");
        bytes_add_text(&headlines, teaser.data);
        if (count++ >= RELATED_MAX)
            continue;
        bytes_add_text(&teasers, teaser.data);
        bytes_add_text(&related, "<li>");
        add_link(&related, article);
        bytes_add_text(&related, "</li>\n");
    }
    page_set_markup(values, "related", related.data);
    page_set_markup(values, "teasers", teasers.data);
    page_set_markup(values, "headlines", headlines.data);
}

/* `text` in each of the outlet's date patterns, as PREFIX + pattern's name. */
static void set_dates(page_values *values, const sample_outlet *outlet,
                      const char *prefix, const char *text, const char *path)
{
    const yaml_node *patterns = yaml_get(outlet->facts, "dates");
    sample_date date = {0};

    if (text != NULL)
        date = date_parse(text, path);
    for (size_t i = 0; patterns != NULL && i < patterns->count; i++) {
        const char *name = text_format("%s%s", prefix, patterns->keys[i]);

        page_set(values, name,
                 text == NULL ? NULL
                              : date_format(&date, patterns->values[i]->text,
                                            outlet->facts));
    }
}

static void set_outlet(page_values *values, const sample_outlet *outlet)
{
    static const char *const facts[] = {"name", "host", "language", "charset"};
    const yaml_node *labels = yaml_get(outlet->facts, "labels");

    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
        page_set(values, text_format("outlet_%s", facts[i]),
                 yaml_need(outlet->facts, facts[i], outlet->facts_path));
    for (size_t i = 0; labels != NULL && i < labels->count; i++)
        page_set(values, labels->keys[i], labels->values[i]->text);
}

static const char *keywords(const sample_article *article)
{
    const yaml_node *list = yaml_get(article->front, "keywords");
    bytes out = {0};

    bytes_add(&out, "", 0);
    for (size_t i = 0; list != NULL && i < list->count; i++)
        bytes_add_format(&out, "%s%s", i == 0 ? "" : ", ",
                         list->values[i]->text);
    return out.data;
}

static void set_front(page_values *values, const sample_article *article)
{
    static const char *const names[] = {"title",     "byline",   "url",
                                        "published", "modified", "section",
                                        "language",  "captured", "wire"};
    const yaml_node *front = article->front;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        page_set(values, names[i], yaml_text(front, names[i]));
    page_set(values, "slug", article->slug);
    page_set(values, "path", path_of(article));
    page_set(values, "keywords", keywords(article));
    page_set(values, "description", description(article));
    set_dates(values, article->outlet, "", yaml_text(front, "published"),
              article->path);
    set_dates(values, article->outlet, "modified_",
              yaml_text(front, "modified"), article->path);
    set_dates(values, article->outlet, "today_", yaml_text(front, "captured"),
              article->path);
}

static void set_body(page_values *values, const sample_article *article)
{
    bytes plain = markdown_plain(&article->body, "\n\n");

    page_set(values, "body_text", plain.data);
    page_set_markup(values, "body", body_html(article, 0, SIZE_MAX));
    page_set_markup(values, "body_lead", body_html(article, 0, 1));
    page_set_markup(values, "body_rest", body_html(article, 1, SIZE_MAX));
    page_set_markup(values, "body_middle", body_html(article, 1, 3));
    page_set_markup(values, "body_tail", body_html(article, 3, SIZE_MAX));
}

/* One character's bytes at `text`, as a numeric reference. */
static size_t add_reference(bytes *out, const unsigned char *text)
{
    size_t length = text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;
    uint32_t code = text[0] & (0xffU >> (length + 1));

    for (size_t i = 1; i < length; i++)
        code = code << 6 | (text[i] & 0x3fU);
    bytes_add_format(out, "&#%u;", (unsigned)code);
    return length;
}

/* Characters the charset lacks become references, as browsers read them. */
static bytes to_charset(const bytes *page, const char *charset)
{
    iconv_t converter = iconv_open(charset, "UTF-8");
    char *from = page->data;
    size_t left = page->length;
    bytes out = {0};

    if (converter == (iconv_t)-1)
        die("charset \"%s\" is unknown to iconv", charset);
    while (left > 0) {
        char part[4096];
        char *to = part;
        size_t room = sizeof(part);
        size_t status = iconv(converter, &from, &left, &to, &room);
        int reason = errno;

        bytes_add(&out, part, (size_t)(to - part));
        if (status == (size_t)-1 && reason == EILSEQ) {
            size_t skip = add_reference(&out, (const unsigned char *)from);

            from += skip;
            left -= skip;
        } else if (status == (size_t)-1 && reason != E2BIG) {
            die("text ends within a character");
        }
    }
    iconv_close(converter);
    return out;
}

static bytes fill(const sample_outlet *outlet, const char *path,
                  const page_values *values)
{
    const char *charset =
        yaml_need(outlet->facts, "charset", outlet->facts_path);
    bytes template = bytes_read(path);
    bytes page = page_fill(template.data, values, path);

    return strcmp(charset, "UTF-8") == 0 ? page : to_charset(&page, charset);
}

bytes outlet_page_article(const sample_set *sample,
                          const sample_article *article)
{
    const sample_outlet *outlet = article->outlet;
    const char *shared = yaml_text(outlet->facts, "template");
    page_values values = {.count = 0};

    set_outlet(&values, outlet);
    set_others(&values, sample, outlet, article);
    set_front(&values, article);
    set_body(&values, article);
    if (shared != NULL)
        outlet = sample_outlet_find(sample, shared);
    return fill(article->outlet, text_format("%s/page.html", outlet->folder),
                &values);
}

bytes outlet_page_other(const sample_set *sample, const sample_outlet *outlet,
                        const char *file, const char *url, const char *captured)
{
    page_values values = {.count = 0};

    set_outlet(&values, outlet);
    set_others(&values, sample, outlet, NULL);
    set_dates(&values, outlet, "today_", captured, url);
    page_set(&values, "url", url);
    page_set(&values, "path", url_path(url));
    return fill(outlet, text_format("%s/%s", outlet->folder, file), &values);
}
