/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_bounds.h"

#include "company_name.h"
#include "mention.h"
#include "name_table.h"
#include "office_name.h"
#include "person_cue.h"
#include "str.h"

#include <assert.h>

/* No name is longer; to look for cuts in what is takes time without end. */
#define NAME_TOKENS_MAX 64

/* ---- Entities as tags ---- */

bool entity_starts(int tag)
{
    return tag != TAG_O && (TAG_PART(tag) == PART_B || TAG_PART(tag) == PART_S);
}

size_t entity_begin(const entity_document *d, size_t i)
{
    while (i > 0 && !entity_starts(d->tokens[i].tag))
        i--;
    return i;
}

size_t entity_end(const entity_document *d, size_t begin)
{
    size_t end = begin + 1;

    while (end < d->count && d->tokens[end].tag != TAG_O &&
           !entity_starts(d->tokens[end].tag))
        end++;
    return end;
}

bool entity_goes_over(const entity_document *d, size_t at)
{
    return at < d->count && d->tokens[at].tag != TAG_O &&
           !entity_starts(d->tokens[at].tag);
}

void entity_set(entity_document *d, size_t begin, size_t end, int kind)
{
    for (size_t i = begin; i < end; i++) {
        int part = i == begin ? (i + 1 == end ? PART_S : PART_B)
                              : (i + 1 == end ? PART_E : PART_I);

        d->tokens[i].tag = (uint8_t)TAG_OF(kind, part);
    }
}

void entity_unset(entity_document *d, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        d->tokens[i].tag = TAG_O;
}

/* ---- What a token is ---- */

static morgue_str text_of(const entity_document *d, size_t i)
{
    return str_slice(d->text, d->spans[i].begin, d->spans[i].end);
}

static bool is_mark(const entity_document *d, size_t i)
{
    return !(d->tokens[i].word->flags & (WORD_LETTER | WORD_DIGIT));
}

/* ---- What the lexicon has it as, and as nothing else ---- */

static bool is_only(uint32_t phrase, uint32_t names)
{
    return (phrase & names) && !(phrase & NAME_MASK & ~names);
}

/* "Medicare", "Ramadan": the lists have it as a name of another thing alone. */
static bool is_other_name(const entity_document *d, size_t i)
{
    uint32_t uses = NAME_SMALL | NAME_MIXED | NAME_LARGE | NAME_STARTS;

    return is_only(d->tokens[i].word->names & ~uses, NAME_OTHER_WORD);
}

static bool is_land_name(const entity_document *d, size_t i)
{
    uint32_t uses = NAME_SMALL | NAME_MIXED | NAME_LARGE | NAME_STARTS;

    return is_only(d->tokens[i].word->names & ~uses, NAME_COUNTRY);
}

/* ---- The names of the article ---- */

typedef struct mender {
    entity_document *d;
    name_table names; /* spelling -> how often it is an entity */
} mender;

static uint64_t key_of(const entity_document *d, size_t begin, size_t end)
{
    uint64_t key = PHRASE_SEED;

    for (size_t i = begin; i < end; i++)
        key = entity_phrase_mix(key, d->tokens[i].word->lower);
    return key;
}

/* The first token of a stretch from `from` on that begins an entity, or the
 * end of the stretch. */
static size_t next_entity(const entity_document *d, const entity_stretch *s,
                          size_t from)
{
    while (from < s->last && !entity_starts(d->tokens[from].tag))
        from++;
    return from;
}

static void count_in_stretch(mender *m, const entity_stretch *s)
{
    for (size_t i = next_entity(m->d, s, s->first), end; i < s->last;
         i = next_entity(m->d, s, end)) {
        end = entity_end(m->d, i);
        *name_table_at(&m->names, key_of(m->d, i, end)) = 1;
    }
}

/* Only where "and" stands within a name it is asked what else is one. */
static bool has_and_within(const entity_document *d)
{
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            if (d->tokens[i].tag != TAG_O &&
                TAG_PART(d->tokens[i].tag) == PART_I &&
                entity_has_cue(d, i, CUE_AND))
                return true;
    return false;
}

static void count_names(mender *m, arena *a)
{
    const entity_document *d = m->d;
    size_t count = 0;

    if (!has_and_within(d))
        return;
    for (size_t n = 0; n < d->stretch_count; n++)
        for (size_t i = d->stretches[n].first; i < d->stretches[n].last; i++)
            count += entity_starts(d->tokens[i].tag);
    name_table_init(&m->names, count, a);
    for (size_t n = 0; n < d->stretch_count; n++)
        count_in_stretch(m, &d->stretches[n]);
}

