/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_token.h"

#include "str.h"
#include "utf8.h"
#include "word_run.h"

/* Abbreviations whose full stop belongs to them and ends no sentence. */
static const char *const abbreviations[] = {
    "Mr",  "Mrs",  "Ms",   "Dr",  "Prof",   "Rev",  "Hon",  "Sen",  "Sens",
    "Rep", "Reps", "Gov",  "Gen", "Lt",     "Col",  "Maj",  "Capt", "Cmdr",
    "Sgt", "Cpl",  "Pvt",  "Adm", "Pres",   "Supt", "Insp", "St",   "Ste",
    "Mt",  "Ft",   "Msgr", "Fr",  "Messrs", "Mme",  "Mlle", "Amb",  "Atty",
    "Jan", "Feb",  "Mar",  "Apr", "Jun",    "Jul",  "Aug",  "Sep",  "Sept",
    "Oct", "Nov",  "Dec",  "vs",  "v",      "No",   "Brig", "Spc",  "Pfc",
    "Det",
    /* in headlines */
    "MR",  "MRS",  "MS",   "DR",  "PROF",   "REV",  "SEN",  "REP",  "GOV",
    "GEN", "LT",   "COL",  "MAJ", "CAPT",   "SGT",  "ADM",  "ST",   "FT",
};

/* The same, but they may end a sentence as well. */
static const char *const suffixes[] = {
    "Inc",   "Corp", "Co",   "Cos",  "Ltd",  "Jr",   "Sr",   "Bros", "Ave",
    "Blvd",  "Rd",   "etc",  "Assn", "Dept", "Univ", "Ala",  "Ariz", "Ark",
    "Calif", "Colo", "Conn", "Del",  "Fla",  "Ga",   "Ill",  "Ind",  "Kan",
    "Ky",    "La",   "Md",   "Mass", "Mich", "Minn", "Miss", "Mo",   "Mont",
    "Neb",   "Nev",  "Okla", "Ore",  "Pa",   "Tenn", "Tex",  "Vt",   "Va",
    "Wash",  "Wis",  "Wyo",  "Rep",  "plc",  "Pty",  "Esq",  "INC",  "CORP",
    "CO",    "LTD",  "JR",   "SR",
};

typedef struct cutter {
    morgue_str text;
    arena *memory;
    entity_span *spans;
    size_t count, room;
    uint8_t pending; /* flags of the next token: it begins a sentence, a line */
    bool elides;
    size_t last_end;
} cutter;

#define LISTED_MAX 6 /* bytes of the longest on either list */

/* The first letters of those without a capital. */
#define SMALL_INITIALS "vep"

/* Most words that are asked for are the last of a sentence: long, or small. */
static bool may_be_listed(morgue_str word)
{
    return word.size > 0 && word.size <= LISTED_MAX &&
           (word.data[0] < 'a' || word.data[0] > 'z' ||
            strchr(SMALL_INITIALS, word.data[0]) != NULL);
}

static bool listed(morgue_str word, const char *const *list, size_t count)
{
    if (!may_be_listed(word))
        return false;
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == word.data[0] && str_equal(word, str_of(list[i])))
            return true;
    return false;
}

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || ascii_is_alpha((char)c) || ascii_is_digit((char)c);
}

static bool one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* Bytes of a blank of another width at `at`, such as U+00A0, or 0. */
static size_t wide_blank_at(morgue_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.data + at;

    if (at + 1 < s.size && p[0] == 0xc2 && p[1] == 0xa0)
        return 2;
    return at + 2 < s.size && p[0] == 0xe2 && p[1] == 0x80 &&
                   ((p[2] >= 0x80 && p[2] <= 0x8b) || p[2] == 0xaf)
               ? 3
               : 0;
}

/* Bytes of a typographic mark of U+2010..U+203F at `at`, or 0. */
static size_t mark_at(morgue_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.data + at;

    if (at + 1 < s.size && p[0] == 0xc2 && p[1] >= 0xa0 && p[1] <= 0xbf)
        return 2;
    return at + 2 < s.size && p[0] == 0xe2 && p[1] == 0x80 && p[2] >= 0x80 ? 3
                                                                           : 0;
}

