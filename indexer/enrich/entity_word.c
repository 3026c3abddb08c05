/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_word.h"

#include "digest.h"
#include "name_stem.h"
#include "str.h"
#include "utf8.h"

#include <utf8proc.h>

/* Of longer words only the beginning counts. */
#define LOWER_MAX (WORD_SMALL_MAX - 4)
#define HASH_SEED 0x6d6f7267u

static bool is_upper(uint32_t c)
{
    return c < 0x80
               ? c >= 'A' && c <= 'Z'
               : utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

static bool is_lower(uint32_t c)
{
    return c < 0x80
               ? c >= 'a' && c <= 'z'
               : utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

/* Typographic quotes and dashes count as the plain ones. */
static uint32_t plain_mark(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case '`':
        return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
        return '-';
    default:
        return c;
    }
}

typedef struct spelling {
    char small[WORD_SMALL_MAX];
    size_t small_size;
    char shape[24];
    size_t shape_size;
    size_t points, uppers, lowers;
} spelling;

/* Runs count as two: "Xxx" stands for "Sony", "XX" for "NATO". */
static void add_shape(spelling *s, char c)
{
    size_t n = s->shape_size;

    s->points++;
    if (n >= 2 && s->shape[n - 1] == c && s->shape[n - 2] == c)
        return;
    if (n < sizeof s->shape)
        s->shape[s->shape_size++] = c;
}

static void spell_point(spelling *s, uint32_t c)
{
    uint32_t small = c;

    c = plain_mark(c);
    small = c < 0x80 ? (uint32_t)(unsigned char)ascii_lower((char)c)
                     : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
    if (is_upper(c)) {
        s->uppers++;
        add_shape(s, 'X');
    } else if (is_lower(c)) {
        s->lowers++;
        add_shape(s, 'x');
    } else if (c < 0x80 && ascii_is_digit((char)c)) {
        add_shape(s, 'd');
    } else {
        add_shape(s, c < 0x80 ? (char)c : 'o');
    }
    if (s->small_size < LOWER_MAX)
        s->small_size += utf8_put(s->small + s->small_size, small);
}

/* "''" and "``" are a double quote in some sets of training data. */
static void spell(spelling *s, morgue_str text)
{
    size_t at = 0;

    memset(s, 0, sizeof *s);
    if (str_equal(text, STR("''")) || str_equal(text, STR("``")))
        text = STR("\"");
    while (at < text.size && s->small_size < LOWER_MAX)
        spell_point(s, utf8_next(text, &at));
}

morgue_str entity_word_small(morgue_str text, char out[WORD_SMALL_MAX])
{
    spelling s;

    spell(&s, text);
    memcpy(out, s.small, s.small_size);
    return str_make(out, s.small_size);
}

uint64_t entity_word_lower(morgue_str text)
{
    spelling s;

    spell(&s, text);
    return hash_bytes(str_make(s.small, s.small_size), HASH_SEED);
}

uint64_t entity_word_acronym(morgue_str text)
{
    return hash_bytes(text, HASH_SEED + 1);
}

static uint8_t flags_of(const spelling *s, morgue_str text)
{
    uint8_t flags = 0;
    size_t letters = s->uppers + s->lowers, at = 0;
    uint32_t first = text.size > 0 ? utf8_next(text, &at) : 0;

    if (is_upper(first))
        flags |= WORD_CAPITAL;
    if (is_lower(first))
        flags |= WORD_SMALL;
    if (s->uppers > 1 && s->lowers == 0)
        flags |= WORD_CAPS;
    if (memchr(s->shape, 'd', s->shape_size) != NULL)
        flags |= WORD_DIGIT;
    if (letters > 0)
        flags |= WORD_LETTER;
    if (letters > 0 && memchr(s->small, '.', s->small_size) != NULL)
        flags |= WORD_STOP;
    if (s->uppers == 1 && is_upper(first) && s->lowers > 0 &&
        s->uppers + s->lowers == s->points)
        flags |= WORD_PLAIN;
    if (s->uppers > 0 && !is_upper(first))
        flags |= WORD_INNER;
    return flags;
}

/* Prefixes of 2 to 4 bytes, suffixes of 1 to 4, of the small spelling. */
static void fill_affixes(entity_word *w, const spelling *s)
{
    size_t tail = s->small_size < 3 ? s->small_size : 3;

    w->ending = (uint32_t)hash_bytes(
        str_make(s->small + s->small_size - tail, tail), tail);
    w->affix_count = 0;
    for (size_t n = 1; n <= 4; n++) {
        if (s->small_size <= n)
            break;
        if (n > 1)
            w->affixes[w->affix_count++] =
                (uint32_t)hash_bytes(str_make(s->small, n), n);
        w->affixes[w->affix_count++] = (uint32_t)hash_bytes(
            str_make(s->small + s->small_size - n, n), 16 + n);
    }
}

bool entity_word_has_small_ends(const entity_model *m)
{
    return str_equal(str_of(m->language), STR("fr")) ||
           str_equal(str_of(m->language), STR("es"));
}

/*
 * Phrases are of capitalised and short words ("Bank of England"), or titles;
 * most text is neither, and need not be looked up.
 */
static bool goes_on(const entity_word *w, size_t size)
{
    return !(w->flags & WORD_SMALL) || size <= 3 ||
           (w->names & (NAME_TITLE | NAME_PARTICLE));
}

/* What a word alone tells of its line and of whether it is labelled. */
static uint8_t marks_of(const entity_word *w, size_t size)
{
    uint8_t flags = w->flags;
    bool letters = flags & WORD_LETTER, digits = flags & WORD_DIGIT;
    bool in_line = letters && !digits && size >= 2;
    bool is_short = size < 4 || (size == 4 && (w->names & NAME_SMALL));
    bool is[MARKS] = {
        [MARK_IN_LINE] = in_line,
        [MARK_CAPS] = in_line && (flags & WORD_CAPS),
        [MARK_TITLE] = in_line && ((flags & WORD_CAPITAL) || is_short),
        [MARK_CANDIDATE] = (flags & (WORD_CAPITAL | WORD_INNER)) ||
                           (digits && letters) || (w->names & NAME_PARTICLE),
        [MARK_STARTS] = w->names & NAME_STARTS,
        [MARK_GOES_ON] = goes_on(w, size),
    };
    uint8_t marks = 0;

    for (int mark = 0; mark < MARKS; mark++)
        marks |= (uint8_t)(is[mark] << mark);
    return marks;
}

/* What is known of "EU" in "EU:n". */
static uint32_t acronym_facts(const entity_model *m, morgue_str text)
{
    size_t size = str_find_char(text, ':');

    if (size == SIZE_MAX || size < 2)
        return 0;
    return entity_model_facts(m,
                              entity_word_acronym(str_slice(text, 0, size))) &
           ~(uint32_t)NAME_STARTS;
}

void entity_word_fill(entity_word *out, morgue_str text, const entity_model *m)
{
    spelling s;
    morgue_str small;
    uint32_t facts;

    spell(&s, text);
    small = str_make(s.small, s.small_size);
    out->lower = hash_bytes(small, HASH_SEED);
    if (m) {
        entity_model_fetch_facts(m, out->lower);
        entity_model_fetch_start(m, out->lower);
    }
    out->cues = word_cues(text, small);
    out->base = out;
    out->seen_in = 0;
    out->seen = 0;
    out->shape =
        (uint32_t)hash_bytes(str_make(s.shape, s.shape_size), HASH_SEED);
    out->exact = entity_mix(out->lower, out->shape);
    out->flags = flags_of(&s, text);
    out->summed = 0;
    out->was_met = 0;
    fill_affixes(out, &s);
    facts = m ? entity_model_facts(m, out->lower) : 0;
    if (m && !(out->flags & WORD_CAPS))
        facts |= acronym_facts(m, text);
    if (m && (out->flags & WORD_CAPS))
        facts |= entity_model_facts(m, entity_word_acronym(text));
    if (m && (out->flags & WORD_CAPITAL) &&
        !(facts & NAME_MASK & ~(uint32_t)(NAME_LARGE | NAME_STARTS)))
        facts |= name_stem_facts(m, small);
    out->names = facts & NAME_MASK;
    out->cluster = facts >> NAME_CLUSTER_SHIFT;
    out->marks = marks_of(out, text.size);
    if (m && entity_word_has_small_ends(m))
        out->marks |= 1 << MARK_GOES_ON;
}

#define BORDER_CLUSTER 4095

const entity_word *entity_word_border(bool after)
{
    static const entity_word borders[2] = {
        {.exact = 1, .lower = 1, .shape = 1, .cluster = BORDER_CLUSTER},
        {.exact = 2, .lower = 2, .shape = 2, .cluster = BORDER_CLUSTER - 16},
    };

    return &borders[after];
}
