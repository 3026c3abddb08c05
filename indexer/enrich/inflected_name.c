/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names with an ending of the language: "Merkels" is Merkel's.
 */
#include "name_resolver.h"

#include "mention.h"
#include "str.h"

/* The lexicon has "Saksassa" beside "Saksa"; "Texas" has no ending. */
#define KNOWN_ENDING_MIN 3

/* The last word of the run in small letters, without its endings. */
static size_t stems_of(const name_resolver *r, const entity_run *run,
                       char small[WORD_SMALL_MAX],
                       morgue_str out[NAME_STEMS_MAX])
{
    const entity_span *last = &r->d->spans[run->end - 1];
    morgue_str text = str_slice(r->d->text, last->begin, last->end);

    return name_stem_all(r->d->model, entity_word_small(text, small), out);
}

/* "Korhonen" for "korhose" of "Korhosen"; 0: the stem has no such ending. */
static uint64_t changed_stem(morgue_str stem)
{
    char name[WORD_SMALL_MAX];

    if (!str_ends_with(stem, STR("se")) || stem.size + 1 > sizeof name)
        return 0;
    memcpy(name, stem.data, stem.size - 2);
    memcpy(name + stem.size - 2, "nen", 3);
    return entity_word_lower(str_make(name, stem.size + 1));
}

size_t inflected_name_stems(const name_resolver *r, const entity_run *run,
                            uint64_t out[NAME_STEMS_MAX])
{
    bool is_finnish = str_equal(str_of(r->d->model->language), STR("fi"));
    char small[WORD_SMALL_MAX];
    morgue_str stems[NAME_STEMS_MAX];
    size_t stem_count = stems_of(r, run, small, stems), count = 0;

    for (size_t i = 0; i < stem_count; i++)
        out[count++] = entity_word_lower(stems[i]);
    for (size_t i = 0; is_finnish && i < stem_count; i++) {
        uint64_t changed = changed_stem(stems[i]);

        if (changed != 0 && count < NAME_STEMS_MAX)
            out[count++] = changed;
    }
    return count;
}

/* The best writing of a name, when it was told of the kind. */
static uint32_t find_told(const name_resolver *r, uint64_t key, unsigned kind)
{
    uint32_t at = name_table_find(&r->by_key, key);

    return at != NAME_TABLE_NONE && r->spellings[at].counts[kind] > 0
               ? r->spellings[at].best
               : NAME_TABLE_NONE;
}

static uint64_t mix_words(const name_resolver *r, uint64_t key, size_t begin,
                          size_t end)
{
    for (size_t i = begin; i < end; i++)
        key = entity_phrase_mix(key, name_resolver_word(r, i)->lower);
    return key;
}

/* "Deutsche Bank" for "Deutschen Bank": a name that an adjective begins. */
static uint32_t find_by_adjective(const name_resolver *r, const entity_run *run)
{
    const entity_span *first = &r->d->spans[run->begin];
    morgue_str word = str_slice(r->d->text, first->begin, first->end);
    uint64_t stem;

    if (entity_run_size(run) == 1 ||
        !str_equal(str_of(r->d->model->language), STR("de")) ||
        !(str_ends_with(word, STR("en")) || str_ends_with(word, STR("er")) ||
          str_ends_with(word, STR("es"))))
        return NAME_TABLE_NONE;
    stem = entity_word_lower(str_slice(word, 0, word.size - 1));
    return find_told(r,
                     mix_words(r, entity_phrase_mix(PHRASE_SEED, stem),
                               run->begin + 1, run->end),
                     run->kind);
}

uint32_t inflected_name_find(const name_resolver *r, const entity_run *run)
{
    uint64_t stems[NAME_STEMS_MAX];
    size_t count = inflected_name_stems(r, run, stems);
    uint32_t found = NAME_TABLE_NONE;

    if (count > 0) {
        uint64_t key = mix_words(r, PHRASE_SEED, run->begin, run->end - 1);

        for (size_t i = 0; i < count && found == NAME_TABLE_NONE; i++)
            found = find_told(r, entity_phrase_mix(key, stems[i]), run->kind);
    }
    return found != NAME_TABLE_NONE ? found : find_by_adjective(r, run);
}

size_t inflected_name_ending(const name_resolver *r, const entity_run *run)
{
    const entity_span *last = &r->d->spans[run->end - 1];
    char small[WORD_SMALL_MAX];
    morgue_str stems[NAME_STEMS_MAX];
    size_t size = last->end - last->begin, ending_min = 1, count;

    /* "Heinrichs" may be a surname as well. */
    if (run->kind != MENTION_PLACE)
        return 0;
    count = stems_of(r, run, small, stems);
    if (count > 0 && name_stem_is_known(r->d->model, str_make(small, size)))
        ending_min = KNOWN_ENDING_MIN;
    for (size_t i = 0; i < count; i++)
        if (stems[i].size + ending_min <= size &&
            name_stem_is_known(r->d->model, stems[i]))
            return size - stems[i].size;
    return 0;
}
