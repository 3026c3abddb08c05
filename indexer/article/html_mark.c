/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_mark.h"

#include "str.h"

#include <pthread.h>

#define SLUG_JOINTS 8

typedef struct mark_word {
    const char *word;
    html_marks marks;
} mark_word;

/* Whole words, in order. */
static const mark_word words[] = {
#include "html_mark_words.inc"
};

/* Beginnings of longer words, and words that others are glued to. */
static const mark_word stems[] = {
    {"articlebody", MARK_BODY},
    {"articletext", MARK_BODY},
    {"articlecontent", MARK_BODY},
    {"storybody", MARK_BODY},
    {"entrycontent", MARK_BODY},
    {"postcontent", MARK_BODY},
    {"postbody", MARK_BODY},
    {"breadcrumb", MARK_NAVIGATION},
    {"navigat", MARK_NAVIGATION},
    {"navbar", MARK_NAVIGATION},
    {"pagination", MARK_NAVIGATION},
    {"share", MARK_SHARE},
    {"sharing", MARK_SHARE},
    {"social", MARK_SHARE},
    {"addtoany", MARK_SHARE},
    {"sociable", MARK_SHARE},
    {"relat", MARK_RELATED},
    {"recommend", MARK_RELATED},
    {"empfehl", MARK_RELATED},
    {"verwandt", MARK_RELATED},
    {"mostread", MARK_RELATED},
    {"mostpopular", MARK_RELATED},
    {"readmore", MARK_RELATED},
    {"comment", MARK_COMMENT},
    {"kommentar", MARK_COMMENT},
    {"comentario", MARK_COMMENT},
    {"disqus", MARK_COMMENT},
    {"advert", MARK_PROMOTION},
    {"sponsor", MARK_PROMOTION},
    {"publicidad", MARK_PROMOTION},
    {"werbung", MARK_PROMOTION},
    {"taboola", MARK_PROMOTION},
    {"outbrain", MARK_PROMOTION},
    {"newsletter", MARK_NEWSLETTER},
    {"subscri", MARK_NEWSLETTER},
    {"suscri", MARK_NEWSLETTER},
    {"abonn", MARK_NEWSLETTER},
    {"paywall", MARK_PAYWALL},
    {"caption", MARK_CAPTION},
    {"figcaption", MARK_CAPTION},
    {"bildunterschrift", MARK_CAPTION},
    {"bildtext", MARK_CAPTION},
    {"byline", MARK_BYLINE},
    {"datepublished", MARK_DATE | MARK_PUBLISHED},
    {"datemodified", MARK_DATE | MARK_MODIFIED},
    {"dateupdated", MARK_DATE | MARK_MODIFIED},
    {"copyright", MARK_FOOTER},
    {"footer", MARK_FOOTER},
    {"sidebar", MARK_SIDEBAR},
    {"cookie", MARK_COOKIE},
    {"consent", MARK_COOKIE},
    {"slideshow", MARK_GALLERY},
    {"carousel", MARK_GALLERY},
    {"teaser", MARK_TEASER},
    {"widget", MARK_SIDEBAR},
};

