/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_merge.h"

#include "error.h"
#include "merge_source.h"
#include "xap.h"

#include <stdlib.h>
#include <sys/stat.h>

typedef struct part {
    const char *path;
    glass_root roots[GLASS_TABLES];
    glass_stats stats;
    docid_map map;
} part;

/* Docid by docid, one table after the other: no key of one is below one of
 * the table before. */
static morgue_status chain_merge(merge_source *sources, size_t count,
                                 glass_table *to, morgue_error *err)
{
    for (size_t i = 0; i < count; i++)
        while (glass_cursor_next(&sources[i].cursor))
            if (!merge_copy(sources + i, 0, to)) {
                sources[i].cursor.status = MORGUE_ECORRUPT;
                break;
            }
    return merge_status(sources, count, err);
}

typedef morgue_status merge_fn(merge_source *sources, size_t count,
                               glass_table *to, morgue_error *err);
static merge_fn *const merge_of[GLASS_TABLES] = {
    postlist_merge, chain_merge, chain_merge, position_merge, NULL, NULL};

static bool any_has(const part *parts, size_t count, int table)
{
    for (size_t i = 0; i < count; i++)
        if (parts[i].roots[table].exists)
            return true;
    return false;
}

static morgue_status open_sources(merge_source *sources, const part *parts,
                                  size_t count, int table, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < count; i++)
        glass_cursor_init(&sources[i].cursor);
    for (size_t i = 0; i < count && status == MORGUE_OK; i++) {
        sources[i].map = &parts[i].map;
        status = glass_cursor_open(&sources[i].cursor, parts[i].path, table,
                                   &parts[i].roots[table], err);
    }
    return status;
}

static morgue_status merge_table(const part *parts, size_t count, int table,
                                 const char *to, glass_root *root,
                                 morgue_error *err)
{
    merge_source *sources = calloc(count, sizeof *sources);
    glass_table *out = NULL;
    morgue_status status;

    if (sources == NULL)
        return error_no_memory(err);
    status = open_sources(sources, parts, count, table, err);
    if (status == MORGUE_OK)
        status = glass_table_open(&out, to, glass_table_names[table], err);
    if (status == MORGUE_OK)
        status = merge_of[table](sources, count, out, err);
    if (status == MORGUE_OK)
        status = glass_table_finish(out, root, err);
    glass_table_close(out);
    for (size_t i = 0; i < count; i++)
        glass_cursor_close(&sources[i].cursor);
    free(sources);
    return status;
}

/* ---- Parts ---- */

static void add_stats(glass_stats *sum, const glass_stats *more)
{
    sum->documents += more->documents;
    sum->last_docid = sum->documents;
    sum->total_length += more->total_length;
    if (more->shortest &&
        (sum->shortest == 0 || more->shortest < sum->shortest))
        sum->shortest = more->shortest;
    if (more->longest > sum->longest)
        sum->longest = more->longest;
    if (more->highest_wdf > sum->highest_wdf)
        sum->highest_wdf = more->highest_wdf;
}

/* As we write them documents are numbered without gaps. */
static morgue_status map_documents(part *p, morgue_error *err)
{
    merge_source source = {.map = &p->map};
    morgue_status status = MORGUE_OK;

    if (p->stats.documents == p->stats.last_docid)
        return MORGUE_OK;
    status = glass_cursor_open(&source.cursor, p->path, GLASS_POSTLIST,
                               &p->roots[GLASS_POSTLIST], err);
    if (status == MORGUE_OK)
        status = postlist_documents(&source, &p->map, err);
    glass_cursor_close(&source.cursor);
    return status;
}

/* MORGUE_EVERSION when one is of another format. */
static morgue_status read_part(part *p, morgue_error *err)
{
    morgue_status status =
        glass_version_read(p->path, p->roots, &p->stats, NULL, NULL);

    if (status == MORGUE_EVERSION)
        status = glass_version_read_any(p->path, p->roots, &p->stats, err);
    if (status != MORGUE_OK)
        return status;
    return p->roots[GLASS_SPELLING].exists || p->roots[GLASS_SYNONYM].exists
               ? MORGUE_EVERSION
               : map_documents(p, err);
}

static morgue_status read_parts(part *parts, const char *const *from,
                                size_t count, glass_stats *sum,
                                morgue_error *err)
{
    for (size_t i = 0; i < count; i++) {
        part *p = parts + i;
        morgue_status status;
        p->path = from[i];
        p->map.offset = sum->documents;
        status = read_part(p, err);
        if (status != MORGUE_OK)
            return status;
        if (p->stats.documents > UINT32_MAX - sum->documents)
            return error_set(err, MORGUE_ELIMIT, -1,
                             "segments have over %u documents together",
                             UINT32_MAX);
        add_stats(sum, &p->stats);
    }
    return MORGUE_OK;
}

static morgue_status merge_parts(const part *parts, size_t count,
                                 const char *to, const glass_stats *sum,
                                 morgue_error *err)
{
    glass_root roots[GLASS_TABLES] = {{.exists = false}};
    morgue_status status = MORGUE_OK;

    if (mkdir(to, 0777) != 0)
        return error_set_errno(err, "%s can't be made", to);
    for (int table = 0; table < GLASS_TABLES && status == MORGUE_OK; table++)
        if (any_has(parts, count, table))
            status = merge_table(parts, count, table, to, &roots[table], err);
    if (status == MORGUE_OK)
        status = glass_version_write(to, roots, sum, err);
    return status;
}

morgue_status segment_merge(const char *const *from, size_t count,
                            const char *to, morgue_error *err)
{
    part *parts = calloc(count + 1, sizeof *parts);
    glass_stats sum = {0, 0, 0, 0, 0, 0};
    morgue_status status;

    if (parts == NULL)
        return error_no_memory(err);
    status = read_parts(parts, from, count, &sum, err);
    if (status == MORGUE_OK)
        status = merge_parts(parts, count, to, &sum, err);
    else if (status == MORGUE_EVERSION)
        status = xap_compact(from, count, to, err);
    for (size_t i = 0; i < count; i++)
        docid_map_free(&parts[i].map);
    free(parts);
    return status;
}
