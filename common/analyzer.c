/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyzer.h"

#include "digest.h"
#include "eight_bytes.h"
#include "str.h"
#include "utf8.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

#define FOLD_MAX 20 /* code points that one may fold to; U+FDFA gives 18 */

static bool is_mark(utf8proc_category_t category)
{
    return category == UTF8PROC_CATEGORY_MN ||
           category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/*
 * Marks that are accents: those above and below letters (classes 200 to 240),
 * overlays, nuktas, the points of Hebrew and Arabic (10 to 36).  Others are
 * letters in all but name, such as the vowels of Hindi and Thai (class 0 and
 * 100 to 132) and the voicing of kana (8): a reader tells them apart.
 */
static bool is_accent(uint32_t c, const utf8proc_property_t *p)
{
    unsigned ccc = p->combining_class;

    if (p->category == UTF8PROC_CATEGORY_ME || (c >= 0xfe00 && c <= 0xfe0f))
        return true; /* enclosing; variation selectors */
    return ccc == 1 || ccc == 6 || ccc == 7 || (ccc >= 10 && ccc <= 36) ||
           (ccc >= 200 && ccc <= 240);
}

/* What nobody sees: soft hyphen, joiners, marks of direction, kashida. */
static bool is_invisible(uint32_t c)
{
    return c == 0xad || c == 0x34f || c == 0x640 ||
           (c >= 0x200c && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

/* Scripts without spaces between words: each letter is a word of its own, so
 * that a phrase is what a reader finds by eye.  Korean writes spaces, but
 * hangs its particles on the words. */
static bool stands_alone(uint32_t c)
{
    return (c >= 0x2e80 && c <= 0x2fdf) || (c >= 0x3005 && c <= 0x3007) ||
           (c >= 0x3021 && c <= 0x312f) || (c >= 0x31a0 && c <= 0x31ff) ||
           (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff) ||
           (c >= 0x1100 && c <= 0x115f) || /* first letters of syllables */
           (c >= 0x0e00 && c <= 0x0eff) || /* Thai, Lao */
           (c >= 0x1000 && c <= 0x109f) || /* Myanmar */
           (c >= 0x1780 && c <= 0x17ff);   /* Khmer */
}

/* Vowels and last letters of syllables of Korean; they never stand alone. */
static bool continues_syllable(uint32_t c)
{
    return c >= 0x1160 && c <= 0x11ff;
}

/* What one code point of a text is to its words. */
typedef enum letter_kind {
    LETTER_NONE,   /* parts words */
    LETTER_SILENT, /* neither parts nor counts: accents */
    LETTER_MARK,   /* goes with the letter before it */
    LETTER_PLAIN,
    LETTER_ALONE   /* a word of its own */
} letter_kind;

static letter_kind kind_of(uint32_t c)
{
    const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)c);
    utf8proc_category_t category = (utf8proc_category_t)p->category;

    if (is_invisible(c))
        return LETTER_SILENT;
    if (is_mark(category))
        return is_accent(c, p) ? LETTER_SILENT : LETTER_MARK;
    switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        if (continues_syllable(c))
            return LETTER_MARK;
        return stands_alone(c) ? LETTER_ALONE : LETTER_PLAIN;
    default:
        return c == '_' ? LETTER_PLAIN : LETTER_NONE;
    }
}

void analyzer_init(analyzer *a, morgue_str text, uint32_t first_position)
{
    a->text = text;
    a->at = 0;
    a->position = first_position;
}

/* A term that is being written: what does not fit goes into the hash alone. */
typedef struct term_writer {
    char *out;
    size_t size;  /* bytes kept */
    bool is_cut;
    uint64_t hash; /* of the bytes that were not kept */
} term_writer;

static void put(term_writer *w, const char *bytes, size_t size)
{
    if (!w->is_cut && w->size + size <= TERM_MAX) {
        memcpy(w->out + w->size, bytes, size);
        w->size += size;
        return;
    }
    if (size == 0) /* what does not count must not change the hash */
        return;
    w->is_cut = true;
    w->hash = hash_bytes(str_make(bytes, size), w->hash);
}

static morgue_str finish(term_writer *w)
{
    if (w->is_cut) {
        size_t kept = utf8_floor(str_make(w->out, w->size), TERM_MAX - 17);
        char rest[TERM_MAX + 1];
        size_t cut = w->size - kept;

        memcpy(rest, w->out + kept, cut);
        w->hash = hash_bytes(str_make(rest, cut), w->hash);
        w->size = kept + (size_t)snprintf(w->out + kept, 18, "_%016llx",
                                          (unsigned long long)w->hash);
    }
    return str_make(w->out, w->size);
}

/* A code point and what its folded form is. */
typedef struct letter {
    letter_kind kind; /* the greatest of its parts */
    char bytes[4 * FOLD_MAX];
    size_t size;
} letter;

static void read_ascii(letter *out, char c)
{
    out->bytes[0] = ascii_lower(c);
    out->size = 1;
    out->kind = ascii_is_alpha(c) || ascii_is_digit(c) || c == '_'
                    ? LETTER_PLAIN
                    : LETTER_NONE;
}

/* A compatibility form such as U+2026 may turn out to be nothing but points,
 * and a fraction to be two numbers, which must not run into one. */
static void read_other(letter *out, uint32_t c)
{
    utf8proc_int32_t folded[FOLD_MAX];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)c, folded, FOLD_MAX,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);

    out->kind = is_invisible(c) ? LETTER_SILENT : LETTER_NONE;
    out->size = 0;
    if (count > FOLD_MAX)
        count = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        uint32_t f = folded[i] == 0x2044 ? '_' : (uint32_t)folded[i];
        letter_kind kind = kind_of(f);
        if (kind > LETTER_SILENT)
            out->size += utf8_put(out->bytes + out->size, f);
        if (kind > out->kind)
            out->kind = kind;
    }
}

