/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue: full-text search for news archives.  The public interface, whole.
 *
 * Basic outline for making an index:
 *   1) morgue_writer_open()         makes or opens the directory of an index
 *   2) morgue_writer_add_archive()  reads an archive; call once an archive
 *   3) morgue_writer_commit()       what was read appears to searchers
 *   4) morgue_writer_close()
 *
 * Basic outline for searching one:
 *   1) morgue_query_parse()         needs no index
 *   2) morgue_searcher_open()
 *   3) morgue_search()              gives matches
 *   4) morgue_matches_next()        until MORGUE_END
 *   5) morgue_matches_free(), morgue_searcher_close(), morgue_query_free()
 *
 * Ownership: what comes through `out` is yours, and has a _free or _close that
 * takes NULL and cannot fail.  A morgue_str is lent, until its giver advances.
 *
 * Errors: a function that can fail returns a status and fills the caller's own
 * morgue_error, its last argument, which may be NULL.  Nothing prints, nothing
 * exits, with one exception: where the system has no memory left for a small
 * or a single thing, a line on stderr says so and the process is aborted; the
 * index then is as it was.  A bad record in an archive is a count and a ledger
 * line, no error.
 *
 * Threads: one handle, one thread at a time; handles share nothing.
 *
 * What does not appear in this file is no published interface.
 */
#ifndef MORGUE_H
#define MORGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define MORGUE_API __attribute__((visibility("default")))
#else
#define MORGUE_API
#endif

/* ---- Strings, statuses, errors ---- */

/* Bytes lent, not owned, and not terminated.  UTF-8 where it is text. */
typedef struct morgue_str {
    const char *data;
    size_t size;
} morgue_str;

/* The values are part of the interface and never change. */
typedef enum morgue_status {
    MORGUE_OK = 0,
    MORGUE_END = 1,        /* nothing more to give: not a failure */
    MORGUE_EINVALID = 2,   /* an argument is out of its range */
    MORGUE_EQUERY = 3,     /* a query can't be read; error.offset is the byte */
    MORGUE_ENOTFOUND = 4,  /* no such file, index or document */
    MORGUE_EIO = 5,        /* reading or writing failed; error.os_errno says */
    MORGUE_ELOCKED = 6,    /* another writer holds the index */
    MORGUE_ECORRUPT = 7,   /* the index is damaged */
    MORGUE_EVERSION = 8,   /* the index has another schema */
    MORGUE_ECHANGED = 9,   /* the index moved on while it was read: reopen */
    MORGUE_ENETWORK = 10,  /* a remote index does not answer */
    MORGUE_ENOMEM = 11,    /* out of memory */
    MORGUE_ELIMIT = 12,    /* a stated limit was met */
    MORGUE_EFORMAT = 13,   /* input is not what it should be */
    MORGUE_ECANCELLED = 14, /* a callback asked to stop */
    MORGUE_EINTERNAL = 15  /* a fault of morgue's own */
} morgue_status;

#define MORGUE_ERROR_MESSAGE_MAX 400

/* What went wrong: one line, lower case, no newline, always terminated. */
typedef struct morgue_error {
    morgue_status status;
    int os_errno;    /* 0 when the system had no part in it */
    int64_t offset;  /* byte in the file or query, -1 when there is none */
    char message[MORGUE_ERROR_MESSAGE_MAX];
} morgue_error;

/* A word for a status, such as "ok" or "locked".  Static. */
MORGUE_API const char *morgue_status_name(morgue_status status);

/* The version of the program, "0.1.0", and of the index schema and JSON. */
MORGUE_API const char *morgue_version(void);
MORGUE_API unsigned morgue_schema_version(void);

/* ---- Writing an index ---- */

typedef struct morgue_writer morgue_writer;

/* What became of the records read.  records is the sum of the fates below. */
typedef struct morgue_counts {
    uint64_t records;
    uint64_t indexed;
    uint64_t duplicate;
    uint64_t revisit;
    uint64_t not_article;
    uint64_t malformed;
    uint64_t refused;
    uint64_t archives;          /* archives read */
    uint64_t archives_skipped;  /* archives that the index holds already */
    uint64_t archives_failed;   /* archives that could not be opened or read */
    uint64_t bytes;             /* bytes of archives read, as stored */
    uint64_t text_bytes;        /* bytes of article text and titles */
    uint64_t template_lines;    /* lines left out that many pages have */
} morgue_counts;

