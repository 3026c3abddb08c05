/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_walk.h"

#include "str.h"

/* Flags of a byte; none: it parts words. */
#define LETTER 1u  /* of an ASCII word */
#define FOREIGN 2u /* not ASCII: what it is only the analyzer knows */
#define WANTED 4u  /* a word that begins with it is wanted */

void wanted_letters_init(wanted_letters *out)
{
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
}

void wanted_letters_add_all(wanted_letters *letters)
{
    for (unsigned c = 0; c < 0x80; c++)
        if (letters->step[c])
            letters->step[c] |= WANTED;
}

void word_walk_init(word_walk *walk, morgue_str text,
                    const wanted_letters *letters)
{
    *walk = (word_walk){.letters = letters, .text = text};
    analyzer_init(&walk->chunk, str_make(text.data, 0), 1);
}

/* Find the next chunk that may hold a wanted word. */
static bool next_chunk(word_walk *walk)
{
    const unsigned char *text = (const unsigned char *)walk->text.data;
    const unsigned char *step = walk->letters->step;
    size_t at = walk->at, size = walk->text.size;

    for (;;) {
        size_t begin;
        unsigned flags = 0;
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
