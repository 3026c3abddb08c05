/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts of names that stand for all of them, as keys of a table: a
 * surname, initials, the first word of a company.
 */
#ifndef NAME_PART_H
#define NAME_PART_H

#include "name_resolver.h"

/* What tables are asked for, so that one serves for all. */
enum {
    PART_SURNAME = 1,
    PART_FORENAME,
    PART_INITIAL,
    PART_MIDDLE,    /* "García" of "Gabriel García Montes" */
    PART_BOTH_ENDS, /* "Sarah ... Holden" */
    PART_TAILED,    /* "Whitcombe Jr." */
    PART_TITLED,    /* "Mayor Whitcombe" */
    PART_SHE,       /* a woman of the surname for sure */
    PART_HE,
    PART_MAYBE_SHE, /* nobody said that it is a man */
    PART_MAYBE_HE,
    PART_LETTERS, /* "JFK" */
    PART_HEAD,
    PART_LAST,
    PART_ACRONYM,
    PART_OFFICE,
    PART_WORDS,   /* "Justice Department" of "Department of Justice" */
    PART_CLIP,    /* "Fed" */
    PART_BRACKETS /* what is explained in brackets */
};

/* There are two full names that it could stand for. */
#define NAME_PART_UNSURE (NAME_TABLE_NONE - 1)

static inline uint64_t name_part_key(unsigned what, uint64_t value)
{
    return entity_mix(what, value);
}

/* A few letters as one number. */
static inline uint64_t name_part_pack(const char *letters, size_t count)
{
    uint64_t key = count;

    for (size_t i = 0; i < count; i++)
        key = key << 5 ^ key >> 59 ^ (unsigned char)letters[i];
    return key;
}

/* Unless `replace`, the first one told stays. */
void name_part_set(name_table *t, uint64_t key, uint32_t run, bool replace);

/* The last one told before, or else the first in the article. */
uint32_t name_part_look(const name_resolver *r, uint64_t key);

/* The first letter of a token, for "P. Simmons". */
char name_part_initial(const name_resolver *r, size_t token);

/* "jfk" of "J.F.K." and "JFK"; 0 when the token is no such. */
uint64_t name_part_letters(const name_resolver *r, size_t token);

/* Neither a capital nor a digit: "of", "der". */
bool name_part_is_small(const name_resolver *r, size_t token);

/* ---- person_part.c ---- */

/* How many keys person_part_tell() has for a run at most. */
size_t person_part_count(const name_resolver *r, const entity_run *run);

void person_part_tell(const name_resolver *r, name_table *t, uint32_t i,
                      bool replace);
uint32_t person_part_find(const name_resolver *r, const entity_run *run);

/* A title stands before the run: "Mr. Ford". */
bool person_part_has_title(const name_resolver *r, const entity_run *run);

/* Gather of all persons what is said of their being a man or a woman. */
void person_part_sex(name_resolver *r);

/* ---- org_part.c ---- */

size_t org_part_count(const entity_run *run);

void org_part_tell(const name_resolver *r, name_table *t, uint32_t i,
                   bool replace);
uint32_t org_part_find(const name_resolver *r, const entity_run *run);

/* It is the beginning of a name that the article tells, and a company's or
 * team's for sure: "Goldman" of Goldman Sachs, not "Biden" of what was taken
 * for the Biden Administration. */
bool org_part_is_head(const name_resolver *r, const entity_run *run);

#endif
