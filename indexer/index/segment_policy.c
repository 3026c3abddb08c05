/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_policy.h"

static uint64_t sum_bytes(const manifest *m, size_t first)
{
    uint64_t sum = 0;

    for (size_t i = first; i < first + SEGMENTS_MERGED; i++)
        sum += m->segments[i].bytes;
    return sum;
}

bool segment_policy_pick(const manifest *m, size_t *first, size_t *count)
{
    uint64_t least = UINT64_MAX;

    if (m->segment_count <= SEGMENTS_MAX)
        return false;
    *count = SEGMENTS_MERGED;
    for (size_t i = 0; i + SEGMENTS_MERGED <= m->segment_count; i++) {
        uint64_t sum = sum_bytes(m, i);
        if (sum >= least)
            continue;
        least = sum;
        *first = i;
    }
    return true;
}
