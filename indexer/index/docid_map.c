/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docid_map.h"

#include "heap.h"

#include <stdlib.h>

bool docid_map_add(docid_map *m, uint32_t docid)
{
    const docid_gap *before = m->count ? &m->gaps[m->count - 1] : NULL;
    docid_gap gap = {m->last + 1, docid - 1, 0};

    if (docid <= m->last)
        return false;
    m->last = docid;
    if (gap.first == docid)
        return true;
    if (before)
        gap.before = before->before + (before->last - before->first + 1);
    if (m->count == m->capacity) {
        m->capacity = m->capacity ? 2 * m->capacity : 16;
        m->gaps = heap_resize(m->gaps, m->capacity, sizeof *m->gaps);
    }
    m->gaps[m->count++] = gap;
    return true;
}

void docid_map_free(docid_map *m)
{
    free(m->gaps);
    *m = (docid_map){0};
}

bool docid_map_find(const docid_map *m, uint32_t docid, uint32_t *out)
{
    size_t low = 0, high = m->count;
    const docid_gap *gap;
    uint32_t gone;

    while (low < high) { /* for the last gap that begins before it */
        size_t middle = low + (high - low) / 2;
        if (m->gaps[middle].first <= docid)
            low = middle + 1;
        else
            high = middle;
    }
    gap = low ? &m->gaps[low - 1] : NULL;
    if (gap && docid <= gap->last)
        return false;
    gone = gap ? gap->before + (gap->last - gap->first + 1) : 0;
    if (docid - gone > UINT32_MAX - m->offset)
        return false;
    *out = docid - gone + m->offset;
    return true;
}
