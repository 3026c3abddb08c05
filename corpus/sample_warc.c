/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sample_warc.h"

#include <stdio.h>
#include <string.h>

#include "expected_article.h"
#include "http_response.h"
#include "outlet_page.h"
#include "warc_writer.h"

#define RESPONSES_MAX 500
#define PROFILES      "http://netpreserve.org/warc/1.1/revisit/"

/* A response already written, for the revisits and metadata that name it. */
typedef struct response {
    const char *url;
    const char *id;
    const char *date;
    const char *payload_digest;
    bytes head;
} response;

typedef struct warc_plan {
    const sample_set *sample;
    warc_writer warc;
    bytes *expected;
    response responses[RESPONSES_MAX];
    size_t response_count;
} warc_plan;

/* The smallest image there is: one transparent pixel. */
static const unsigned char pixel[] = {
    'G',  'I',  'F',  '8',  '9',  'a',  0x01, 0x00, 0x01, 0x00, 0x80,
    0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0x21, 0xf9, 0x04,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x01,
    0x00, 0x01, 0x00, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00, 0x3b};

static const char *need(const warc_plan *plan, const yaml_node *entry,
                        const char *key)
{
    return yaml_need(entry, key, plan->sample->plan_path);
}

static void write_warcinfo(warc_plan *plan)
{
    const yaml_node *info = yaml_get(plan->sample->plan, "warcinfo");
    warc_record record = {.type = "warcinfo",
                          .date = need(plan, info, "date"),
                          .content_type = "application/warc-fields",
                          .extra = "WARC-Filename: sample.warc.gz\r\n"};

    for (size_t i = 0; i < info->count; i++)
        if (strcmp(info->keys[i], "date") != 0)
            bytes_add_format(&record.block, "%s: %s\r\n", info->keys[i],
                             info->values[i]->text);
    warc_write(&plan->warc, &record);
}

static void write_request(warc_plan *plan, const char *url, const char *date)
{
    warc_record record = {.type = "request",
                          .url = url,
                          .date = date,
                          .content_type = "application/http; msgtype=request"};

    bytes_add_format(&record.block,
                     "GET %s HTTP/1.1\r\nHost: %s\r\n"
                     "User-Agent: sample-crawler/1.0\r\n"
                     "Accept: text/html,*/*;q=0.8\r\n"
                     "Accept-Encoding: gzip, deflate\r\n"
                     "Connection: close\r\n\r\n",
                     url_path(url), url_host(url));
    warc_write(&plan->warc, &record);
}

static void write_response(warc_plan *plan, const char *url,
                           const http_response *http, const bytes *content)
{
    http_message message = http_write(http, content);
    warc_record record = {.type = "response",
                          .url = url,
                          .date = http->captured,
                          .content_type = "application/http; msgtype=response",
                          .payload_digest = warc_digest(&message.payload)};
    response *done = &plan->responses[plan->response_count++];

    if (plan->response_count == RESPONSES_MAX)
        die("more than %d responses", RESPONSES_MAX);
    write_request(plan, url, http->captured);
    bytes_add(&record.block, message.head.data, message.head.length);
    bytes_add(&record.block, message.body.data, message.body.length);
    record.extra = "WARC-IP-Address: 192.0.2.17\r\n";
    *done = (response){url, warc_write(&plan->warc, &record), record.date,
                       record.payload_digest, message.head};
}

/* An article as its outlet serves it, or as a bare resource. */
static void write_article(warc_plan *plan, const yaml_node *entry)
{
    const sample_article *article =
        sample_find(plan->sample, need(plan, entry, "article"));
    const yaml_node *facts = article->outlet->facts;
    const char *url = yaml_need(article->front, "url", article->path);
    const char *captured = yaml_need(article->front, "captured", article->path);
    bytes page = outlet_page_article(plan->sample, article);
    warc_record record = {.type = "resource",
                          .url = url,
                          .date = captured,
                          .content_type = yaml_text(facts, "content_type"),
                          .payload_digest = warc_digest(&page),
                          .block = page};
    http_response http = {.status = 200,
                          .reason = "OK",
                          .content_type = record.content_type,
                          .captured = captured,
                          .habits = facts};

    if (yaml_text(entry, "resource") != NULL)
        warc_write(&plan->warc, &record);
    else
        write_response(plan, url, &http, &page);
    expected_add(plan->expected, article, SHOWN_AS_PAGE);
}

