/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyzer.h"

#include "digest.h"
#include "str.h"
#include "utf8.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

#define FOLD_MAX 20 /* code points that one may fold to; U+FDFA gives 18 */

static bool is_word(uint32_t c)
{
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return c == '_';
    }
}

static bool is_mark(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

    return category == UTF8PROC_CATEGORY_MN ||
           category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
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

/*
 * Fold one code point that is not ASCII.  Returns false when it parts words.
 * Marks are dropped, so they neither part words nor stand in terms; and a
 * compatibility form such as U+2026 may turn out to be nothing but points.
 */
static bool fold(term_writer *w, uint32_t c)
{
    utf8proc_int32_t folded[FOLD_MAX];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)c, folded, FOLD_MAX,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);
    bool any = false;

    if (count > FOLD_MAX)
        count = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        char bytes[4];
        uint32_t f = (uint32_t)folded[i];
        if (is_mark(f)) {
            any = true;
        } else if (is_word(f)) {
            put(w, bytes, utf8_put(bytes, f));
            any = true;
        }
    }
    return any;
}

/* Step over all that is no part of a word. */
static void skip_between(analyzer *a)
{
    while (a->at < a->text.size) {
        size_t next = a->at;
        uint32_t c = utf8_next(a->text, &next);
        char scratch[TERM_MAX];
        term_writer w = {scratch, 0, false, 0};

        if (c < 0x80 ? is_word(c) : (fold(&w, c) && w.size > 0))
            return;
        a->at = next;
    }
}

bool analyzer_next(analyzer *a, token *out)
{
    term_writer w = {a->term, 0, false, 0};

    skip_between(a);
    if (a->at >= a->text.size)
        return false;
    out->begin = (uint32_t)a->at;
    while (a->at < a->text.size) {
        size_t next = a->at;
        unsigned char first = (unsigned char)a->text.data[a->at];
        if (first < 0x80) {
            char lower = ascii_lower((char)first);
            if (!ascii_is_alpha(lower) && !ascii_is_digit(lower) &&
                lower != '_')
                break;
            put(&w, &lower, 1);
            next++;
        } else if (!fold(&w, utf8_next(a->text, &next))) {
            break;
        }
        a->at = next;
    }
    out->end = (uint32_t)a->at;
    out->position = a->position++;
    out->term = finish(&w);
    return true;
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
