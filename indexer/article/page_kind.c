/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_kind.h"

#include "boilerplate.h"
#include "metadata.h"
#include "str.h"

#define SHORT_TEXT      600 /* bytes; many articles are longer */
#define SHORT_NOTICE    800 /* an error page says no more */
#define SHORTEST_NOTICE 400 /* ... and one without a title that says so */
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

static bool has_one_of(morgue_str text, const char *const *signs)
{
    for (; *signs; signs++)
        if (str_find_nocase(text, str_of(*signs)) != SIZE_MAX)
            return true;
    return false;
}

static bool is_error_title(morgue_str title)
{
    static const char *const signs[] = {
        "404",
        "not found",
        "page unavailable",
        "page does not exist",
        "page doesn't exist",
        "no longer available",
        "bad request",
        "server error",
        "service unavailable",
        "nicht gefunden",
        "existiert nicht",
        "introuvable",
        "page non trouv",
        "n'existe pas",
        "no encontrada",
        "no encontrado",
        "no existe",
        "non trovata",
        "non esiste",
        "não encontrada",
        "não existe",
        "niet gevonden",
        "bestaat niet",
        "ikke fundet",
        "findes ikke",
        "hittades inte",
        "finns inte",
        "ikke funnet",
        "finnes ikke",
        "ei löyt",
        "nie znaleziono",
        "nie istnieje",
        "neexistuje",
        "не найдена",
        "не существует",
        "не знайдено",
        "не існує",
        "access denied",
        "forbidden",
        "bulunamadı",
        "nenalezena",
        "nem található",
        "tidak ditemukan",
        "không tồn tại",
        "غير موجودة",
        "見つかりません",
        "存在しません",
        "找不到",
        "页面不存在",
        "地址不存在",
        "頁面不存在",
        "찾을 수 없",
        NULL,
    };

    return has_one_of(title, signs);
}

/* What machines say in place of a page, and to those that are no persons. */
static bool is_notice(morgue_str text)
{
    static const char *const signs[] = {
        "malformed request",
        "page you requested",
        "page you were looking for",
        "page you are looking for",
        "page you're looking for",
        "item is not available",
        "report this problem",
        "an error occurred",
        "an error has occurred",
        "you must be logged in",
        "you must log in",
        "please log in",
        "please sign in",
        "are not logged in",
        "enable cookies",
        "enable javascript",
        "javascript is disabled",
        "javascript is required",
        "checking your browser",
        "checking if the site connection",
        "verify you are human",
        "verify that you are",
        "you are a human",
        "are not a robot",
        "unusual traffic",
        "pardon our interruption",
        "before you continue to",
        "you are being redirected",
        "redirected automatically",
        "this account has been suspended",
        "under construction",
        "bitte aktivieren sie javascript",
        "javascript aktivieren",
        "bitte melden sie sich an",
        "sie werden weitergeleitet",
        "activer javascript",
        "vous devez être connecté",
        "active javascript",
        "debe iniciar sesión",
        "включите javascript",
        "访问的页面",
        "访问的地址",
        "页面已经不存在",
        NULL,
    };

    return text.size <= SHORTEST_NOTICE && has_one_of(text, signs);
}

static bool is_error_page(const html_page *p, morgue_str text)
{
    if (text.size > SHORT_NOTICE)
        return false;
    if (is_error_title(p->title) || is_notice(text))
        return true;
    for (size_t i = 0; i < p->block_count; i++)
        if (p->blocks[i].heading == 1 &&
            is_error_title(html_block_text(p, &p->blocks[i])))
            return true;
    return false;
}

/* "Search results for ..." */
static bool is_search_title(morgue_str title)
{
    static const char *const beginnings[] = {
        "search results", "search result ", "results for ", "you searched for",
        "suchergebnis",   "ergebnisse für",
        "résultats de",   "resultados de", "resultados para",
        "resultado da busca", "risultati",
        "zoekresultaten", "sökresultat", "søkeresultat", "søgeresultat",
        "hakutulokset",   "wyniki wyszukiwania",
        "výsledky hledání", "результаты поиска", "результати пошуку",
        "arama sonuç",    "hasil pencarian", "検索結果", "搜索结果",
        "搜尋結果",       "검색 결과",
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
        "/tag/",    "/tags/",   "/category/", "/categories/", "/kategorie/",
        "/author/", "/autor/",  "/page/",     "/topics/",     "/label/",
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
           (boilerplate_ends_sentence(text) &&
            !str_ends_with(text, STR(":")) && !str_ends_with(text, STR(")")));
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
    if (is_error_page(p, text))
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
