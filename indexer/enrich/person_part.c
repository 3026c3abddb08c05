/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_part.h"

#include "mention.h"
#include "person_cue.h"
#include "str.h"

#define LETTERS_MIN 3 /* of initials that stand for a person: "JFK" */
#define LETTERS_MAX 4

/* ---- What is before and behind a name ---- */

/* The token before a run, of the same sentence; `begin` when there is none. */
static uint32_t before(const name_resolver *r, const entity_run *run)
{
    return run->begin == 0 || (r->d->tokens[run->begin].place & PLACE_SENTENCE)
               ? run->begin
               : run->begin - 1;
}

/* "Mr." before the run, or the word for a title behind the comma after it:
 * "Whitcombe, the mayor".  The hash of the word; 0: none. */
static uint64_t title_before(const name_resolver *r, const entity_run *run)
{
    uint32_t at = before(r, run);

    return at < run->begin && person_is_title(r->d, at)
               ? name_resolver_word(r, at)->lower
               : 0;
}

static uint64_t title_behind(const name_resolver *r, const entity_run *run)
{
    size_t at = run->end;

    if (at + 2 >= r->d->count || !(name_resolver_word(r, at)->cues & CUE_COMMA))
        return 0;
    at++;
    if (name_resolver_word(r, at)->cues & CUE_THE)
        at++;
    return person_is_title(r->d, at) ? name_resolver_word(r, at)->lower : 0;
}

bool person_part_has_title(const name_resolver *r, const entity_run *run)
{
    return title_before(r, run) != 0;
}

/* CUE_SHE or CUE_HE of "Mrs." and "his wife," before the run. */
static unsigned sex_before(const name_resolver *r, const entity_run *run)
{
    uint32_t at = before(r, run);

    if (at < run->begin && at > 0 &&
        (name_resolver_word(r, at)->cues & CUE_COMMA))
        at--;
    return at < run->begin
               ? name_resolver_word(r, at)->cues & (CUE_SHE | CUE_HE)
               : 0;
}

static unsigned sex_of(const name_resolver *r, uint32_t run)
{
    unsigned sex = r->spellings[r->run_spellings[run]].sex;

    return sex == (CUE_SHE | CUE_HE) ? 0 : sex;
}

void person_part_sex(name_resolver *r)
{
    r->tells_sex = false;
    if (!(r->d->cues & (CUE_SHE | CUE_HE)))
        return;
    for (size_t i = 0; i < r->count; i++) {
        unsigned sex;

        if (r->runs[i].kind == KIND_OTHER || r->runs[i].kind == MENTION_PLACE)
            continue;
        sex = sex_before(r, &r->runs[i]);
        r->spellings[r->run_spellings[i]].sex |= sex;
        r->tells_sex |= sex != 0 && entity_run_size(&r->runs[i]) > 1;
    }
}

/* ---- Parts of a person's name ---- */

static bool is_initial(const name_resolver *r, size_t token)
{
    const entity_span *span = &r->d->spans[token];

    return span->end - span->begin == 1 ||
           (span->end - span->begin == 2 &&
            r->d->text.data[span->end - 1] == '.');
}

static bool has_tail(const name_resolver *r, const entity_run *run)
{
    return entity_run_size(run) >= 2 && person_is_tail(r->d, run->end - 1);
}

/* "King" of "Martin Luther King Jr." and of "King Jr.". */
static size_t surname_of(const name_resolver *r, const entity_run *run)
{
    return run->end - (has_tail(r, run) ? 2 : 1);
}

static uint64_t lower_of(const name_resolver *r, size_t token)
{
    return name_resolver_word(r, token)->lower;
}

static uint64_t surname_key(const name_resolver *r, unsigned what,
                            const entity_run *run)
{
    return name_part_key(what, lower_of(r, surname_of(r, run)));
}

static uint64_t forename_key(const name_resolver *r, const entity_run *run)
{
    return name_part_key(PART_FORENAME, lower_of(r, run->begin));
}

static uint64_t initial_key(const name_resolver *r, const entity_run *run)
{
    return name_part_key(PART_INITIAL,
                         entity_mix((uint64_t)name_part_initial(r, run->begin),
                                    lower_of(r, surname_of(r, run))));
}

