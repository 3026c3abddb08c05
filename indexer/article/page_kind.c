/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_kind.h"

#include "metadata.h"
#include "str.h"

#define SHORT_TEXT      600 /* bytes; many articles are longer */
#define SHORT_NOTICE    800 /* an error page says no more */
#define LINKED_HEADINGS 8   /* teasers enough for a page of them */
#define TEASERS         3   /* ... when the text is made of them */

/* The path of a URL with its query: behind the host. */
static morgue_str url_path(morgue_str url)
{
    size_t at = str_find(url, STR("://"));

    if (at == SIZE_MAX)
        return (morgue_str){NULL, 0};
    url = str_slice(url, at + 3, url.size);
    at = str_find_char(url, '/');
    if (at == SIZE_MAX)
        return STR("/");
    url = str_slice(url, at, url.size);
    return str_slice(url, 0, str_find_char(url, '#'));
}

static bool is_front_path(morgue_str path)
{
    return str_equal(path, STR("/")) ||
           str_starts_with_nocase(path, STR("/index.")) ||
           str_equal_nocase(path, STR("/home")) ||
           str_equal_nocase(path, STR("/home/"));
}

static bool is_search_path(morgue_str path)
{
    static const char *const signs[] = {
        "?s=",      "&s=",      "?q=",      "&q=",    "?query=",
        "?search=", "/search/", "/search?", "/suche", "/recherche",
        "/buscar",  "/busca?",  "/ricerca",
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_find_nocase(path, str_of(signs[i])) != SIZE_MAX)
            return true;
    return false;
}

static bool says_article(const html_page *p, const json_ld *ld)
{
    return ld->is_article ||
           str_equal_nocase(metadata_get(p, "og:type"), STR("article"));
}

static bool is_linked(const html_block *b)
{
    return b->link_size * 10 > (b->end - b->begin) * 8;
}

/* Headings that are links: each leads to another story. */
static size_t count_linked_headings(const html_page *p)
{
    size_t count = 0;

    for (size_t i = 0; i < p->block_count; i++) {
        const html_block *b = &p->blocks[i];
        count += b->heading && is_linked(b);
    }
    return count;
}

static bool is_error_title(morgue_str title)
{
    static const char *const signs[] = {
        "404",
        "not found",
        "page unavailable",
        "nicht gefunden",
        "introuvable",
        "no encontrada",
        "no encontrado",
        "non trovata",
        "não encontrada",
        "niet gevonden",
        "ikke fundet",
        "hittades inte",
        "ikke funnet",
        "nie znaleziono",
        "не найдена",
        "не знайдено",
        "access denied",
        "forbidden",
        "bulunamadı",
        "nenalezena",
        "見つかりません",
        "找不到",
        "찾을 수 없",
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_find_nocase(title, str_of(signs[i])) != SIZE_MAX)
            return true;
    return false;
}

static bool is_error_page(const html_page *p, morgue_str text)
{
    if (text.size > SHORT_NOTICE)
        return false;
    if (is_error_title(p->title))
        return true;
    for (size_t i = 0; i < p->block_count; i++)
        if (p->blocks[i].heading == 1 &&
            is_error_title(html_block_text(p, &p->blocks[i])))
            return true;
    return false;
}

static bool is_gallery(const html_page *p, morgue_str text)
{
    size_t images = 0, galleries = 0;

    if (text.size > 120)
        return false;
    for (size_t i = 0; i < p->element_count; i++) {
        images += p->elements[i].tag == TAG_IMG;
        galleries += (p->elements[i].marks & MARK_GALLERY) != 0;
    }
    return images >= 12 && galleries >= 3;
}

/*
 * The text is a list of teasers: most of it stands right behind lines that
 * are links, as the leads of other stories do.
 */
static bool is_made_of_teasers(const html_page *p, const main_content *c)
{
    size_t teasers = 0, teaser_bytes = 0, bytes = 0;

    for (size_t i = 0; i < p->block_count; i++) {
        const html_block *b = &p->blocks[i];
        if (!c->keep[i] || b->heading || is_linked(b))
            continue;
        bytes += b->end - b->begin;
        if (i == 0 || !is_linked(&p->blocks[i - 1]))
            continue;
        teasers++;
        teaser_bytes += b->end - b->begin;
    }
    return teasers >= TEASERS && teaser_bytes * 10 >= bytes * 7;
}

static const char *kind_of_list(morgue_str path)
{
    if (is_search_path(path))
        return "search page";
    return is_front_path(path) ? "front page" : "section page";
}

const char *page_kind_refusal(const html_page *p, const main_content *c,
                              const json_ld *ld, const record *r,
                              morgue_str text)
{
    morgue_str path = url_path(r->url);

    if (text.size == 0)
        return p->has_frames ? "page of frames" : "page without text";
    if (says_article(p, ld))
        return NULL;
    if (is_error_page(p, text))
        return "error page";
    if (is_search_path(path) && text.size < SHORT_TEXT)
        return "search page";
    if (text.size < SHORT_TEXT && count_linked_headings(p) >= LINKED_HEADINGS)
        return kind_of_list(path);
    if (is_made_of_teasers(p, c))
        return kind_of_list(path);
    if (is_gallery(p, text))
        return "gallery";
    return NULL;
}