/* It stands alone somewhere, or the lexicon has it. */
static bool is_name(const mender *m, size_t begin, size_t end)
{
    const entity_token *t = &m->d->tokens[begin];
    uint32_t known = NAME_COMPANY | NAME_BODY | NAME_TEAM | NAME_COUNTRY;

    assert(m->names.slots != NULL);
    if (name_table_find(&m->names, key_of(m->d, begin, end)) != NAME_TABLE_NONE)
        return true;
    if (end - begin == 1)
        return (t->word->names & known) != 0;
    return (t->phrase & PHRASE_FIRST) && (t->phrase & known) &&
           (m->d->tokens[end - 1].phrase & PHRASE_LAST);
}

static bool names_event(const entity_document *d, size_t i)
{
    const entity_token *t = &d->tokens[i];

    return (t->word->names & NAME_OTHER_WORD) &&
           !(t->word->names & NAME_ORG_WORD) && t->phrase == 0;
}

/* "Clean Air Act", "Six-Day War", "Farm Act for Fiscal Year 2012": its last
 * word says what it is, or the last before a small one. */
bool entity_bounds_is_event(const entity_document *d, size_t begin, size_t end)
{
    if (end - begin > 1 && names_event(d, end - 1))
        return true;
    for (size_t i = begin + 1; i + 1 < end; i++)
        if (names_event(d, i) && (d->tokens[i + 1].word->flags & WORD_SMALL))
            return true;
    return false;
}

/* ---- Where a name is cut in two ---- */

/* The first quote of an odd number of them; `end` when they are even. */
static size_t odd_quote(const entity_document *d, size_t begin, size_t end)
{
    size_t first = end, count = 0;

    for (size_t i = begin; i < end; i++)
        if (entity_has_cue(d, i, CUE_QUOTE) && count++ == 0)
            first = i;
    return count % 2 == 1 ? first : end;
}

/* The first bracket without its partner, or `end`. */
static size_t odd_bracket(const entity_document *d, size_t begin, size_t end)
{
    size_t opened = end;

    for (size_t i = begin; i < end; i++) {
        if (entity_has_cue(d, i, CUE_OPENS))
            opened = i;
        else if (entity_has_cue(d, i, CUE_CLOSES) && opened == end)
            return i;
        else if (entity_has_cue(d, i, CUE_CLOSES))
            opened = end;
    }
    return opened;
}

static bool has_known_land(const entity_document *d, size_t begin, size_t end)
{
    uint32_t land = NAME_COUNTRY | NAME_REGION | NAME_CITY;
    const entity_token *t = &d->tokens[begin];

    if (end - begin == 1)
        return (t->word->names & NAME_COUNTRY) != 0;
    return (t->phrase & PHRASE_FIRST) && (t->phrase & land) &&
           (d->tokens[end - 1].phrase & PHRASE_LAST);
}

static bool parts_post(const entity_document *d, size_t begin, size_t end,
                       size_t at, int kind)
{
    size_t after = person_post_end(d, at, end);

    if (kind == MENTION_PERSON)
        return !person_has_title_within(d, begin, at);
    return person_is_full_name(d, after, end) ||
           person_is_unknown_name(d, after, end);
}

static bool parts(const mender *m, size_t begin, size_t end, size_t at,
                  int kind)
{
    const entity_document *d = m->d;

    if (at == begin || at + 1 == end || (d->tokens[at].phrase & PHRASE_LATER))
        return false;
    if (entity_has_cue(d, at, CUE_DASH))
        return true;
    if (person_is_post(d, at))
        return parts_post(d, begin, end, at, kind);
    if (entity_has_cue(d, at, CUE_POSSESSIVE))
        return has_known_land(d, begin, at);
    if (!entity_has_cue(d, at, CUE_AND) || kind == KIND_OTHER)
        return false;
    return kind != MENTION_ORG || entity_has_cue(d, at - 1, CUE_SUFFIX) ||
           (is_name(m, begin, at) && is_name(m, at + 1, end));
}

/* The token that parts [begin, end) in two, or `end`. */
static size_t cut_of(const mender *m, size_t begin, size_t end, int kind)
{
    size_t at = odd_quote(m->d, begin, end);

    if (at == end)
        at = odd_bracket(m->d, begin, end);
    if (at != end)
        return at;
    for (at = begin; at < end; at++)
        if (parts(m, begin, end, at, kind))
            return at;
    return end;
}

/* ---- Ends ---- */

