/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an index is made of, whether it is sound, what became of the records.
 */
#include "morgue.h"

#include "durable_file.h"
#include "entity_models.h"
#include "error.h"
#include "field.h"
#include "ledger_file.h"
#include "ledger_line.h"
#include "manifest.h"
#include "manifest_json.h"
#include "segment_digest.h"
#include "str.h"
#include "xap.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4200

typedef struct teller {
    morgue_tell_fn tell;
    void *user;
    uint64_t faults;
} teller;

static morgue_status tell_line(teller *t, morgue_error *err,
                               const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static morgue_status tell_line(teller *t, morgue_error *err,
                               const char *format, ...)
{
    char line[LINE_MAX_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (!t->tell(t->user, str_of(line)))
        return error_set(err, MORGUE_ECANCELLED, -1, "stopped");
    return MORGUE_OK;
}

static uint64_t document_sum(const manifest *m)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < m->segment_count; i++)
        sum += m->segments[i].documents;
    return sum;
}

static uint64_t byte_sum(const manifest *m)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < m->segment_count; i++)
        sum += m->segments[i].bytes;
    return sum;
}

/* ---- Stats ---- */

typedef struct language_teller {
    teller *teller;
    uint64_t documents; /* that have a language */
    morgue_status status;
    morgue_error *err;
} language_teller;

/* What has no model has no entities; a reader should know which that is. */
static morgue_status tell_articles(const language_teller *t,
                                   morgue_str language, uint64_t count)
{
    morgue_status status =
        tell_line(t->teller, t->err, "language.%.*s %" PRIu64,
                  (int)language.size, language.data, count);

    if (status == MORGUE_OK && entity_models_find(language).size == 0)
        status = tell_line(t->teller, t->err, "no_entities.%.*s %" PRIu64,
                           (int)language.size, language.data, count);
    return status;
}

static bool tell_language(void *user, morgue_str term, uint64_t frequency)
{
    language_teller *t = user;
    size_t prefix = strlen(fields[FIELD_LANGUAGE].prefix);

    t->documents += frequency;
    t->status = tell_articles(t, str_slice(term, prefix, term.size), frequency);
    return t->status == MORGUE_OK;
}

static morgue_status tell_languages(teller *t, const char *path,
                                    morgue_error *err)
{
    language_teller l = {t, 0, MORGUE_OK, err};
    xap_reader *reader = NULL;
    uint64_t documents = 0;
    morgue_status status = xap_reader_open(&reader, &path, 1, err);

    if (status == MORGUE_OK)
        status = xap_reader_document_count(reader, &documents, err);
    if (status == MORGUE_OK)
        status = xap_reader_terms(reader, str_of(fields[FIELD_LANGUAGE].prefix),
                                  tell_language, &l, err);
    if (status == MORGUE_OK)
        status = l.status;
    if (status == MORGUE_OK && documents > l.documents)
        status = tell_articles(&l, STR("unknown"), documents - l.documents);
    xap_reader_close(reader);
    return status;
}

