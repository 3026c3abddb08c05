/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The fields of an article, one table for indexer and searcher.
 *
 * A term in the index is the field's prefix followed by a folded word.  The
 * letters are the ones that Omega and the other programs over Xapian use; X...
 * are our own.  Folded words never begin with a capital letter, so a prefix
 * and its word need no colon between them.  Dates stand in value slots.  The
 * whole schema is told in docs/index-schema.md.
 */
#ifndef FIELD_H
#define FIELD_H

#include "morgue.h"

/* Raised by one whenever an older program could misread a newer index. */
#define SCHEMA_VERSION 4
/* The oldest that is read, and added to as it is. */
#define SCHEMA_OLDEST 3
/* From this one on an index may have a dictionary. */
#define SCHEMA_DICTIONARY 4

/* Where each segment says so, as Xapian's metadata: the number in decimal. */
#define METADATA_SCHEMA "schema"

typedef enum field_id {
    FIELD_TEXT,     /* title and body: words as they stand, no prefix */
    FIELD_TITLE,    /* S: words of the title, once more */
    FIELD_AUTHOR,   /* A: words of the byline */
    FIELD_SOURCE,   /* XN: words of the outlet's name */
    FIELD_HOST,     /* H: host name and each parent domain, whole */
    FIELD_LANGUAGE, /* L: ISO 639 code, whole */
    FIELD_SECTION,  /* XS: words of the section */
    FIELD_URL,      /* U: the whole URL, hashed when long */
    FIELD_PERSON,   /* XP: see below */
    FIELD_ORG,      /* XO */
    FIELD_PLACE,    /* XL */
    FIELD_ENTITY,   /* any of the three, at query time */
    FIELD_PUBLISHED, /* value slots */
    FIELD_CAPTURED,
    FIELD_COUNT
} field_id;

typedef enum field_kind {
    FIELD_KIND_WORDS,  /* analyzed, with positions */
    FIELD_KIND_WHOLE,  /* one term, no position */
    FIELD_KIND_ENTITY, /* see below */
    FIELD_KIND_DATE
} field_kind;

/*
 * Entities.  A mention whose name is "Bernadette Ann Meehan" posts at the
 * position of its first word in text or title: each word alone (XPbernadette,
 * XPann, XPmeehan) and each ending of the name that has two words or more
 * (XPbernadette ann meehan, XPann meehan).  So any single word is one term,
 * and any run of words in a name is the beginning of a few terms.  What the
 * article writes is posted in the same way where the name has it not: "FTC".
 */

typedef struct field {
    const char *name; /* as queries write it, without the colon */
    const char *prefix;
    field_kind kind;
} field;

extern const field fields[FIELD_COUNT];

/* The field that queries call so, or NULL. */
const field *field_by_name(morgue_str name);
field_id field_id_of(const field *f);

#define PREFIX_STEM "Z"
#define PREFIX_UNIQUE "Q"
#define PREFIX_PAIR "XW" /* word_pair.h */

/* Value slots. */
enum {
    SLOT_PUBLISHED_FIRST = 0, /* 14 digits: civil_date_first() */
    SLOT_PUBLISHED_LAST = 1,  /* 14 digits: civil_date_last() */
    SLOT_CAPTURED = 2,        /* 14 digits, UTC */
    SLOT_FINGERPRINT = 3,     /* 8 bytes: hash of the words of title and text */
    SLOT_SOURCE = 4,          /* the outlet's name, or its host */
    SLOT_LANGUAGE = 5,
    SLOT_SECTION = 6,
    SLOT_PERSONS = 7, /* distinct full names, NUL between them */
    SLOT_ORGS = 8,
    SLOT_PLACES = 9
};

/* Words of the title stand at 1 ...; the text begins this far behind them, so
 * that no phrase or nearness spans both. */
#define POSITION_GAP 200

#endif
