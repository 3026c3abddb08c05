/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * manifest.json: what the index is made of.  Replacing it is the commit.
 */
#ifndef MANIFEST_H
#define MANIFEST_H

#include "archive_fingerprint.h"
#include "archive_table.h"

typedef struct manifest_segment {
    char name[32]; /* a folder in segments/ */
    uint64_t documents, bytes;
    uint64_t digest; /* segment_digest(); 0: not known */
} manifest_segment;

typedef struct manifest_archive {
    char *name; /* as it was given */
    archive_fingerprint fingerprint;
    int64_t start_offset; /* where reading began: it had grown */
    uint64_t records;     /* read from there */
    int64_t end_offset;   /* behind the last record; -1: not known */
    bool is_complete;     /* read to its end */
} manifest_archive;

typedef struct manifest {
    unsigned schema;       /* of all its segments */
    uint64_t run;          /* runs committed so far */
    uint64_t next_segment; /* number of the next segment's folder */
    manifest_segment *segments;
    size_t segment_count;
    manifest_archive *archives;
    size_t archive_count;
    archive_table by_fingerprint, by_name; /* places in archives */
    morgue_counts counts; /* of all runs */
    bool was_changed;     /* since it was written: by its digest */
} manifest;

void manifest_init(manifest *m);
void manifest_free(manifest *m);

/*
 * Read INDEX/manifest.json.  MORGUE_ENOTFOUND when there is none,
 * MORGUE_EVERSION for a schema that is not known, MORGUE_ECORRUPT when it can't
 * be read.
 */
morgue_status manifest_load(manifest *m, const char *index,
                            morgue_error *err);

/* Replace INDEX/manifest.json. */
morgue_status manifest_save(const manifest *m, const char *index,
                            morgue_error *err);

/* Replace INDEX/XAPIANDB by a stub that names the segments. */
morgue_status manifest_save_stub(const manifest *m, const char *index,
                                 morgue_error *err);

/* MORGUE_ECORRUPT when the stub is another: so it is where a run was killed
 * after it had replaced the manifest. */
morgue_status manifest_check_stub(const manifest *m, const char *index,
                                  morgue_error *err);

void manifest_add_segment(manifest *m, const manifest_segment *segment);

/* The archive of that fingerprint, or NULL. */
manifest_archive *manifest_find_archive(manifest *m,
                                        archive_fingerprint fingerprint);

/* The latest archive of that name, or NULL. */
const manifest_archive *manifest_find_name(const manifest *m,
                                           const char *name);

/* A copy of it is added, or takes the place of the one with its fingerprint;
 * the name is copied. */
manifest_archive *manifest_add_archive(manifest *m,
                                       const manifest_archive *archive);

#endif