/* Any other thing an outlet serves: a file of its folder, or a pixel, or
 * nothing but a redirect. */
static void write_page(warc_plan *plan, const yaml_node *entry)
{
    const sample_outlet *outlet =
        sample_outlet_find(plan->sample, need(plan, entry, "page"));
    const char *url = need(plan, entry, "url");
    const char *status = yaml_text(entry, "status");
    const char *file = yaml_text(entry, "file");
    const char *type = yaml_text(entry, "type");
    http_response http = {.status = 200,
                          .reason = "OK",
                          .content_type = type,
                          .location = yaml_text(entry, "location"),
                          .captured = need(plan, entry, "captured"),
                          .habits = outlet->facts};
    bytes content = {0};

    if (status != NULL && sscanf(status, "%d", &http.status) == 1)
        http.reason = strchr(status, ' ') + 1;
    bytes_add(&content, "", 0);
    if (file != NULL)
        content =
            outlet_page_other(plan->sample, outlet, file, url, http.captured);
    else if (http.location == NULL)
        bytes_add(&content, pixel, sizeof(pixel));
    if (type == NULL && file != NULL)
        http.content_type = yaml_text(outlet->facts, "content_type");
    write_response(plan, url, &http, &content);
}

static const response *find_response(const warc_plan *plan, const char *url)
{
    for (size_t i = 0; i < plan->response_count; i++)
        if (strcmp(plan->responses[i].url, url) == 0)
            return &plan->responses[i];
    die("%s: no response for %s", plan->sample->plan_path, url);
}

/* The same bytes were served once more: the head alone is kept. */
static void write_revisit(warc_plan *plan, const yaml_node *entry)
{
    const response *first = find_response(plan, need(plan, entry, "revisit"));
    warc_record record = {.type = "revisit",
                          .url = first->url,
                          .date = need(plan, entry, "captured"),
                          .content_type = "application/http; msgtype=response",
                          .payload_digest = first->payload_digest,
                          .block = first->head};

    record.extra =
        text_format("WARC-Profile: " PROFILES "identical-payload-digest\r\n"
                    "WARC-Refers-To: %s\r\n"
                    "WARC-Refers-To-Target-URI: %s\r\n"
                    "WARC-Refers-To-Date: %s\r\n",
                    first->id, first->url, first->date);
    warc_write(&plan->warc, &record);
}

static void write_metadata(warc_plan *plan, const yaml_node *entry)
{
    const response *about = find_response(plan, need(plan, entry, "metadata"));
    const yaml_node *fields = yaml_get(entry, "fields");
    warc_record record = {.type = "metadata",
                          .url = about->url,
                          .date = about->date,
                          .content_type = "application/warc-fields"};

    record.extra = text_format("WARC-Concurrent-To: %s\r\n", about->id);
    for (size_t i = 0; fields != NULL && i < fields->count; i++)
        bytes_add_format(&record.block, "%s: %s\r\n", fields->keys[i],
                         fields->values[i]->text);
    warc_write(&plan->warc, &record);
}

/* A text the crawler itself brought along. */
static void write_resource(warc_plan *plan, const yaml_node *entry)
{
    const char *text = need(plan, entry, "text");
    warc_record record = {.type = "resource",
                          .url = need(plan, entry, "resource"),
                          .date = need(plan, entry, "captured"),
                          .content_type = need(plan, entry, "type")};

    bytes_add_text(&record.block, text);
    record.payload_digest = warc_digest(&record.block);
    warc_write(&plan->warc, &record);
}

static void write_entry(warc_plan *plan, const yaml_node *entry)
{
    if (yaml_get(entry, "article") != NULL)
        write_article(plan, entry);
    else if (yaml_get(entry, "page") != NULL)
        write_page(plan, entry);
    else if (yaml_get(entry, "revisit") != NULL)
        write_revisit(plan, entry);
    else if (yaml_get(entry, "metadata") != NULL)
        write_metadata(plan, entry);
    else
        write_resource(plan, entry);
}

bytes sample_warc(const sample_set *sample, bytes *expected)
{
    const yaml_node *entries = yaml_get(sample->plan, "warc");
    warc_plan *plan = pool_alloc(sizeof(*plan));

    plan->sample = sample;
    plan->expected = expected;
    write_warcinfo(plan);
    for (size_t i = 0; entries != NULL && i < entries->count; i++)
        write_entry(plan, entries->values[i]);
    return plan->warc.file;
}
