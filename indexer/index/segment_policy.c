/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_policy.h"

/* Neighbours that may become one. */
typedef struct window {
    size_t first, count;
    double cost; /* bytes copied for each segment that goes */
} window;

/* The cheapest window that begins at first; cost 0 when there is none. */
static window cheapest_from(const manifest *m, size_t first, bool is_balanced)
{
    uint64_t sum = m->segments[first].bytes, largest = sum;
    window best = {first, 0, 0};

    for (size_t count = 2; first + count <= m->segment_count; count++) {
        uint64_t bytes = m->segments[first + count - 1].bytes;
        double cost;
        sum += bytes;
        if (bytes > largest)
            largest = bytes;
        cost = (double)(sum + 1) / (double)(count - 1);
        if (is_balanced && largest > sum - largest)
            continue;
        if (best.cost == 0 || cost < best.cost)
            best = (window){first, count, cost};
    }
    return best;
}

static window cheapest(const manifest *m, bool is_balanced)
{
    window best = {0, 0, 0};

    for (size_t i = 0; i + 1 < m->segment_count; i++) {
        window w = cheapest_from(m, i, is_balanced);
        if (w.cost > 0 && (best.cost == 0 || w.cost < best.cost))
            best = w;
    }
    return best;
}

bool segment_policy_pick(const manifest *m, size_t *first, size_t *count)
{
    window w;

    if (m->segment_count <= SEGMENTS_MAX)
        return false;
    w = cheapest(m, true);
    if (w.cost == 0)
        w = cheapest(m, false);
    *first = w.first;
    *count = w.count;
    return true;
}
