/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Query text to tokens.
 *
 * The lexer knows quotes, brackets, operators in capitals and fields before a
 * colon; everything else up to a blank, a bracket or a quote is a word, whose
 * punctuation is the analyzer's business.  Tokens are views into the text and
 * know the byte where they began.
 */
#ifndef QUERY_LEXER_H
#define QUERY_LEXER_H

#include "field.h"

typedef enum query_token_kind {
    QUERY_TOKEN_END,
    QUERY_TOKEN_WORD,   /* flood, U.S., cyber* */
    QUERY_TOKEN_PHRASE, /* what stands between quotes */
    QUERY_TOKEN_OPEN,
    QUERY_TOKEN_CLOSE,
    QUERY_TOKEN_AND,
    QUERY_TOKEN_OR,
    QUERY_TOKEN_NOT,   /* NOT, or a minus right before something */
    QUERY_TOKEN_EXACT, /* = right before something */
    QUERY_TOKEN_NEAR,
    QUERY_TOKEN_ADJ,
    QUERY_TOKEN_FIELD
} query_token_kind;

typedef struct query_token {
    query_token_kind kind;
    size_t begin;
    morgue_str text;
    const field *field; /* of QUERY_TOKEN_FIELD */
    uint32_t distance;  /* of NEAR and ADJ */
} query_token;

typedef struct query_lexer {
    morgue_str text;
    size_t at;
    bool is_sentence; /* AND, OR, NOT, NEAR and ADJ are words of it */
} query_lexer;

/* NEAR and ADJ without a number; and the largest number they take, which
 * keeps them from reaching out of the title into the text. */
#define QUERY_DISTANCE_DEFAULT 10
#define QUERY_DISTANCE_MAX (POSITION_GAP - 1)

/*
 * Whether a text is a sentence in capitals, as headlines and old queries are,
 * whose AND and NOT mean what they mean in a sentence: no letter but capitals,
 * no quote, bracket, colon, star or sign of ours, and at least five other words
 * to each operator.
 */
bool query_is_sentence(morgue_str text);

/*
 * The next token.  MORGUE_EQUERY: a quote that is not closed, a field that
 * there is not, a distance that is no number.
 */
morgue_status query_lexer_next(query_lexer *lexer, query_token *out,
                               morgue_error *err);

/*
 * The value of a date, URL, host or language: the next run of bytes up to a
 * blank or a closing bracket that is none of its own, whatever it holds, or
 * what stands in quotes.  A bracket that is next is given as such.
 */
morgue_status query_lexer_value(query_lexer *lexer, query_token *out,
                                morgue_error *err);

#endif
