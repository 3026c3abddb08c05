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

void wanted_letters_add(wanted_letters *letters, morgue_str beginning)
{
    wanted_beginning w = {beginning.data[0], 0};

    if ((unsigned char)w.first >= 0x80)
        return; /* nothing of ASCII begins so */
    if (beginning.size > 1 && (unsigned char)beginning.data[1] < 0x80)
        w.second = beginning.data[1];
    for (unsigned c = 0; c < 0x80; c++)
        if (ascii_lower((char)c) == w.first)
            letters->step[c] |= WANTED;
    for (unsigned i = 0; i < letters->count && i < WANTED_FEW; i++)
        if (letters->few[i].first == w.first &&
            letters->few[i].second == w.second)
            return;
    if (letters->count < WANTED_FEW)
        letters->few[letters->count] = w;
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

/* Which of them may begin a wanted word; `behind` are the bytes one on. */
static unsigned wanted_bytes(const wanted_letters *letters, __m128i bytes,
                             __m128i behind)
{
    __m128i small = _mm_set1_epi8(0x20), found = _mm_setzero_si128();

    bytes = _mm_or_si128(bytes, small);
    behind = _mm_or_si128(behind, small);
    for (unsigned i = 0; i < letters->count; i++) {
        wanted_beginning w = letters->few[i];
        __m128i both = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(w.first | 0x20));
        if (w.second)
            both = _mm_and_si128(
                both, _mm_cmpeq_epi8(behind, _mm_set1_epi8(w.second | 0x20)));
        found = _mm_or_si128(found, both);
    }
    return (unsigned)_mm_movemask_epi8(found);
}

/* Which of them begin one of the quotes, dashes and points of three bytes that
 * part words. */
static unsigned parting_bytes(__m128i bytes, __m128i behind, __m128i last)
{
    __m128i range = _mm_sub_epi8(last, _mm_set1_epi8((char)0x90));
    __m128i is_last = _mm_andnot_si128(
        _mm_cmpeq_epi8(range, _mm_set1_epi8(0x07)),
        _mm_cmpeq_epi8(_mm_min_epu8(range, _mm_set1_epi8(0x17)), range));
    __m128i is_first =
        _mm_and_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xe2)),
                      _mm_cmpeq_epi8(behind, _mm_set1_epi8((char)0x80)));

    return (unsigned)_mm_movemask_epi8(_mm_and_si128(is_first, is_last));
}

static inline unsigned bits_of(unsigned v)
{
    v -= v >> 1 & 0x5555;
    v = (v & 0x3333) + (v >> 2 & 0x3333);
    v = (v + (v >> 4)) & 0x0f0f;
    return (v + (v >> 8)) & 0x1f;
}

static __m128i load_16(const char *at)
{
    return _mm_loadu_si128((const __m128i *)at);
}

static inline unsigned first_bit(unsigned v)
{
    return (unsigned)__builtin_ctz(v);
}

static inline unsigned last_bit(unsigned v)
{
    return 31 - (unsigned)__builtin_clz(v);
}

/*
 * Pass over words of ASCII of which none is wanted, 16 bytes at a time, and
 * count them.  `at` is where no word goes on, and so is what is returned:
 * before the first word that is wanted or not all ASCII, or near the end of the
 * text.
 */
static size_t pass_unwanted(word_walk *walk, size_t at)
{
    size_t begin = at; /* of the word that goes on, or of the last one */
    unsigned goes_on = 0;

    if (walk->letters->count > WANTED_FEW)
        return at;
    while (walk->text.size - at >= 18) {
        const char *text = walk->text.data + at;
        __m128i bytes = load_16(text), behind = load_16(text + 1);
        unsigned foreign = (unsigned)_mm_movemask_epi8(bytes), parting = 0;
        unsigned words, starts, stops;

        if (foreign) {
            parting = parting_bytes(bytes, behind, load_16(text + 2));
            foreign &= ~(parting | parting << 1 | parting << 2);
            parting &= 0xc000; /* the rest stands in the next 16 */
        }
        words = word_bytes(bytes) | foreign;
        starts = words & ~(words << 1 | goes_on);
        stops = foreign | parting |
                (starts & wanted_bytes(walk->letters, bytes, behind));
        if (stops)
            starts &= (2u << first_bit(stops)) - 1;
        walk->index += bits_of(starts);
        if (starts)
            begin = at + last_bit(starts);
        if (stops && !(parting >> first_bit(stops) & 1)) {
            walk->index--;
            return begin;
        }
        goes_on = stops ? 0 : words >> 15;
        at += stops ? first_bit(stops) : 16;
    }
    walk->index -= goes_on;
    return goes_on ? begin : at;
}

#else

static size_t pass_unwanted(word_walk *walk, size_t at)
{
    (void)walk;
    return at;
}

#endif

/* Whether a word of ASCII, of which the first letter is wanted, may be. */
static bool may_be_wanted(const wanted_letters *letters, morgue_str word)
{
    char second = word.size > 1 ? ascii_lower(word.data[1]) : 0;

    if (letters->count > WANTED_FEW)
        return true;
    for (unsigned i = 0; i < letters->count; i++)
        if (letters->few[i].first == ascii_lower(word.data[0]) &&
            (letters->few[i].second == 0 || letters->few[i].second == second))
            return true;
    return false;
}

/* The bytes of what parts words at `at`, or 0 where a word goes on. */
static inline size_t parts_at(const word_walk *walk, size_t at)
{
    const unsigned char *p = (const unsigned char *)walk->text.data + at;
    unsigned flags = walk->letters->step[*p];

    if (!flags)
        return 1;
    return flags & FOREIGN ? parting_size(p, walk->text.size - at) : 0;
}

/* Find the next chunk that may hold a wanted word. */
static bool next_chunk(word_walk *walk)
{
    const unsigned char *text = (const unsigned char *)walk->text.data;
    const unsigned char *step = walk->letters->step;
    size_t at = walk->at, size = walk->text.size;

    for (;;) {
        size_t begin, parting;
        morgue_str chunk;
        unsigned flags = 0;
        at = pass_unwanted(walk, at);
        while (at < size && (parting = parts_at(walk, at)) > 0)
            at += parting;
        for (begin = at; at < size && parts_at(walk, at) == 0; at++)
            flags |= step[text[at]];
        walk->at = at;
        if (begin == at)
            return false;
        chunk = str_slice(walk->text, begin, at);
        if (flags & FOREIGN || (step[text[begin]] & WANTED &&
                                may_be_wanted(walk->letters, chunk))) {
            walk->chunk_begin = begin;
            analyzer_init(&walk->chunk, chunk, 1);
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
