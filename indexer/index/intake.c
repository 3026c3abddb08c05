/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake.h"

#include "archive_reader.h"
#include "error.h"
#include "str.h"
#include "url_term.h"

/* The first batch that may be held back: before, workers wait for one. */
#define HELD_FROM 3

/* The last batches have this part of a whole one at least. */
#define LEAST_SHARE 4

static morgue_status has_term(intake *in, morgue_str term, bool *out,
                              morgue_error *err)
{
    uint64_t frequency = 0;
    morgue_status status = MORGUE_OK;

    if (in->index)
        status = xap_reader_term_frequency(in->index, term, &frequency, err);
    *out = frequency > 0;
    return status;
}

static morgue_status is_indexed(intake *in, unique_key key, bool *out,
                                morgue_error *err)
{
    char term[UNIQUE_TERM_MAX];

    return has_term(in, unique_key_term(key, term), out, err);
}

/* What revisits may find the record by. */
static void remember_names(intake *in, const record *r)
{
    char term[URL_TERM_MAX];
    unique_key claimed;

    if (unique_key_claimed(&claimed, r, r->url))
        key_set_add(in->seen, claimed);
    if (r->url.size > 0)
        key_set_add(in->seen, unique_key_url(url_term(term, r->url)));
}

static morgue_status is_known(intake *in, const record *r, bool *out,
                              morgue_error *err)
{
    unique_key key = unique_key_of(r);

    *out = !key_set_add(in->seen, key);
    if (*out)
        return MORGUE_OK;
    remember_names(in, r);
    return is_indexed(in, key, out, err);
}

/*
 * Say whether what a revisit repeats was read: then its text is there.  It is
 * named by URL and digest; a server that said "not modified" gave no payload
 * to take a digest of, and the URL has to do.
 */
static morgue_status resolve(intake *in, record *r, morgue_error *err)
{
    char term[URL_TERM_MAX];
    morgue_str url = r->refers_to_url.size ? r->refers_to_url : r->url;
    bool is_read = false, has_digest;
    unique_key key;
    morgue_status status = MORGUE_OK;

    has_digest = unique_key_claimed(&key, r, url);
    if (!has_digest)
        key = unique_key_url(url_term(term, url));
    is_read = key_set_has(in->seen, key);
    if (!is_read && has_digest)
        status = is_indexed(in, key, &is_read, err);
    else if (!is_read)
        status = has_term(in, url_term(term, url), &is_read, err);
    r->reason = is_read ? "repeats a record that was read"
                        : "repeats a record that was not read before";
    if (!str_equal(url, r->url))
        record_note(r, arena_format(r->arena, "repeats %.*s", (int)url.size,
                                    url.data)
                           .data);
    return status;
}

/* Settle exact duplicates, and drop the bytes of what goes no further. */
static morgue_status sift(intake *in, record *r, morgue_error *err)
{
    bool is_duplicate = false;
    morgue_status status = MORGUE_OK;

    if (r->fate == FATE_NONE) {
        unique_key_digest(r);
        status = is_known(in, r, &is_duplicate, err);
    } else if (r->fate == FATE_REVISIT) {
        status = resolve(in, r, err);
    }
    if (is_duplicate)
        record_settle(r, FATE_DUPLICATE, "same url and payload");
    if (r->fate != FATE_NONE)
        buffer_free(&r->block);
    return status;
}

/* A batch is full: on with the one before, and with it, unless it is held. */
static morgue_status hand_on(intake *in, batch *b, morgue_error *err)
{
    batch *held = in->held;
    morgue_status status = MORGUE_OK;

    in->held = NULL;
    if (held)
        status = pipeline_submit(in->pipeline, held, err);
    if (status != MORGUE_OK)
        batch_free(b);
    else if (b->number < HELD_FROM || b->has_pages)
        status = pipeline_submit(in->pipeline, b, err);
    else
        in->held = b;
    return status;
}

static morgue_status keep(intake *in, morgue_error *err)
{
    batch *b = in->filling;

    batch_keep(b, (batch_place){in->archive, in->records});
    if (!batch_is_full(b, &in->limits))
        return MORGUE_OK;
    in->filling = NULL;
    return hand_on(in, b, err);
}

static record *room(intake *in)
{
    if (in->filling == NULL)
        in->filling = batch_new(in->next_batch++);
    return batch_room(in->filling);
}

static morgue_status take(intake *in, record *r, morgue_error *err)
{
    morgue_status status;

    in->records++;
    if (in->records <= in->skip)
        return MORGUE_OK;
    status = sift(in, r, err);
    if (status == MORGUE_OK)
        status = keep(in, err);
    if (status == MORGUE_OK && in->pulse && !in->pulse(in->user))
        status = error_set(err, MORGUE_ECANCELLED, -1, "stopped");
    return status;
}