/* "The Hague" has its article in the lexicon, "The Home Office" has not. */
static bool is_article(const entity_document *d, size_t i)
{
    return entity_has_cue(d, i, CUE_THE) && d->tokens[i].phrase == 0;
}

/* "center-left", but not "al-Qaida". */
static bool is_small_compound(const entity_document *d, size_t i)
{
    const entity_word *w = d->tokens[i].word;

    return (w->flags & WORD_SMALL) && !(w->flags & WORD_INNER) &&
           !(w->names & NAME_PARTICLE) &&
           str_find_char(text_of(d, i), '-') != SIZE_MAX;
}

static bool can_begin(const entity_document *d, size_t i, size_t end, int kind)
{
    if (is_mark(d, i) || entity_has_cue(d, i, CUE_ATTRIBUTE) ||
        (i + 1 < end && is_small_compound(d, i)))
        return false;
    if (kind != KIND_OTHER && i + 1 < end && is_article(d, i))
        return false;
    if (kind != MENTION_PERSON || i + 1 == end)
        return true;
    return (d->tokens[i].word->flags & WORD_LETTER) && !person_is_title(d, i);
}

/* "and the Bar": what stands after a cut begins with its first capital. */
static bool is_small_start(const entity_document *d, size_t i)
{
    return !(d->tokens[i].word->flags &
             (WORD_CAPITAL | WORD_DIGIT | WORD_INNER));
}

/* "Office of the First Lady", "Council of Economic Advisers": a post that an
 * organisation is called by. */
static bool names_org(const entity_document *d, size_t begin, size_t i)
{
    if (d->text.data[d->spans[i].end - 1] == 's')
        return true;
    while (i > begin && (d->tokens[i].phrase & PHRASE_LATER))
        i--;
    return i > begin && is_small_start(d, i - 1);
}

/* "Thanks, Joey, I will", but "Charles I": a word that is no name's end. */
static bool runs_on(const entity_document *d, size_t begin, size_t i)
{
    return is_other_name(d, i) &&
           !(begin + 1 == i && d->spans[i].end - d->spans[i].begin == 1 &&
             i + 1 < d->count &&
             !(d->tokens[i + 1].word->flags & (WORD_SMALL | WORD_CAPITAL)));
}

static bool can_end(const entity_document *d, size_t begin, size_t i, int kind)
{
    /* "Harris Before" of "Remarks by Harris Before Lunch" */
    if (kind == MENTION_PERSON)
        return (d->tokens[i].word->flags & WORD_LETTER) &&
               !runs_on(d, begin, i) &&
               !((d->tokens[i].word->names & NAME_SMALL) &&
                 !(d->tokens[i].word->names &
                   (NAME_SURNAME | NAME_SURNAME_RARE | NAME_FORENAME |
                    NAME_FORENAME_RARE | NAME_PARTICLE)) &&
                 (d->tokens[i].place & PLACE_TITLE_LINE));
    return !is_mark(d, i) && (kind != MENTION_ORG || !person_is_post(d, i) ||
                              names_org(d, begin, i));
}

/* "National Climate", "British": nothing but words of other meaning. */
static bool has_words_only(const entity_document *d, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        uint32_t names = d->tokens[i].word->names | d->tokens[i].phrase;

        if ((names & (NAME_BODY | NAME_COMPANY | NAME_TEAM | NAME_ORG_WORD)) ||
            !(names & (NAME_SMALL | NAME_MIXED | NAME_DEMONYM)))
            return false;
    }
    return true;
}

/* "U.S. Ambassador" leaves a place, "British General", "First Lady" and
 * "National Climate Advisor" none. */
static void set_owner(entity_document *d, size_t begin, size_t end)
{
    if (has_known_land(d, begin, end))
        entity_set(d, begin, end, MENTION_PLACE);
    else if (has_words_only(d, begin, end))
        entity_unset(d, begin, end);
}

static void set_trimmed(entity_document *d, size_t begin, size_t end, int kind)
{
    size_t was = end;

    while (begin < end && !can_begin(d, begin, end, kind))
        begin++;
    while (end > begin + 1 && !can_end(d, begin, end - 1, kind))
        end--;
    if (begin < end && !is_mark(d, begin) &&
        !(begin + 1 == end && kind != KIND_OTHER && is_other_name(d, begin)))
        entity_set(d, begin, end, kind);
    if (kind == MENTION_ORG && end < was)
        set_owner(d, begin, end);
}

/* Pieces tell themselves what they are: "Italy", "King Fahd", "Ana Belmonte".
 */