static uint64_t both_ends_key(const name_resolver *r, const entity_run *run)
{
    return name_part_key(
        PART_BOTH_ENDS,
        entity_mix(lower_of(r, run->begin), lower_of(r, surname_of(r, run))));
}

static uint64_t tailed_key(const name_resolver *r, const entity_run *run)
{
    return name_part_key(PART_TAILED, entity_mix(lower_of(r, run->end - 1),
                                                 lower_of(r, run->end - 2)));
}

static uint64_t titled_key(const name_resolver *r, const entity_run *run,
                           uint64_t title)
{
    return name_part_key(PART_TITLED,
                         entity_mix(title, lower_of(r, surname_of(r, run))));
}

/* "jfk" of "John F. Kennedy"; 0: too few, or too many. */
static uint64_t letters_key(const name_resolver *r, const entity_run *run)
{
    char letters[LETTERS_MAX];
    size_t end = surname_of(r, run) + 1, count = end - run->begin;

    if (count < LETTERS_MIN || count > LETTERS_MAX ||
        !(name_resolver_word(r, run->begin)->names &
          (NAME_FORENAME | NAME_FORENAME_RARE)))
        return 0;
    for (size_t i = 0; i < count; i++) {
        if (!(name_resolver_word(r, run->begin + i)->flags & WORD_CAPITAL))
            return 0;
        letters[i] = name_part_initial(r, run->begin + i);
    }
    return name_part_key(PART_LETTERS, name_part_pack(letters, count));
}

/* A surname may stand before the last one: "Gabriel García Montes". */
static bool has_middle(const name_resolver *r, const entity_run *run)
{
    size_t surname = surname_of(r, run);

    return surname >= run->begin + 2u && !is_initial(r, surname - 1) &&
           !(name_resolver_word(r, surname - 1)->names & NAME_PARTICLE) &&
           (name_resolver_word(r, surname - 1)->flags & WORD_PLAIN);
}

/* A capital that may be part of a name, not of "If Joe Biden". */
bool full_name_may_hold(const name_resolver *r, size_t token)
{
    const entity_token *t = &r->d->tokens[token];
    unsigned doubtful =
        t->place & PLACE_SENTENCE ? NAME_SMALL | NAME_MIXED : NAME_SMALL;

    return (t->word->flags & WORD_CAPITAL) &&
           !(t->word->names & (NAME_TITLE | doubtful));
}

/* "Brown Jackson" of "Ketanji Brown Jackson". */
static bool is_end_of(const name_resolver *r, const entity_run *part,
                      const entity_run *whole)
{
    uint32_t rest = whole->end - entity_run_size(part);

    if (entity_run_size(part) >= entity_run_size(whole))
        return false;
    for (uint32_t i = whole->begin; i < rest; i++)
        if (!full_name_may_hold(r, i))
            return false;
    for (uint32_t i = 0; i < entity_run_size(part); i++)
        if (lower_of(r, part->begin + i) != lower_of(r, rest + i))
            return false;
    return true;
}

/* ---- Tell ---- */

size_t person_part_count(const name_resolver *r, const entity_run *run)
{
    size_t size = entity_run_size(run);

    return size < 2 ? 0 : (size > 2 ? 8 : 6) + (r->tells_sex ? 4 : 0);
}

/* "Sadr" of "al-Sadr". */
static void tell_behind_article(const name_resolver *r, name_table *t,
                                uint32_t i, bool replace)
{
    const entity_span *span = &r->d->spans[surname_of(r, &r->runs[i])];
    morgue_str word = str_slice(r->d->text, span->begin, span->end);
    size_t hyphen = str_find_char(word, '-');

    if (hyphen != 2 || word.size < 6 ||
        (ascii_lower(word.data[0]) != 'a' &&
         ascii_lower(word.data[0]) != 'e') ||
        ascii_lower(word.data[1]) != 'l')
        return;
    name_part_set(t,
                  name_part_key(PART_SURNAME, entity_word_lower(str_slice(
                                                  word, 3, word.size))),
                  i, replace);
}

static void tell_surname(const name_resolver *r, name_table *t, uint32_t i,
                         bool replace)
{
    const entity_run *run = &r->runs[i];
    uint32_t *at = name_table_at(t, surname_key(r, PART_SURNAME, run));

    if (*at == NAME_TABLE_NONE || is_end_of(r, &r->runs[*at], run) ||
        (replace && !is_initial(r, run->begin) &&
         !is_end_of(r, run, &r->runs[*at])))
        *at = i;
}

