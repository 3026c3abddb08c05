/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a stranger's archive may ask of us.  Over a limit a record is refused,
 * counted and in the ledger; the archive is read on.  docs/archive-formats.md
 * says these to users.
 */
#ifndef LIMITS_H
#define LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of a record's block that is kept; a longer one is stepped over. */
#define LIMIT_RECORD_BLOCK ((size_t)64 << 20)

/* Bytes of a payload with its transfer and content encodings taken off. */
#define LIMIT_PAYLOAD ((size_t)64 << 20)

/* Content encodings on one payload, such as "gzip, br". */
#define LIMIT_CODINGS 4

/* Bytes of a WARC or ARC record's head, and of an HTTP head. */
#define LIMIT_RECORD_HEAD ((size_t)1 << 20)
#define LIMIT_HTTP_HEAD ((size_t)1 << 20)

/*
 * A gzip member or zstd frame, or a content encoding, that inflates to more
 * than LIMIT_RATIO times its size is a bomb, once it has given
 * LIMIT_RATIO_FROM bytes.  Deflate's utmost is 1032.
 */
#define LIMIT_RATIO 200
#define LIMIT_RATIO_FROM ((uint64_t)32 << 20)

/* Archives within archives: a WARC in a zip in a tar is depth 3. */
#define LIMIT_NESTING 4

/* Members of one container, and documents of one file of many. */
#define LIMIT_MEMBERS ((uint64_t)100 * 1000 * 1000)

/* Bytes that a format that must be sought in (7z) may be set aside in when
 * it comes through a pipe or within another archive. */
#define LIMIT_SPOOL ((uint64_t)16 << 30)

/* zstd windows (log 2), and the dictionary of a .warc.zst. */
#define LIMIT_ZSTD_WINDOW_LOG 27
#define LIMIT_ZSTD_DICTIONARY ((size_t)16 << 20)

#endif
