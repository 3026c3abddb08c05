/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_walk.h"

#include "str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Flags of a byte; none: it parts words. */
#define LETTER 1u  /* of an ASCII word */
#define FOREIGN 2u /* not ASCII: what it is only the analyzer knows */
#define WANTED 4u  /* a word that begins with it is wanted */

void wanted_letters_init(wanted_letters *out)
{
    out->count = 0;
    for (unsigned c = 0; c < 256; c++) {
        bool is_word = ascii_is_alpha((char)c) || ascii_is_digit((char)c) ||
                       c == '_';
        out->step[c] = c >= 0x80 ? FOREIGN : is_word ? LETTER : 0;
    }
}

void wanted_letters_add(wanted_letters *letters, char first)
{
    for (unsigned c = 0; c < 0x80; c++)
        if (ascii_lower((char)c) == first)
            letters->step[c] |= WANTED;
    for (unsigned i = 0; i < letters->count && i < WANTED_FEW; i++)
        if (letters->few[i] == first)
            return;
    if (letters->count < WANTED_FEW)
        letters->few[letters->count] = first;
    letters->count++;
}

void wanted_letters_add_all(wanted_letters *letters)
{
    for (unsigned c = 0; c < 0x80; c++)
        if (letters->step[c])
            letters->step[c] |= WANTED;
    letters->count = WANTED_FEW + 1;
}

void word_walk_init(word_walk *walk, morgue_str text,
                    const wanted_letters *letters)
{
    *walk = (word_walk){.letters = letters, .text = text};
    analyzer_init(&walk->chunk, str_make(text.data, 0), 1);
}

#ifdef __SSE2__

/* Which of 16 bytes are letters, digits or '_'. */
static unsigned word_bytes(__m128i bytes)
{
    __m128i letter = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)),
                                  _mm_set1_epi8('a'));
    __m128i digit = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    __m128i is_letter =
        _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter);
    __m128i is_digit =
        _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
    __m128i is_line = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_'));

    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(is_letter, is_digit), is_line));
}

/* Which of them may be a wanted letter, large or small. */
static unsigned wanted_bytes(const wanted_letters *letters, __m128i bytes)
{
    __m128i small = _mm_set1_epi8(0x20), found = _mm_setzero_si128();

    bytes = _mm_or_si128(bytes, small);
    for (unsigned i = 0; i < letters->count; i++) {
        __m128i letter = _mm_or_si128(_mm_set1_epi8(letters->few[i]), small);
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, letter));
    }
    return (unsigned)_mm_movemask_epi8(found);
}

/*
 * Pass over whole words of ASCII of which none is wanted, 16 bytes at a time,
 * and count them.  `at` is where no word goes on, and so is what is returned:
 * before the first word that is wanted, not all ASCII, or not all within its
 * 16 bytes.
 */
static size_t pass_unwanted(word_walk *walk, size_t at)
{
    while (walk->letters->count <= WANTED_FEW && walk->text.size - at >= 16) {
        __m128i bytes =
            _mm_loadu_si128((const __m128i *)(walk->text.data + at));
        unsigned foreign = (unsigned)_mm_movemask_epi8(bytes);
        unsigned words = word_bytes(bytes) | foreign;
        unsigned starts = words & ~(words << 1);
        unsigned stops = foreign | (words & 0x8000) | 0x10000 |
                         (starts & wanted_bytes(walk->letters, bytes));
        unsigned cut = (unsigned)__builtin_ctz(stops);
        unsigned before = starts & ((2u << cut) - 1);
        if (cut < 16)
            cut = 31 - (unsigned)__builtin_clz(before);
        if (cut == 0)
            return at;
        walk->index += (size_t)__builtin_popcount(before & ((1u << cut) - 1));
        at += cut;
    }
    return at;
}

#else

static size_t pass_unwanted(word_walk *walk, size_t at)
{
    (void)walk;
    return at;
}

#endif

/* Find the next chunk that may hold a wanted word. */
static bool next_chunk(word_walk *walk)
{
    const unsigned char *text = (const unsigned char *)walk->text.data;
    const unsigned char *step = walk->letters->step;
    size_t at = walk->at, size = walk->text.size;

    for (;;) {
        size_t begin;
        unsigned flags = 0;
        at = pass_unwanted(walk, at);
        while (at < size && !step[text[at]])
            at++;
        for (begin = at; at < size && step[text[at]]; at++)
            flags |= step[text[at]];
        walk->at = at;
        if (begin == at)
            return false;
        if (flags & FOREIGN || step[text[begin]] & WANTED) {
            walk->chunk_begin = begin;
            analyzer_init(&walk->chunk, str_slice(walk->text, begin, at), 1);
            return true;
        }
        walk->index++;
    }
}

bool word_walk_next(word_walk *walk, token *out, size_t *index)
{
    while (!analyzer_next(&walk->chunk, out))
        if (!next_chunk(walk))
            return false;
    out->begin += (uint32_t)walk->chunk_begin;
    out->end += (uint32_t)walk->chunk_begin;
    *index = walk->index++;
    return true;
}
