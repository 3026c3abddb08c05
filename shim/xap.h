/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Xapian as C: the one door to libxapian.
 *
 * Nothing here knows what an article is: no field names, no stop words, no
 * ranking defaults.  No C++ exception and no handle of Xapian's crosses; each
 * function is one xap_guard(), which turns what was thrown into a status
 * (ARCHITECTURE.md, "The shim's contract").
 */
#ifndef XAP_H
#define XAP_H

#include "morgue.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Xapian refuses terms over this many bytes, a NUL counting twice. */
#define XAP_TERM_MAX 245

/* ---- Writing ---- */

typedef struct xap_writer xap_writer;

/* A posting: positions may be NULL where there are none. */
typedef struct xap_term {
    morgue_str term;
    uint32_t wdf;
    const uint32_t *positions; /* ascending, from 1 */
    uint32_t position_count;
} xap_term;

typedef struct xap_value {
    uint32_t slot;
    morgue_str value;
} xap_value;

typedef struct xap_document {
    const xap_term *terms; /* each term once */
    size_t term_count;
    const xap_value *values;
    size_t value_count;
    morgue_str data;
} xap_document;

/*
 * Open a database for writing; create makes it and fails when it is there.
 * Once a call has thrown, all further ones fail: what Xapian holds in memory
 * can't be trusted then.
 */
morgue_status xap_writer_open(xap_writer **out, const char *path, bool create,
                              morgue_error *err);

/* Terms are checked first: MORGUE_EINVALID for an over-long or empty one. */
morgue_status xap_writer_add(xap_writer *w, const xap_document *document,
                             uint32_t *docid, morgue_error *err);
morgue_status xap_writer_delete_by_term(xap_writer *w, morgue_str term,
                                        morgue_error *err);
morgue_status xap_writer_set_metadata(xap_writer *w, morgue_str key,
                                      morgue_str value, morgue_error *err);
morgue_status xap_writer_commit(xap_writer *w, morgue_error *err);

/* Close without committing. */
void xap_writer_close(xap_writer *w);

/* Compact the databases into one new database at `to`. */
morgue_status xap_compact(const char *const *from, size_t count,
                          const char *to, morgue_error *err);

/* Look a database over block by block, and count what is wrong with it. */
morgue_status xap_check(const char *path, uint64_t *faults,
                        morgue_error *err);

/* ---- Reading ---- */

typedef struct xap_reader xap_reader;

/* Open databases as one: directories, stub files, tcp://HOST:PORT. */
morgue_status xap_reader_open(xap_reader **out, const char *const *paths,
                              size_t count, morgue_error *err);
morgue_status xap_reader_reopen(xap_reader *r, morgue_error *err);
void xap_reader_close(xap_reader *r);

/*
 * The same documents as segments that are read without libxapian, which the
 * functions below then do; NULL when they can't be.  Lent until r is closed or
 * reopened.
 */
struct segment_set;
struct segment_set *xap_reader_segments(xap_reader *r);

/* Do without them from now on, as tests of libxapian's way do. */
void xap_reader_forget_segments(xap_reader *r);

morgue_status xap_reader_document_count(xap_reader *r, uint64_t *out,
                                        morgue_error *err);

/* Of the first database that has the key; an empty string when none has. */
morgue_status xap_reader_metadata(xap_reader *r, morgue_str key,
                                  morgue_str *out, morgue_error *err);

/* What each database that holds documents has under the key; an empty string
 * where it has nothing.  False stops. */
typedef bool (*xap_metadata_fn)(void *user, morgue_str value);
morgue_status xap_reader_each_metadata(xap_reader *r, morgue_str key,
                                       xap_metadata_fn tell, void *user,
                                       morgue_error *err);

/* How many documents hold the term. */
morgue_status xap_reader_term_frequency(xap_reader *r, morgue_str term,
                                        uint64_t *out, morgue_error *err);

/*
 * Tell each term that begins with prefix, in byte order, with its number of
 * documents, until tell returns false.
 */
typedef bool (*xap_term_fn)(void *user, morgue_str term, uint64_t frequency);
morgue_status xap_reader_terms(xap_reader *r, morgue_str prefix,
                               xap_term_fn tell, void *user,
                               morgue_error *err);

/* The stored data of a document, unpacked (stored_pack.h) unless it is damaged;
 * lent until the next call on r. */
