/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_lexer.h"

#include "error.h"
#include "str.h"
#include "utf8.h"

#include <utf8proc.h>

/*
 * Quotes as word processors and newspapers of several countries write them.
 * What one opens, each of `closing` closes; two single quotes stand for a
 * double one, as old newspaper text has it.  A plain quote is closed by a
 * plain one alone, so that it may hold typographic ones.
 */
static const struct {
    const char *open;
    const char *closing[4];
} quotes[] = {
    {"\"", {"\""}},
    {"\xe2\x80\x9c", {"\xe2\x80\x9d", "\xe2\x80\x9c", "\""}}, /* “ ” */
    {"\xe2\x80\x9d", {"\xe2\x80\x9d", "\""}},                 /* ” ” */
    {"\xe2\x80\x9e", {"\xe2\x80\x9c", "\xe2\x80\x9d", "\""}}, /* „ “ */
    {"\xe2\x80\x9f", {"\xe2\x80\x9d", "\""}},                 /* ‟ ” */
    {"\xc2\xab", {"\xc2\xbb", "\xc2\xab", "\""}},             /* « » */
    {"\xc2\xbb", {"\xc2\xab", "\xc2\xbb", "\""}},             /* » « */
    {"\xe3\x80\x8c", {"\xe3\x80\x8d"}},                       /* 「 」 */
    {"\xe3\x80\x8e", {"\xe3\x80\x8f"}},                       /* 『 』 */
    {"\xe2\x80\x98\xe2\x80\x98", {"\xe2\x80\x99\xe2\x80\x99"}}, /* ‘‘ ’’ */
    {"\xe2\x80\x99\xe2\x80\x99", {"\xe2\x80\x99\xe2\x80\x99"}}, /* ’’ ’’ */
    {"``", {"''"}},
    {"''", {"''"}},
};
#define QUOTES (sizeof quotes / sizeof *quotes)

static morgue_str rest_of(const query_lexer *lexer)
{
    return str_slice(lexer->text, lexer->at, lexer->text.size);
}

/* A space of any script; sets *size to the bytes of what stands there. */
static bool is_space_at(morgue_str s, size_t at, size_t *size)
{
    size_t next = at;
    uint32_t c = utf8_next(s, &next);

    *size = next - at;
    if (c < 0x80)
        return c <= ' ' || c == 0x7f;
    return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200b) ||
           c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
           c == 0x3000 || c == 0xfeff;
}

static void skip_spaces(query_lexer *lexer)
{
    size_t size;

    while (lexer->at < lexer->text.size &&
           is_space_at(lexer->text, lexer->at, &size))
        lexer->at += size;
}

/* The index in quotes[] of the quote that rest begins with, or QUOTES. */
static size_t quote_at(morgue_str rest)
{
    size_t i = 0;

    while (i < QUOTES && !str_starts_with(rest, str_of(quotes[i].open)))
        i++;
    return i;
}

/* Where a closing quote first stands without a backslash before it, as \" has
 * one; with one, where there is no other: "C:\" is a phrase, too. */
static size_t find_quote(morgue_str s, morgue_str quote)
{
    size_t first = str_find(s, quote), at = first;

    while (at != SIZE_MAX && at > 0 && s.data[at - 1] == '\\') {
        size_t next = at + quote.size;
        size_t step = str_find(str_slice(s, next, s.size), quote);
        at = step == SIZE_MAX ? SIZE_MAX : next + step;
    }
    return at != SIZE_MAX ? at : first;
}

/* Where the first of the closing quotes stands; sets *size to its bytes. */
static size_t find_closing(morgue_str s, const char *const closing[4],
                           size_t *size)
{
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < 4 && closing[i]; i++) {
        size_t at = find_quote(s, str_of(closing[i]));
        if (at < best) {
            best = at;
            *size = strlen(closing[i]);
        }
    }
    return best;
}

static morgue_status take_phrase(query_lexer *lexer, size_t quote,
                                 query_token *out, morgue_error *err)
{
    morgue_str inside;
    size_t closing_size = 0, end;

    lexer->at += strlen(quotes[quote].open);
    inside = rest_of(lexer);
    end = find_closing(inside, quotes[quote].closing, &closing_size);
    if (end == SIZE_MAX)
        return error_set(err, MORGUE_EQUERY, (int64_t)out->begin,
                         "quote is not closed");
    out->kind = QUERY_TOKEN_PHRASE;
    out->text = str_slice(inside, 0, end);
    lexer->at += end + closing_size;
    return MORGUE_OK;
}