/* Add what another call counted. */
MORGUE_API void morgue_counts_add(morgue_counts *to,
                                  const morgue_counts *from);

/* Told now and then, from one thread at a time.  total is 0 when unknown. */
typedef struct morgue_progress {
    morgue_str archive;
    uint64_t bytes_done;
    uint64_t bytes_total;
    double seconds;
    morgue_counts counts;
} morgue_progress;

/* Return false to stop: the call then gives MORGUE_ECANCELLED. */
typedef bool (*morgue_progress_fn)(void *user, const morgue_progress *progress);

/* Told of each archive or record that was found bad; one line, no newline. */
typedef void (*morgue_notice_fn)(void *user, const char *line);

typedef enum morgue_writer_kind {
    MORGUE_WRITER_BULK = 0,  /* segments built in bulk */
    MORGUE_WRITER_XAPIAN = 1 /* libxapian's own writer, slower */
} morgue_writer_kind;

typedef struct morgue_writer_options {
    size_t size;               /* sizeof(morgue_writer_options) */
    unsigned workers;          /* 0: as many as there are cores */
    uint64_t memory;           /* bytes to stay under, about; 0: 256 MiB and
                                * 160 MiB for each worker but the first */
    bool no_entities;
    const char *ledger_path;   /* NDJSON, added at its end; NULL: none */
    morgue_writer_kind kind;
    morgue_progress_fn progress; /* NULL: none */
    morgue_notice_fn notice;     /* NULL: none */
    void *user;                  /* handed to both */
} morgue_writer_options;

#define MORGUE_WRITER_OPTIONS_INIT                                            \
    {                                                                         \
        sizeof(morgue_writer_options), 0, 0, false, NULL,                     \
            MORGUE_WRITER_BULK, NULL, NULL, NULL                              \
    }

/*
 * Open the index in the directory `path` for writing, and make it when there
 * is none.  Options may be NULL.
 *
 *   MORGUE_ELOCKED   another writer holds it
 *   MORGUE_EVERSION  it has another schema
 *   MORGUE_EIO       it can't be made or written
 */
MORGUE_API morgue_status morgue_writer_open(
    morgue_writer **out, const char *path,
    const morgue_writer_options *options, morgue_error *err);

/*
 * Read an archive: a file, a directory (walked in name order), or "-" for
 * standard input.  An archive that the index holds already is not read again.
 * After an error of one archive the writer goes on being usable: the records
 * before the fault are kept.
 */
MORGUE_API morgue_status morgue_writer_add_archive(
    morgue_writer *writer, const char *path, morgue_error *err);

/* Make all that was added visible at once.  counts may be NULL. */
MORGUE_API morgue_status morgue_writer_commit(
    morgue_writer *writer, morgue_counts *counts, morgue_error *err);

/* Close; what was not committed does not appear in the index.  What of it is
 * durable stays aside, and the next writer goes on behind it. */
MORGUE_API void morgue_writer_close(morgue_writer *writer);

/* ---- Articles without an index ---- */

/* An article as one line of JSON, without its newline; false stops. */
typedef bool (*morgue_article_fn)(void *user, morgue_str json);

/*
 * Read an archive and tell its articles in archive order.  Of the options,
 * workers, no_entities, ledger_path, progress, notice and user count.
 * counts may be NULL.
 */
MORGUE_API morgue_status morgue_extract(
    const char *path, const morgue_writer_options *options,
    morgue_article_fn tell, void *user, morgue_counts *counts,
    morgue_error *err);

/* ---- Looking after an index ---- */

/* Told text or bytes; returns false to stop (MORGUE_ECANCELLED). */
typedef bool (*morgue_tell_fn)(void *user, morgue_str text);

