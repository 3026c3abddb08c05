/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "publication_date.h"

#include "date_candidates.h"
#include "date_label.h"
#include "date_words.h"
#include "metadata.h"
#include "outlet.h"
#include "page_place.h"
#include "str.h"
#include "url_date.h"

#define NEAR_BEFORE 8   /* blocks above the heading that belong to it */
#define NEAR_BEHIND 14  /* and below */
#define WEAK_META 37
#define IMAGE 36 /* the day on which the lead picture was uploaded */
#define ABOVE 60        /* near, but it may be the day of the visit */
#define ABOVE_TEXT 6 /* the same, in a block without a name */
#define ENOUGH 58       /* with a witness of this weight no text is read */
#define TEXT_MAX_READ 60000u
#define SHORT_BLOCK 200u /* a longer one is prose: dates in it are told of */
#define IN_PROSE 12
#define DATELINE_MAX 60u  /* bytes at the beginning of a paragraph */
#define PAYLOAD_SEARCH_MAX (4u << 20)

/* What a search of one page knows. */
typedef struct date_search {
    const html_page *page;
    date_candidates all;
    date_locale locale;
    size_t heading; /* the block with the headline, SIZE_MAX without one */
} date_search;

static void add_value(date_search *s, morgue_str value, const char *from,
                      int weight, bool is_modified)
{
    civil_date date;

    if (value.size && value.size < 200 &&
        date_words_read(&date, value, &s->locale))
        date_candidates_add(&s->all, &date, from, weight, is_modified);
}

/* ---- What the page says of itself ---- */

/* Names that mean the first publication and nothing else. */
static bool is_plain_name(morgue_str name)
{
    static const char *const names[] = {
        "article:published_time", "og:published_time", "datepublished",
        "og:article:published_time", "article.published", "publish_date",
        "publish-date", "published_time", "parsely-pub-date",
        "sailthru.date", "cxenseparse:recs:publishtime", "dcterms.issued",
        "dc.date.issued", "publication_date", "publicationdate",
        "citation_publication_date", "citation_online_date", "pubdate",
        "article:published", "published_at", "datecreated",
        "bt:pubdate", "rnews:datepublished", "ptime", "article_date_original",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(name, str_of(names[i])))
            return true;
    return false;
}

/* "date", "DC.date": of the page or the record of it, as often as of the
 * article. */
static int weight_of_name(morgue_str name)
{
    if (is_plain_name(name))
        return 95;
    return str_equal(name, STR("date")) || str_ends_with(name, STR(".date"))
               ? WEAK_META
               : 80;
}

static void hear_metas(date_search *s)
{
    for (size_t i = 0; i < s->page->meta_count; i++) {
        const html_meta *m = &s->page->metas[i];
        date_label label = date_label_of_name(m->name);

        if (is_plain_name(m->name))
            label = LABEL_PUBLISHED;
        if (label == LABEL_NONE || label == LABEL_OTHER ||
            m->content.size > 60)
            continue;
        add_value(s, m->content, "meta",
                  weight_of_name(m->name), label == LABEL_MODIFIED);
    }
}

static void hear_json_ld(date_search *s, const json_ld *ld)
{
    add_value(s, ld->published, "json-ld", ld->is_article ? 100 : 75, false);
    add_value(s, ld->modified, "json-ld", ld->is_article ? 92 : 85, true);
}

static void hear_url(date_search *s, morgue_str url)
{
    civil_date date;

    /* Folders of years, months and days follow the outlet's own calendar. */
    if (url_date_find(&date, url))
        date_candidates_add(&s->all, &date, "url",
                            url_date_is_folder(url, &date) ? 66 : 58, false);
}

/* The folder of the lead picture: seven in ten are of the day. */
static void hear_image(date_search *s)
{
    civil_date date;

    if (url_date_find(&date, metadata_get(s->page, "og:image")) &&
        date.precision == DATE_DAY)
        date_candidates_add(&s->all, &date, "image", IMAGE, false);
}

/* ---- Where a date stands on the page ---- */

/* An element named for its date may be named for its place as well. */
static bool is_elsewhere(const date_search *s, uint32_t e)
{
    if (s->page->elements[e].marks & (MARK_DATE | MARK_PUBLISHED))
        e = s->page->elements[e].parent;
    return page_is_elsewhere(s->page, e, s->heading, PAGE_ELSEWHERE);
}

static bool is_near(const date_search *s, size_t block)
{
    return s->heading != SIZE_MAX && block + NEAR_BEFORE >= s->heading &&
           block <= s->heading + NEAR_BEHIND;
}

