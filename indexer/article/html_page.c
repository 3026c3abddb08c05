/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_page.h"

#include "digest.h"
#include "heap.h"
#include "html_source.h"
#include "page_text.h"
#include "str.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>

#define JSON_LD_MAX (8u << 20)
#define MARK_CACHE  4096      /* a power of two */
#define OPEN        HTML_NONE /* the end of an element that has none yet */

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* Attributes that say something; lent from the parser for one event. */
typedef struct attributes {
    morgue_str class_name, id, itemprop, role, rel, style, type, href;
    morgue_str name, property, http_equiv, content, datetime, lang, title;
    bool hidden, aria_hidden;
} attributes;

struct html_reading {
    htmlParserCtxtPtr parser;
    buffer source; /* the page behind a byte order mark */
    arena *arena;
    buffer script, title, scratch;
    bool in_json_ld, in_title, space;
    uint32_t current; /* innermost open element */
    uint32_t silent, links, strong, heading;
    html_block block; /* the one being filled */
    bool has_block;
    struct {
        uint64_t hash;
        html_marks marks;
    } cache[MARK_CACHE];
};

static void on_start(void *user, const xmlChar *name, const xmlChar **atts);
static void on_end(void *user, const xmlChar *name);
static void on_text(void *user, const xmlChar *text, int size);

/* Room for one more thing of size each. */
static void *grow(void *array, size_t count, size_t *capacity, size_t each)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity ? *capacity * 2 : 64;
    return heap_resize(array, *capacity, each);
}

html_page *html_page_new(void)
{
    html_page *p = heap_new(1, sizeof *p);
    struct html_reading *r = heap_new(1, sizeof *r);
    htmlSAXHandler *sax;

    p->reading = r;
    buffer_init(&p->text, HTML_TEXT_MAX);
    buffer_init(&r->source, SIZE_MAX);
    buffer_init(&r->script, JSON_LD_MAX);
    buffer_init(&r->title, 1u << 16);
    buffer_init(&r->scratch, 1u << 16);
    r->parser = heap_check(htmlNewParserCtxt());
    sax = r->parser->sax;
    memset(sax, 0, sizeof *sax);
    sax->initialized = 1;
    sax->startElement = on_start;
    sax->endElement = on_end;
    sax->characters = on_text;
    sax->ignorableWhitespace = on_text;
    sax->cdataBlock = on_text;
    r->parser->userData = p;
    return p;
}

void html_page_free(html_page *p)
{
    if (p == NULL)
        return;
    htmlFreeParserCtxt(p->reading->parser);
    buffer_free(&p->reading->source);
    buffer_free(&p->reading->script);
    buffer_free(&p->reading->title);
    buffer_free(&p->reading->scratch);
    free(p->reading);
    buffer_free(&p->text);
    free(p->elements);
    free(p->blocks);
    free(p->metas);
    free(p->times);
    free(p->json_lds);
    free(p);
}

morgue_str html_page_text(const html_page *p, const html_element *e)
{
    return str_trim(
        str_slice(buffer_view(&p->text), e->text_begin, e->text_end));
}

morgue_str html_block_text(const html_page *p, const html_block *b)
{
    return str_slice(buffer_view(&p->text), b->begin, b->end);
}

static void page_clear(html_page *p, arena *a)
{
    struct html_reading *r = p->reading;

    p->element_count = p->block_count = 0;
    p->meta_count = p->time_count = p->json_ld_count = 0;
    p->title = p->language = p->canonical = (morgue_str){NULL, 0};
    p->has_frames = p->was_cut = false;
    buffer_clear(&p->text);
    buffer_clear(&r->title);
    r->arena = a;
    r->in_json_ld = r->in_title = r->space = r->has_block = false;
    r->current = HTML_NONE;
    r->silent = r->links = r->strong = r->heading = 0;
}

/* ---- Blocks ---- */

static void close_block(html_page *p)
{
    struct html_reading *r = p->reading;

    r->space = false;
    if (!r->has_block)
        return;
    r->has_block = false;
    if (p->text.data[p->text.size - 1] == '\v')
        p->text.size--;
    r->block.end = (uint32_t)p->text.size;
    if (!buffer_append_char(&p->text, '\n'))
        p->was_cut = true;
    p->blocks =
        grow(p->blocks, p->block_count, &p->block_capacity, sizeof *p->blocks);
    p->blocks[p->block_count++] = r->block;
}