/* Bytes of the word at the front of s.  Two single quotes within a word do
 * not end it: those of 5'11'' are no quotes. */
static size_t word_size(morgue_str s)
{
    size_t at = 0, size = 0;

    while (at < s.size && s.data[at] != '(' && s.data[at] != ')' &&
           !is_space_at(s, at, &size)) {
        bool ends = quote_at(str_slice(s, at, s.size)) < QUOTES;
        if (ends && s.data[at] != '\'' && s.data[at] != '`')
            break;
        at += size;
    }
    return at;
}

static bool is_name(morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_alpha(s.data[i]))
            return false;
    return s.size > 0;
}

/* `title:` and kin at the front of the word; but not the beginning of
 * http://, 9:30 or "Obama: we will". */
static morgue_status take_field(query_lexer *lexer, morgue_str word,
                                query_token *out, bool *taken,
                                morgue_error *err)
{
    size_t colon = str_find_char(word, ':');
    morgue_str name = str_slice(word, 0, colon), after;

    *taken = false;
    if (colon == SIZE_MAX || !is_name(name))
        return MORGUE_OK;
    out->field = field_by_name(name);
    after = str_slice(lexer->text, lexer->at + colon + 1, lexer->text.size);
    if (out->field == NULL) {
        size_t size;
        if (after.size == 0 || is_space_at(after, 0, &size) ||
            str_starts_with(after, STR("//")))
            return MORGUE_OK;
        return error_set(err, MORGUE_EQUERY, (int64_t)out->begin,
                         "no field is called \"%.*s\": expected one of text "
                         "title author source host language section url "
                         "person org place entity published captured",
                         name.size > 40 ? 40 : (int)name.size, name.data);
    }
    out->kind = QUERY_TOKEN_FIELD;
    out->text = name;
    lexer->at += colon + 1;
    *taken = true;
    return MORGUE_OK;
}

/* AND, OR, NOT, NEAR, ADJ, NEAR/5, ADJ/3. */
static morgue_status take_operator(morgue_str word, query_token *out,
                                   morgue_error *err)
{
    size_t slash = str_find_char(word, '/');
    morgue_str name = str_slice(word, 0, slash);
    uint64_t distance = QUERY_DISTANCE_DEFAULT;

    if (str_equal(word, STR("AND")))
        out->kind = QUERY_TOKEN_AND;
    else if (str_equal(word, STR("OR")))
        out->kind = QUERY_TOKEN_OR;
    else if (str_equal(word, STR("NOT")))
        out->kind = QUERY_TOKEN_NOT;
    if (!str_equal(name, STR("NEAR")) && !str_equal(name, STR("ADJ")))
        return MORGUE_OK;
    if (slash != SIZE_MAX &&
        (!str_to_u64(str_slice(word, slash + 1, word.size),
                     QUERY_DISTANCE_MAX, &distance) ||
         distance == 0))
        return error_set(err, MORGUE_EQUERY,
                         (int64_t)(out->begin + slash + 1),
                         "expected a number of words from 1 to %d after %.*s/",
                         QUERY_DISTANCE_MAX, (int)name.size, name.data);
    out->kind = name.size == 4 ? QUERY_TOKEN_NEAR : QUERY_TOKEN_ADJ;
    out->distance = (uint32_t)distance;
    return MORGUE_OK;
}

/* Something that a minus or an equals sign can stand right before. */
static bool is_followed(const query_lexer *lexer)
{
    size_t size, next = lexer->at + 1;

    return next < lexer->text.size && lexer->text.data[next] != ')' &&
           lexer->text.data[next] != lexer->text.data[lexer->at] &&
           !is_space_at(lexer->text, next, &size);
}

/* Take the one byte that is next as a token; false where it is another. */
static bool take_byte(query_lexer *lexer, char byte, query_token_kind kind,
                      query_token *out)
{
    if (lexer->at == lexer->text.size || lexer->text.data[lexer->at] != byte)
        return false;
    out->kind = kind;
    out->text = str_slice(lexer->text, lexer->at, lexer->at + 1);
    lexer->at++;
    return true;
}

static bool take_bracket(query_lexer *lexer, query_token *out)
{
    return take_byte(lexer, '(', QUERY_TOKEN_OPEN, out) ||
           take_byte(lexer, ')', QUERY_TOKEN_CLOSE, out);
}

