/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article_json.h"

#include "json_string.h"
#include "str.h"

static void put_key(buffer *out, const char *key)
{
    buffer_append_format(out, "%s\"%s\":",
                         out->size > 0 && out->data[out->size - 1] != '{'
                             ? ","
                             : "",
                         key);
}

static void put_string(buffer *out, const char *key, morgue_str value)
{
    put_key(out, key);
    json_append_string_or_null(out, value);
}

static void put_date(buffer *out, const char *key, const civil_date *date)
{
    char text[DATE_TEXT_MAX];

    put_string(out, key, str_make(text, civil_date_format(date, text)));
}

static void put_mention(buffer *out, const article *a, const mention *m)
{
    buffer_append_format(out, "{\"type\":\"%s\"", mention_kind_name(m->kind));
    put_string(out, "text", str_slice(m->in_title ? a->title : a->text,
                                      m->begin, m->end));
    put_string(out, "name", m->name);
    buffer_append_format(out, ",\"begin\":%u,\"end\":%u}", m->begin, m->end);
}

/* Names in the title are left out: begin and end are bytes in the text. */
static void put_mentions(buffer *out, const article *a,
                         const mention *mentions, size_t count)
{
    bool is_first = true;

    put_key(out, "entities");
    buffer_append_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        if (mentions[i].in_title)
            continue;
        if (!is_first)
            buffer_append_char(out, ',');
        put_mention(out, a, &mentions[i]);
        is_first = false;
    }
    buffer_append_char(out, ']');
}

static void put_locator(buffer *out, const record *r)
{
    put_key(out, "locator");
    buffer_append_char(out, '{');
    put_string(out, "file", r->file);
    if (r->member.size > 0)
        put_string(out, "member", r->member);
    if (r->offset >= 0)
        buffer_append_format(out, ",\"offset\":%lld", (long long)r->offset);
    if (r->offset >= 0 && r->length >= 0)
        buffer_append_format(out, ",\"length\":%lld", (long long)r->length);
    buffer_append_char(out, '}');
}

static void put_digest(buffer *out, const record *r)
{
    char text[DIGEST_TEXT_MAX] = "";

    if (r->has_digest)
        digest_format(&r->digest, text);
    put_string(out, "digest", str_of(text));
}

void article_json_append(buffer *out, const article *a, const record *r,
                         const mention *mentions, size_t mention_count)
{
    civil_date captured = civil_date_utc(&r->captured);

    buffer_append_char(out, '{');
    put_string(out, "url", a->url);
    put_string(out, "title", a->title);
    put_string(out, "byline", a->byline);
    put_string(out, "source", a->source);
    put_string(out, "section", a->section);
    put_string(out, "language", a->language);
    put_key(out, "text");
    json_append_string(out, a->text);
    put_date(out, "published", &a->published);
    put_string(out, "published_from", str_of(a->published_from));
    put_date(out, "captured", &captured);
    put_mentions(out, a, mentions, mention_count);
    put_locator(out, r);
    put_digest(out, r);
    buffer_append_char(out, '}');
}
