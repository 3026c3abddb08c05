/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The segments of an index, read without libxapian.
 *
 * Most of a short search through libxapian is finding and copying blocks.
 * Segments as we write them never change, so their tables are mapped and
 * looked at in place.  What is remote, or was changed by libxapian, is not for
 * us: then there is no set, and libxapian does all.
 *
 * Documents are numbered as libxapian numbers those of several databases:
 * document d of segment s of n is (d - 1) * n + s + 1, segments from 0.
 */
#ifndef SEGMENT_SET_H
#define SEGMENT_SET_H

#include "glass_map.h"
#include "glass_places.h"

#define SEGMENT_COLUMNS 4

/* Which numbers of documents were read, by so many documents each. */
#define SEGMENT_PAGE 1024
typedef bool *segment_pages;

typedef struct segment {
    glass_map postlist, docdata, position;
    glass_walk places; /* in position */
    glass_stats stats; /* documents are 1 to stats.documents */
    segment_pages known_lengths, known_columns[SEGMENT_COLUMNS];
    uint32_t *lengths; /* of documents, from 0: segment_lengths() */
    uint64_t *columns[SEGMENT_COLUMNS]; /* likewise: segment_column() */
} segment;

typedef struct segment_set {
    segment *segments;
    size_t count;
    uint64_t documents, total_length;
    buffer uuids; /* as Xapian::Database::get_uuid() */
    glass_walk stored; /* to the document given last */
    size_t given;      /* documents so far */
    buffer data;       /* of it, where it had to be inflated; or a value */
    glass_places places;
    void *inflater;
} segment_set;

/*
 * Open the segments of the indexes at the paths, in order.  *out is NULL, and
 * all is well, when one of them is not for us.
 */
morgue_status segment_set_open(segment_set **out, const char *const *paths,
                               size_t count, morgue_error *err);
void segment_set_close(segment_set *s);

static inline size_t segment_of(const segment_set *s, uint32_t docid)
{
    return (docid - 1) % s->count;
}

static inline uint32_t segment_docid(const segment_set *s, uint32_t docid)
{
    return (uint32_t)((docid - 1) / s->count + 1);
}

static inline uint32_t segment_set_docid(const segment_set *s, size_t at,
                                         uint32_t docid)
{
    return (uint32_t)((docid - 1) * s->count + at + 1);
}

/*
 * The lengths of documents; entry d - 1 is that of document d.  Known are those
 * of the documents given, which ascend (NULL: all): they are read when first
 * asked for, so that a search that finds little reads little.
 */
morgue_status segment_lengths(segment *s, const uint32_t *docids, size_t count,
                              const uint32_t **out, morgue_error *err);

/*
 * A value as a number: of 8 bytes they are its bits; of digits each takes four
 * bits of 14 digits, so that numbers order as dates do.
 */
#define SEGMENT_NO_NUMBER 0
uint64_t segment_number(morgue_str value);

/* The values of one of the first SEGMENT_COLUMNS slots as numbers, likewise;
 * SEGMENT_NO_NUMBER for a document without one. */
morgue_status segment_column(segment *s, uint32_t slot, const uint32_t *docids,
                             size_t count, const uint64_t **out,
                             morgue_error *err);

/* A number that was read so, of a document of the set. */
static inline uint64_t segment_set_known_number(const segment_set *s,
                                                uint32_t docid, uint32_t slot)
{
    return s->segments[segment_of(s, docid)]
        .columns[slot][segment_docid(s, docid) - 1];
}

/* In how many documents a term stands. */
morgue_status segment_set_frequency(segment_set *s, morgue_str term,
                                    uint64_t *out, morgue_error *err);

/* As xap_reader_terms(). */
typedef bool (*segment_term_fn)(void *user, morgue_str term,
                                uint64_t frequency);
morgue_status segment_set_terms(segment_set *s, morgue_str prefix,
                                segment_term_fn tell, void *user,
                                morgue_error *err);

/* Whether a document has both terms. */
morgue_status segment_set_has_both(segment_set *s, morgue_str first,
                                   morgue_str second, bool *out,
                                   morgue_error *err);

/* Which of the documents, which ascend, hold a term. */
morgue_status segment_set_holders(segment_set *s, morgue_str term,
                                  const uint32_t *docids, size_t count,
                                  bool *out, morgue_error *err);

/* What is kept of a document; lent until the next call. */
morgue_status segment_set_data(segment_set *s, uint32_t docid, morgue_str *out,
                               morgue_error *err);

/* Where a term stands in a document; lent likewise. */
morgue_status segment_set_places(segment_set *s, uint32_t docid,
                                 morgue_str term, const uint32_t **out,
                                 size_t *count, morgue_error *err);

/* The value of a slot of a document; lent until the next call. */
morgue_status segment_set_value(segment_set *s, uint32_t docid, uint32_t slot,
                                morgue_str *out, morgue_error *err);

/* Tell the value of a slot of each document; they ascend by docid. */
typedef void (*segment_value_fn)(void *user, size_t i, morgue_str value);
morgue_status segment_set_values(segment_set *s, uint32_t slot,
                                 const uint32_t *docids, size_t count,
                                 segment_value_fn tell, void *user,
                                 morgue_error *err);

/* The same of two slots side by side. */
typedef void (*segment_pair_fn)(void *user, size_t i, morgue_str first,
                                morgue_str second);
morgue_status segment_set_value_pairs(segment_set *s, uint32_t first_slot,
                                      uint32_t second_slot,
                                      const uint32_t *docids, size_t count,
                                      segment_pair_fn tell, void *user,
                                      morgue_error *err);

/* Fill the error for what reading a table ended with, unless it is OK. */
morgue_status segment_status(morgue_status status, morgue_error *err);

#endif