/* Two words that mean more side by side than alone. */
static const struct {
    const char *first, *second;
    html_marks marks;
} pairs[] = {
    {"article", "body", MARK_BODY},
    {"article", "content", MARK_BODY},
    {"article", "text", MARK_BODY},
    {"article", "copy", MARK_BODY},
    {"article", "main", MARK_BODY},
    {"article", "paragraphs", MARK_BODY},
    {"story", "body", MARK_BODY},
    {"story", "content", MARK_BODY},
    {"story", "text", MARK_BODY},
    {"entry", "content", MARK_BODY},
    {"entry", "body", MARK_BODY},
    {"entry", "text", MARK_BODY},
    {"post", "content", MARK_BODY},
    {"post", "body", MARK_BODY},
    {"post", "text", MARK_BODY},
    {"post", "entry", MARK_BODY},
    {"blog", "content", MARK_BODY},
    {"news", "content", MARK_BODY},
    {"news", "text", MARK_BODY},
    {"news", "body", MARK_BODY},
    {"content", "body", MARK_BODY},
    {"body", "content", MARK_CONTENT},
    {"body", "text", MARK_BODY},
    {"body", "copy", MARK_BODY},
    {"rich", "text", MARK_TEXT},
    {"artikel", "text", MARK_BODY},
    {"artikel", "content", MARK_BODY},
    {"artikel", "inhalt", MARK_BODY},
    {"detail", "content", MARK_BODY},
    {"detail", "text", MARK_BODY},
    {"cuerpo", "noticia", MARK_BODY},
    {"read", "more", MARK_RELATED},
    {"read", "next", MARK_RELATED},
    {"read", "also", MARK_RELATED},
    {"see", "also", MARK_RELATED},
    {"also", "read", MARK_RELATED},
    {"also", "like", MARK_RELATED},
    {"more", "from", MARK_RELATED},
    {"more", "news", MARK_RELATED},
    {"more", "stories", MARK_RELATED},
    {"more", "articles", MARK_RELATED},
    {"more", "on", MARK_RELATED},
    {"most", "read", MARK_RELATED},
    {"most", "popular", MARK_RELATED},
    {"up", "next", MARK_RELATED},
    {"next", "article", MARK_RELATED},
    {"other", "news", MARK_RELATED},
    {"latest", "news", MARK_RELATED},
    {"sign", "up", MARK_NEWSLETTER},
    {"sign", "in", MARK_NEWSLETTER},
    {"log", "in", MARK_NEWSLETTER},
    {"fact", "box", MARK_SIDEBAR},
    {"info", "box", MARK_SIDEBAR},
    {"lire", "aussi", MARK_RELATED},
    {"leggi", "anche", MARK_RELATED},
    {"leia", "mais", MARK_RELATED},
    {"leia", "tambem", MARK_RELATED},
    {"lea", "tambien", MARK_RELATED},
    {"lees", "ook", MARK_RELATED},
    {"lees", "meer", MARK_RELATED},
    {"les", "ogsa", MARK_RELATED},
    {"lue", "myos", MARK_RELATED},
    {"czytaj", "takze", MARK_RELATED},
    {"czytaj", "tez", MARK_RELATED},
    {"zobacz", "takze", MARK_RELATED},
    {"baca", "juga", MARK_RELATED},
    {"call", "out", MARK_SIDEBAR},
    {"screen", "reader", MARK_HIDDEN},
    {"sr", "only", MARK_HIDDEN},
    {"visually", "hidden", MARK_HIDDEN},
    {"print", "only", MARK_HIDDEN},
    {"author", "bio", MARK_PROFILE},
    {"author", "box", MARK_PROFILE},
    {"author", "info", MARK_PROFILE},
    {"author", "card", MARK_PROFILE},
    {"author", "description", MARK_PROFILE},
    {"author", "profile", MARK_PROFILE},
    {"about", "author", MARK_PROFILE},
    {"about", "the", MARK_PROFILE},
    {"publish", "date", MARK_DATE | MARK_PUBLISHED},
    {"published", "date", MARK_DATE | MARK_PUBLISHED},
    {"date", "published", MARK_DATE | MARK_PUBLISHED},
    {"post", "date", MARK_DATE | MARK_PUBLISHED},
    {"entry", "date", MARK_DATE | MARK_PUBLISHED},
    {"date", "modified", MARK_DATE | MARK_MODIFIED},
    {"entry", "title", MARK_TITLE},
    {"post", "title", MARK_TITLE},
    {"article", "title", MARK_TITLE},
    {"top", "bar", MARK_NAVIGATION},
    {"skip", "link", MARK_NAVIGATION},
    {"skip", "to", MARK_NAVIGATION},
};

#define WORDS (sizeof words / sizeof *words)
#define LETTERS 26

/* Where the words with each first letter begin, and behind the last. */
static uint16_t first_word[LETTERS + 1];
static pthread_once_t is_indexed = PTHREAD_ONCE_INIT;

static void index_words(void)
{
    size_t at = 0;

    for (int letter = 0; letter <= LETTERS; letter++) {
        while (at < WORDS && words[at].word[0] < 'a' + letter)
            at++;
        first_word[letter] = (uint16_t)at;
    }
}

