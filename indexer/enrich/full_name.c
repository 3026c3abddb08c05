/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which part of a name stands for all of it.
 */
#include "name_part.h"

#include "mention.h"
#include "str.h"

/* Of an article with more spellings the first are told: no table without
 * bounds. */
#define SPELLINGS_MAX 16384

#define LETTERS_MAX 12

/* ---- What the files of the parts share ---- */

void name_part_set(name_table *t, uint64_t key, uint32_t run, bool replace)
{
    uint32_t *at = name_table_at(t, key);

    if (replace || *at == NAME_TABLE_NONE)
        *at = run;
}

uint32_t name_part_look(const name_resolver *r, uint64_t key)
{
    uint32_t run = name_table_find(&r->last, key);

    return run != NAME_TABLE_NONE ? run : name_table_find(&r->first, key);
}

char name_part_initial(const name_resolver *r, size_t token)
{
    return ascii_lower(r->d->text.data[r->d->spans[token].begin]);
}

uint64_t name_part_letters(const name_resolver *r, size_t token)
{
    const entity_span *span = &r->d->spans[token];
    char letters[LETTERS_MAX];
    size_t count = 0, capitals = 0;

    if (span->end - span->begin > 2 * LETTERS_MAX)
        return 0;
    for (size_t i = span->begin; i < span->end; i++) {
        char c = r->d->text.data[i];

        if (c == '.')
            continue;
        if (!ascii_is_alpha(c) || count == LETTERS_MAX)
            return 0;
        capitals += !(c & 0x20);
        letters[count++] = ascii_lower(c);
    }
    return capitals < 2 ? 0 : name_part_pack(letters, count);
}

bool name_part_is_small(const name_resolver *r, size_t token)
{
    return !(name_resolver_word(r, token)->flags & (WORD_CAPITAL | WORD_DIGIT));
}

/* ---- What brackets explain ---- */

/* The letters of the short form stand in the long one, in this order, and both
 * begin alike: "BfV" of "Bundesamt für Verfassungsschutz". */
static bool is_short_for(const name_resolver *r, const entity_run *brief,
                         const entity_run *full)
{
    const entity_span *spans = r->d->spans;
    size_t at = spans[full->begin].begin, end = spans[full->end - 1].end;
    size_t from = spans[brief->begin].begin, to = spans[brief->begin].end;

    if (name_part_initial(r, brief->begin) !=
            name_part_initial(r, full->begin) ||
        end - at < 2 * (to - from))
        return false;
    for (size_t i = from; i < to; i++, at++) {
        char c = ascii_lower(r->d->text.data[i]);

        if (!ascii_is_alpha(c)) {
            at--;
            continue;
        }
        while (at < end && ascii_lower(r->d->text.data[at]) != c)
            at++;
        if (at == end)
            return false;
    }
    return true;
}

/* Run i is "(FTC)" behind the run before it. */
static bool is_in_brackets(const name_resolver *r, uint32_t i)
{
    const entity_run *run = &r->runs[i];

    return i > 0 && entity_run_size(run) == 1 && run->end < r->d->count &&
           run->begin == r->runs[i - 1].end + 1 &&
           (name_resolver_word(r, run->begin - 1)->cues & CUE_OPENS) &&
           (name_resolver_word(r, run->end)->cues & CUE_CLOSES) &&
           run->kind == r->runs[i - 1].kind &&
           entity_run_size(&r->runs[i - 1]) > 1;
}

static void tell_brackets(const name_resolver *r, name_table *t, uint32_t i,
                          bool replace)
{
    uint64_t letters = name_part_letters(r, r->runs[i].begin);

    if (is_in_brackets(r, i) && letters != 0 &&
        is_short_for(r, &r->runs[i], &r->runs[i - 1]))
        name_part_set(t, name_part_key(PART_BRACKETS, letters), i - 1, replace);
}

/* ---- Full names, and what stands for them ---- */

void full_name_tell(const name_resolver *r, name_table *t, uint32_t i,
                    bool replace)
{
    const entity_run *run = &r->runs[i];

    if (r->run_spellings[i] >= SPELLINGS_MAX)
        return;
    if (run->kind == MENTION_ORG && entity_run_size(run) == 1)
        tell_brackets(r, t, i, replace);
    if (entity_run_size(run) < 2)
        return;
    if (run->kind == MENTION_PERSON)
        person_part_tell(r, t, i, replace);
    else if (run->kind == MENTION_ORG)
        org_part_tell(r, t, i, replace);
}

size_t full_name_parts_max(const name_resolver *r)
{
    size_t parts = 0;

    for (size_t i = 0; i < r->count; i++) {
        if (r->run_spellings[i] >= SPELLINGS_MAX)
            continue;
        if (r->runs[i].kind == MENTION_PERSON)
            parts += person_part_count(r, &r->runs[i]);
        else if (r->runs[i].kind == MENTION_ORG)
            parts +=
                org_part_count(&r->runs[i]) + is_in_brackets(r, (uint32_t)i);
    }
    return parts;
}

uint32_t full_name_find(const name_resolver *r, const entity_run *run)
{
    uint32_t full = NAME_TABLE_NONE;

    if (run->kind == MENTION_PERSON)
        full = person_part_find(r, run);
    else if (run->kind == MENTION_ORG)
        full = org_part_find(r, run);
    if (full != NAME_TABLE_NONE && r->runs[full].kind != run->kind)
        full = NAME_TABLE_NONE;
    return full;
}