/* A date by markup: 30 for being one, more for its place and its words. */
static int weight_of_place(const date_search *s, uint32_t element)
{
    const html_element *e = &s->page->elements[element];
    bool near = is_near(s, e->first_block);

    if (is_elsewhere(s, element))
        return near ? 34 : 22;
    if (near)
        return e->first_block >= s->heading ? 69 : ABOVE;
    return s->heading == SIZE_MAX || e->first_block > s->heading ? 50 : 40;
}

static bool has_marks_near(const html_page *p, uint32_t e, html_marks marks)
{
    for (int i = 0; i < 2 && e != HTML_NONE; i++) {
        if (p->elements[e].marks & marks)
            return true;
        e = p->elements[e].parent;
    }
    return false;
}

/* What stands before the date, as far as it is not another's label. */
static date_label label_in_front(const html_page *p, uint32_t text_begin,
                                 size_t behind)
{
    size_t begin = text_begin > 60 ? text_begin - 60 : 0;

    if (begin < behind && behind <= text_begin)
        begin = behind;
    return date_label_of(str_slice(buffer_view(&p->text), begin, text_begin));
}

/* Told of in a sentence: the block is long, and not the date's own. */
static bool is_in_prose(const html_page *p, uint32_t element)
{
    const html_element *e = &p->elements[element];
    const html_block *b;

    if (e->first_block >= p->block_count)
        return false;
    b = &p->blocks[e->first_block];
    return b->end - b->begin > SHORT_BLOCK && e->text_begin > b->begin &&
           e->text_end < b->end && b->element != element;
}

static void hear_times(date_search *s)
{
    const html_page *p = s->page;
    size_t behind = 0; /* the <time> before */

    for (size_t i = 0; i < p->time_count && i < 40; i++) {
        const html_time *t = &p->times[i];
        const html_element *e = &p->elements[t->element];
        morgue_str value = t->datetime.size ? t->datetime
                                            : html_page_text(p, e);
        bool is_published = (t->marks & MARK_PUBLISHED) != 0;
        bool is_modified = (t->marks & MARK_MODIFIED) && !is_published;
        int weight = is_in_prose(p, t->element)
                         ? IN_PROSE
                         : weight_of_place(s, t->element);
        date_label label = label_in_front(p, e->text_begin, behind);

        behind = e->text_end;
        if (!is_published &&
            (label == LABEL_MODIFIED ||
             has_marks_near(p, t->element, MARK_MODIFIED)))
            is_modified = true;
        if (is_published && weight >= 40)
            weight += 8;
        add_value(s, value, "time", weight + 4, is_modified);
    }
}

/* ---- Dates in the page's words ---- */

static int weight_of_words(const date_found *found, date_label label, int base)
{
    if (found->certainty == DATE_GUESSED)
        base -= 8;
    else if (found->certainty == DATE_LIKELY)
        base -= 3;
    return label == LABEL_PUBLISHED ? base + 6 : base;
}

static void hear_words(date_search *s, morgue_str text, const char *from,
                       int base, size_t most)
{
    date_found found;
    size_t at = 0, behind = 0;

    while (most-- > 0 &&
           date_words_next(&found, text, &at, &s->locale)) {
        /* "Updated 3 May, published 1 May": each has a label of its own. */
        size_t size = 0;
        date_label label =
            date_label_of(str_slice(text, behind, found.begin));
        if (label == LABEL_NONE)
            label = date_label_behind(
                str_slice(text, found.end, text.size), &size);
        behind = found.end + size;
        if (label == LABEL_OTHER ||
            (label == LABEL_NONE && found.date.precision == DATE_MONTH))
            continue; /* months are spoken of in passing */
        date_candidates_add(&s->all, &found.date, from,
                            weight_of_words(&found, label, base),
                            label == LABEL_MODIFIED);
    }
}

/* Elements whose class or id says that a date or a byline stands in them. */
static void hear_marked(date_search *s)
{
    const html_page *p = s->page;
    size_t heard = 0;

    for (uint32_t i = 0; i < p->element_count && heard < 40; i++) {
        const html_element *e = &p->elements[i];
        size_t size = e->text_end - e->text_begin;
        bool dated = (e->marks & (MARK_DATE | MARK_PUBLISHED)) != 0;
        int base;

        if (!(e->marks & (MARK_DATE | MARK_PUBLISHED | MARK_MODIFIED |
                          MARK_BYLINE | MARK_META)) ||
            size < 6 || size > 300)
            continue;
        base = weight_of_place(s, i) - (dated ? 2 : 5);
        if ((e->marks & MARK_MODIFIED) && !(e->marks & MARK_PUBLISHED))
            base -= 40;
        heard++;
        hear_words(s, html_page_text(p, e), "byline", base, 2);
    }
}