/* The longest of the names with these ends, unless two are as long. */
static void tell_both_ends(const name_resolver *r, name_table *t, uint32_t i)
{
    uint32_t *at = name_table_at(t, both_ends_key(r, &r->runs[i]));

    if (*at == NAME_TABLE_NONE)
        *at = i;
    else if (*at != NAME_PART_UNSURE && entity_run_size(&r->runs[i]) > 2 &&
             r->run_spellings[i] != r->run_spellings[*at])
        *at = entity_run_size(&r->runs[*at]) > 2 ? NAME_PART_UNSURE : i;
}

static void tell_sex(const name_resolver *r, name_table *t, uint32_t i,
                     bool replace)
{
    const entity_run *run = &r->runs[i];
    unsigned sex = sex_of(r, i);

    if (sex != 0)
        name_part_set(t,
                      surname_key(r, sex == CUE_SHE ? PART_SHE : PART_HE, run),
                      i, replace);
    if (sex != CUE_HE)
        name_part_set(t, surname_key(r, PART_MAYBE_SHE, run), i, replace);
    if (sex != CUE_SHE)
        name_part_set(t, surname_key(r, PART_MAYBE_HE, run), i, replace);
}

static void tell_title(const name_resolver *r, name_table *t, uint32_t i,
                       bool replace)
{
    const entity_run *run = &r->runs[i];
    uint64_t title = title_before(r, run);

    if (title == 0)
        title = title_behind(r, run);
    if (title != 0)
        name_part_set(t, titled_key(r, run, title), i, replace);
}

static void tell_forenames(const name_resolver *r, name_table *t, uint32_t i,
                           bool replace)
{
    const entity_run *run = &r->runs[i];
    uint64_t letters = letters_key(r, run);

    name_part_set(t, initial_key(r, run), i, replace);
    name_part_set(t, forename_key(r, run), i, replace);
    tell_both_ends(r, t, i);
    if (has_middle(r, run))
        name_part_set(
            t, name_part_key(PART_MIDDLE, lower_of(r, surname_of(r, run) - 1)),
            i, replace);
    if (letters != 0)
        name_part_set(t, letters, i, replace);
}

void person_part_tell(const name_resolver *r, name_table *t, uint32_t i,
                      bool replace)
{
    const entity_run *run = &r->runs[i];
    size_t surname = surname_of(r, run);

    if (surname == run->begin) { /* "Whitcombe Jr.", "Charles III" */
        if (person_is_numeral(r->d, run->end - 1))
            name_part_set(t, forename_key(r, run), i, replace);
        return;
    }
    tell_surname(r, t, i, replace);
    tell_behind_article(r, t, i, replace);
    tell_title(r, t, i, replace);
    if (r->tells_sex)
        tell_sex(r, t, i, replace);
    if (has_tail(r, run))
        name_part_set(t, tailed_key(r, run), i, replace);
    if (!is_initial(r, run->begin))
        tell_forenames(r, t, i, replace);
}

/* ---- Find ---- */

/* "Mrs. Kessler" is no Robert, where there is a Linda of the name. */
static uint32_t find_by_sex(const name_resolver *r, const entity_run *run)
{
    unsigned sex = r->tells_sex ? sex_before(r, run) : 0;
    uint32_t full = NAME_TABLE_NONE;

    if (sex == CUE_SHE || sex == CUE_HE)
        full = name_part_look(
            r, surname_key(r, sex == CUE_SHE ? PART_SHE : PART_HE, run));
    if (full == NAME_TABLE_NONE && (sex == CUE_SHE || sex == CUE_HE))
        full = name_part_look(
            r, surname_key(r, sex == CUE_SHE ? PART_MAYBE_SHE : PART_MAYBE_HE,
                           run));
    return full;
}

static uint32_t find_by_title(const name_resolver *r, const entity_run *run)
{
    uint64_t title = title_before(r, run);

    return title != 0 ? name_part_look(r, titled_key(r, run, title))
                      : NAME_TABLE_NONE;
}

