/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names that a headline runs on from: in "Harris Announces New Funds" every
 * word has a capital, so what follows a name is easily taken for part of it.
 * Where the text knows the name, the headline is cut to it.
 */
#include "name_resolver.h"

#include "entity_bounds.h"
#include "mention.h"
#include "person_cue.h"

/* "Announces", "Before": not "Young" or "Agency", which a name may end in. */
static bool may_follow_name(const name_resolver *r, size_t token)
{
    unsigned names = name_resolver_word(r, token)->names;

    return (names & (NAME_SMALL | NAME_MIXED)) &&
           !person_is_tail(r->d, token) &&
           !(names & (NAME_SURNAME | NAME_CITY | NAME_COUNTRY | NAME_REGION |
                      NAME_ORG_WORD | NAME_PLACE_WORD | NAME_COMPANY |
                      NAME_BODY | NAME_PARTICLE));
}

/* "Council on Environmental Quality" is no Council that something follows. */
static bool has_small_word(const name_resolver *r, const entity_run *run)
{
    for (size_t i = run->begin; i < run->end; i++)
        if (name_resolver_word(r, i)->flags & WORD_SMALL)
            return true;
    return false;
}

/* The text calls it so, or it is part of a person's full name there. */
static bool is_known(const name_resolver *r, const entity_run *name)
{
    uint32_t full;

    if (name_resolver_is_told(r, name))
        return true;
    if (name->kind != MENTION_PERSON)
        return false;
    full = full_name_find(r, name);
    return full != NAME_TABLE_NONE &&
           !name_resolver_in_headline(r, &r->runs[full]);
}

/* Where the name that run begins with ends. */
static uint32_t end_of_name(const name_resolver *r, const entity_run *run)
{
    entity_run name = *run;

    while (--name.end > run->begin) {
        if (may_follow_name(r, name.end) && is_known(r, &name))
            return name.end;
        if (!may_follow_name(r, name.end) && run->kind != MENTION_PERSON)
            break;
    }
    return run->end;
}

static bool trim(name_resolver *r, const entity_run *run)
{
    uint32_t end = end_of_name(r, run);

    if (end == run->end)
        return false;
    entity_unset(r->d, end, run->end);
    entity_set(r->d, run->begin, end, run->kind);
    return true;
}

static bool may_run_on(const name_resolver *r, const entity_run *run)
{
    return run->kind != KIND_OTHER && name_resolver_in_headline(r, run) &&
           !name_resolver_is_told(r, run) &&
           (run->kind == MENTION_PERSON || !has_small_word(r, run));
}

bool headline_names_trim(name_resolver *r)
{
    bool found = false;

    for (size_t i = 0; i < r->count; i++)
        if (may_run_on(r, &r->runs[i]))
            found |= trim(r, &r->runs[i]);
    return found;
}
