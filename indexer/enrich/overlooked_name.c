/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names that were told once and overlooked another time.
 */
#include "name_resolver.h"

#include "entity_bounds.h"
#include "mention.h"
#include "str.h"

/*
 * "King" may be a title and "Price" a thing; after "Stephen King" they are he,
 * but for the first word of a sentence and after an article.
 */
static bool is_surname_here(const name_resolver *r, size_t token)
{
    const entity_token *t = &r->d->tokens[token];
    entity_run run = {(uint32_t)token, (uint32_t)token + 1, 0};

    if (!full_name_has_surname(r, &run))
        return false;
    if (!(t->word->names & (NAME_SMALL | NAME_MIXED | NAME_TITLE)) &&
        !(t->seen & SEEN_SMALL))
        return true;
    return !(t->place & PLACE_SENTENCE) && token > 0 &&
           !(name_resolver_word(r, token - 1)->cues & CUE_THE);
}

/* "Fidel" after "Fidel Rojas", "JFK" after "John F. Kennedy": what is no word
 * and no place. */
static bool is_forename_here(const name_resolver *r, size_t token)
{
    const entity_token *t = &r->d->tokens[token];
    entity_run run = {(uint32_t)token, (uint32_t)token + 1, 0};

    if (t->word->flags & (WORD_CAPS | WORD_STOP))
        return full_name_has_letters(r, &run);
    return (t->word->names & (NAME_FORENAME | NAME_FORENAME_RARE)) &&
           !(t->word->names &
             (NAME_SMALL | NAME_MIXED | NAME_TITLE | NAME_COUNTRY |
              NAME_REGION | NAME_DEMONYM | NAME_COMPANY | NAME_BODY |
              NAME_ORG_WORD | NAME_PLACE_WORD | NAME_OTHER_WORD)) &&
           !(t->seen & (SEEN_SMALL | SEEN_AFTER_IN)) &&
           full_name_has_forename(r, &run);
}

/* The kind of a capitalised word that is surely a name elsewhere; KIND_OTHER:
 * it isn't. */
static int sure_kind(const name_resolver *r, size_t token)
{
    const entity_word *w = name_resolver_word(r, token);
    entity_run run = {(uint32_t)token, (uint32_t)token + 1, 0};
    uint32_t at;

    if (w->names & NAME_OTHER_WORD)
        return KIND_OTHER;
    if (is_surname_here(r, token) || is_forename_here(r, token))
        return MENTION_PERSON;
    if ((w->names & (NAME_SMALL | NAME_TITLE)) ||
        (r->d->tokens[token].seen & SEEN_SMALL))
        return KIND_OTHER;
    at = name_table_find(&r->by_key, name_resolver_key(r, &run));
    if (at == NAME_TABLE_NONE)
        return KIND_OTHER;
    for (int k = 0; k < KIND_OTHER; k++)
        if (r->spellings[at].counts[k] >= 4)
            return k;
    return KIND_OTHER;
}

/* "Later King met": a capital that only begins the sentence. */
static bool is_part_of_name(const entity_token *t)
{
    return (t->word->flags & WORD_CAPITAL) &&
           !((t->place & PLACE_SENTENCE) &&
             (t->word->names & (NAME_SMALL | NAME_MIXED)));
}

static bool stands_alone(const name_resolver *r, size_t i)
{
    const entity_document *d = r->d;

    if (i > 0 && !(d->tokens[i].place & PLACE_SENTENCE) &&
        is_part_of_name(&d->tokens[i - 1]))
        return false;
    return i + 1 >= d->count || (d->tokens[i + 1].place & PLACE_SENTENCE) ||
           !(name_resolver_word(r, i + 1)->flags & WORD_CAPITAL);
}

/* "The", "Will": only begins the sentence, for all that sure_kind() knows. */
static bool only_begins(const entity_token *t)
{
    return (t->place & PLACE_SENTENCE) &&
           ((t->word->names & (NAME_SMALL | NAME_TITLE)) ||
            (t->seen & SEEN_SMALL));
}

static bool tag_if_sure(name_resolver *r, size_t i)
{
    entity_token *t = &r->d->tokens[i];
    int kind;

    if (t->tag != TAG_O || !(t->word->flags & WORD_CAPITAL) ||
        (t->place & (PLACE_CAPS_LINE | PLACE_TITLE_LINE)) || only_begins(t) ||
        !stands_alone(r, i) || (kind = sure_kind(r, i)) == KIND_OTHER)
        return false;
    t->tag = (uint8_t)TAG_OF(kind, PART_S);
    return true;
}

/* "de" of "la mort de Sarnez": alone and small it is a word where that is its
 * language. */
static bool is_preposition(const name_resolver *r, size_t token)
{
    morgue_str language = str_of(r->d->model->language);

    return (name_resolver_word(r, token)->flags & WORD_SMALL) &&
           !str_equal(language, STR("en")) && !str_equal(language, STR("fi"));
}

/* "von der" before "Leyen", where somebody is called Ursula von der Leyen. */
static bool take_particles(name_resolver *r, const entity_run *run,
                           size_t first)
{
    uint32_t full = full_name_find(r, run), begin = run->begin, at;

    if (full == NAME_TABLE_NONE ||
        entity_run_size(&r->runs[full]) <= entity_run_size(run))
        return false;
    at = r->runs[full].end - entity_run_size(run);
    while (begin > first && at > r->runs[full].begin &&
           r->d->tokens[begin - 1].tag == TAG_O &&
           name_resolver_word(r, begin - 1)->lower ==
               name_resolver_word(r, at - 1)->lower &&
           (name_resolver_word(r, at - 1)->flags & WORD_SMALL)) {
        begin--;
        at--;
    }
    if (begin == run->begin ||
        (begin + 1 == run->begin && is_preposition(r, begin)))
        return false;
    entity_set(r->d, begin, run->end, run->kind);
    return true;
}

/*
 * "Ketanji Brown Jackson" of which only "Brown Jackson" was labelled.  Persons
 * alone: one wrong bound of an organisation would spread.
 */
static bool widen(name_resolver *r, const entity_run *run, size_t first)
{
    entity_run wide = *run;

    if (entity_run_size(run) < 2)
        return false;
    while (wide.begin > first && r->d->tokens[wide.begin - 1].tag == TAG_O &&
           full_name_may_hold(r, wide.begin - 1)) {
        wide.begin--;
        if (name_resolver_is_told(r, &wide))
            return entity_set(r->d, wide.begin, wide.end, wide.kind), true;
    }
    return false;
}

bool overlooked_names_tag(name_resolver *r)
{
    bool found = false;
    size_t run = 0;

    for (size_t n = 0; n < r->d->stretch_count; n++) {
        const entity_stretch *s = &r->d->stretches[n];

        for (size_t i = s->first; i < s->last; i++)
            found |= tag_if_sure(r, i);
        for (; run < r->count && r->runs[run].begin < s->last; run++)
            if (r->runs[run].kind == MENTION_PERSON)
                found |= widen(r, &r->runs[run], s->first) ||
                         take_particles(r, &r->runs[run], s->first);
    }
    return found;
}