static int kind_of_piece(const entity_document *d, size_t begin, size_t end,
                         int kind)
{
    if (begin == end)
        return kind;
    if (has_known_land(d, begin, end))
        return MENTION_PLACE;
    if (person_is_full_name(d, begin, end) ||
        person_is_unknown_name(d, begin, end) ||
        (end - begin > 1 && person_is_title(d, begin)))
        return MENTION_PERSON;
    return kind;
}

static bool is_number(const entity_document *d, size_t i)
{
    morgue_str word = text_of(d, i);

    if (d->tokens[i].word->flags & WORD_DIGIT)
        return true;
    for (size_t at = 0; at < word.size; at++)
        if (!strchr("IVXLC", word.data[at]))
            return false;
    return true;
}

/* "Annex II", "Chapter 99". */
static bool is_numbered(const entity_document *d, size_t begin, size_t end)
{
    return end - begin == 2 && names_event(d, begin) && is_number(d, end - 1);
}

/* "Admiral", "Director of National Intelligence": a post, and nobody in it. */
static bool is_post_alone(const entity_document *d, size_t begin, size_t end)
{
    const uint32_t more = NAME_SURNAME | NAME_SURNAME_RARE | NAME_CITY |
                          NAME_REGION | NAME_COUNTRY;

    if (end - begin > 1)
        return (d->tokens[begin].phrase & PHRASE_FIRST) &&
               (d->tokens[begin].phrase & NAME_TITLE) &&
               person_post_end(d, begin, end) == end;
    return person_is_post(d, begin) && !(d->tokens[begin].word->names & more);
}

/* "Premier Aldo Moro", "Captain Ambrose", "Miles Inc.", "Nazi Germany". */
static int mended_kind(const entity_document *d, size_t *begin, size_t end,
                       int kind)
{
    size_t size = end - *begin;

    if (size == 1 && is_other_name(d, *begin))
        return KIND_OTHER;
    if (kind == MENTION_ORG && size == 1 && is_land_name(d, *begin))
        return MENTION_PLACE;
    if (kind == MENTION_PLACE && size == 1 && person_is_ministry(d, *begin) &&
        !has_known_land(d, *begin, end))
        return MENTION_ORG;
    if (kind != MENTION_PERSON && is_numbered(d, *begin, end))
        return KIND_OTHER;
    if (kind != KIND_OTHER && size > 1 &&
        entity_has_cue(d, end - 1, CUE_SUFFIX))
        return MENTION_ORG;
    if (kind == MENTION_ORG && (entity_bounds_is_event(d, *begin, end) ||
                                person_is_post_of(d, *begin, end)))
        return KIND_OTHER;
    if (kind == MENTION_ORG) {
        size_t person = person_behind_post(d, *begin, end);
        if (person == end)
            return kind;
        *begin = person;
        return MENTION_PERSON;
    }
    if (kind == MENTION_PLACE && size == 2 &&
        (d->tokens[*begin].word->names & NAME_DEMONYM) &&
        d->tokens[*begin].phrase == 0 &&
        (d->tokens[end - 1].word->names & NAME_COUNTRY))
        ++*begin;
    return kind;
}

/* "H.R." before a number, "S. 1187": a bill, and no person's initials. */
static bool is_bill(const entity_document *d, size_t begin, size_t end)
{
    return end < d->count && !entity_has_cue(d, begin, CUE_SUFFIX) &&
           end - begin <= 2 && (d->tokens[end - 1].word->flags & WORD_STOP) &&
           !(d->tokens[end - 1].word->flags & WORD_SMALL) &&
           (d->tokens[end].word->flags & WORD_DIGIT) &&
           !(d->tokens[end].word->flags & WORD_LETTER) &&
           !(d->tokens[begin].word->names & NAME_FORENAME) &&
           !(d->tokens[end].place & PLACE_SENTENCE);
}

/* "desk@town.example": glued to an @ on either side. */
static bool is_address(const entity_document *d, size_t begin, size_t end)
{
    return (begin > 0 && (d->spans[begin].flags & TOKEN_GLUED) &&
            str_equal(text_of(d, begin - 1), STR("@"))) ||
           (end < d->count && (d->spans[end].flags & TOKEN_GLUED) &&
            str_equal(text_of(d, end), STR("@")));
}

/* "Senate" of "Senate Leader Jane Roe", "British" of "British Premier". */
static void set_employer(entity_document *d, size_t begin, size_t end)
{
    while (begin < end && is_small_start(d, begin))
        begin++;
    if (begin == end)
        return;
    set_trimmed(d, begin, end, MENTION_ORG);
    set_owner(d, begin, end);
}