static void fill_block(html_page *p, size_t before)
{
    struct html_reading *r = p->reading;
    uint32_t size = (uint32_t)(p->text.size - before);

    if (!r->has_block) {
        r->has_block = true;
        r->block = (html_block){.element = r->current,
                                .begin = (uint32_t)before,
                                .heading = (uint8_t)r->heading};
    }
    /* The innermost element around all of the block: those still open are
     * around the newest text too. */
    while (r->block.element != HTML_NONE &&
           p->elements[r->block.element].end != OPEN)
        r->block.element = p->elements[r->block.element].parent;
    if (r->links)
        r->block.link_size += size;
    if (r->strong)
        r->block.strong_size += size;
}

/* html_source.c leaves them out, for the most part. */
static bool in_body_of_script(const html_page *p)
{
    uint32_t e = p->reading->current;

    return e != HTML_NONE && (p->elements[e].tag == TAG_SCRIPT ||
                              p->elements[e].tag == TAG_STYLE);
}

static void on_text(void *user, const xmlChar *text, int size)
{
    html_page *p = user;
    struct html_reading *r = p->reading;
    morgue_str s = str_make((const char *)text, size < 0 ? 0 : (size_t)size);
    size_t before = p->text.size;

    if (r->in_json_ld) {
        buffer_append_str(&r->script, s);
    } else if (in_body_of_script(p)) {
        return;
    } else if (r->in_title) {
        page_text_append(&r->title, s, &r->space);
    } else if (r->silent == 0 && r->current != HTML_NONE) {
        page_text_append(&p->text, s, &r->space);
        if (p->text.size > before)
            fill_block(p, before);
    }
}

/* One <br> folds like a space; two in a row part paragraphs. */
static void on_break(html_page *p)
{
    struct html_reading *r = p->reading;

    if (r->silent)
        return;
    if (r->has_block && p->text.data[p->text.size - 1] == '\v') {
        p->text.size--;
        close_block(p);
    } else if (r->has_block) {
        r->space = false;
        buffer_append_char(&p->text, '\v');
    }
}

/* ---- Elements ---- */

static void read_attributes(attributes *out, const xmlChar **atts)
{
    static const struct {
        const char *name;
        size_t field;
    } fields[] = {
        {"class", offsetof(attributes, class_name)},
        {"id", offsetof(attributes, id)},
        {"itemprop", offsetof(attributes, itemprop)},
        {"role", offsetof(attributes, role)},
        {"rel", offsetof(attributes, rel)},
        {"style", offsetof(attributes, style)},
        {"type", offsetof(attributes, type)},
        {"href", offsetof(attributes, href)},
        {"name", offsetof(attributes, name)},
        {"property", offsetof(attributes, property)},
        {"http-equiv", offsetof(attributes, http_equiv)},
        {"content", offsetof(attributes, content)},
        {"datetime", offsetof(attributes, datetime)},
        {"lang", offsetof(attributes, lang)},
        {"title", offsetof(attributes, title)},
    };

    memset(out, 0, sizeof *out);
    for (; atts && atts[0]; atts += 2) {
        const char *name = (const char *)atts[0];
        const char *value = atts[1] ? (const char *)atts[1] : "";

        if (!strcmp(name, "hidden"))
            out->hidden = true;
        else if (!strcmp(name, "aria-hidden"))
            out->aria_hidden = !strcmp(value, "true");
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            if (name[0] == fields[i].name[0] && !strcmp(name, fields[i].name))
                *(morgue_str *)((char *)out + fields[i].field) = str_of(value);
    }
}

/* Pages repeat their classes: most lookups end in the cache. */
static html_marks cached_marks(struct html_reading *r, morgue_str value)
{
    uint64_t hash;
    size_t slot;

    if (value.size == 0)
        return 0;
    hash = hash_bytes(value, 0);
    slot = hash & (MARK_CACHE - 1);
    if (r->cache[slot].hash != hash) {
        r->cache[slot].hash = hash;
        r->cache[slot].marks = html_marks_of(value);
    }
    return r->cache[slot].marks;
}

static html_marks marks_of(struct html_reading *r, const attributes *a)
{
    html_marks marks = cached_marks(r, a->class_name) | cached_marks(r, a->id) |
                       cached_marks(r, a->itemprop) | cached_marks(r, a->role);

    if (str_find_nocase(a->itemprop, STR("articlebody")) != SIZE_MAX)
        marks |= MARK_BODY;
    if (str_equal_nocase(a->itemprop, STR("author")) ||
        str_find_nocase(a->rel, STR("author")) != SIZE_MAX)
        marks |= MARK_AUTHOR_NAME;
    return marks;
}

