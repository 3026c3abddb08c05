/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "byline.h"

#include "metadata.h"
#include "outlet.h"
#include "page_place.h"
#include "person_name.h"
#include "str.h"

#define NAMES_MAX 24
#define NEAR_BEFORE 8   /* blocks above the headline that belong to it */
#define NEAR_BEHIND 25  /* and below */
#define BYLINE_SIZE_MAX 160u

/* The names that one witness gives. */
typedef struct name_list {
    morgue_str names[NAMES_MAX];
    size_t count, persons;
} name_list;

typedef struct byline_search {
    const html_page *page;
    morgue_str source, host, title;
    name_list others; /* the first list that names no person */
} byline_search;

static bool is_url(morgue_str s)
{
    if (str_find_char(s, ' ') == SIZE_MAX &&
        str_find_char(s, '/') != SIZE_MAX && str_find_char(s, '.') != SIZE_MAX)
        return true;
    return str_find(s, STR("://")) != SIZE_MAX ||
           str_starts_with(s, STR("/")) || str_starts_with(s, STR("www."));
}

/* What programs call whoever has no name. */
static bool is_account(morgue_str s)
{
    static const char *const names[] = {
        "admin", "administrator", "super user", "superuser", "webmaster",
        "publisher", "wordpressadmin", "wpadmin", "user", "author", "editor",
        "guest", "default", "root", "anonymous", "unknown", "n/a", "none",
        "null", "undefined",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_nocase(s, str_of(names[i])))
            return true;
    return false;
}

static bool is_number(morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_digit(s.data[i]))
            return false;
    return true;
}

static void add_name(name_list *list, const byline_search *s, morgue_str name)
{
    if (name.size < 2 || name.size > 200 || list->count >= NAMES_MAX ||
        is_url(name) || is_number(name) || is_account(name))
        return;
    for (size_t i = 0; i < list->count; i++)
        if (str_equal_nocase(list->names[i], name))
            return;
    list->names[list->count++] = name;
    if (person_name_is(name) && !outlet_is(name, s->source, s->host))
        list->persons++;
}

/* A value that says nothing but names, such as a meta field's. */
static void add_value(name_list *list, const byline_search *s,
                      morgue_str value)
{
    morgue_str name, cleaned = person_name_clean(value);

    bool is_sure;

    if (!person_name_is(cleaned) && str_find_char(value, '@') == SIZE_MAX &&
        !person_name_is_labelled(value, &is_sure))
        cleaned = str_trim(value);
    while (person_name_next(&cleaned, &name))
        add_name(list, s, name);
}

/* A list with a person in it is the answer; of others the first is kept. */
static bool settles(byline_search *s, const name_list *list)
{
    if (list->persons)
        return true;
    if (list->count && s->others.count == 0)
        s->others = *list;
    return false;
}

/* ---- What the page says of itself ---- */

static void hear_metas(name_list *list, const byline_search *s,
                       const char *name)
{
    const html_page *p = s->page;

    list->count = list->persons = 0;
    for (size_t i = 0; i < p->meta_count; i++)
        if (str_equal(p->metas[i].name, str_of(name)))
            add_value(list, s, p->metas[i].content);
}

/* Pairs such as twitter:label1 "Written by", twitter:data1 "Jane Roe". */
static void hear_labelled(name_list *list, const byline_search *s)
{
    static const char *const labels[] = {
        "written by", "verfasst von", "geschrieben von", "écrit par",
        "escrito por", "scritto da", "geschreven door", "skriven av",
        "skrevet av", "автор", "napisane przez", "autor", "author", "por",
        "yazan", "ditulis oleh",
    };
    morgue_str label = metadata_get(s->page, "twitter:label1");

    list->count = list->persons = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_starts_with_nocase(label, str_of(labels[i]))) {
            add_value(list, s, metadata_get(s->page, "twitter:data1"));
            return;
        }
}

static bool hear_page(name_list *list, byline_search *s, const json_ld *ld)
{
    static const char *const names[] = {
        "author", "article:author", "article:author_name", "og:author",
        "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
        "cxenseparse:author", "byl", "byline", "citation_author", "authors",
        "article_author", "twitter:misc:written by", "creator",
        "og:article:author", "mrf:authors", "authorname",
    };

    for (size_t i = 0; i < ld->author_count; i++)
        add_value(list, s, ld->authors[i]);
    if (settles(s, list))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        hear_metas(list, s, names[i]);
        if (settles(s, list))
            return true;
    }
    hear_labelled(list, s);
    return settles(s, list);
}

/* ---- What the page prints ---- */

static bool is_elsewhere(const html_page *p, uint32_t e, size_t heading)
{
    return page_is_elsewhere(p, e, heading,
                             PAGE_ELSEWHERE | MARK_CAPTION | MARK_QUOTE);
}

static bool is_near(size_t heading, size_t block)
{
    return heading != SIZE_MAX && block + NEAR_BEFORE >= heading &&
           block <= heading + NEAR_BEHIND;
}

/* Only persons count: what is marked as a byline may hold anything. */
static void add_printed(name_list *list, const byline_search *s,
                        morgue_str text)
{
    morgue_str line, name;

    while (str_next_line(&text, &line)) {
        line = person_name_clean(line);
        while (person_name_next(&line, &name))
            if (person_name_is(name) &&
                !outlet_is(name, s->source, s->host))
                add_name(list, s, name);
    }
}