static uint32_t find_by_surname(const name_resolver *r, const entity_run *run)
{
    uint64_t surname = surname_key(r, PART_SURNAME, run);
    uint64_t middle =
        name_part_key(PART_MIDDLE, lower_of(r, surname_of(r, run)));
    const uint64_t keys[] = {surname, middle};
    uint32_t full = NAME_TABLE_NONE;

    for (size_t i = 0; i < 2 && full == NAME_TABLE_NONE; i++)
        full = name_table_find(&r->last, keys[i]);
    for (size_t i = 0; i < 2 && full == NAME_TABLE_NONE; i++)
        full = name_table_find(&r->first, keys[i]);
    return full;
}

static uint32_t find_by_letters(const name_resolver *r, const entity_run *run)
{
    uint64_t letters = name_part_letters(r, run->begin);

    return letters != 0
               ? name_part_look(r, name_part_key(PART_LETTERS, letters))
               : NAME_TABLE_NONE;
}

/* The last word is a surname with the ending of a case. */
static uint32_t find_inflected(const name_resolver *r, const entity_run *run)
{
    uint64_t stems[NAME_STEMS_MAX];
    size_t count = inflected_name_stems(r, run, stems);
    uint32_t full = NAME_TABLE_NONE;

    for (size_t i = 0; i < count && full == NAME_TABLE_NONE; i++)
        full = name_part_look(r, name_part_key(PART_SURNAME, stems[i]));
    return full;
}

static uint32_t find_single(const name_resolver *r, const entity_run *run)
{
    uint32_t full = find_by_sex(r, run);

    if (full == NAME_TABLE_NONE)
        full = find_by_title(r, run);
    if (full == NAME_TABLE_NONE)
        full = find_by_surname(r, run);
    if (full == NAME_TABLE_NONE)
        full = name_part_look(r, forename_key(r, run));
    if (full == NAME_TABLE_NONE)
        full = find_by_letters(r, run);
    if (full == NAME_TABLE_NONE)
        full = find_inflected(r, run);
    return full;
}

/* "Sarah Jessica Holden" for "Sarah Holden", which is a name in full too. */
static uint32_t longest(const name_resolver *r, uint32_t full,
                        const entity_run *run)
{
    uint32_t longer = name_table_find(&r->first, both_ends_key(r, run));

    return longer < NAME_PART_UNSURE &&
                   entity_run_size(&r->runs[longer]) > entity_run_size(run)
               ? longer
               : full;
}

static uint32_t find_several(const name_resolver *r, const entity_run *run)
{
    uint32_t full;

    if (is_initial(r, run->begin))
        return name_part_look(r, initial_key(r, run));
    if (surname_of(r, run) == run->begin)
        return name_part_look(r, tailed_key(r, run));
    full = name_part_look(r, surname_key(r, PART_SURNAME, run));
    if (full != NAME_TABLE_NONE && !is_end_of(r, run, &r->runs[full]))
        full = NAME_TABLE_NONE;
    return full;
}

uint32_t person_part_find(const name_resolver *r, const entity_run *run)
{
    uint32_t full =
        entity_run_size(run) == 1 ? find_single(r, run) : find_several(r, run);

    if (full == NAME_TABLE_NONE)
        return entity_run_size(run) == 2 ? longest(r, full, run) : full;
    return entity_run_size(&r->runs[full]) == 2
               ? longest(r, full, &r->runs[full])
               : full;
}

bool full_name_has_forename(const name_resolver *r, const entity_run *run)
{
    return name_table_find(&r->first, forename_key(r, run)) != NAME_TABLE_NONE;
}

bool full_name_has_letters(const name_resolver *r, const entity_run *run)
{
    return entity_run_size(run) == 1 &&
           find_by_letters(r, run) != NAME_TABLE_NONE;
}

/* "Niinistön": the surname of somebody, with an ending. */
static bool has_inflected_surname(const name_resolver *r, const entity_run *run)
{
    uint64_t stems[NAME_STEMS_MAX];
    size_t count = inflected_name_stems(r, run, stems);

    for (size_t i = 0; i < count; i++)
        if (name_table_find(&r->first, name_part_key(PART_SURNAME, stems[i])) !=
            NAME_TABLE_NONE)
            return true;
    return false;
}

bool full_name_has_surname(const name_resolver *r, const entity_run *run)
{
    return name_table_find(&r->first, surname_key(r, PART_SURNAME, run)) !=
               NAME_TABLE_NONE ||
           has_inflected_surname(r, run);
}