static bool style_hides(morgue_str style)
{
    size_t at = str_find_nocase(style, STR("display"));
    morgue_str rest;

    if (at == SIZE_MAX)
        return false;
    rest = str_trim(str_slice(style, at + 7, style.size));
    if (!str_starts_with(rest, STR(":")))
        return false;
    rest = str_trim(str_slice(rest, 1, rest.size));
    return str_starts_with_nocase(rest, STR("none"));
}

static void keep_meta(html_page *p, const attributes *a)
{
    struct html_reading *r = p->reading;
    morgue_str name = a->property.size   ? a->property
                      : a->name.size     ? a->name
                      : a->itemprop.size ? a->itemprop
                                         : a->http_equiv;
    char *lower;

    if (name.size == 0 || name.size > 100 || a->content.size == 0 ||
        a->content.size > 100000 || p->meta_count >= 4096)
        return;
    p->metas =
        grow(p->metas, p->meta_count, &p->meta_capacity, sizeof *p->metas);
    lower = arena_strdup(r->arena, name);
    for (size_t i = 0; i < name.size; i++)
        lower[i] = ascii_lower(lower[i]);
    page_text_clean(&r->scratch, a->content);
    p->metas[p->meta_count++] =
        (html_meta){str_make(lower, name.size),
                    arena_copy(r->arena, buffer_view(&r->scratch))};
}

/* "created" of "dc:date dc:created" */
static morgue_str without_prefix(morgue_str property)
{
    size_t colon;

    while ((colon = str_find_char(property, ':')) != SIZE_MAX)
        property = str_slice(property, colon + 1, property.size);
    return property;
}

static void keep_time(html_page *p, const attributes *a, html_tag tag,
                      html_marks marks, uint32_t element)
{
    struct html_reading *r = p->reading;
    morgue_str when = a->datetime;

    /* RDFa: <span property="dc:date dc:created" content="2014-12-18"> */
    if (a->property.size && tag != TAG_META)
        marks |= cached_marks(r, without_prefix(a->property)) &
                 (MARK_DATE | MARK_PUBLISHED | MARK_MODIFIED);
    /* <abbr title="2014-12-18">, as hAtom had it before <time>. */
    if (tag == TAG_ABBR)
        when = a->title;
    if (when.size == 0 && (marks & (MARK_DATE | MARK_PUBLISHED)) &&
        (a->itemprop.size || a->property.size))
        when = a->content;
    if (tag != TAG_TIME && when.size == 0)
        return;
    if (p->time_count >= 4096 || when.size > 200)
        return;
    p->times =
        grow(p->times, p->time_count, &p->time_capacity, sizeof *p->times);
    p->times[p->time_count++] =
        (html_time){arena_copy(r->arena, when), marks, element};
}

static void keep_links(html_page *p, const attributes *a)
{
    if (p->canonical.size == 0 && str_equal_nocase(a->rel, STR("canonical")))
        p->canonical = arena_copy(p->reading->arena, a->href);
}

static void push_element(html_page *p, html_tag tag, const attributes *a)
{
    struct html_reading *r = p->reading;
    html_element *e;

    p->elements = grow(p->elements, p->element_count, &p->element_capacity,
                       sizeof *p->elements);
    e = &p->elements[p->element_count];
    *e = (html_element){.parent = r->current,
                        .end = OPEN,
                        .tag = (uint8_t)tag,
                        .marks = marks_of(r, a)};
    e->name = (uint32_t)hash_bytes(a->class_name, tag);
    e->text_begin = (uint32_t)p->text.size;
    e->first_block = (uint32_t)p->block_count;
    e->is_hidden = a->hidden || a->aria_hidden || style_hides(a->style);
    e->is_silent = (a->hidden || (e->marks & MARK_HIDDEN)) &&
                   (tag == TAG_OTHER || tag == TAG_A);
    r->silent += e->is_silent;
    r->current = (uint32_t)p->element_count++;
    keep_time(p, a, tag, e->marks, r->current);
}

static bool is_bold(const char *name)
{
    return !strcmp(name, "b") || !strcmp(name, "strong");
}

/* Counters of what the reading is inside of; by is 1 or -1. */
static void count_depth(struct html_reading *r, html_tag tag, const char *name,
                        uint32_t by)
{
    if (html_tag_is_silent(tag))
        r->silent += by;
    else if (tag == TAG_A)
        r->links += by;
    else if (tag == TAG_OTHER && is_bold(name))
        r->strong += by;
}

