/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A segment built in bulk: documents are inverted in memory, and the tables
 * of the database written from the bottom up, each in one go.
 *
 *   while adding   stored data goes to docdata at once; terms, positions and
 *                  values stay in memory
 *   at the end     postlist (metadata, values, lengths, terms) and position
 *                  side by side, term by term; then termlist; iamglass last
 *
 * The same documents make the same bytes, but for the UUID in iamglass.
 */
#include "segment_writer_impl.h"

#include "error.h"
#include "glass_postlist.h"
#include "glass_values.h"
#include "glass_version.h"
#include "inverter.h"
#include "termlist_sorter.h"

#include <stdlib.h>
#include <sys/stat.h>

#define METADATA_KEY_MAX (GLASS_KEY_MAX - 2)
#define FIXED_MEMORY ((uint64_t)4 << 20) /* buffers of tables and the like */

typedef struct metadata {
    morgue_str key, value;
} metadata;

typedef struct bulk_writer {
    segment_writer base;
    char *path;
    inverter *inverter;
    termlist_sorter *sorter;
    glass_values *values;
    buffer slots;    /* of each document: size, slots used */
    buffer slots_of; /* of the one that is being added */
    metadata *metadata;
    size_t metadata_count, metadata_capacity;
    arena *texts; /* of the metadata */
    glass_table *tables[GLASS_TABLES];
    bool failed; /* nothing can come of it any more */
} bulk_writer;

static const segment_writer_ops bulk_ops;

/* ---- Opening and closing ---- */

/* What is of one segment alone. */
static void end_segment(bulk_writer *w)
{
    for (int i = 0; i < GLASS_TABLES; i++) {
        glass_table_close(w->tables[i]);
        w->tables[i] = NULL;
    }
    glass_values_free(w->values);
    w->values = NULL;
}

static morgue_status begin_segment(bulk_writer *w, const char *path,
                                   morgue_error *err)
{
    free(w->path);
    w->path = strdup(path);
    w->values = glass_values_new();
    if (w->path == NULL || w->values == NULL)
        return error_no_memory(err);
    if (mkdir(path, 0777) != 0)
        return error_set_errno(err, "%s can't be made", path);
    w->failed = false;
    return MORGUE_OK;
}

static void bulk_close(segment_writer *base)
{
    bulk_writer *w = (bulk_writer *)base;

    end_segment(w);
    inverter_free(w->inverter);
    termlist_sorter_free(w->sorter);
    buffer_free(&w->slots);
    buffer_free(&w->slots_of);
    free(w->metadata);
    arena_free(w->texts);
    free(w->path);
    free(w);
}

morgue_status segment_writer_open_bulk(segment_writer **out, const char *path,
                                       morgue_error *err)
{
    bulk_writer *w = calloc(1, sizeof *w);
    morgue_status status;

    if (w == NULL)
        return error_no_memory(err);
    w->base.ops = &bulk_ops;
    w->inverter = inverter_new();
    w->sorter = termlist_sorter_new();
    w->texts = arena_new();
    buffer_init(&w->slots, SIZE_MAX / 2);
    buffer_init(&w->slots_of, SIZE_MAX / 2);
    status = w->inverter && w->sorter ? begin_segment(w, path, err)
                                      : error_no_memory(err);
    if (status == MORGUE_OK)
        *out = &w->base;
    else
        bulk_close(&w->base);
    return status;
}

static morgue_status bulk_restart(segment_writer *base, const char *path,
                                  morgue_error *err)
{
    bulk_writer *w = (bulk_writer *)base;

    arena_reset(w->texts);
    w->metadata_count = 0;
    buffer_clear(&w->slots);
    if (!inverter_clear(w->inverter))
        return error_no_memory(err);
    return begin_segment(w, path, err);
}

/* Tables are made when they get their first entry: most may be absent. */
static morgue_status need_table(bulk_writer *w, int which, morgue_error *err)
{
    if (w->tables[which])
        return MORGUE_OK;
    return glass_table_open(&w->tables[which], w->path,
                            glass_table_names[which], err);
}

/* ---- Adding ---- */

static morgue_status add_data(bulk_writer *w, uint32_t docid, morgue_str data,
                              morgue_error *err)
{
    unsigned char key[GLASS_SORT_MAX];
    morgue_status status;

    if (data.size == 0)
        return MORGUE_OK;
    status = need_table(w, GLASS_DOCDATA, err);
    if (status == MORGUE_OK)
        glass_table_add(w->tables[GLASS_DOCDATA],
                        str_make((char *)key, glass_put_sort(key, docid)),
                        data);
    return status;
}

