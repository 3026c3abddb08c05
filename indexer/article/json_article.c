/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON: one article an object, as news APIs, scrapers and dumps have it
 * (CC-News, RealNews, news-please, WordPress, JSON-LD, Elasticsearch).
 *
 * The pairs of the object are read by name.  Where the object wraps another
 * that has the text ("_source", "article", "fields" ...) its pairs are read as
 * well.
 */
#include "article_format.h"

#include "html_text.h"
#include "named_field.h"
#include "str.h"

#include <jansson.h>

/* Objects within objects that are looked into. */
#define DEPTH_MAX 3

/* What comes as a web page's side dish must be long to count as an article. */
#define WEB_TEXT_MIN 250

static int json_bid(const record *r)
{
    morgue_str s = str_trim(str_slice(r->payload, 0, 256));

    if (!str_starts_with(s, STR("{")))
        return 0;
    if (article_has_type(r, STR("application/json")) ||
        article_has_type(r, STR("application/ld+json")) ||
        article_has_type(r, STR("application/x-ndjson")))
        return 80;
    return str_starts_with(s, STR("{\"")) ? 60 : 0;
}

/* ---- Values ---- */

/*
 * The member of an object that stands for it: "name" of an author, "content"
 * of a part of the text.  A text may be a list of paragraphs again.
 */
static const json_t *speaker(const json_t *object, bool is_body)
{
    static const char *const keys[] = {"rendered", "name",  "main",
                                       "original", "value", "#text",
                                       "text",     "content", "title", "@id"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const json_t *value = json_object_get(object, keys[i]);
        if (json_is_string(value) || (is_body && json_is_array(value)))
            return value;
    }
    return NULL;
}

static morgue_str value_text(arena *a, const json_t *value, bool is_body,
                             int depth);

/* Paragraphs by line, names by comma. */
static morgue_str list_text(arena *a, const json_t *list, bool is_body,
                            int depth)
{
    morgue_str joined = STR("");
    const char *separator = is_body ? "\n" : ", ";
    buffer out;

    buffer_init(&out, SIZE_MAX / 2);
    for (size_t i = 0; i < json_array_size(list); i++) {
        morgue_str part = value_text(a, json_array_get(list, i), is_body,
                                     depth + 1);
        if (part.size == 0)
            continue;
        if (out.size)
            buffer_append_str(&out, str_of(separator));
        buffer_append_str(&out, part);
    }
    joined = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return joined;
}

/* A value as text; empty when it is none. */
static morgue_str value_text(arena *a, const json_t *value, bool is_body,
                             int depth)
{
    if (depth > DEPTH_MAX || value == NULL)
        return STR("");
    if (json_is_string(value))
        return str_make(json_string_value(value), json_string_length(value));
    if (json_is_integer(value))
        return arena_format(a, "%lld", (long long)json_integer_value(value));
    if (json_is_real(value))
        return arena_format(a, "%.0f", json_real_value(value));
    if (json_is_array(value))
        return list_text(a, value, is_body, depth);
    if (json_is_object(value))
        return value_text(a, speaker(value, is_body), is_body, depth + 1);
    return STR("");
}

/* ---- Objects ---- */

/* "article" may be the text or an object that has it. */
static bool wraps(const char *key)
{
    static const char *const keys[] = {"_source", "article", "data", "item",
                                       "doc", "document", "attributes",
                                       "fields", "result", "story", "post",
                                       "metadata", "meta"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

/* RealNews writes 04-24-2019, and when and from where it took each page. */
static bool is_realnews(const json_t *object)
{
    return json_object_get(object, "warc_date") ||
           json_object_get(object, "url_used");
}

/* Text drawn from Common Crawl (FineWeb and its kin): its date is the crawl's,
 * and that is never passed off as the day of publication. */
static bool is_crawl(const json_t *object)
{
    return json_object_get(object, "dump") &&
           json_object_get(object, "file_path");
}

/* JSON-LD's list of things, one of which is the article. */
static const json_t *article_of_graph(const json_t *object)
{
    const json_t *graph = json_object_get(object, "@graph");

    for (size_t i = 0; i < json_array_size(graph); i++)
        if (json_object_get(json_array_get(graph, i), "articleBody"))
            return json_array_get(graph, i);
    return object;
}

static void read_object(named_fields *f, const json_t *object, int depth)
{
    const char *key;
    json_t *value;

    f->is_month_first |= is_realnews(object);
    f->is_crawl |= is_crawl(object);

    json_object_foreach((json_t *)(uintptr_t)object, key, value) {
        morgue_str name = str_of(key);
        if (!json_is_object(value) || !wraps(key))
            named_fields_set(f, name,
                             value_text(f->arena, value,
                                        named_fields_is_body(name), 0));
    }
    if (depth == DEPTH_MAX)
        return;
    json_object_foreach((json_t *)(uintptr_t)object, key, value) {
        if (json_is_object(value) && wraps(key))
            read_object(f, value, depth + 1);
    }
}

static void settle_text(article *out, record *r, named_fields *f)
{
    morgue_str text = f->body.size ? f->body : f->description;

    out->text = html_text_paragraphs(r->arena, text);
    out->title = html_text_plain(r->arena, out->title);
    if (out->text.size == 0)
        record_settle(r, FATE_NOT_ARTICLE, "JSON without a text");
    else if (r->is_http && (out->text.size < WEB_TEXT_MIN ||
                            out->title.size == 0))
        record_settle(r, FATE_NOT_ARTICLE, "JSON of a page's machinery");
}

static void fill(morgue_str *field, morgue_str value)
{
    if (field->size == 0)
        *field = value;
}

void json_article_fill(article *out, record *r)
{
    json_error_t error;
    json_t *root = json_loadb(r->paired.data, r->paired.size, 0, &error);
    article said = {0};
    named_fields f;

    if (json_is_object(root)) {
        named_fields_begin(&f, r->arena, &said);
        read_object(&f, root, 0);
        fill(&out->title, said.title);
        fill(&out->byline, said.byline);
        fill(&out->source, said.source);
        fill(&out->section, said.section);
        fill(&out->language, said.language);
        if (out->published_from == NULL && said.published_from) {
            out->published = said.published;
            out->published_from = "archive";
        }
    }
    json_decref(root);
}

static void json_read(article_extractor *x, article *out, record *r)
{
    morgue_str text = article_utf8(r, r->media_type);
    json_error_t error;
    json_t *root = json_loadb(text.data, text.size,
                              JSON_ALLOW_NUL,
                              &error);
    named_fields f;

    (void)x;
    if (!json_is_object(root)) {
        record_settle(r, FATE_MALFORMED, "JSON that can't be read");
    } else {
        named_fields_begin(&f, r->arena, out);
        read_object(&f, article_of_graph(root), 0);
        settle_text(out, r, &f);
    }
    json_decref(root);
}

const article_format json_article = {"json", json_bid, json_read};
