/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "coreference.h"

#include "str.h"

size_t coreference_resolve(entity_document *d, arena *a, coreference **out)
{
    entity_run *runs;
    size_t run_count = entity_runs(d, a, &runs), count = 0;

    *out = arena_alloc(a, (run_count + 1) * sizeof **out);
    for (size_t i = 0; i < run_count; i++) {
        coreference *c = &(*out)[count];

        if (runs[i].kind == KIND_OTHER)
            continue;
        c->run = runs[i];
        c->name = str_slice(d->text, d->spans[runs[i].begin].begin,
                            d->spans[runs[i].end - 1].end);
        count++;
    }
    return count;
}
