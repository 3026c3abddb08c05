/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A tag for every token of a document, by one model.
 */
#ifndef ENTITY_LABEL_H
#define ENTITY_LABEL_H

#include "entity_document.h"
#include "evidence_sums.h"
#include "neighbour_sums.h"

/* Sets the tag of every token; all of the same model. */
void entity_label(const entity_model *m, evidence_sums *evidence,
                  neighbour_sums *neighbours, entity_document *d, arena *a);

/* Tokens [begin, end) that stand for one entity of a kind. */
typedef struct entity_run {
    uint32_t begin, end;
    uint8_t kind; /* a mention_kind, or KIND_OTHER */
} entity_run;

/* The entities that the tags tell; the array stands in the arena. */
size_t entity_runs(const entity_document *d, arena *a, entity_run **out);

#endif
