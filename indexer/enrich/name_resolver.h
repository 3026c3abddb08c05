/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of the second pass share: the mentions of one article while
 * it is found out which of them are of one.
 */
#ifndef NAME_RESOLVER_H
#define NAME_RESOLVER_H

#include "entity_label.h"
#include "name_stem.h"
#include "name_table.h"

/* All mentions that are spelled alike, but for capitals. */
typedef struct spelling {
    uint32_t counts[TAG_KINDS]; /* votes: two a mention, one in a headline */
    uint32_t sex;               /* CUE_SHE, CUE_HE: it was said of it */
    uint32_t best;              /* the run whose writing stands for all */
    morgue_str name;            /* as that is written; empty: not asked yet */
} spelling;

typedef struct name_resolver {
    entity_document *d;
    arena *memory;
    entity_run *runs;
    size_t count;
    uint32_t *run_spellings; /* of each run, which of the spellings */
    spelling *spellings;
    size_t spelling_count;
    bool tells_sex;         /* of some spelling */
    name_table by_key;      /* run key -> spelling */
    name_table first, last; /* a part of a name -> a run with all of it */
} name_resolver;

/* ---- coreference.c ---- */

/* The tokens as one number: the same for the same words, but for capitals. */
uint64_t name_resolver_key(const name_resolver *r, const entity_run *run);

/* Its line is written as a headline: in capitals, or each word with one. */
bool name_resolver_in_headline(const name_resolver *r, const entity_run *run);

/* Some run of the same words has the kind, and one stands outside of
 * headlines. */
bool name_resolver_is_told(const name_resolver *r, const entity_run *run);

/* ---- full_name.c ---- */

/* How many parts all full names have at most that stand for them. */
size_t full_name_parts_max(const name_resolver *r);

/* Run i may be a name in full: tell table t of the parts that stand for it. */
void full_name_tell(const name_resolver *r, name_table *t, uint32_t i,
                    bool replace);

/* The run with the full name that a run stands for, the last one told before
 * it or else the first in the article; or NAME_TABLE_NONE. */
uint32_t full_name_find(const name_resolver *r, const entity_run *run);

/* The last word of the run is the surname of a person of the article. */
bool full_name_has_surname(const name_resolver *r, const entity_run *run);

/* It is the forename of one, or initials as "JFK". */
bool full_name_has_forename(const name_resolver *r, const entity_run *run);
bool full_name_has_letters(const name_resolver *r, const entity_run *run);

/* A word that may begin a person's name, or stand in the middle of it. */
bool full_name_may_hold(const name_resolver *r, size_t token);

/* ---- inflected_name.c ---- */

/* Hashes of what the last word of a run may be without an ending; how many. */
size_t inflected_name_stems(const name_resolver *r, const entity_run *run,
                            uint64_t out[NAME_STEMS_MAX]);

/* The run with the same name of the same kind but for an ending, or
 * NAME_TABLE_NONE. */
uint32_t inflected_name_find(const name_resolver *r, const entity_run *run);

/* Bytes at the end of a place that are an ending, for the lexicon has the name
 * without; 0: it has none. */
size_t inflected_name_ending(const name_resolver *r, const entity_run *run);

/* ---- headline_name.c ---- */

/*
 * Cut the names of headlines to what the text calls so.  Returns whether there
 * was anything; the runs are no longer those of the tags then.
 */
bool headline_names_trim(name_resolver *r);

/* ---- overlooked_name.c ---- */

/*
 * Tag what was named surely somewhere and overlooked elsewhere.  Returns
 * whether there was anything; the runs are no longer those of the tags then.
 */
bool overlooked_names_tag(name_resolver *r);

static inline const entity_word *name_resolver_word(const name_resolver *r,
                                                    size_t token)
{
    return r->d->tokens[token].word;
}

static inline uint32_t entity_run_size(const entity_run *run)
{
    return run->end - run->begin;
}

#endif
