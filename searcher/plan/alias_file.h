/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names that stand for one: a text file of the user's, applied at query time.
 *
 * A line is a name, its kind (person, org, place or never), then any number
 * of variants, then, if known, its Wikidata id; a TAB between.  Empty lines
 * and lines that begin with # are passed over.  docs/aliases.md tells what
 * lines mean:
 *
 *   Sony Pictures<TAB>org<TAB>SPE<TAB>Columbia TriStar<TAB>Q41187
 *       merges: who asks for one of the names asks for all
 *   Georgia<TAB>place<TAB>-Georgia, Atlanta
 *       splits: the name with the minus is another, whatever the index says
 *   Christmas<TAB>never
 *       is no entity
 *
 * Names compare as words do in an index: case, accents and punctuation do not
 * count.
 */
#ifndef ALIAS_FILE_H
#define ALIAS_FILE_H

#include "mention.h"

typedef struct alias_entry {
    morgue_str name; /* as written */
    uint8_t kind;    /* a mention_kind; of no meaning when is_never */
    bool is_never;
    morgue_str wikidata;  /* "Q41187", or empty */
    morgue_str *variants; /* merged into it, as written; not the name */
    size_t variant_count;
    morgue_str *splits; /* not it, without the minus */
    size_t split_count;
} alias_entry;

typedef struct alias_file alias_file;

/* The size a file may have. */
#define ALIAS_FILE_MAX (64u << 20)

/*
 * Read a file.  MORGUE_EFORMAT: a line is no alias; the message has the path
 * and its number, offset its first byte.
 */
morgue_status alias_file_open(alias_file **out, const char *path,
                              morgue_error *err);

/* The same from memory; text is copied. */
morgue_status alias_file_parse(alias_file **out, morgue_str text,
                               morgue_error *err);
void alias_file_free(alias_file *f);

size_t alias_file_count(const alias_file *f);

/* The entry of the i-th line that has one. */
const alias_entry *alias_file_entry(const alias_file *f, size_t i);

/*
 * The entries that a name, variant or Wikidata id belongs to, at most `room`
 * of them in the order of the file; returns how many there are.  More than
 * one: the name is ambiguous, and whoever asks should be told.  With a kind
 * (or -1 for any) only entries of that kind and `never` count.
 */
size_t alias_file_find(const alias_file *f, morgue_str name, int kind,
                       const alias_entry **out, size_t room);

/* The entry says that this name is another. */
bool alias_entry_splits(const alias_entry *entry, morgue_str name);

#endif