/* Tell what the index is made of, a line "key value" a call. */
MORGUE_API morgue_status morgue_index_stats(const char *path,
                                            morgue_tell_fn tell, void *user,
                                            morgue_error *err);

/*
 * Check segments, manifest and counts against each other.  Tells a line for
 * each part that was looked at; MORGUE_ECORRUPT when there was a fault,
 * MORGUE_ECHANGED when a writer was at work meanwhile and one may be due to it.
 */
MORGUE_API morgue_status morgue_index_check(const char *path,
                                            morgue_tell_fn tell, void *user,
                                            morgue_error *err);

/*
 * Merge all segments into one.  A single one that Xapian has written or changed
 * becomes as morgue writes them, so that it is searched faster.  MORGUE_ELOCKED
 * when a writer holds it.
 */
MORGUE_API morgue_status morgue_index_merge(const char *path,
                                            morgue_error *err);

/*
 * Remove the articles of the URLs; *removed is how many there were.  Segments
 * that had some are written anew: many URLs at once cost little more than one.
 */
MORGUE_API morgue_status morgue_index_remove(const char *path,
                                             const morgue_str *urls,
                                             size_t count, uint64_t *removed,
                                             morgue_error *err);

/*
 * Read the archives again and look whether each article of the index is still
 * where it came from, with the same digest.  Tells a line for each that is
 * not; MORGUE_ECORRUPT when there was one.
 */
MORGUE_API morgue_status morgue_index_verify(const char *path,
                                             morgue_tell_fn tell, void *user,
                                             morgue_error *err);

/*
 * Tell the lines of the ledger, without their newlines: those of one fate, of
 * reasons and of files that hold a text.  NULL: all.
 */
MORGUE_API morgue_status morgue_index_ledger(const char *path,
                                             const char *fate,
                                             const char *reason,
                                             const char *file,
                                             morgue_tell_fn tell, void *user,
                                             morgue_error *err);

/*
 * Tell the text of the article of a URL or, in digits, of a number of document;
 * is_raw: the bytes of its record, read from the archive.  Several articles of
 * one URL are told one after another.  MORGUE_ENOTFOUND when there is none.
 */
MORGUE_API morgue_status morgue_index_show(const char *path, morgue_str which,
                                           bool is_raw, morgue_tell_fn tell,
                                           void *user, morgue_error *err);

/* ---- Queries ---- */

typedef struct morgue_query morgue_query;

typedef enum morgue_match_mode {
    MORGUE_MATCH_ALL = 0,  /* a b means a AND b */
    MORGUE_MATCH_ANY = 1   /* a b means a OR b */
} morgue_match_mode;

/*
 * Read a query (docs/query-syntax.md).  MORGUE_EQUERY when it can't be read;
 * error.offset is then the byte where it went wrong.
 */
MORGUE_API morgue_status morgue_query_parse(
    morgue_query **out, morgue_str text, morgue_match_mode mode,
    morgue_error *err);

/* The tree as text, such as (and (word "flood") (phrase "high water")). */
MORGUE_API morgue_str morgue_query_print(const morgue_query *query);

MORGUE_API void morgue_query_free(morgue_query *query);

/* ---- Searching ---- */

typedef struct morgue_searcher morgue_searcher;
typedef struct morgue_matches morgue_matches;

/*
 * Open indexes for reading, several as one.  A path is the directory of an
 * index, a Xapian stub file, or tcp://HOST:PORT.
 *
 *   MORGUE_ENOTFOUND  one of them is not there
 *   MORGUE_EVERSION   one has another schema, or is no index of morgue's
 */
MORGUE_API morgue_status morgue_searcher_open(
    morgue_searcher **out, const char *const *paths, size_t count,
    morgue_error *err);

/*
 * Take a file of aliases (docs/aliases.md) for the searches that follow; NULL:
 * none.  One that stands in the directory of an index as "aliases" is taken
 * when the index is opened.  Free the matches of earlier searches first.
 *
 *   MORGUE_EFORMAT  a line is no alias; the message names it
 */
MORGUE_API morgue_status morgue_searcher_set_aliases(
    morgue_searcher *searcher, const char *path, morgue_error *err);