/* Read the letter at *at and step over it. */
static void read_letter(letter *out, morgue_str text, size_t *at)
{
    if ((unsigned char)text.data[*at] < 0x80)
        read_ascii(out, text.data[(*at)++]);
    else
        read_other(out, utf8_next(text, at));
}

/* Step over all that begins no word; the letter that begins one is given. */
static bool find_word(analyzer *a, letter *first, size_t *next)
{
    while (a->at < a->text.size) {
        *next = a->at;
        read_letter(first, a->text, next);
        if (first->kind >= LETTER_MARK)
            return true;
        a->at = *next;
    }
    return false;
}

/* ---- Words of ASCII, eight bytes at once ---- */

/* The bytes that begin a word's rest, folded, and zeros behind them; returns
 * how many there are. */
static inline unsigned fold_eight(uint64_t bytes, uint64_t *folded)
{
    uint64_t letters = bytes_between(bytes | EIGHT(0x20), 'a', 'z');
    uint64_t words = letters | bytes_between(bytes, '0', '9') |
                     bytes_between(bytes, '_', '_');
    uint64_t others = (~words | bytes) & EIGHT(0x80);
    unsigned size = others ? (unsigned)__builtin_clzll(others) / 8 : 8;

    *folded = bytes | letters >> 2; /* 0x20 makes a letter small */
    if (size < 8)
        *folded &= ~(UINT64_MAX >> 8 * size);
    return size;
}

static bool is_word_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_';
}

static size_t skip_parting(morgue_str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.data;

    while (at < text.size) {
        size_t size = 1;
        if (p[at] >= 0x80)
            size = parting_size(p + at, text.size - at);
        else if (is_word_byte(text.data[at]))
            break;
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

static bool ends_plainly(morgue_str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.data + at;

    return at == text.size || *p < 0x80 ||
           parting_size(p, text.size - at) > 0;
}

/*
 * The next word where it is all ASCII and fits a term, as nearly every word
 * of English does: the same as below, but faster.  False for another one, with
 * nothing stepped over but what parts words.
 */
static bool next_plain_word(analyzer *a, token *out)
{
    morgue_str text = a->text;
    size_t at = skip_parting(text, a->at), size = 0;
    unsigned more;

    a->at = at;
    store_eight(a->term + 8, 0);
    do {
        uint64_t folded;
        more = fold_eight(load_some(text.data + at, text.size - at), &folded);
        store_eight(a->term + size, folded);
        size += more;
        at += more;
    } while (more == 8 && size < TERM_MAX);
    if (size == 0 || more == 8 || !ends_plainly(text, at))
        return false;
    out->begin = (uint32_t)a->at;
    out->end = (uint32_t)at;
    out->position = a->position++;
    out->term = str_make(a->term, size);
    a->at = at;
    return true;
}

/*
 * A word goes on until something parts it.  Accents never do; a letter that
 * stands alone takes its marks with it, and no letter before or behind it.
 * (A function of its own, so that plain words need not save its registers.)
 */
__attribute__((noinline)) static bool next_word(analyzer *a, token *out)
{
    term_writer w = {a->term, 0, false, 0};
    letter c;
    size_t next;
    bool is_alone;

    if (!find_word(a, &c, &next))
        return false;
    out->begin = (uint32_t)a->at;
    is_alone = c.kind == LETTER_ALONE;
    do {
        put(&w, c.bytes, c.size);
        a->at = next;
        if (next == a->text.size)
            break;
        read_letter(&c, a->text, &next);
    } while (c.kind != LETTER_NONE && c.kind != LETTER_ALONE &&
             !(is_alone && c.kind == LETTER_PLAIN));
    out->end = (uint32_t)a->at;
    out->position = a->position++;
    out->term = finish(&w);
    memset(a->term + out->term.size, 0, TERM_PADDED);
    return true;
}

bool analyzer_next(analyzer *a, token *out)
{
    return next_plain_word(a, out) || next_word(a, out);
}

/* ---- Stems ---- */

struct stemmer {
    struct sb_stemmer *snowball;
};

stemmer *stemmer_new(morgue_str language)
{
    char code[8];
    stemmer *s;
    struct sb_stemmer *snowball;

    if (language.size < 2 || language.size >= sizeof code)
        return NULL;
    memcpy(code, language.data, language.size);
    code[language.size] = 0;
    snowball = sb_stemmer_new(code, "UTF_8");
    if (snowball == NULL)
        return NULL;
    s = malloc(sizeof *s);
    if (s == NULL) {
        sb_stemmer_delete(snowball);
        return NULL;
    }
    s->snowball = snowball;
    return s;
}

void stemmer_free(stemmer *s)
{
    if (s == NULL)
        return;
    sb_stemmer_delete(s->snowball);
    free(s);
}

morgue_str stemmer_stem(stemmer *s, morgue_str term)
{
    const sb_symbol *stem = sb_stemmer_stem(
        s->snowball, (const sb_symbol *)term.data, (int)term.size);

    if (stem == NULL)
        return term;
    return str_make((const char *)stem, (size_t)sb_stemmer_length(s->snowball));
}

/*
 * "happy" and its stem "happi" share all but the last letter, and so do other
 * forms but for one letter more.  Short words change more: "skies" is a form
 * of "sky", "dying" of "die".
 */
size_t stem_beginning(morgue_str word, morgue_str stem)
{
    size_t same = 0;

    while (same < word.size && same < stem.size &&
           word.data[same] == stem.data[same])
        same++;
    return utf8_floor(word, same > 4 ? same - 1 : same > 3 ? 2 : 1);
}
