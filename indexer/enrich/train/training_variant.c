/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "training_variant.h"

#include "digest.h"
#include "entity_model.h"
#include "entity_word.h"
#include "mention.h"
#include "training_writer.h"
#include "str.h"

#include <stdlib.h>

/* ---- Other names ---- */

/* One time in so many a surname is a rare one. */
#define RARE_EACH 3

static morgue_str pick(const lexicon *l, uint32_t fact, uint64_t hash,
                       morgue_str otherwise)
{
    const name_pool *pool = lexicon_pool(l, fact);

    if (!pool || pool->count == 0)
        return otherwise;
    return pool->names[hash % pool->count];
}

static morgue_str other_name(const lexicon *l, morgue_str word, int kind,
                             int part, uint64_t article)
{
    uint64_t lower = entity_word_lower(word);
    uint64_t hash = entity_mix(article, lower);
    uint32_t facts = lexicon_facts(l, lower);

    if (word.size < 3 || !(word.data[0] >= 'A' && word.data[0] <= 'Z') ||
        (facts & NAME_PARTICLE))
        return word;
    if (kind == MENTION_PERSON) {
        if (part == PART_B && (facts & NAME_FORENAME))
            return pick(l, NAME_FORENAME, hash >> 8, word);
        return pick(l, hash % RARE_EACH ? NAME_SURNAME : NAME_SURNAME_RARE,
                    hash >> 8, word);
    }
    if (kind == MENTION_PLACE && part == PART_S && (facts & NAME_CITY) &&
        !(facts & (NAME_COUNTRY | NAME_REGION)))
        return pick(l, NAME_CITY, hash >> 8, word);
    return word;
}

/* "Newport News" within one token's place becomes two tokens. */
static void write_name(training_writer *w, morgue_str name, int tag)
{
    int kind = TAG_KIND(tag), part = TAG_PART(tag);

    while (name.size > 0) {
        size_t blank = str_find_char(name, ' ');
        morgue_str word = str_slice(name, 0, blank);
        bool first = part == PART_B || part == PART_S;
        bool last = (part == PART_E || part == PART_S) && blank == SIZE_MAX;

        training_writer_add(w, word,
                            TAG_OF(kind, first ? (last ? PART_S : PART_B)
                                               : (last ? PART_E : PART_I)));
        part = part == PART_S || part == PART_E ? PART_E : PART_I;
        name = blank == SIZE_MAX ? str_make("", 0)
                                 : str_slice(name, blank + 1, name.size);
    }
}

static morgue_str token_text(const training_article *article, size_t i)
{
    return str_slice(article->text, article->spans[i].begin,
                     article->spans[i].end);
}

void training_variant_rename(training_set *set, size_t first, size_t end,
                             const lexicon *l, float weight, uint64_t round,
                             arena *a)
{
    training_writer w;

    training_writer_init(&w, set, weight, a);
    for (size_t n = first; n < end; n++) {
        training_article article = set->articles[n];
        uint64_t seed = n + (round << 32);

        for (size_t i = 0; i < article.count; i++) {
            int tag = article.tags[i];
            morgue_str text = token_text(&article, i);

            if (article.spans[i].flags & TOKEN_SENTENCE)
                training_writer_sentence(&w);
            if (tag == TAG_O)
                training_writer_add(&w, text, TAG_O);
            else
                write_name(
                    &w, other_name(l, text, TAG_KIND(tag), TAG_PART(tag), seed),
                    tag);
        }
        training_writer_article(&w);
    }
    training_writer_free(&w);
}

/* ---- Headlines ---- */

static morgue_str in_capitals(morgue_str s, bool all, arena *a)
{
    char *out = arena_alloc(a, s.size + 1);
    size_t count = all || s.size > 3 ? (all ? s.size : 1) : 0;

    memcpy(out, s.data, s.size);
    for (size_t i = 0; i < count; i++)
        if (out[i] >= 'a' && out[i] <= 'z')
            out[i] = (char)(out[i] & ~0x20);
    return str_make(out, s.size);
}

void training_variant_capitals(training_set *set, size_t first, size_t end,
                               size_t step, bool all, float weight, arena *a)
{
    training_writer w;

    training_writer_init(&w, set, weight, a);
    for (size_t n = first; n < end; n += step) {
        training_article article = set->articles[n];

        for (size_t i = 0; i < article.count; i++) {
            bool ends = i + 1 == article.count ||
                        (article.spans[i + 1].flags & TOKEN_SENTENCE);

            if (article.spans[i].flags & TOKEN_SENTENCE)
                training_writer_sentence(&w);
            /* Headlines end in no full stop. */
            if (!ends || article.tags[i] != TAG_O ||
                !str_equal(token_text(&article, i), STR(".")))
                training_writer_add(
                    &w, in_capitals(token_text(&article, i), all, a),
                    article.tags[i]);
        }
        training_writer_article(&w);
    }
    training_writer_free(&w);
}