/*
 * See what was committed since.  Matches of earlier searches have nothing more
 * to give then: MORGUE_ECHANGED.
 */
MORGUE_API morgue_status morgue_searcher_refresh(morgue_searcher *searcher,
                                                 morgue_error *err);

/*
 * Whether the index is searched where it lies, which is faster than by
 * libxapian: that searches what is remote, of another format, or was changed
 * by another program (morgue_index_merge() mends it).
 */
MORGUE_API bool morgue_searcher_is_in_place(const morgue_searcher *searcher);
MORGUE_API void morgue_searcher_close(morgue_searcher *searcher);

typedef enum morgue_sort {
    MORGUE_SORT_RELEVANCE = 0,
    MORGUE_SORT_NEWEST = 1, /* by day of publication; unknown days last */
    MORGUE_SORT_OLDEST = 2
} morgue_sort;

typedef struct morgue_search_options {
    size_t size;          /* sizeof(morgue_search_options) */
    uint64_t offset;      /* matches to pass over */
    uint64_t limit;       /* matches to give at the most; 0: all */
    morgue_sort sort;
    const char *from;     /* published on this date or later; NULL: any */
    const char *to;       /* published on this date or earlier; NULL: any */
    bool all_copies;      /* do not fold articles of the same text */
    size_t snippet_chars; /* characters of a snippet, about; 0: none */
    const char *replay;   /* a template with {url} and {timestamp}, which is
                           * that of the capture or publication; or NULL */
} morgue_search_options;

#define MORGUE_SEARCH_OPTIONS_INIT                                            \
    {                                                                         \
        sizeof(morgue_search_options), 0, 10, MORGUE_SORT_RELEVANCE, NULL,    \
            NULL, false, 240, NULL                                            \
    }

/* Bytes [begin, end) of a snippet that a word of the query matched. */
typedef struct morgue_mark {
    size_t begin, end;
} morgue_mark;

/* One article that matches.  Lent: good until the next call on the matches. */
typedef struct morgue_match {
    uint64_t rank; /* from 1 */
    double score;
    morgue_str url, title, byline, source, section, language;
    morgue_str published;      /* RFC 3339, as precise as known; or empty */
    morgue_str published_from; /* the witness: json-ld, meta, ...; or empty */
    morgue_str captured;       /* RFC 3339 UTC; or empty */
    morgue_str file;           /* the archive it stands in */
    morgue_str member;         /* of a container; or empty */
    int64_t record_offset, record_length; /* -1 when not known */
    uint64_t copies;           /* articles of the same text it stands for */
    morgue_str text;           /* the whole article */
    morgue_str snippet;
    const morgue_mark *marks;
    size_t mark_count;
    morgue_str replay;         /* the template filled in; or empty */
    size_t snippet_begin, snippet_end; /* where it stands in text */
    /* Of two stretches of the text: the byte of the snippet where the blank,
     * points and blank between them are, and the byte of the text where the
     * second begins.  0: it is one stretch. */
    size_t snippet_gap, snippet_resumed;
    const morgue_mark *title_marks;    /* bytes of title */
    size_t title_mark_count;
} morgue_match;

/*
 * Search; options may be NULL.  The searcher must outlive the matches; the
 * query and the options need not.  Where the index was changed under its eyes,
 * it is refreshed once and searched again.
 *
 *   MORGUE_EINVALID  an option is out of its range
 *   MORGUE_ECHANGED  it was changed again
 */
MORGUE_API morgue_status morgue_search(
    morgue_matches **out, morgue_searcher *searcher,
    const morgue_query *query, const morgue_search_options *options,
    morgue_error *err);

/*
 * How many articles match in all, copies folded unless all were wanted.
 * Counted when first asked for, which may take longer than the search.  exact
 * (may be NULL) is false where the index could not be read for it.
 */
MORGUE_API uint64_t morgue_matches_total(morgue_matches *matches,
                                         bool *exact);

