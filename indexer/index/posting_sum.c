/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "posting_sum.h"

#include "array_grow.h"
#include "posting_code.h"

#include <stdlib.h>
#include <string.h>

#define BITS 64

void posting_sum_free(posting_sum *s)
{
    free(s->wdf);
    free(s->met);
}

bool posting_sum_reserve(posting_sum *s, uint32_t end)
{
    size_t words = (size_t)end / BITS + 1, before = s->met_capacity;

    s->first = SIZE_MAX;
    s->last = 0;
    if (!array_grow(&s->wdf, &s->wdf_capacity, end, sizeof *s->wdf) ||
        !array_grow(&s->met, &s->met_capacity, words, sizeof *s->met))
        return false;
    memset(s->met + before, 0, (s->met_capacity - before) * sizeof *s->met);
    return true;
}

void posting_sum_add(posting_sum *s, morgue_str postings, bool all,
                     void (*again)(void *user, uint32_t docid), void *user)
{
    posting p = {.docid = 0};

    while (postings.size > 0) {
        size_t at;
        posting_take(&postings, p.docid, &p);
        if (!all && !p.stems)
            continue;
        at = p.docid / BITS;
        if (s->met[at] >> p.docid % BITS & 1) {
            s->wdf[p.docid] += p.wdf;
            again(user, p.docid);
            continue;
        }
        s->met[at] |= UINT64_C(1) << p.docid % BITS;
        s->wdf[p.docid] = p.wdf;
        if (at < s->first)
            s->first = at;
        if (at > s->last)
            s->last = at;
    }
}

static void append(buffer *out, uint32_t gap, uint32_t wdf)
{
    char *room = buffer_reserve(out, POSTING_CODE_MAX(0));
    morgue_str put;

    if (room == NULL)
        return;
    put = posting_put((unsigned char *)room, gap, wdf, false, NULL, 0);
    memmove(room, put.data, put.size);
    out->size += put.size;
}

uint32_t posting_sum_take(posting_sum *s, buffer *out, uint64_t *occurrences)
{
    uint32_t count = 0, before = 0;

    *occurrences = 0;
    for (size_t i = s->first; i <= s->last; i++) {
        for (uint64_t bits = s->met[i]; bits; bits &= bits - 1) {
            uint32_t docid =
                (uint32_t)(i * BITS) + (uint32_t)__builtin_ctzll(bits);
            append(out, docid - before, s->wdf[docid]);
            *occurrences += s->wdf[docid];
            before = docid;
            count++;
        }
        s->met[i] = 0;
    }
    s->first = SIZE_MAX;
    s->last = 0;
    return count;
}