static int weight_of_block(const date_search *s, size_t i)
{
    const html_block *b = &s->page->blocks[i];
    bool elsewhere = is_elsewhere(s, b->element);

    if (b->end - b->begin > SHORT_BLOCK)
        return elsewhere ? 5 : 12;
    if (is_near(s, i)) {
        size_t away = i > s->heading ? i - s->heading : s->heading - i;
        int above = i < s->heading ? ABOVE_TEXT : 0;
        return (elsewhere ? 32 : 53) - (int)away - above;
    }
    if (elsewhere)
        return 14;
    return s->heading != SIZE_MAX && i > s->heading ? 30 : 24;
}

/* "Karlsruhe (12.11.2021)": the date a report begins with. */
static void hear_dateline(date_search *s, morgue_str text)
{
    date_found found;
    size_t at = 0;

    text = str_slice(text, 0, DATELINE_MAX);
    if (date_words_next(&found, text, &at, &s->locale) &&
        date_label_of(str_slice(text, 0, found.begin)) != LABEL_OTHER)
        date_candidates_add(&s->all, &found.date, "text", 44, false);
}

static void hear_blocks(date_search *s)
{
    const html_page *p = s->page;
    size_t read = 0;

    hear_words(s, p->title, "text", 47, 1);
    for (size_t i = 0; i < p->block_count && read < TEXT_MAX_READ; i++) {
        morgue_str text = html_block_text(p, &p->blocks[i]);
        int base = weight_of_block(s, i);

        read += text.size;
        if (text.size > SHORT_BLOCK && is_near(s, i))
            hear_dateline(s, text);
        hear_words(s, text, "text", base, 3);
    }
}

/* Keys in scripts, such as \"datePublished\":\"2014-12-18T...: the data that
 * pages are built from. */
static void hear_scripts(date_search *s, morgue_str payload)
{
    static const char *const keys[] = {
        "datePublished", "publishedAt", "publishDate", "published_at",
        "publicationDate", "datetime_published", "dateCreated",
    };

    payload = str_slice(payload, 0, PAYLOAD_SEARCH_MAX);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        morgue_str key = str_of(keys[i]), value;
        const char *found =
            payload.size ? memmem(payload.data, payload.size, key.data,
                                  key.size)
                         : NULL;
        size_t at, end;

        if (found == NULL)
            continue;
        at = (size_t)(found - payload.data) + key.size;
        value = str_slice(payload, at, at + 60);
        at = 0;
        while (at < value.size && at < 8 && !ascii_is_digit(value.data[at]))
            at++;
        end = at;
        while (end < value.size && value.data[end] != '"' &&
               value.data[end] != '\\' && value.data[end] != '\'')
            end++;
        if (at >= 2)
            add_value(s, str_slice(value, at, end), "script", 62, false);
    }
}

/* With the country, where one of the two names it: <html lang="en"> and
 * og:locale "en_GB". */
static morgue_str language_of(const html_page *p, const json_ld *ld)
{
    morgue_str language = p->language.size ? p->language : ld->language;
    morgue_str locale = metadata_get(p, "og:locale");

    if (language.size == 2 && locale.size == 5 &&
        str_starts_with_nocase(locale, language))
        return locale;
    return language;
}

const char *publication_date_find(civil_date *out, const html_page *p,
                                  const json_ld *ld, morgue_str title,
                                  const record *r)
{
    date_search s = {.page = p};
    const date_candidate *best;

    s.locale = date_locale_of(language_of(p, ld), outlet_host(r->url));
    date_candidates_init(&s.all, &r->captured);
    s.heading = page_headline(p, title);
    hear_json_ld(&s, ld);
    hear_metas(&s);
    hear_url(&s, r->url);
    if (p->canonical.size && !str_equal(p->canonical, r->url))
        hear_url(&s, p->canonical);
    hear_image(&s);
    hear_times(&s);
    if (date_candidates_weight(&s.all) < 90 ||
        date_candidates_are_utc(&s.all))
        hear_marked(&s);
    if (date_candidates_weight(&s.all) < ENOUGH)
        hear_scripts(&s, r->payload);
    if (date_candidates_weight(&s.all) < ENOUGH)
        hear_blocks(&s);
    best = date_candidates_best(&s.all);
    *out = (civil_date){.offset_minutes = DATE_NO_OFFSET};
    if (best == NULL)
        return NULL;
    *out = best->date;
    return best->from;
}