static size_t apostrophe_at(morgue_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.data + at;

    if (at < s.size && p[0] == '\'')
        return 1;
    return at + 2 < s.size && p[0] == 0xe2 && p[1] == 0x80 && p[2] == 0x99 ? 3
                                                                           : 0;
}

static void grow(cutter *c)
{
    size_t room = c->room * 2;
    entity_span *grown = arena_alloc(c->memory, room * sizeof *grown);

    memcpy(grown, c->spans, c->count * sizeof *grown);
    c->spans = grown;
    c->room = room;
}

static inline void put(cutter *c, size_t begin, size_t end)
{
    entity_span *span;

    if (c->count == c->room)
        grow(c);
    span = &c->spans[c->count++];
    span->begin = (uint32_t)begin;
    span->end = (uint32_t)end;
    span->flags = (uint8_t)(c->pending | (c->last_end == begin) * TOKEN_GLUED);
    c->pending = 0;
    c->last_end = end;
}

static bool is_between(char c, char first, char last)
{
    return c >= first && c <= last;
}

/* A byte that joins two word bytes into one token: "3.5", "on-air", "AT&T". */
static bool joins(morgue_str s, size_t at)
{
    unsigned char c = (unsigned char)s.data[at];
    bool digits;

    if (at == 0 || at + 1 >= s.size)
        return false;
    if (!is_word_byte((unsigned char)s.data[at + 1]) || mark_at(s, at + 1) > 0)
        return false;
    digits = ascii_is_digit(s.data[at - 1]) && ascii_is_digit(s.data[at + 1]);
    if (c == '-' || c == '_')
        return true;
    if (c == '.')
        return true;
    if (c == ':' && is_between(s.data[at - 1], 'A', 'Z') &&
        is_between(s.data[at + 1], 'a', 'z'))
        return true; /* Swedish "USA:s", Finnish "EU:n" */
    if (c == ',' || c == ':')
        return digits;
    return c == '&' && ascii_is_alpha(s.data[at - 1]);
}

/* "'s", "'re", "n't": the length of a clitic that begins with an apostrophe. */
static size_t clitic_at(morgue_str s, size_t at)
{
    static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m", "S"};
    size_t mark = apostrophe_at(s, at);

    if (mark == 0)
        return 0;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t end = at + mark + strlen(tails[i]);
        morgue_str tail = str_slice(s, at + mark, end);

        if (str_equal(tail, str_of(tails[i])) &&
            (end >= s.size || !is_word_byte((unsigned char)s.data[end]) ||
             mark_at(s, end) > 0))
            return end - at;
    }
    return 0;
}

/* "l'", "Qu'" before a word: how long it is.  N'Djamena and M'Bow are names. */
static size_t elision_at(morgue_str s, size_t at)
{
    static const char *const heads[] = {"l",  "d",     "j",      "c",
                                        "s",  "m",     "t",      "n",
                                        "qu", "jusqu", "lorsqu", "puisqu"};

    if (s.data[at] == 'N' || s.data[at] == 'M')
        return 0;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t end = at + strlen(heads[i]), mark = apostrophe_at(s, end);

        if (mark > 0 && end + mark < s.size &&
            (s.data[end + mark] == ' ' ||
             is_word_byte((unsigned char)s.data[end + mark])) &&
            str_equal_nocase(str_slice(s, at, end), str_of(heads[i])))
            return end + mark - at;
    }
    return 0;
}

static size_t word_end(morgue_str s, size_t at)
{
    size_t end = at;

    while (end < s.size) {
        size_t mark;

        end += word_run(s, end);
        if (end == s.size || s.data[end] == ' ')
            break;
        mark = apostrophe_at(s, end);
        if (is_word_byte((unsigned char)s.data[end]) && mark_at(s, end) == 0)
            end++;
        else if (mark > 0 && end > at && end + mark < s.size &&
                 is_word_byte((unsigned char)s.data[end + mark]) &&
                 mark_at(s, end + mark) == 0 && clitic_at(s, end) == 0)
            end += mark;
        else if (end > at && joins(s, end))
            end++;
        else
            break;
    }
    return end;
}