/* The word is of small letters. */
static html_marks word_marks(morgue_str word)
{
    size_t low, high, letter;

    if (word.size == 0)
        return 0;
    pthread_once(&is_indexed, index_words);
    letter = (size_t)(word.data[0] - 'a');
    low = first_word[letter];
    high = first_word[letter + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare_literal(word, words[middle].word);

        if (order == 0)
            return words[middle].marks;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

static html_marks stem_marks(morgue_str word)
{
    html_marks marks = 0;

    if (word.size < 5)
        return 0;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (word.data[0] == stems[i].word[0] &&
            word.data[1] == stems[i].word[1] &&
            str_starts_with(word, str_of(stems[i].word)))
            marks |= stems[i].marks;
    return marks;
}

static html_marks pair_marks(morgue_str first, morgue_str second)
{
    html_marks marks = 0;

    if (first.size == 0 || second.size == 0)
        return 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (first.data[0] == pairs[i].first[0] &&
            second.data[0] == pairs[i].second[0] &&
            str_equal(first, str_of(pairs[i].first)) &&
            str_equal(second, str_of(pairs[i].second)))
            marks |= pairs[i].marks;
    return marks;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word_char(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

/*
 * Cut the next word off a name, in lower case; false when there is none.
 * Names made by machines ("hJpRRP") fall into scraps of one or two letters:
 * those count only where no letter or digit stands beside them.
 */
static bool next_word(morgue_str name, size_t *at, char *out, size_t room,
                      size_t *size)
{
    size_t i = *at, n = 0;
    bool is_cut;

    while (i < name.size && !ascii_is_alpha(name.data[i]))
        i++;
    is_cut = i > 0 && is_word_char(name.data[i - 1]);
    while (i < name.size && n < room && ascii_is_alpha(name.data[i])) {
        if (n > 0 && is_upper(name.data[i]) && !is_upper(name.data[i - 1]))
            break;
        out[n++] = ascii_lower(name.data[i++]);
    }
    is_cut = is_cut || (i < name.size && is_word_char(name.data[i]));
    *at = i;
    *size = is_cut && n < 3 ? 0 : n;
    return n > 0;
}

static html_marks name_marks(morgue_str name)
{
    char memory[2][48];
    morgue_str before = {NULL, 0};
    html_marks marks = 0;
    size_t at = 0, turn = 0, size;

    while (next_word(name, &at, memory[turn], sizeof memory[0], &size)) {
        morgue_str word = str_make(memory[turn], size);
        html_marks own = word_marks(word);

        marks |= own ? own : stem_marks(word);
        marks |= pair_marks(before, word);
        before = word;
        turn ^= 1;
    }
    return marks;
}

/* An id made of a headline: "she-wore-it-for-the-third-time-in-london". */
static bool is_slug(morgue_str name)
{
    size_t joints = 0;

    for (size_t i = 0; i < name.size; i++)
        joints += name.data[i] == '-' || name.data[i] == '_';
    return joints >= SLUG_JOINTS;
}

/* Utility classes ("print:hidden", "w-[80%]") tell how, not what; and words of
 * state ("has-comments", "category-books") what else there is. */
static bool tells_nothing(morgue_str name)
{
    static const char *const beginnings[] = {
        "has-",    "is-",       "no-",  "not-",    "with-",
        "js-",     "category-", "tag-", "format-", "type-",
        "status-", "has_",      "is_",  "no_",     "with_",
    };

    if (memchr(name.data, ':', name.size) ||
        memchr(name.data, '[', name.size) || is_slug(name))
        return true;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (ascii_lower(name.data[0]) == beginnings[i][0] &&
            str_starts_with_nocase(name, str_of(beginnings[i])))
            return true;
    return false;
}

html_marks html_marks_of(morgue_str value)
{
    html_marks marks = 0;
    size_t at = 0;

    if (value.size > 512)
        value.size = 512;
    while (at < value.size) {
        size_t from = at;

        while (at < value.size && !ascii_is_space(value.data[at]))
            at++;
        if (at > from && !tells_nothing(str_slice(value, from, at)))
            marks |= name_marks(str_slice(value, from, at));
        at++;
    }
    return marks;
}