/*
 * Lines for the reader: a wildcard that stands for more words than are
 * searched; a name that is more than one, such as person:Bush, and which;
 * and where nothing matches, how many articles have each part of the query
 * alone, and what the index spells like a word it does not know.  Returns how
 * many; lent until the matches are freed.  Names are counted over all matches
 * when this is first called.
 */
MORGUE_API size_t morgue_matches_notes(morgue_matches *matches,
                                       const morgue_str **lines);

/* The plan as text: what is asked of the index. */
MORGUE_API morgue_str morgue_matches_plan(const morgue_matches *matches);

/* The next match, best first; MORGUE_END after the last. */
MORGUE_API morgue_status morgue_matches_next(morgue_matches *matches,
                                             morgue_match *out,
                                             morgue_error *err);

MORGUE_API void morgue_matches_free(morgue_matches *matches);

/* ---- Facets and timelines ---- */

/*
 * Both count all that matches, whatever the offset and the limit were, exactly,
 * and what morgue_matches_total() counts: texts, or each article where
 * all_copies were wanted.  A text counts once for each value that one of its
 * copies has: printed by two outlets, it counts for both.
 */
typedef enum morgue_facet_field {
    MORGUE_FACET_SOURCE = 0,
    MORGUE_FACET_LANGUAGE = 1,
    MORGUE_FACET_SECTION = 2,
    /* An article may have any number of names.  Those of the same words are
     * one value, and so are those that the aliases make one. */
    MORGUE_FACET_PERSON = 3,
    MORGUE_FACET_ORG = 4,
    MORGUE_FACET_PLACE = 5
} morgue_facet_field;

typedef struct morgue_facet_value {
    morgue_str value;
    uint64_t articles;   /* of the matching ones, how many have it */
    morgue_str wikidata; /* of a name that the aliases know; or empty */
} morgue_facet_value;

/* Lent until the matches are freed. */
typedef struct morgue_facet {
    const morgue_facet_value *values; /* most articles first, then by name */
    size_t count;
    uint64_t distinct; /* values in all, of which `count` are given */
    uint64_t articles; /* that match */
    uint64_t without;  /* of these, how many have no value */
} morgue_facet;

/* The most frequent values of a field, at most `limit`; 0: all. */
MORGUE_API morgue_status morgue_matches_facet(
    morgue_matches *matches, morgue_facet_field field, size_t limit,
    morgue_facet *out, morgue_error *err);

/*
 * The same of the values alone that have a word beginning with the prefix, or
 * a run of words where it has several; case and accents do not count.  So
 * "bern", "meehan" and "ann mee" find "Bernadette Ann Meehan".  A name that
 * the aliases know is found by each of its variants.  `without`
 * counts the articles that have no value at all, whatever the prefix is.
 */
MORGUE_API morgue_status morgue_matches_facet_prefix(
    morgue_matches *matches, morgue_facet_field field, morgue_str prefix,
    size_t limit, morgue_facet *out, morgue_error *err);

typedef enum morgue_timeline_unit {
    MORGUE_TIMELINE_YEAR = 0,
    MORGUE_TIMELINE_MONTH = 1,
    MORGUE_TIMELINE_DAY = 2
} morgue_timeline_unit;

typedef struct morgue_timeline_bucket {
    uint16_t year;
    uint8_t month, day; /* from 1; 0 where the unit is greater */
    uint64_t articles;  /* that match and were published then */
    uint64_t archived;  /* published then, in the whole index */
} morgue_timeline_bucket;

/*
 * Lent until the matches are freed.  The buckets reach from the first with a
 * match to the last.  Where the index holds no article of a time, that time
 * has no bucket: nothing archived is not nothing printed.
 */
typedef struct morgue_timeline {
    const morgue_timeline_bucket *buckets; /* oldest first */
    size_t count;
    uint64_t articles;  /* that match */
    uint64_t undated;   /* of these, how many have no date of publication */
    uint64_t imprecise; /* ... or one that may lie in several buckets */
} morgue_timeline;

MORGUE_API morgue_status morgue_matches_timeline(
    morgue_matches *matches, morgue_timeline_unit unit, morgue_timeline *out,
    morgue_error *err);

#ifdef __cplusplus
}
#endif

#endif