/* "P", "U.S", "a.m": letters and stops by turns, so that a stop may follow. */
static bool is_initials(morgue_str word)
{
    for (size_t i = 0; i < word.size; i++)
        if (i % 2 == 0 ? !ascii_is_alpha(word.data[i]) : word.data[i] != '.')
            return false;
    return word.size % 2 == 1 && (word.size > 1 || !(word.data[0] & 0x20));
}

/* Behind the blanks at `at`, and what else is to be skipped. */
static size_t skip_blanks(morgue_str s, size_t at, char also)
{
    while (at < s.size) {
        size_t wide = wide_blank_at(s, at);

        if (wide == 0 && s.data[at] != ' ' && s.data[at] != also)
            break;
        at += wide > 0 ? wide : 1;
    }
    return at;
}

/* The next thing after white space, a quote or a bracket is a small letter. */
static bool goes_on(morgue_str s, size_t at)
{
    at = skip_blanks(s, at, '\'');
    return at < s.size && ((s.data[at] >= 'a' && s.data[at] <= 'z') ||
                           one_of(s.data[at], ",;:)&-"));
}

static bool ends_line(morgue_str s, size_t at)
{
    at = skip_blanks(s, at, '\r');
    return at >= s.size || s.data[at] == '\n';
}

/* "III" of "Charles III. hat": in German a number with a stop is an ordinal. */
static bool is_roman(morgue_str word)
{
    for (size_t i = 0; i < word.size; i++)
        if (!one_of(word.data[i], "IVX"))
            return false;
    return word.size > 1;
}

static bool before_digit(morgue_str s, size_t at)
{
    at = skip_blanks(s, at, ' ');
    return at < s.size && ascii_is_digit(s.data[at]);
}

/* "Thanks, Kelly O.  And": a typist's two blanks end a sentence. */
static bool before_two_blanks(morgue_str s, size_t at)
{
    size_t first = at + 1;

    if (at < s.size && wide_blank_at(s, at) > 0)
        first = at + wide_blank_at(s, at);
    return skip_blanks(s, at, ' ') > first;
}

/* A full stop at `end` belongs to the word before it. */
static bool keeps_stop(cutter *c, size_t begin, size_t end)
{
    morgue_str word = str_slice(c->text, begin, end);

    if (end >= c->text.size || c->text.data[end] != '.')
        return false;
    if (end + 1 < c->text.size && c->text.data[end + 1] == '.')
        return false;
    if (is_initials(word))
        return word.size > 1 || !ends_line(c->text, end + 1);
    if (str_equal(word, STR("No")) && !before_digit(c->text, end + 1))
        return false;
    if (is_roman(word))
        return goes_on(c->text, end + 1);
    if (listed(word, abbreviations,
               sizeof abbreviations / sizeof *abbreviations))
        return true;
    return listed(word, suffixes, sizeof suffixes / sizeof *suffixes) &&
           (goes_on(c->text, end + 1) || !ends_line(c->text, end + 1));
}

/* After a stop that belongs to its word, does a sentence begin? */
static bool stop_ends_sentence(cutter *c, size_t begin, size_t end)
{
    morgue_str word = str_slice(c->text, begin, end);

    if (is_initials(word))
        return word.size == 1 && before_two_blanks(c->text, end + 1);
    return !goes_on(c->text, end + 1) && listed(word, suffixes, 10);
}

static size_t take_word(cutter *c, size_t at)
{
    size_t end = word_end(c->text, at);
    bool stop = keeps_stop(c, at, end);

    put(c, at, stop ? end + 1 : end);
    if (stop && stop_ends_sentence(c, at, end))
        c->pending |= TOKEN_SENTENCE;
    return stop ? end + 1 : end;
}

