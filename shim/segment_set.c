/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_set.h"

#include "error.h"
#include "glass_postings.h"
#include "heap.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define STUB_NAME     "XAPIANDB"
#define STUB_SIZE_MAX ((size_t)1 << 20)
#define DATA_MAX      ((size_t)1 << 31)
#define DATA_LEAST    ((size_t)1 << 16)

/* After so many documents none of their pages is kept: all that an export of
 * everything has read would count as its memory, although it is the system's
 * to give away. */
#define LET_GO_EVERY 512

/* ---- Opening ---- */

static void close_segment(segment *s)
{
    glass_map_close(&s->postlist);
    glass_map_close(&s->docdata);
    glass_map_close(&s->position);
    glass_walk_free(&s->places);
    free(s->lengths);
    free(s->known_lengths);
    for (size_t i = 0; i < SEGMENT_COLUMNS; i++) {
        free(s->columns[i]);
        free(s->known_columns[i]);
    }
}

void segment_set_close(segment_set *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < s->count; i++)
        close_segment(&s->segments[i]);
    free(s->segments);
    free(s->places.at);
    glass_walk_free(&s->stored);
    buffer_free(&s->uuids);
    buffer_free(&s->data);
    libdeflate_free_decompressor(s->inflater);
    free(s);
}

static void append_uuid(buffer *out, const unsigned char *uuid)
{
    if (out->size > 0)
        buffer_append_char(out, ':');
    for (size_t i = 0; i < GLASS_UUID_SIZE; i++)
        buffer_append_format(
            out, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
            uuid[i]);
}

static morgue_status open_tables(segment *s, const char *directory,
                                 const glass_root *roots, morgue_error *err)
{
    morgue_status status = glass_map_open(
        &s->postlist, directory, GLASS_POSTLIST, &roots[GLASS_POSTLIST], err);

    if (status == MORGUE_OK)
        status = glass_map_open(&s->docdata, directory, GLASS_DOCDATA,
                                &roots[GLASS_DOCDATA], err);
    if (status == MORGUE_OK)
        status = glass_map_open(&s->position, directory, GLASS_POSITION,
                                &roots[GLASS_POSITION], err);
    return status;
}

/* False when it is none of ours, or can't be opened: libxapian will say. */
static bool add_segment(segment_set *set, const char *directory)
{
    glass_root roots[GLASS_TABLES];
    unsigned char uuid[GLASS_UUID_SIZE];
    segment *s;

    set->segments =
        heap_resize(set->segments, set->count + 1, sizeof *set->segments);
    s = &set->segments[set->count];
    *s = (segment){0};
    if (glass_version_read(directory, roots, &s->stats, uuid, NULL) ||
        s->stats.last_docid != s->stats.documents)
        return false;
    if (open_tables(s, directory, roots, NULL) != MORGUE_OK) {
        close_segment(s);
        return false;
    }
    set->count++;
    set->documents += s->stats.documents;
    set->total_length += s->stats.total_length;
    append_uuid(&set->uuids, uuid);
    return true;
}

/* "auto segments/000001": relative to where the stub is. */
static bool add_line(segment_set *set, morgue_str folder, morgue_str line)
{
    morgue_str kind = STR("auto ");
    char *path;
    bool is_ours;

    if (line.size == 0)
        return true;
    if (!str_starts_with(line, kind) ||
        asprintf(&path, "%.*s/%.*s", (int)folder.size, folder.data,
                 (int)(line.size - kind.size), line.data + kind.size) < 0)
        return false;
    is_ours = add_segment(set, path);
    free(path);
    return is_ours;
}

static bool add_stub(segment_set *set, const char *path)
{
    morgue_str folder = str_of(path), lines, line;
    FILE *f = fopen(path, "r");
    bool is_ours = f != NULL;
    char *bytes;

    while (folder.size > 0 && folder.data[folder.size - 1] != '/')
        folder.size--;
    if (f == NULL || folder.size == 0) {
        if (f != NULL)
            fclose(f);
        return false;
    }
    bytes = heap_new(STUB_SIZE_MAX, 1);
    lines = str_make(bytes, fread(bytes, 1, STUB_SIZE_MAX, f));
    fclose(f);
    if (lines.size == STUB_SIZE_MAX)
        is_ours = false;
    folder.size--;
    while (is_ours && str_next_line(&lines, &line))
        is_ours = add_line(set, folder, line);
    free(bytes);
    return is_ours;
}