/* "Austin" of "Secretary of Defense Austin"; returns the kind of the rest. */
static int set_minister(entity_document *d, size_t begin, size_t *end, int kind)
{
    size_t person = person_minister(d, begin, *end);

    if (person == *end)
        return kind;
    entity_set(d, person, *end, MENTION_PERSON);
    *end = person;
    return kind_of_piece(d, begin, person, MENTION_ORG);
}

static void mend(const mender *m, size_t begin, size_t end, int kind)
{
    size_t first;

    entity_unset(m->d, begin, end);
    if (is_address(m->d, begin, end))
        return;
    if (kind == MENTION_PERSON && is_bill(m->d, begin, end))
        return;
    if (kind != MENTION_PLACE && is_post_alone(m->d, begin, end))
        return;
    if (kind == MENTION_ORG || kind == MENTION_PERSON)
        kind = set_minister(m->d, begin, &end, kind);
    kind = mended_kind(m->d, &begin, end, kind);
    while (kind != KIND_OTHER && begin + 1 < end && is_article(m->d, begin))
        begin++;
    first = begin;
    while (begin < end) {
        size_t at = cut_of(m, begin, end, kind);
        bool is_piece = at < end || begin > first;

        if (at < end && kind == MENTION_PERSON && person_is_post(m->d, at))
            set_employer(m->d, begin, at);
        else
            set_trimmed(m->d, begin, at,
                        is_piece ? kind_of_piece(m->d, begin, at, kind) : kind);
        begin = at + 1;
        while (begin < end && is_small_start(m->d, begin))
            begin++;
    }
}

/* ---- Phrases that the lexicon is sure of ---- */

static size_t phrase_end(const entity_document *d, size_t i)
{
    while (!(d->tokens[i].phrase & PHRASE_LAST))
        i++;
    return i + 1;
}

#define KIND_UNSURE (-1)

/* What the phrase at [i, end) is. */
static int phrase_kind(const entity_document *d, size_t i, size_t end)
{
    uint32_t phrase = d->tokens[i].phrase;

    if (!(d->tokens[i].word->flags & WORD_CAPITAL))
        return KIND_UNSURE;
    if (is_only(phrase, NAME_COUNTRY | NAME_REGION))
        return MENTION_PLACE;
    if (is_only(phrase, NAME_OTHER_WORD))
        return KIND_OTHER;
    return end - i > 2 && is_only(phrase, NAME_BODY | NAME_COMPANY | NAME_TEAM)
               ? MENTION_ORG
               : KIND_UNSURE;
}

void entity_bounds_complete(entity_document *d)
{
    for (size_t i = token_set_next(&d->phrases, 0); i < d->count;
         i = token_set_next(&d->phrases, i + 1)) {
        size_t end = phrase_end(d, i);
        int kind = phrase_kind(d, i, end);

        if (kind != KIND_UNSURE && !entity_goes_over(d, i) &&
            !entity_goes_over(d, end))
            entity_set(d, i, end, kind);
    }
}

/* "Jr." behind "Martin Luther King" or behind the comma after it. */
static void take_tails(entity_document *d, const entity_stretch *s)
{
    for (size_t i = s->first + 2; i < s->last; i++) {
        size_t last = i - 1;

        if (d->tokens[i].tag != TAG_O || !person_is_tail(d, i))
            continue;
        if (entity_has_cue(d, last, CUE_COMMA) &&
            d->tokens[last].tag == TAG_O && !person_is_numeral(d, i))
            last--;
        if (d->tokens[last].tag == TAG_OF(MENTION_PERSON, PART_E))
            entity_set(d, entity_begin(d, last), i + 1, MENTION_PERSON);
    }
}

static void mend_stretch(const mender *m, const entity_stretch *s)
{
    for (size_t i = next_entity(m->d, s, s->first), end; i < s->last;
         i = next_entity(m->d, s, end)) {
        end = entity_end(m->d, i);
        if (end - i <= NAME_TOKENS_MAX)
            mend(m, i, end, TAG_KIND(m->d->tokens[i].tag));
    }
    if (m->d->cues & CUE_TAIL)
        take_tails(m->d, s);
}

void entity_bounds_mend(entity_document *d, arena *a)
{
    mender m = {.d = d};

    count_names(&m, a);
    for (size_t n = 0; n < d->stretch_count; n++)
        mend_stretch(&m, &d->stretches[n]);
    entity_bounds_complete(d);
    company_names_tag(d);
    office_names_tag(d);
}