static bool is_block_name(html_tag tag, const char *name)
{
    return tag == TAG_OTHER ? strchr(name, '-') != NULL
                            : html_tag_is_block(tag);
}

static void on_start(void *user, const xmlChar *xml_name, const xmlChar **atts)
{
    html_page *p = user;
    struct html_reading *r = p->reading;
    const char *name = (const char *)xml_name;
    html_tag tag = html_tag_of(str_of(name));
    attributes a;

    if (tag == TAG_BR) {
        on_break(p);
        return;
    }
    if (p->element_count >= HTML_ELEMENTS_MAX) {
        p->was_cut = true;
        return;
    }
    read_attributes(&a, atts);
    if (tag == TAG_META)
        keep_meta(p, &a);
    else if (tag == TAG_LINK)
        keep_links(p, &a);
    if (is_block_name(tag, name))
        close_block(p);
    if (tag == TAG_HTML && p->language.size == 0)
        p->language = arena_copy(r->arena, a.lang);
    if (tag == TAG_FRAMESET)
        p->has_frames = true;
    if (tag == TAG_TITLE && r->silent == 0 && r->title.size == 0)
        r->in_title = true;
    if (tag == TAG_SCRIPT &&
        str_find_nocase(a.type, STR("ld+json")) != SIZE_MAX) {
        r->in_json_ld = true;
        buffer_clear(&r->script);
    }
    push_element(p, tag, &a);
    count_depth(r, tag, name, 1);
    if (html_tag_heading(tag))
        r->heading = (uint32_t)html_tag_heading(tag);
}

static void end_script(html_page *p)
{
    struct html_reading *r = p->reading;

    r->in_json_ld = false;
    if (r->script.size == 0 || r->script.failed || p->json_ld_count >= 256)
        return;
    p->json_lds = grow(p->json_lds, p->json_ld_count, &p->json_ld_capacity,
                       sizeof *p->json_lds);
    p->json_lds[p->json_ld_count++] =
        arena_copy(r->arena, buffer_view(&r->script));
}

static void on_end(void *user, const xmlChar *xml_name)
{
    html_page *p = user;
    struct html_reading *r = p->reading;
    const char *name = (const char *)xml_name;
    html_tag tag = html_tag_of(str_of(name));
    html_element *e;

    /* The parser closes what it opened, in order; beyond the limit of
     * elements it closes what was never kept. */
    if (r->current == HTML_NONE || tag == TAG_BR ||
        p->elements[r->current].tag != tag)
        return;
    if (is_block_name(tag, name))
        close_block(p);
    if (tag == TAG_SCRIPT && r->in_json_ld)
        end_script(p);
    if (tag == TAG_TITLE)
        r->in_title = r->space = false;
    if (html_tag_heading(tag))
        r->heading = 0;
    count_depth(r, tag, name, (uint32_t)-1);
    e = &p->elements[r->current];
    r->silent -= e->is_silent;
    e->end = (uint32_t)p->element_count;
    e->text_end = (uint32_t)p->text.size;
    e->end_block = (uint32_t)(p->block_count + (r->has_block ? 1 : 0));
    r->current = e->parent;
}

/* Close what the end of the page left open; soft breaks become spaces. */
static void finish(html_page *p)
{
    struct html_reading *r = p->reading;

    close_block(p);
    while (r->current != HTML_NONE) {
        html_element *e = &p->elements[r->current];
        e->end = (uint32_t)p->element_count;
        e->text_end = (uint32_t)p->text.size;
        e->end_block = (uint32_t)p->block_count;
        r->current = e->parent;
    }
    for (size_t i = 0; i < p->text.size; i++)
        if (p->text.data[i] == '\v')
            p->text.data[i] = ' ';
    p->title = arena_copy(r->arena, buffer_view(&r->title));
}

void html_page_parse(html_page *p, morgue_str source, arena *a)
{
    struct html_reading *r = p->reading;

    page_clear(p, a);
    if (source.size < INT32_MAX)
        htmlCtxtReadMemory(
            r->parser, source.data, (int)source.size, NULL, NULL,
            HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    else
        p->was_cut = true;
    finish(p);
}

void html_page_read(html_page *p, morgue_str html, arena *a)
{
    buffer *source = &p->reading->source;

    if (html.size == 0) {
        page_clear(p, a);
        return;
    }
    buffer_clear(source);
    buffer_append(source, byte_order_mark, 3);
    html_source_append(source, html);
    html_page_parse(p, buffer_view(source), a);
    p->was_cut = p->was_cut || source->failed;
}