/* An index, a segment, or a stub file. */
static bool add_path(segment_set *set, const char *path)
{
    struct stat st;
    bool is_ours;
    char *stub;

    if (stat(path, &st) != 0)
        return false;
    if (S_ISREG(st.st_mode))
        return add_stub(set, path);
    if (asprintf(&stub, "%s/" STUB_NAME, path) < 0)
        return false;
    is_ours =
        stat(stub, &st) == 0 ? add_stub(set, stub) : add_segment(set, path);
    free(stub);
    return is_ours;
}

morgue_status segment_set_open(segment_set **out, const char *const *paths,
                               size_t count, morgue_error *err)
{
    segment_set *s = heap_new(1, sizeof *s);
    bool is_ours = true;

    *out = NULL;
    buffer_init(&s->uuids, SIZE_MAX / 2);
    buffer_init(&s->data, DATA_MAX);
    glass_walk_init(&s->stored, NULL);
    s->inflater = libdeflate_alloc_decompressor();
    if (s->inflater == NULL) {
        segment_set_close(s);
        return error_no_memory(err);
    }
    for (size_t i = 0; i < count && is_ours; i++)
        is_ours = add_path(s, paths[i]);
    for (size_t i = 0; i < s->count; i++)
        glass_walk_init(&s->segments[i].places, &s->segments[i].position);
    if (is_ours && s->count > 0 && !s->uuids.failed)
        *out = s;
    else
        segment_set_close(s);
    return MORGUE_OK;
}

/* ---- Looking up ---- */

morgue_status segment_status(morgue_status status, morgue_error *err)
{
    switch (status) {
    case MORGUE_OK:
        return MORGUE_OK;
    case MORGUE_ECHANGED:
        return error_set(err, status, -1, "the index has changed");
    case MORGUE_ENOMEM:
        return error_no_memory(err);
    default:
        return error_set(err, status, -1, "a segment is damaged");
    }
}

/* ---- Terms, documents ---- */

/* Whichever is behind is skipped on. */
static bool meet(glass_postings *a, glass_postings *b)
{
    while (a->docid != b->docid) {
        glass_postings *behind = a->docid < b->docid ? a : b;
        if (!glass_postings_skip(behind, behind == a ? b->docid : a->docid))
            return false;
    }
    return true;
}

morgue_status segment_set_has_both(segment_set *s, morgue_str first,
                                   morgue_str second, bool *out,
                                   morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    *out = false;
    for (size_t i = 0; i < s->count && !*out && status == MORGUE_OK; i++) {
        glass_postings a, b;
        bool has_a = glass_postings_open(&a, &s->segments[i].postlist, first);
        bool has_b = glass_postings_open(&b, &s->segments[i].postlist, second);
        *out = has_a && has_b && meet(&a, &b);
        status = a.walk.status ? a.walk.status : b.walk.status;
        glass_postings_free(&a);
        glass_postings_free(&b);
    }
    return segment_status(status, err);
}

/* The documents of one segment among them. */
static morgue_status find_holders(const segment_set *s, size_t at,
                                  morgue_str term, const uint32_t *docids,
                                  size_t count, bool *out)
{
    glass_postings p;
    bool has_one = glass_postings_open(&p, &s->segments[at].postlist, term);
    morgue_status status;

    for (size_t i = 0; i < count && has_one; i++) {
        uint32_t own = segment_docid(s, docids[i]);
        if (segment_of(s, docids[i]) != at)
            continue;
        if (p.docid < own)
            has_one = glass_postings_skip(&p, own);
        out[i] = has_one && p.docid == own;
    }
    status = p.walk.status;
    glass_postings_free(&p);
    return status;
}

morgue_status segment_set_holders(segment_set *s, morgue_str term,
                                  const uint32_t *docids, size_t count,
                                  bool *out, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    memset(out, 0, count * sizeof *out);
    for (size_t at = 0; at < s->count && status == MORGUE_OK; at++)
        status = find_holders(s, at, term, docids, count, out);
    return segment_status(status, err);
}

morgue_status segment_set_frequency(segment_set *s, morgue_str term,
                                    uint64_t *out, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    *out = 0;
    for (size_t i = 0; i < s->count && status == MORGUE_OK; i++) {
        uint64_t one;
        status = glass_postings_count(&s->segments[i].postlist, term, &one);
        *out += one;
    }
    return segment_status(status, err);
}