/* A run of one mark is one token: "...", "--", "''". */
static size_t take_mark(cutter *c, size_t at)
{
    size_t mark = mark_at(c->text, at);
    char byte = c->text.data[at];
    size_t end = at + (mark > 0 ? mark : 1);

    if (mark == 0 && one_of(byte, ".-'`*=_"))
        while (end < c->text.size && c->text.data[end] == byte)
            end++;
    put(c, at, end);
    if (byte == '.' || byte == '!' || byte == '?')
        c->pending |= TOKEN_SENTENCE;
    return end;
}

/* A quote or bracket that closes after the stop belongs to the sentence. */
static bool closes(const cutter *c, size_t at)
{
    return c->pending == TOKEN_SENTENCE && c->last_end == at &&
           one_of(c->text.data[at], "\"')]");
}

/*
 * Letters and digits, then a blank, or a comma and a blank: nothing joins that
 * word to what follows.  Most are such.
 */
static size_t plain_word(morgue_str s, size_t at)
{
    size_t size = word_run(s, at), end = at + size;

    if (end < s.size && s.data[end] == ',')
        end++;
    return end == s.size || s.data[end] == ' ' || s.data[end] == '\n' ? size
                                                                      : 0;
}

static size_t take_space(cutter *c, size_t at)
{
    if (c->text.data[at] == '\n')
        c->pending = TOKEN_SENTENCE | TOKEN_LINE;
    return at + 1;
}

static size_t take_closing(cutter *c, size_t at)
{
    c->pending = 0;
    put(c, at, at + 1);
    c->pending = TOKEN_SENTENCE;
    return at + 1;
}

/* A comma, or a full stop alone: most marks are one of them. */
static bool is_plain_mark(morgue_str s, size_t at)
{
    return s.data[at] == ',' ||
           (s.data[at] == '.' && (at + 1 == s.size || s.data[at + 1] != '.'));
}

static size_t take_plain_mark(cutter *c, size_t at)
{
    put(c, at, at + 1);
    c->pending |= (c->text.data[at] == '.') * TOKEN_SENTENCE;
    return at + 1;
}

static size_t take(cutter *c, size_t at)
{
    char first = c->text.data[at];
    size_t size = 0;

    if (ascii_is_alpha(first) || ascii_is_digit(first)) {
        size = plain_word(c->text, at);
        if (c->elides && size == 0)
            size = elision_at(c->text, at);
    } else {
        if (is_plain_mark(c->text, at))
            return take_plain_mark(c, at);
        if (ascii_is_space(first))
            return take_space(c, at);
        if ((size = wide_blank_at(c->text, at)) > 0)
            return at + size;
        if (closes(c, at))
            return take_closing(c, at);
        if (c->last_end == at)
            size = clitic_at(c->text, at);
    }
    if (size > 0) {
        put(c, at, at + size);
        return at + size;
    }
    return mark_at(c->text, at) == 0 && is_word_byte((unsigned char)first)
               ? take_word(c, at)
               : take_mark(c, at);
}

/* As most text is: words with a blank behind each. */
static size_t take_plain_words(cutter *c, size_t at)
{
    for (;;) {
        size_t end = at + word_run(c->text, at);

        if (end == at || end == c->text.size || c->text.data[end] != ' ')
            return at;
        put(c, at, end);
        at = end + 1;
    }
}

bool entity_token_elides(morgue_str language)
{
    return str_equal(language, STR("fr"));
}

size_t entity_tokenize(morgue_str text, bool elides, arena *a,
                       entity_span **out)
{
    cutter c = {.text = text,
                .memory = a,
                .elides = elides,
                .room = text.size / 4 + 16,
                .pending = TOKEN_SENTENCE | TOKEN_LINE,
                .last_end = SIZE_MAX};

    c.spans = arena_alloc(a, c.room * sizeof *c.spans);
    for (size_t at = 0; at < text.size;) {
        at = take_plain_words(&c, at);
        if (at < text.size)
            at = text.data[at] == ' ' ? at + 1 : take(&c, at);
    }
    *out = c.spans;
    return c.count;
}