morgue_status xap_reader_data(xap_reader *r, uint32_t docid, morgue_str *out,
                              morgue_error *err);

/* The value of a slot of a document, empty without one; likewise. */
morgue_status xap_reader_value(xap_reader *r, uint32_t docid, uint32_t slot,
                               morgue_str *out, morgue_error *err);

/* Which of the documents, which ascend, hold a term. */
morgue_status xap_reader_holders(xap_reader *r, morgue_str term,
                                 const uint32_t *docids, size_t count,
                                 bool *out, morgue_error *err);

/* Positions of a term in a document: lent until the next call on r. */
morgue_status xap_reader_positions(xap_reader *r, uint32_t docid,
                                   morgue_str term, const uint32_t **out,
                                   size_t *count, morgue_error *err);

/* ---- Queries ---- */

/* A query, or a part of one.  Freed by xap_query_free(), also as a part. */
typedef struct xap_query xap_query;

typedef enum xap_op {
    XAP_AND,
    XAP_OR,
    XAP_AND_NOT,   /* the first without the others */
    XAP_XOR,
    XAP_AND_MAYBE, /* the first; the others add weight */
    XAP_FILTER,    /* the first; the others must match, without weight */
    XAP_NEAR,      /* within window words, any order */
    XAP_PHRASE,    /* within window words, in order */
    XAP_SYNONYM,   /* any of them, weighed as one term */
    XAP_MAX        /* any of them, the greatest weight counts */
} xap_op;

morgue_status xap_query_term(xap_query **out, morgue_str term,
                             morgue_error *err);
morgue_status xap_query_all(xap_query **out, morgue_error *err);
morgue_status xap_query_nothing(xap_query **out, morgue_error *err);

/* parts stay the caller's.  window counts for XAP_NEAR and XAP_PHRASE. */
morgue_status xap_query_combine(xap_query **out, xap_op op,
                                xap_query *const *parts, size_t count,
                                uint32_t window, morgue_error *err);
morgue_status xap_query_scale(xap_query **out, xap_query *part, double factor,
                              morgue_error *err);

/* Values of the slot in [low, high] bytewise; an empty side is open. */
morgue_status xap_query_value_range(xap_query **out, uint32_t slot,
                                    morgue_str low, morgue_str high,
                                    morgue_error *err);

/* Xapian's own description; lent until q is freed. */
morgue_str xap_query_describe(xap_query *q);
void xap_query_free(xap_query *q);

/* ---- Searching ---- */

/* BM25 as Xapian::BM25Weight has it. */
typedef struct xap_bm25 {
    double k1, k2, k3, b, min_normlen;
} xap_bm25;

typedef struct xap_search_options {
    uint64_t offset, limit;
    uint64_t check_at_least;   /* count exactly up to so many */
    int32_t sort_slot;         /* -1: by weight alone */
    bool sort_descending;      /* greatest value first; by weight within */
    int32_t collapse_slot;     /* -1: none; one match a value */
    const xap_bm25 *bm25;      /* NULL: no weights, in order of docid */
} xap_search_options;

typedef struct xap_match {
    double weight;
    uint32_t docid;
    uint32_t collapsed; /* others with the same value, a lower bound */
} xap_match;

typedef struct xap_matches {
    xap_match *match; /* yours, with xap_matches_free() */
    size_t count;
    uint64_t lower, estimate, upper; /* bounds of the number of matches */
} xap_matches;

morgue_status xap_search(xap_matches *out, xap_reader *r, xap_query *query,
                         const xap_search_options *options, morgue_error *err);
void xap_matches_free(xap_matches *m);

/*
 * Tell the value of each of the documents, which ascend by docid; an empty
 * one where there is none.
 */
typedef void (*xap_value_fn)(void *user, size_t i, morgue_str value);
morgue_status xap_reader_values(xap_reader *r, uint32_t slot,
                                const uint32_t *docids, size_t count,
                                xap_value_fn tell, void *user,
                                morgue_error *err);

/* The same of two slots side by side. */
typedef void (*xap_value_pair_fn)(void *user, size_t i, morgue_str first,
                                  morgue_str second);
morgue_status xap_reader_value_pairs(xap_reader *r, uint32_t first_slot,
                                     uint32_t second_slot,
                                     const uint32_t *docids, size_t count,
                                     xap_value_pair_fn tell, void *user,
                                     morgue_error *err);

#ifdef __cplusplus
}
#endif

#endif
