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

size_t inflected_name_stems(const name_resolver *r, const entity_run *run,
                            uint64_t out[NAME_STEMS_MAX])
{
    char small[WORD_SMALL_MAX];
    morgue_str stems[NAME_STEMS_MAX];
    size_t count = stems_of(r, run, small, stems);

    for (size_t i = 0; i < count; i++)
        out[i] = entity_word_lower(stems[i]);
    return count;
}

uint32_t inflected_name_find(const name_resolver *r, const entity_run *run)
{
    uint64_t stems[NAME_STEMS_MAX], key = PHRASE_SEED;
    size_t count = inflected_name_stems(r, run, stems);

    for (size_t i = run->begin; count > 0 && i + 1 < run->end; i++)
        key = entity_phrase_mix(key, name_resolver_word(r, i)->lower);
    for (size_t i = 0; i < count; i++) {
        uint32_t at =
            name_table_find(&r->by_key, entity_phrase_mix(key, stems[i]));

        if (at != NAME_TABLE_NONE && r->spellings[at].counts[run->kind] > 0)
            return r->spellings[at].best;
    }
    return NAME_TABLE_NONE;
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