static morgue_status add_values(bulk_writer *w, uint32_t docid,
                                const document *d, morgue_error *err)
{
    morgue_status status;

    buffer_clear(&w->slots_of);
    status = glass_values_add(w->values, docid, d, &w->slots_of, err);
    if (status != MORGUE_OK)
        return status;
    varint_append(&w->slots, w->slots_of.size);
    buffer_append_str(&w->slots, buffer_view(&w->slots_of));
    return buffer_status(&w->slots, "values", err);
}

static morgue_status refuse_failed(const bulk_writer *w, morgue_error *err)
{
    return error_set(err, MORGUE_EINTERNAL, -1,
                     "%s failed before and can't be gone on with", w->path);
}

/* A document that the inverter refuses leaves nothing behind. */
static morgue_status bulk_add(segment_writer *base, const document *d,
                              morgue_error *err)
{
    bulk_writer *w = (bulk_writer *)base;
    morgue_status status;
    uint32_t docid;

    if (w->failed)
        return refuse_failed(w, err);
    status = inverter_add(w->inverter, d, err);
    if (status == MORGUE_EINVALID || status == MORGUE_ELIMIT)
        return status;
    docid = inverter_count(w->inverter);
    if (status == MORGUE_OK)
        status = add_values(w, docid, d, err);
    if (status == MORGUE_OK)
        status = add_data(w, docid, d->data, err);
    w->failed = status != MORGUE_OK;
    return status;
}

static uint64_t bulk_memory(const segment_writer *base)
{
    const bulk_writer *w = (const bulk_writer *)base;

    if (inverter_is_full(w->inverter))
        return UINT64_MAX;
    return FIXED_MEMORY + inverter_memory(w->inverter) +
           termlist_sorter_memory(w->inverter) +
           glass_values_memory(w->values) + w->slots.size +
           arena_used(w->texts);
}

static uint32_t bulk_count(const segment_writer *base)
{
    return inverter_count(((const bulk_writer *)base)->inverter);
}

static metadata *find_metadata(bulk_writer *w, morgue_str key)
{
    for (size_t i = 0; i < w->metadata_count; i++)
        if (str_equal(w->metadata[i].key, key))
            return w->metadata + i;
    return NULL;
}

static morgue_status bulk_set_metadata(segment_writer *base, morgue_str key,
                                       morgue_str value, morgue_error *err)
{
    bulk_writer *w = (bulk_writer *)base;
    metadata *found = find_metadata(w, key);

    if (key.size == 0 || key.size > METADATA_KEY_MAX)
        return error_set(err, MORGUE_EINVALID, -1,
                         "a metadata key is empty or over %d bytes",
                         METADATA_KEY_MAX);
    if (found == NULL && w->metadata_count == w->metadata_capacity) {
        size_t capacity = w->metadata_capacity + 16;
        metadata *grown = realloc(w->metadata, capacity * sizeof *grown);
        if (grown == NULL)
            return error_no_memory(err);
        w->metadata = grown;
        w->metadata_capacity = capacity;
    }
    if (found == NULL) {
        found = w->metadata + w->metadata_count++;
        found->key = arena_copy(w->texts, key);
    }
    found->value = arena_copy(w->texts, value);
    return MORGUE_OK;
}

/* ---- Finishing ---- */

static int compare_metadata(const void *a, const void *b)
{
    return str_compare(((const metadata *)a)->key, ((const metadata *)b)->key);
}

/* An entry 00 c0 + key for each; an empty value is none. */
static void write_metadata(bulk_writer *w)
{
    char key[GLASS_KEY_MAX] = {0, '\xc0'};

    if (w->metadata_count)
        qsort(w->metadata, w->metadata_count, sizeof *w->metadata,
              compare_metadata);
    for (size_t i = 0; i < w->metadata_count; i++) {
        const metadata *m = w->metadata + i;
        memcpy(key + 2, m->key.data, m->key.size);
        if (m->value.size)
            glass_table_add(w->tables[GLASS_POSTLIST],
                            str_make(key, m->key.size + 2), m->value);
    }
}

