/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "evidence_sums.h"

#include "entity_feature.h"
#include "heap.h"

#include <stdlib.h>

struct evidence_sums {
    const entity_model *model;
    bool known[EVIDENCES];
    int16_t sums[EVIDENCES][MODEL_WEIGHTS];
};

evidence_sums *evidence_sums_new(const entity_model *m)
{
    evidence_sums *e = heap_new(1, sizeof *e);

    e->model = m;
    return e;
}

void evidence_sums_free(evidence_sums *e)
{
    free(e);
}

static void add_up(evidence_sums *e, unsigned evidence)
{
    uint64_t features[EVIDENCE_FEATURES_MAX];
    size_t count = entity_evidence_features(evidence, features);

    entity_model_add(e->model, features, count, e->sums[evidence]);
    e->known[evidence] = true;
}

const int16_t *evidence_sums_of(evidence_sums *e, unsigned evidence)
{
    if (!e->known[evidence])
        add_up(e, evidence);
    return e->sums[evidence];
}
