/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_kind.h"

#include "error_page.h"
#include "metadata.h"
#include "sentence_end.h"
#include "str.h"

#define SHORT_TEXT      600 /* bytes; many articles are longer */
#define LINKED_HEADINGS 8   /* teasers enough for a page of them */
#define TEASERS         3   /* ... when the text is made of them */
#define HEADLINES       12  /* of other stories, on a front page */
#define HEADLINE_MIN    25u /* bytes; a menu's entries are shorter */
#define PROSE_MIN       80u /* bytes of a line that may lack its full stop */
#define SENTENCE_MIN    16u

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
    morgue_str rest = str_slice(path, 1, path.size);

    return str_equal(path, STR("/")) || path.size == 0 ||
           (str_starts_with_nocase(path, STR("/index.")) &&
            str_find_char(rest, '/') == SIZE_MAX &&
            str_find_char(rest, '?') == SIZE_MAX) ||
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
           str_equal_nocase(metadata_get(p, "og:type"), STR("article")) ||
           metadata_get(p, "article:published_time").size > 0;
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

/* "Search results for ..." */
static bool is_search_title(morgue_str title)
{
    static const char *const beginnings[] = {
        "search results",
        "search result ",
        "results for ",
        "you searched for",
        "suchergebnis",
        "ergebnisse für",
        "résultats de",
        "resultados de",
        "resultados para",
        "resultado da busca",
        "risultati",
        "zoekresultaten",
        "sökresultat",
        "søkeresultat",
        "søgeresultat",
        "hakutulokset",
        "wyniki wyszukiwania",
        "výsledky hledání",
        "результаты поиска",
        "результати пошуку",
        "arama sonuç",
        "hasil pencarian",
        "検索結果",
        "搜索结果",
        "搜尋結果",
        "검색 결과",
    };

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (str_starts_with_nocase(title, str_of(beginnings[i])))
            return true;
    return false;
}

/* The last folders of a path that lists what has one tag, or a further page of
 * any list: "/tag/storms/", "/news/page/4". */
static bool is_list_path(morgue_str path)
{
    static const char *const folders[] = {
        "/tag/",    "/tags/",  "/category/", "/categories/", "/kategorie/",
        "/author/", "/autor/", "/page/",     "/topics/",     "/label/",
    };

    path = str_slice(path, 0, str_find_char(path, '?'));
    while (str_ends_with(path, STR("/")))
        path.size--;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t at = str_find_nocase(path, str_of(folders[i]));
        morgue_str rest;
        if (at == SIZE_MAX)
            continue;
        rest = str_slice(path, at + strlen(folders[i]), path.size);
        if (str_find_char(rest, '/') == SIZE_MAX)
            return true;
    }
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
static bool is_made_of_teasers(const html_page *p, const main_content *c,
                               unsigned tenths)
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
    return teasers >= TEASERS && teaser_bytes * 10 >= bytes * tenths;
}

/* Lines that are links and as long as headlines, those of other stories, say
 * more than the text does. */
static bool is_full_of_headlines(const html_page *p, morgue_str text)
{
    size_t count = 0, bytes = 0;

    for (size_t i = 0; i < p->block_count; i++) {
        const html_block *b = &p->blocks[i];
        size_t size = b->end - b->begin;
        if (size < HEADLINE_MIN || !is_linked(b))
            continue;
        count++;
        bytes += size;
    }
    return count >= HEADLINES && bytes >= text.size;
}

/* A line of the text that says something: a sentence, or long enough for one
 * in a script that has no full stops. */
static bool is_saying(const html_page *p, const html_block *b)
{
    morgue_str text = html_block_text(p, b);

    if (b->heading || is_linked(b) || text.size < SENTENCE_MIN)
        return false;
    return text.size >= PROSE_MIN ||
           (sentence_end_has(text) && !str_ends_with(text, STR(":")) &&
            !str_ends_with(text, STR(")")));
}

static bool says_nothing(const html_page *p, const main_content *c)
{
    for (size_t i = 0; i < p->block_count; i++)
        if (c->keep[i] && is_saying(p, &p->blocks[i]))
            return false;
    return true;
}

static const char *kind_of_list(morgue_str path)
{
    if (is_search_path(path))
        return "search page";
    return is_front_path(path) ? "front page" : "section page";
}

/* A list by its address or its own words, and by what stands in it. */
static bool is_declared_list(const html_page *p, const main_content *c,
                             const json_ld *ld, morgue_str path)
{
    return (ld->is_listing || is_list_path(path) ||
            is_search_title(p->title)) &&
           (count_linked_headings(p) >= LINKED_HEADINGS / 2 ||
            is_made_of_teasers(p, c, 4));
}

const char *page_kind_refusal(const html_page *p, const main_content *c,
                              const json_ld *ld, const record *r,
                              morgue_str text)
{
    morgue_str path = url_path(r->url);
    bool is_shown = text.size != ld->body.size; /* not JSON-LD's */

    if (text.size == 0)
        return p->has_frames ? "page of frames" : "page without text";
    if (says_article(p, ld))
        return NULL;
    if (error_page_is(p, text))
        return "error page";
    if (is_search_path(path) && text.size < SHORT_TEXT)
        return "search page";
    if (text.size < SHORT_TEXT && count_linked_headings(p) >= LINKED_HEADINGS)
        return kind_of_list(path);
    if (is_front_path(path) && is_full_of_headlines(p, text))
        return "front page";
    if (is_made_of_teasers(p, c, 7) || is_declared_list(p, c, ld, path))
        return is_search_title(p->title) ? "search page" : kind_of_list(path);
    if (is_gallery(p, text))
        return "gallery";
    return is_shown && says_nothing(p, c) ? "page without prose" : NULL;
}
