/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "error_page.h"

#include "str.h"

#define NOTICE_MAX   800 /* bytes; an error page says no more */
#define SHORTEST_MAX 400 /* ... and one without a title that says so */

/* ---- Titles ---- */

/* That something is missing: an article may say so of a hiker, a page says it
 * of itself. */
static const char *const missing[] = {
    "404",
    "not found",
    "unavailable",
    "does not exist",
    "doesn't exist",
    "no longer available",
    "nicht gefunden",
    "existiert nicht",
    "introuvable",
    "non trouv",
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
    "nenalezena",
    "не найдена",
    "не существует",
    "не знайдено",
    "не існує",
    "bulunamadı",
    "nem található",
    "tidak ditemukan",
    "không tồn tại",
    "غير موجودة",
    "見つかりません",
    "存在しません",
    "找不到",
    "不存在",
    "찾을 수 없",
    NULL,
};

/* What a server misses, and what it calls the mishap. */
static const char *const of_a_page[] = {
    "page",     "error", "http",   "url",     "file",    "document", "content",
    "resource", "seite", "fehler", "página",  "pagina",  "erreur",   "errore",
    "sidan",    "siden", "sivu",   "strona",  "stránka", "страница", "сторінк",
    "ошибка",   "sayfa", "oldal",  "halaman", "trang",   "الصفحة",   "ページ",
    "页面",     "网页",  "地址",   "頁面",    "網頁",    "페이지",   NULL,
};

/* These are said of nothing else when they are all that is said. */
static const char *const refusals[] = {
    "access denied", "forbidden",           "bad request",
    "server error",  "service unavailable", NULL,
};

static bool has_one_of(morgue_str text, const char *const *signs)
{
    for (; *signs; signs++)
        if (str_find_nocase(text, str_of(*signs)) != SIZE_MAX)
            return true;
    return false;
}

/* The next part of a title, which bars part from the name of its site. */
static morgue_str next_part(morgue_str *rest)
{
    static const char *const bars[] = {"|", " - ", "–", "—", "·", "»", ":"};
    size_t end = rest->size, next = rest->size;
    morgue_str part;

    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        size_t at = str_find(*rest, str_of(bars[i]));

        if (at < end) {
            end = at;
            next = at + strlen(bars[i]);
        }
    }
    part = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, next, rest->size);
    return part;
}

/* Neither letter of ASCII nor byte of another one. */
static bool is_mark(char c)
{
    return (unsigned char)c < 0x80 && !ascii_is_alpha(c);
}

/* Nothing but marks and numbers stands around one of the signs: "403
 * Forbidden", not "Forbidden fruit". */
static bool is_one_of(morgue_str part, const char *const *signs)
{
    for (; *signs; signs++) {
        size_t begin = str_find_nocase(part, str_of(*signs)), end;

        if (begin == SIZE_MAX)
            continue;
        end = begin + strlen(*signs);
        while (begin > 0 && is_mark(part.data[begin - 1]))
            begin--;
        while (end < part.size && is_mark(part.data[end]))
            end++;
        if (begin == 0 && end == part.size)
            return true;
    }
    return false;
}

static bool is_error_title(morgue_str title)
{
    if (has_one_of(title, missing) && has_one_of(title, of_a_page))
        return true;
    while (title.size > 0) {
        morgue_str part = next_part(&title);

        if (is_one_of(part, missing) || is_one_of(part, refusals))
            return true;
    }
    return false;
}

/* ---- Texts ---- */

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

    return text.size <= SHORTEST_MAX && has_one_of(text, signs);
}

bool error_page_is(const html_page *p, morgue_str text)
{
    if (text.size > NOTICE_MAX)
        return false;
    if (is_error_title(p->title) || is_notice(text))
        return true;
    for (size_t i = 0; i < p->block_count; i++)
        if (p->blocks[i].heading == 1 &&
            is_error_title(html_block_text(p, &p->blocks[i])))
            return true;
    return false;
}