static bool is_system_error(morgue_status status)
{
    return status == MORGUE_EIO || status == MORGUE_ENOTFOUND ||
           status == MORGUE_ENOMEM || status == MORGUE_EINTERNAL;
}

/* The archive ends here for what it holds: say so in the ledger. */
static morgue_status take_fault(intake *in, const char *path,
                                const morgue_error *fault, morgue_error *err)
{
    record *r = room(in);

    r->file = arena_copy(r->arena, str_of(path));
    r->offset = fault->offset;
    r->length = -1;
    r->type = "archive";
    record_settle(r, fault->status == MORGUE_ELIMIT ? FATE_REFUSED
                                                    : FATE_MALFORMED,
                  arena_strdup(r->arena, str_of(fault->message)));
    return take(in, r, err);
}

static void note_position(intake *in, const archive_reader *reader,
                          const record *r)
{
    /* A record that breaks off may be whole once the archive has grown; one
     * put together from segments comes after the last of them. */
    if (r->offset >= 0 && r->length >= 0 && r->member.size == 0 &&
        r->fate != FATE_MALFORMED &&
        r->offset + r->length > in->end_offset)
        in->end_offset = r->offset + r->length;
    in->bytes = archive_reader_position(reader);
}

static morgue_status read_records(intake *in, archive_reader *reader,
                                  bool *is_ours, morgue_error *err)
{
    morgue_status status;

    in->size = archive_reader_size(reader);
    for (;;) {
        record *r = room(in);
        *is_ours = false;
        status = archive_reader_next(reader, r, err);
        if (status != MORGUE_OK)
            return status;
        note_position(in, reader, r);
        *is_ours = true;
        status = take(in, r, err);
        if (status != MORGUE_OK)
            return status;
    }
}

morgue_status intake_read(intake *in, const char *path, int64_t start_offset,
                          bool *is_ours, morgue_error *err)
{
    archive_reader *reader = NULL;
    morgue_error fault = {.offset = -1};
    morgue_status status;

    *is_ours = false;
    in->records = 0;
    in->end_offset = -1;
    in->bytes = in->size = 0;
    status = archive_reader_open(&reader, path, start_offset, &fault);
    if (status == MORGUE_OK)
        status = read_records(in, reader, is_ours, &fault);
    /* Read to its end, a file is read whole: libarchive looks at no more of a
     * small tar than its members. */
    if (status == MORGUE_END && in->size > 0)
        in->bytes = in->size;
    else if (reader)
        in->bytes = archive_reader_position(reader);
    archive_reader_close(reader);
    if (status == MORGUE_END)
        return MORGUE_OK;
    if (*is_ours || is_system_error(status)) {
        if (err)
            *err = fault;
        return status;
    }
    *is_ours = true;
    fault.status = status;
    return take_fault(in, path, &fault, err);
}

/* ---- The last batches ---- */

/* Move what a batch holds on to batches that take half of what is left each,
 * of `rest` bytes of text with those of the batch. */
static morgue_status deal(intake *in, batch *from, uint64_t *rest,
                          morgue_error *err)
{
    uint64_t least = in->limits.text_bytes / LEAST_SHARE;
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < from->count && status == MORGUE_OK; i++) {
        batch *to = in->filling;
        if (to == NULL)
            to = in->filling = batch_new(in->next_batch++);
        batch_take(to, from, i);
        if (to->text_bytes < least || 2 * to->text_bytes < *rest)
            continue;
        *rest -= to->text_bytes;
        in->filling = NULL;
        status = pipeline_submit(in->pipeline, to, err);
    }
    batch_free(from);
    return status;
}

static morgue_status submit_all(intake *in, batch *held, batch *last,
                                morgue_error *err)
{
    uint64_t rest = (held ? held->text_bytes : 0) + last->text_bytes;
    morgue_status status = MORGUE_OK;

    if (last->has_pages) {
        in->held = held;
        return hand_on(in, last, err);
    }
    in->next_batch = held ? held->number : last->number;
    if (held)
        status = deal(in, held, &rest, err);
    if (status == MORGUE_OK)
        status = deal(in, last, &rest, err);
    else
        batch_free(last);
    if (status == MORGUE_OK && in->filling)
        status = pipeline_submit(in->pipeline, in->filling, err);
    else
        batch_free(in->filling);
    in->filling = NULL;
    return status;
}

morgue_status intake_flush(intake *in, morgue_error *err)
{
    batch *held = in->held, *last = in->filling;

    in->held = in->filling = NULL;
    if (last && last->count == 0) {
        in->next_batch--;
        batch_free(last);
        last = NULL;
    }
    if (last == NULL) {
        last = held;
        held = NULL;
    }
    return last ? submit_all(in, held, last, err) : MORGUE_OK;
}

void intake_close(intake *in)
{
    batch_free(in->held);
    batch_free(in->filling);
    in->held = in->filling = NULL;
}