static bool take_sign(query_lexer *lexer, query_token *out)
{
    return is_followed(lexer) &&
           (take_byte(lexer, '-', QUERY_TOKEN_NOT, out) ||
            take_byte(lexer, '=', QUERY_TOKEN_EXACT, out));
}

/* ---- Sentences in capitals ---- */

#define WORDS_TO_AN_OPERATOR 5

static bool is_operator(morgue_str word)
{
    static const char *const names[] = {"AND", "OR", "NOT", "NEAR", "ADJ"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(word, str_of(names[i])))
            return true;
    return false;
}

static bool is_nearness(morgue_str word)
{
    return str_starts_with(word, STR("NEAR/")) ||
           str_starts_with(word, STR("ADJ/"));
}

/* A small letter, or one of a script that has no capitals: where all letters
 * are alike, capitals are an operator's own. */
static bool is_no_capital(morgue_str text, size_t at)
{
    switch (utf8proc_category((utf8proc_int32_t)utf8_next(text, &at))) {
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

/* What no plain sentence in capitals has. */
static bool has_signs(morgue_str text)
{
    query_lexer lexer = {.text = text};
    size_t size;

    for (; lexer.at < text.size; lexer.at += size) {
        char c = text.data[lexer.at];
        bool begins_word =
            lexer.at == 0 || is_space_at(text, lexer.at - 1, &size);
        if (is_no_capital(text, lexer.at) || strchr("():*\"", c) != NULL ||
            (begins_word && strchr("-=", c) != NULL && is_followed(&lexer)) ||
            quote_at(rest_of(&lexer)) < QUOTES)
            return true;
        is_space_at(text, lexer.at, &size);
    }
    return false;
}

bool query_is_sentence(morgue_str text)
{
    query_lexer lexer = {.text = text};
    size_t words = 0, operators = 0;

    if (has_signs(text))
        return false;
    for (skip_spaces(&lexer); lexer.at < text.size; skip_spaces(&lexer)) {
        morgue_str word = str_slice(rest_of(&lexer), 0,
                                    word_size(rest_of(&lexer)));
        if (is_nearness(word))
            return false;
        operators += is_operator(word);
        words += !is_operator(word);
        lexer.at += word.size;
    }
    return words >= WORDS_TO_AN_OPERATOR * operators;
}

static void begin_token(query_lexer *lexer, query_token *out)
{
    skip_spaces(lexer);
    *out = (query_token){.kind = QUERY_TOKEN_END, .begin = lexer->at};
}

morgue_status query_lexer_next(query_lexer *lexer, query_token *out,
                               morgue_error *err)
{
    morgue_str word;
    size_t quote;
    bool is_field;
    morgue_status status;

    begin_token(lexer, out);
    if (lexer->at == lexer->text.size || take_bracket(lexer, out) ||
        take_sign(lexer, out))
        return MORGUE_OK;
    quote = quote_at(rest_of(lexer));
    if (quote < QUOTES)
        return take_phrase(lexer, quote, out, err);
    word = str_slice(rest_of(lexer), 0, word_size(rest_of(lexer)));
    status = take_field(lexer, word, out, &is_field, err);
    if (status != MORGUE_OK || is_field)
        return status;
    out->kind = QUERY_TOKEN_WORD;
    out->text = word;
    lexer->at += word.size;
    return lexer->is_sentence ? MORGUE_OK : take_operator(word, out, err);
}

/* Bytes of a value that nothing quotes.  Brackets of its own, as URLs may have
 * them, do not end it. */
static size_t value_size(morgue_str s)
{
    size_t at = 0, size, open = 0;

    for (; at < s.size && !is_space_at(s, at, &size); at += size) {
        if (s.data[at] == ')' && open-- == 0)
            break;
        open += s.data[at] == '(';
    }
    return at;
}

morgue_status query_lexer_value(query_lexer *lexer, query_token *out,
                                morgue_error *err)
{
    size_t quote;

    begin_token(lexer, out);
    if (take_bracket(lexer, out))
        return MORGUE_OK;
    quote = quote_at(rest_of(lexer));
    if (quote < QUOTES)
        return take_phrase(lexer, quote, out, err);
    out->text = str_slice(rest_of(lexer), 0, value_size(rest_of(lexer)));
    lexer->at += out->text.size;
    if (out->text.size > 0)
        out->kind = QUERY_TOKEN_WORD;
    return MORGUE_OK;
}
