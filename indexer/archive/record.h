/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A record: one thing that an archive holds, and what became of it.
 */
#ifndef RECORD_H
#define RECORD_H

#include "arena.h"
#include "civil_date.h"
#include "digest.h"

/* What became of a record: exactly one of these, for each record read. */
typedef enum record_fate {
    FATE_NONE = 0, /* not decided yet */
    FATE_INDEXED,
    FATE_DUPLICATE,   /* same URL and same payload as one before */
    FATE_REVISIT,     /* says that it repeats another record */
    FATE_NOT_ARTICLE, /* request, image, front page, status 404 ... */
    FATE_MALFORMED,   /* can't be read as what it claims to be */
    FATE_REFUSED,     /* over a limit */
    FATE_COUNT
} record_fate;

/* "indexed", "duplicate" ...: static. */
const char *record_fate_name(record_fate fate);

/*
 * A record owns its memory: the strings stand in its arena, the block in a
 * buffer.  It is handed from the reader's thread to a worker whole.
 */
typedef struct record {
    arena *arena;

    /* Where it stands.  For WARC and ARC offset and length are the record's
     * bytes in the file as stored (compressed where that is).  For containers
     * member is the name within, "outer.zip/inner/page.html" when nested; a
     * file of many documents gives each with its offset in the member. */
    morgue_str file, member;
    int64_t offset, length; /* -1 when there is none */

    const char *type;     /* for the ledger: "response", "file" ...; static */
    morgue_str url;       /* empty when there is none */
    civil_date captured;  /* UTC; precision DATE_UNKNOWN when there is none */
    morgue_str media_type; /* "text/html; charset=..." as declared, or empty */

    /* The archive's own head above the block and what ends a record below it,
     * as they stand; empty where the format has none. */
    morgue_str head, tail;

    /* What the record holds, as stored: with an HTTP head where is_http. */
    buffer block;
    bool is_http;

    /* Set by record_decode(): */
    int http_status;      /* 0 without HTTP */
    morgue_str payload;   /* transfer and content encodings taken off */
    buffer decoded;       /* where payload stands when any was taken off */

    digest digest;        /* of the payload, as WARC counts it */
    bool has_digest;

    /* WARC's names for this record and others, "<urn:uuid:...>"; or empty.
     * A revisit says what it repeats by refers_to, or by URL and capture; by
     * its digest when it says neither. */
    morgue_str id, concurrent_to, refers_to, refers_to_url;
    civil_date refers_to_captured;
    morgue_str claimed_payload_digest, claimed_block_digest;

    /* WARC's segments: from 1, 0 when there are none. */
    uint32_t segment;
    bool is_last_segment;
    morgue_str segment_origin; /* the id of segment 1 */

    /* A reader that knows the end of the story says so; the record then is
     * counted and goes no further. */
    record_fate fate;
    const char *reason; /* short, lower case; static or in the arena */

    /* What was odd but did not change the fate, such as a digest that is not
     * the payload's; static or in the arena, NULL when there is nothing. */
    const char *note;

    /* From the archive's own words about the article (front matter, CDX,
     * paired metadata); empty where it says nothing. */
    struct {
        morgue_str title, byline, source, section, language, published;
    } said;

    /* JSON that the crawler wrote about this record in one of its own. */
    morgue_str paired;
} record;

void record_init(record *r);

/* Forget everything; the memory is kept for the next record. */
void record_clear(record *r);
void record_free(record *r);

/* Decide the record's fate, once; the first decision stays. */
void record_settle(record *r, record_fate fate, const char *reason);

/* Add a note; several stand side by side, parted by "; ". */
void record_note(record *r, const char *note);

/*
 * What a reader does last: digests taken and held against those claimed; what
 * its status or declared media type shows to be no article settled; the block
 * of a settled record forgotten, so that no image is carried further.
 */
void record_finish(record *r);

/* The block against the digest stated of it; part of record_finish(). */
void record_check_block(record *r);

/*
 * Take HTTP's head, chunks and content encoding off the block, and set
 * http_status, media_type (HTTP's wins), payload.  Faults settle the record.
 * Done by a worker, not by the reader, for it costs.
 */
void record_decode(record *r);

#endif
