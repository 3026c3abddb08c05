/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "date_token.h"

#include "analyzer.h"
#include "str.h"
#include "utf8.h"

/* The zeros of the scripts that newspapers write numbers in. */
static int digit_of(uint32_t c)
{
    static const uint32_t zeros[] = {
        0x0030, 0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66,
        0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x1040, 0x17e0,
        0xff10,
    };

    if (c < 0x80)
        return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    for (size_t i = 1; i < sizeof zeros / sizeof *zeros; i++)
        if (c >= zeros[i] && c < zeros[i] + 10)
            return (int)(c - zeros[i]);
    return -1;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xa0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200f) || c == 0x202f;
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return ascii_is_alpha((char)c);
    if (c == 0xaa || c == 0xba)
        return true; /* ordinals: 1º */
    if (c == 0x3007)
        return true; /* zero among Chinese numerals */
    return c >= 0xc0 && !is_space(c) && !(c >= 0x2010 && c <= 0x2bff) &&
           !(c >= 0x3001 && c <= 0x3020) && !(c >= 0xff00 && c <= 0xff20) &&
           c != 0x60c && c != 0x6d4 && c != 0x964 && c != 0xd7 &&
           c != 0xf7 && c != 0xfffd;
}

/* Marks that stand within dates, the typographer's as the typist's. */
static char mark_of(uint32_t c)
{
    switch (c) {
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014:
    case 0x2212: case 0xff0d:
        return '-';
    case 0x060c: case 0x3001: case 0xff0c:
        return ',';
    case 0xff0e: case 0x3002:
        return '.';
    case 0xff0f: case 0x2044:
        return '/';
    case 0xff1a:
        return ':';
    case 0x2019: case 0x02bc:
        return '\'';
    case 0xb7: case 0x2022:
        return '|';
    default:
        return c < 0x80 ? (char)c : '?';
    }
}

static void read_number(date_token *t, morgue_str text, size_t *at)
{
    size_t next = *at;
    int digit;

    t->kind = TOKEN_NUMBER;
    while (next < text.size &&
           (digit = digit_of(utf8_next(text, &next))) >= 0) {
        t->number = t->digits >= 18 ? -1 : t->number * 10 + digit;
        t->digits++;
        *at = next;
    }
    if (t->digits > 18)
        t->number = -1;
}

/* Within words of India's scripts and Persian. */
static bool is_joiner(uint32_t c)
{
    return c == 0x200c || c == 0x200d;
}

static void read_word(date_token *t, morgue_str text, size_t *at)
{
    size_t next = *at;

    t->kind = TOKEN_WORD;
    while (next < text.size) {
        uint32_t c = utf8_next(text, &next);
        if ((!is_letter(c) || digit_of(c) >= 0) && !is_joiner(c))
            break;
        *at = next;
    }
    t->word = str_slice(text, t->begin, *at);
}

date_token date_token_next(morgue_str text, size_t *at)
{
    date_token t = {0};

    while (*at < text.size) {
        size_t next = *at;
        uint32_t c = utf8_next(text, &next);
        char mark;

        t.begin = *at;
        if (digit_of(c) >= 0) {
            read_number(&t, text, at);
            break;
        }
        if (is_letter(c)) {
            read_word(&t, text, at);
            break;
        }
        mark = is_space(c) ? ' ' : mark_of(c);
        if (t.before == 0 || t.before == ' ')
            t.before = mark;
        else if (mark != ' ')
            t.before = t.before == '.' && mark == ',' ? ',' : '*';
        *at = next;
    }
    t.end = *at;
    return t;
}

size_t date_token_fold(char out[DATE_WORD_MAX], morgue_str word)
{
    analyzer a;
    token t;
    size_t size = 0;

    if (word.size > DATE_WORD_MAX)
        return 0;
    analyzer_init(&a, word, 1);
    while (analyzer_next(&a, &t)) {
        if (size + t.term.size > DATE_WORD_MAX)
            return 0;
        memcpy(out + size, t.term.data, t.term.size);
        size += t.term.size;
    }
    return size;
}