morgue_status morgue_index_stats(const char *path, morgue_tell_fn tell,
                                 void *user, morgue_error *err)
{
    teller t = {tell, user, 0};
    manifest m;
    morgue_status status;

    manifest_init(&m);
    status = manifest_load(&m, path, err);
    const struct {
        const char *key;
        uint64_t value;
    } lines[] = {
        {"schema", m.schema},
        {"runs", m.run},
        {"segments", m.segment_count},
        {"documents", document_sum(&m)},
        {"bytes", byte_sum(&m)},
        {"text_bytes", m.counts.text_bytes},
        {"template_lines", m.counts.template_lines},
        {"archives", m.archive_count},
        {"archive_bytes", m.counts.bytes},
        {"records", m.counts.records},
        {"indexed", m.counts.indexed},
        {"duplicate", m.counts.duplicate},
        {"revisit", m.counts.revisit},
        {"not_article", m.counts.not_article},
        {"malformed", m.counts.malformed},
        {"refused", m.counts.refused},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (status == MORGUE_OK)
            status = tell_line(&t, err, "%s %" PRIu64, lines[i].key,
                               lines[i].value);
    if (status == MORGUE_OK)
        status = tell_languages(&t, path, err);
    manifest_free(&m);
    return status;
}

/* ---- Check ---- */

static morgue_status check_segment(teller *t, const char *index,
                                   const manifest_segment *s,
                                   morgue_error *err)
{
    char path[PATH_BYTES];
    const char *paths[] = {path};
    uint64_t faults = 0, documents = 0, found = 0;
    xap_reader *reader = NULL;
    morgue_error why = {.offset = -1};
    morgue_status status =
        path_format(path, err, "%s/segments/%s", index, s->name);

    if (status != MORGUE_OK)
        return status;
    if (s->digest != 0)
        status = segment_digest(&found, path, &why);
    if (status == MORGUE_OK && found != s->digest) {
        t->faults++;
        return tell_line(t, err,
                         "segment %s: its files are not as they were written",
                         s->name);
    }
    if (status == MORGUE_OK) /* of other bytes libxapian might make anything */
        status = xap_check(path, &faults, &why);
    if (status == MORGUE_OK)
        status = xap_reader_open(&reader, paths, 1, &why);
    if (status == MORGUE_OK)
        status = xap_reader_document_count(reader, &documents, &why);
    xap_reader_close(reader);
    if (status == MORGUE_OK && faults == 0 && documents == s->documents)
        return tell_line(t, err, "segment %s: %" PRIu64 " documents, sound",
                         s->name, documents);
    t->faults++;
    if (status != MORGUE_OK)
        return tell_line(t, err, "segment %s: %s", s->name, why.message);
    return tell_line(t, err,
                     "segment %s: %" PRIu64 " faults; %" PRIu64
                     " documents, expected %" PRIu64,
                     s->name, faults, documents, s->documents);
}

/* The stub names what the manifest names. */
static morgue_status check_stub(teller *t, const char *index,
                                const manifest *m, morgue_error *err)
{
    xap_reader *reader = NULL;
    uint64_t documents = 0;
    morgue_error why = {.offset = -1};
    morgue_status status = manifest_check_stub(m, index, &why);

    if (status == MORGUE_OK)
        status = xap_reader_open(&reader, &index, 1, &why);
    if (status == MORGUE_OK)
        status = xap_reader_document_count(reader, &documents, &why);
    xap_reader_close(reader);
    if (status == MORGUE_OK && documents == document_sum(m))
        return tell_line(t, err, "XAPIANDB: %" PRIu64 " documents, sound",
                         documents);
    t->faults++;
    return tell_line(t, err, "XAPIANDB: %s; expected %" PRIu64 " documents",
                     status == MORGUE_OK ? "another number" : why.message,
                     document_sum(m));
}

/* Each record of the ledger has a fate, and they sum to the manifest's. */
static morgue_status count_lines(void *user, morgue_str lines,
                                 morgue_error *err)
{
    morgue_counts *counts = user;
    morgue_str line;

    while (str_next_line(&lines, &line)) {
        json_t *json = json_loadb(line.data, line.size, 0, NULL);
        const char *fate = json_string_value(json_object_get(json, "fate"));
        bool is_known = fate != NULL && counts_add_fate(counts, str_of(fate));
        json_decref(json);
        if (!is_known)
            return error_set(err, MORGUE_ECORRUPT, -1,
                             "a line of the ledger has no fate");
    }
    return MORGUE_OK;
}

static morgue_status read_ledgers(const char *index, const manifest *m,
                                  morgue_status (*tell)(void *user,
                                                        morgue_str lines,
                                                        morgue_error *err),
                                  void *user, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    for (uint64_t run = 1; run <= m->run && status == MORGUE_OK; run++) {
        char path[PATH_BYTES];
        status = path_format(path, err, "%s/ledger/%06" PRIu64 ".ndjson.gz",
                             index, run);
        /* A run that read nothing has none. */
        if (status == MORGUE_OK && access(path, F_OK) == 0)
            status = ledger_file_read(path, tell, user, err);
    }
    return status;
}

static morgue_status check_ledger(teller *t, const char *index,
                                  const manifest *m, morgue_error *err)
{
    morgue_counts counts = {0};
    morgue_error why = {.offset = -1};
    morgue_status status = read_ledgers(index, m, count_lines, &counts, &why);

    if (status == MORGUE_OK && counts_are_whole(&counts) &&
        counts.records == m->counts.records &&
        counts.indexed == m->counts.indexed)
        return tell_line(t, err, "ledger: %" PRIu64 " records, sound",
                         counts.records);
    t->faults++;
    return tell_line(t, err, "ledger: %s; expected %" PRIu64 " records",
                     status == MORGUE_OK ? "another number" : why.message,
                     m->counts.records);
}

/* What was looked at may have been replaced or removed by then. */
static morgue_status tell_faults(uint64_t faults, const char *path,
                                 const manifest *m, morgue_error *err)
{
    manifest now;
    bool is_same;

    manifest_init(&now);
    is_same = manifest_load(&now, path, NULL) == MORGUE_OK &&
              now.run == m->run && now.next_segment == m->next_segment;
    manifest_free(&now);
    if (is_same)
        return error_set(err, MORGUE_ECORRUPT, -1, "%s: %" PRIu64 " faults",
                         path, faults);
    return error_set(err, MORGUE_ECHANGED, -1,
                     "%s: was changed meanwhile; check it again", path);
}

morgue_status morgue_index_check(const char *path, morgue_tell_fn tell,
                                 void *user, morgue_error *err)
{
    teller t = {tell, user, 0};
    manifest m;
    morgue_status status;

    manifest_init(&m);
    status = manifest_load(&m, path, err);
    if (status == MORGUE_OK && m.was_changed) {
        t.faults++;
        status = tell_line(&t, err, "manifest.json: is not as it was written");
    }
    for (size_t i = 0; i < m.segment_count && status == MORGUE_OK; i++)
        status = check_segment(&t, path, &m.segments[i], err);
    if (status == MORGUE_OK)
        status = check_stub(&t, path, &m, err);
    if (status == MORGUE_OK)
        status = check_ledger(&t, path, &m, err);
    if (status == MORGUE_OK && t.faults > 0)
        status = tell_faults(t.faults, path, &m, err);
    manifest_free(&m);
    return status;
}

/* ---- Ledger ---- */

typedef struct ledger_filter {
    const char *fate, *reason, *file; /* NULL: any */
    teller teller;
} ledger_filter;

static bool holds(const json_t *line, const char *key, const char *wanted)
{
    const char *value = json_string_value(json_object_get(line, key));

    return wanted == NULL || (value != NULL && strstr(value, wanted) != NULL);
}

static bool passes(const ledger_filter *f, morgue_str line)
{
    json_t *json;
    const char *fate;
    bool is_wanted;

    if (!f->fate && !f->reason && !f->file)
        return true;
    json = json_loadb(line.data, line.size, 0, NULL);
    fate = json_string_value(json_object_get(json, "fate"));
    is_wanted = (f->fate == NULL || (fate && !strcmp(fate, f->fate))) &&
                (holds(json, "reason", f->reason) ||
                 (f->reason != NULL && holds(json, "note", f->reason))) &&
                holds(json, "file", f->file);
    json_decref(json);
    return is_wanted;
}

static morgue_status filter_lines(void *user, morgue_str lines,
                                  morgue_error *err)
{
    ledger_filter *f = user;
    morgue_str line;

    while (str_next_line(&lines, &line))
        if (passes(f, line) && !f->teller.tell(f->teller.user, line))
            return error_set(err, MORGUE_ECANCELLED, -1, "stopped");
    return MORGUE_OK;
}

morgue_status morgue_index_ledger(const char *path, const char *fate,
                                  const char *reason, const char *file,
                                  morgue_tell_fn tell, void *user,
                                  morgue_error *err)
{
    ledger_filter f = {fate, reason, file, {tell, user, 0}};
    manifest m;
    morgue_status status;

    manifest_init(&m);
    status = manifest_load(&m, path, err);
    if (status == MORGUE_OK)
        status = read_ledgers(path, &m, filter_lines, &f, err);
    manifest_free(&m);
    return status;
}