static void write_lengths(bulk_writer *w, glass_postlist *lists,
                          glass_stats *stats)
{
    stats->documents = stats->last_docid = inverter_count(w->inverter);
    glass_postlist_begin_lengths(lists);
    for (uint32_t docid = 1; docid <= stats->documents; docid++) {
        uint32_t length = inverter_document_at(w->inverter, docid).length;
        glass_postlist_add(lists, docid, length);
        stats->total_length += length;
        if (length > stats->longest)
            stats->longest = length;
        if (length && (stats->shortest == 0 || length < stats->shortest))
            stats->shortest = length;
    }
    glass_postlist_end(lists);
}

/* One term: its chunks, its positions, its place in the term lists. */
static morgue_status write_term(bulk_writer *w, uint32_t rank,
                                glass_postlist *lists, glass_stats *stats,
                                morgue_error *err)
{
    unsigned char key[GLASS_KEY_MAX + 1 + GLASS_SORT_MAX];
    morgue_status status;
    inverted_list list;
    size_t prefix;
    posting p;

    status = inverter_list(w->inverter, rank, &list, err);
    if (status != MORGUE_OK)
        return status;
    prefix = glass_put_key_string(key, list.term);
    key[prefix++] = 0;
    glass_postlist_begin(lists, list.term, list.documents, list.occurrences);
    termlist_sorter_begin(w->sorter, rank, list.term);
    while (inverted_list_next(&list, &p)) {
        glass_postlist_add(lists, p.docid, p.wdf);
        termlist_sorter_add(w->sorter, p.docid, p.wdf);
        if (p.wdf > stats->highest_wdf)
            stats->highest_wdf = p.wdf;
        if (p.positions.size == 0)
            continue;
        if (w->tables[GLASS_POSITION] == NULL &&
            (status = need_table(w, GLASS_POSITION, err)) != MORGUE_OK)
            return status;
        glass_table_add(
            w->tables[GLASS_POSITION],
            str_make((char *)key, prefix + glass_put_sort(key + prefix,
                                                          p.docid)),
            p.positions);
    }
    glass_postlist_end(lists);
    return MORGUE_OK;
}

static morgue_status write_terms(bulk_writer *w, glass_postlist *lists,
                                 glass_stats *stats, morgue_error *err)
{
    uint32_t terms;
    morgue_status status = inverter_sort(w->inverter, &terms, err);

    if (status == MORGUE_OK && !termlist_sorter_start(w->sorter, w->inverter))
        status = error_no_memory(err);
    for (uint32_t rank = 0; rank < terms && status == MORGUE_OK; rank++)
        status = write_term(w, rank, lists, stats, err);
    if (status == MORGUE_OK)
        status = need_table(w, GLASS_TERMLIST, err);
    if (status == MORGUE_OK &&
        !termlist_sorter_write(w->sorter, buffer_view(&w->slots),
                               w->tables[GLASS_TERMLIST]))
        status = error_no_memory(err);
    return status;
}

static morgue_status write_postings(bulk_writer *w, glass_stats *stats,
                                    morgue_error *err)
{
    morgue_status status = need_table(w, GLASS_POSTLIST, err);
    glass_postlist *lists;

    if (status != MORGUE_OK)
        return status;
    lists = malloc(sizeof *lists);
    if (lists == NULL) {
        status = error_no_memory(err);
    } else {
        write_metadata(w);
        glass_postlist_init(lists, w->tables[GLASS_POSTLIST]);
        status = glass_values_write(w->values, lists->table, err);
        write_lengths(w, lists, stats);
    }
    if (status == MORGUE_OK)
        status = write_terms(w, lists, stats, err);
    free(lists);
    return status;
}

static morgue_status bulk_finish(segment_writer *base, morgue_error *err)
{
    bulk_writer *w = (bulk_writer *)base;
    glass_root roots[GLASS_TABLES] = {{.exists = false}};
    glass_stats stats = {0, 0, 0, 0, 0, 0};
    morgue_status status;

    if (w->failed)
        return refuse_failed(w, err);
    w->failed = true; /* there is no second finish */
    status = write_postings(w, &stats, err);
    for (int i = 0; i < GLASS_TABLES && status == MORGUE_OK; i++)
        if (w->tables[i])
            status = glass_table_finish(w->tables[i], &roots[i], err);
    if (status == MORGUE_OK)
        status = glass_version_write(w->path, roots, &stats, err);
    end_segment(w);
    return status;
}

static const segment_writer_ops bulk_ops = {
    bulk_add, bulk_memory, bulk_count, bulk_set_metadata, bulk_finish,
    bulk_restart, bulk_close};
