/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parts that dates are written in: numbers, words, punctuation.
 */
#ifndef DATE_TOKEN_H
#define DATE_TOKEN_H

#include "morgue.h"

#define DATE_WORD_MAX 48

typedef enum date_token_kind {
    TOKEN_END = 0,
    TOKEN_NUMBER,
    TOKEN_WORD
} date_token_kind;

/* Between tokens stand blanks and at most one mark of punctuation that counts;
 * several make '*', which no date holds. */
typedef struct date_token {
    date_token_kind kind;
    char before;       /* 0, ' ' or the mark between the one before and this */
    size_t begin, end; /* bytes of the text */
    int64_t number;    /* of at most 18 digits; -1 for more */
    int digits;
    morgue_str word;   /* as written */
} date_token;

/* The token at or behind *at, which moves behind it. */
date_token date_token_next(morgue_str text, size_t *at);

/* A word without case and accents; returns its size, 0 when it is too long. */
size_t date_token_fold(char out[DATE_WORD_MAX], morgue_str word);

#endif
