/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the lexicon tells of tokens that may be a person's name, or the post
 * before it: "Deputy Director Robert Mueller".
 */
#ifndef PERSON_CUE_H
#define PERSON_CUE_H

#include "entity_document.h"

/* A title, alone or as part of one; of names as well ("Dean") it is none. */
bool person_is_title(const entity_document *d, size_t i);

/* "Director" of "FBI Director", but not "Center" of "Kennedy Center". */
bool person_is_post(const entity_document *d, size_t i);

/* Behind the post at `at`, which may be of several words. */
size_t person_post_end(const entity_document *d, size_t at, size_t end);

/* "Director for Legislative Affairs", but not "Prince of Wales Theatre". */
bool person_is_post_of(const entity_document *d, size_t begin, size_t end);

/* "Sheikh" of "Khalid Sheikh Mohammed", "Judge" of "Reinhold Judge": the post
 * at `at` belongs to the name that begins at `begin`. */
bool person_has_title_within(const entity_document *d, size_t begin, size_t at);

/* "Defense Lloyd Austin" behind "Secretary of", "National Security Advisor Jake
 * Sullivan": where the person begins; `end` when there is none. */
size_t person_minister(const entity_document *d, size_t begin, size_t end);
size_t person_behind_post(const entity_document *d, size_t begin, size_t end);

/*
 * A forename that is known and what may follow it ("Robert Mueller", but not
 * "Robert University"); or two or three words of which nothing is known but
 * that they may be names ("Neera Tanden").
 */
bool person_is_full_name(const entity_document *d, size_t begin, size_t end);
bool person_is_unknown_name(const entity_document *d, size_t begin, size_t end);

/* A name, and no place or organisation. */
bool person_is_surname(const entity_document *d, size_t i);

/* "Jr.", "II": what stands behind a surname; of them "II", not "Jr.". */
bool person_is_tail(const entity_document *d, size_t i);
bool person_is_numeral(const entity_document *d, size_t i);

/* "Interior" of "Secretary of the Interior". */
bool person_is_ministry(const entity_document *d, size_t i);

#endif