/* Elements marked as the author's name, or as a byline, near the headline. */
static void hear_marked(name_list *list, const byline_search *s,
                        html_marks marks, size_t heading)
{
    const html_page *p = s->page;
    uint32_t skip = 0;

    list->count = list->persons = 0;
    for (uint32_t i = 0; i < p->element_count; i++) {
        const html_element *e = &p->elements[i];

        if (!(e->marks & marks) || i < skip ||
            e->text_end - e->text_begin > BYLINE_SIZE_MAX ||
            e->text_end - e->text_begin < 4 ||
            !is_near(heading, e->first_block) ||
            is_elsewhere(p, i, heading))
            continue;
        add_printed(list, s, html_page_text(p, e));
        if (list->count)
            skip = e->end;
    }
}

/* "By TPN": whoever that is, when nobody else is named. */
static void keep_other(byline_search *s, morgue_str name)
{
    if (s->others.count == 0 && name.size >= 2 && name.size <= 30 &&
        str_find_char(name, ' ') == SIZE_MAX)
        add_name(&s->others, s, name);
}

/* What stands between bars: "18 May 2014 | By Jane Roe | 1482 views". */
static morgue_str next_piece(morgue_str *rest)
{
    size_t end = str_find_char(*rest, '|');
    morgue_str piece = str_trim(str_slice(*rest, 0, end));

    *rest = str_slice(*rest, end == SIZE_MAX ? rest->size : end + 1,
                      rest->size);
    return piece;
}

/* "By Jane Roe", "责编：牛镛": the piece of a short block that begins so. */
static void hear_pieces(name_list *list, byline_search *s, morgue_str text,
                        bool near, bool behind)
{
    while (text.size && list->count == 0) {
        morgue_str piece = next_piece(&text);
        bool is_sure;

        if (piece.size < 6 || !person_name_is_labelled(piece, &is_sure) ||
            !(near || (is_sure && behind)))
            continue;
        add_printed(list, s, piece);
        if (list->count == 0 && behind)
            keep_other(s, person_name_clean(piece));
    }
}

static void hear_labelled_blocks(name_list *list, byline_search *s,
                                 size_t heading)
{
    const html_page *p = s->page;

    list->count = list->persons = 0;
    for (size_t i = 0; i < p->block_count && list->count == 0; i++) {
        morgue_str text = html_block_text(p, &p->blocks[i]);

        if (text.size <= BYLINE_SIZE_MAX && text.size >= 6 &&
            p->blocks[i].heading == 0 && heading != SIZE_MAX &&
            !is_elsewhere(p, p->blocks[i].element, heading))
            hear_pieces(list, s, text, is_near(heading, i), i > heading);
    }
}

/* A date or a time of day at the end, "4.3.21" or "9:45"; "Old Ferry 0, Skerra
 * 0" ends in a score. */
static bool ends_in_date(morgue_str text)
{
    int digits = 0;

    for (size_t i = 0; i < text.size; i++)
        digits += ascii_is_digit(text.data[i]);
    return digits >= 3 && ascii_is_digit(text.data[text.size - 1]);
}

/* A name alone, in bold or with a date, between headline and first prose. */
static void hear_lone_names(name_list *list, const byline_search *s,
                            size_t heading)
{
    const html_page *p = s->page;

    for (size_t i = heading; i < p->block_count && is_near(heading, i); i++) {
        const html_block *b = &p->blocks[i];
        morgue_str text = html_block_text(p, b), name;

        if (text.size > BYLINE_SIZE_MAX && b->link_size < text.size / 2)
            return;
        name = person_name_clean(text);
        if (b->heading || b->link_size || !person_name_is(name) ||
            is_elsewhere(p, b->element, heading))
            continue;
        if (b->strong_size + 1 >= text.size ||
            ends_in_date(text) ||
            str_find(text, STR("|")) != SIZE_MAX)
            add_printed(list, s, text);
        if (list->count)
            return;
    }
}

static bool hear_print(name_list *list, byline_search *s)
{
    size_t heading = page_headline(s->page, s->title);

    hear_marked(list, s, MARK_AUTHOR_NAME, heading);
    if (list->persons == 0)
        hear_marked(list, s, MARK_BYLINE, heading);
    if (list->persons == 0)
        hear_labelled_blocks(list, s, heading);
    if (list->persons == 0 && heading != SIZE_MAX)
        hear_lone_names(list, s, heading);
    return list->persons > 0;
}

static morgue_str join(const name_list *list, arena *a)
{
    morgue_str all = {NULL, 0};

    for (size_t i = 0; i < list->count; i++) {
        morgue_str name = list->names[i];
        all = all.size ? arena_format(a, "%.*s, %.*s", (int)all.size, all.data,
                                      (int)name.size, name.data)
                       : name;
    }
    return all;
}

morgue_str byline_find(const html_page *p, const json_ld *ld,
                       morgue_str title, morgue_str host, arena *a)
{
    byline_search s = {.page = p, .source = metadata_source(p, ld),
                       .host = host, .title = title};
    name_list list = {.count = 0};

    if (hear_page(&list, &s, ld) || hear_print(&list, &s))
        return join(&list, a);
    return join(&s.others, a);
}
