/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words and marks that evidence and rules rest on: a bit each, found once a
 * word and kept with it.
 */
#ifndef WORD_CUE_H
#define WORD_CUE_H

#include "morgue.h"

enum {
    CUE_SAID = 1 << 0, /* says, told, ... */
    CUE_IN = 1 << 1,   /* at, near, ... */
    CUE_THE = 1 << 2,
    CUE_COMMA = 1 << 3,
    CUE_AND = 1 << 4, /* of every language that has a model */
    CUE_OF = 1 << 5,
    CUE_POSSESSIVE = 1 << 6, /* 's */
    CUE_DASH = 1 << 7,       /* or what parts as one: a semicolon, a colon */
    CUE_QUOTE = 1 << 8,      /* a double one */
    CUE_OPENS = 1 << 9,      /* a bracket */
    CUE_CLOSES = 1 << 10,
    CUE_AMPERSAND = 1 << 11,
    CUE_SUFFIX = 1 << 12,    /* of a company: Inc. */
    CUE_ATTRIBUTE = 1 << 13, /* "Texas-based": tells of a name, and is none */
    CUE_MINISTER = 1 << 14,  /* "Secretary", of what follows an "of" */
    CUE_VERSUS = 1 << 15,    /* "v." of a case in court */
    CUE_TAIL = 1 << 16,      /* behind a surname: "Jr.", "II" */
    CUE_LAND = 1 << 17,      /* "Islands", "River" */
    CUE_COUNTIES = 1 << 18,  /* "counties", "towns": of which a list follows */
    CUE_PARTNERS = 1 << 19,  /* "Co", "Sons": behind the names of owners */
    CUE_SHE = 1 << 20,       /* before a name: "Mrs.", "wife" */
    CUE_HE = 1 << 21         /* "Mr.", "brother" */
};

/* The cues of a word as written, and in small letters. */
uint32_t word_cues(morgue_str text, morgue_str small);

#endif