/* Nothing tells how large a tag was: try with more and more room. */
static morgue_status inflate(segment_set *s, morgue_str tag, morgue_str *out,
                             morgue_error *err)
{
    enum libdeflate_result result;
    size_t room = s->data.capacity, size = 0;

    room = room > DATA_LEAST ? room - 1 : DATA_LEAST;
    for (;; room *= 2) {
        buffer_clear(&s->data);
        if (buffer_reserve(&s->data, room) == NULL)
            return buffer_status(&s->data, "stored article", err);
        result = libdeflate_deflate_decompress(s->inflater, tag.data, tag.size,
                                               s->data.data, room, &size);
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
            break;
    }
    if (result != LIBDEFLATE_SUCCESS)
        return segment_status(MORGUE_ECORRUPT, err);
    *out = str_make(s->data.data, size);
    return MORGUE_OK;
}

morgue_status segment_set_data(segment_set *s, uint32_t docid, morgue_str *out,
                               morgue_error *err)
{
    const segment *one = &s->segments[segment_of(s, docid)];
    unsigned char key[GLASS_SORT_MAX];
    size_t size = glass_put_sort(key, segment_docid(s, docid));
    glass_walk *w = &s->stored;

    *out = STR("");
    if (++s->given % LET_GO_EVERY == 0)
        for (size_t i = 0; i < s->count; i++)
            glass_map_let_go(&s->segments[i].docdata);
    glass_walk_turn(w, &one->docdata);
    if (!glass_walk_find(w, str_make((const char *)key, size)))
        return segment_status(w->status, err);
    if (w->is_compressed)
        return inflate(s, w->tag, out, err);
    *out = w->tag;
    return MORGUE_OK;
}

morgue_status segment_set_places(segment_set *s, uint32_t docid,
                                 morgue_str term, const uint32_t **out,
                                 size_t *count, morgue_error *err)
{
    glass_walk *position = &s->segments[segment_of(s, docid)].places;
    morgue_status status =
        glass_places_read(&s->places, position, term, segment_docid(s, docid));

    *out = s->places.at;
    *count = s->places.count;
    return segment_status(status, err);
}

/* ---- Values ---- */

/* A chunk of values may be in two parts, which are then joined in memory. */
static morgue_str keep(segment_set *s, morgue_str value)
{
    buffer_clear(&s->data);
    buffer_append_str(&s->data, value);
    return buffer_view(&s->data);
}

morgue_status segment_set_value(segment_set *s, uint32_t docid, uint32_t slot,
                                morgue_str *out, morgue_error *err)
{
    uint32_t own = segment_docid(s, docid);
    morgue_status status;
    glass_slot one;

    *out = STR("");
    glass_slot_open(&one, &s->segments[segment_of(s, docid)].postlist, slot);
    if (glass_slot_skip(&one, own) && one.docid == own)
        *out = keep(s, one.value);
    status = one.walk.status;
    glass_slot_free(&one);
    return segment_status(status, err);
}

/* A slot of all segments. */
static glass_slot *open_slots(const segment_set *s, uint32_t slot)
{
    glass_slot *slots = heap_new(s->count, sizeof *slots);

    for (size_t i = 0; i < s->count; i++)
        glass_slot_open(&slots[i], &s->segments[i].postlist, slot);
    return slots;
}

static morgue_str value_of(const segment_set *s, glass_slot *slots,
                           uint32_t docid, morgue_status *status)
{
    glass_slot *one = &slots[segment_of(s, docid)];
    uint32_t own = segment_docid(s, docid);
    bool has_one = glass_slot_skip(one, own) && one->docid == own;

    if (one->walk.status != MORGUE_OK)
        *status = one->walk.status;
    return has_one ? one->value : STR("");
}

static void close_slots(const segment_set *s, glass_slot *slots)
{
    for (size_t i = 0; i < s->count; i++)
        glass_slot_free(&slots[i]);
    free(slots);
}

morgue_status segment_set_values(segment_set *s, uint32_t slot,
                                 const uint32_t *docids, size_t count,
                                 segment_value_fn tell, void *user,
                                 morgue_error *err)
{
    glass_slot *slots = open_slots(s, slot);
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < count && status == MORGUE_OK; i++)
        tell(user, i, value_of(s, slots, docids[i], &status));
    close_slots(s, slots);
    return segment_status(status, err);
}

morgue_status segment_set_value_pairs(segment_set *s, uint32_t first_slot,
                                      uint32_t second_slot,
                                      const uint32_t *docids, size_t count,
                                      segment_pair_fn tell, void *user,
                                      morgue_error *err)
{
    glass_slot *first = open_slots(s, first_slot);
    glass_slot *second = open_slots(s, second_slot);
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < count && status == MORGUE_OK; i++) {
        morgue_str one = value_of(s, first, docids[i], &status);
        tell(user, i, one, value_of(s, second, docids[i], &status));
    }
    close_slots(s, first);
    close_slots(s, second);
    return segment_status(status, err);
}
