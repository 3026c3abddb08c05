/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_tagger.h"

#include "acronym.h"
#include "coreference.h"
#include "court_case.h"
#include "dateline.h"
#include "entity_bounds.h"
#include "entity_label.h"
#include "entity_models.h"
#include "error.h"
#include "place_list.h"
#include "str.h"

#include <stdlib.h>

/* Of longer articles the beginning is tagged: docs/entities.md says so. */
#define TEXT_MAX (8u << 20)

#define LANGUAGES_MAX 16

typedef struct language_tagger {
    entity_model model;
    word_cache *words;
    evidence_sums *evidence;
    neighbour_sums *neighbours;
    bool elides;
} language_tagger;

struct entity_tagger {
    language_tagger languages[LANGUAGES_MAX];
    size_t count;
};

static morgue_status add_model(entity_tagger *t, morgue_str model,
                               morgue_error *err)
{
    language_tagger *l = &t->languages[t->count];
    morgue_status status = entity_model_read(&l->model, model, err);

    if (status != MORGUE_OK)
        return status;
    l->words = word_cache_new(&l->model);
    l->evidence = evidence_sums_new(&l->model);
    l->neighbours = neighbour_sums_new();
    l->elides = entity_token_elides(str_of(l->model.language));
    t->count++;
    return MORGUE_OK;
}

morgue_status entity_tagger_new_from(entity_tagger **out, morgue_str model,
                                     morgue_error *err)
{
    entity_tagger *t = calloc(1, sizeof *t);
    morgue_status status;

    *out = NULL;
    if (!t)
        return error_no_memory(err);
    status = add_model(t, model, err);
    if (status != MORGUE_OK) {
        entity_tagger_free(t);
        return status;
    }
    *out = t;
    return MORGUE_OK;
}

morgue_status entity_tagger_new(entity_tagger **out, morgue_error *err)
{
    entity_tagger *t = calloc(1, sizeof *t);
    const char *const *languages = entity_models_languages();
    morgue_status status = MORGUE_OK;

    *out = NULL;
    if (!t)
        return error_no_memory(err);
    for (; *languages && t->count < LANGUAGES_MAX && status == MORGUE_OK;
         languages++)
        status = add_model(t, entity_models_find(str_of(*languages)), err);
    if (status != MORGUE_OK) {
        entity_tagger_free(t);
        return status;
    }
    *out = t;
    return MORGUE_OK;
}

void entity_tagger_free(entity_tagger *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->count; i++) {
        word_cache_free(t->languages[i].words);
        evidence_sums_free(t->languages[i].evidence);
        neighbour_sums_free(t->languages[i].neighbours);
    }
    free(t);
}

static language_tagger *find_language(entity_tagger *t, morgue_str language)
{
    for (size_t i = 0; i < t->count; i++)
        if (str_equal(language, str_of(t->languages[i].model.language)))
            return &t->languages[i];
    return NULL;
}

/* Title and text as one, so that each helps to understand the other. */
static morgue_str join(morgue_str title, morgue_str text, arena *a)
{
    char *bytes = arena_alloc(a, title.size + 1 + text.size);

    if (title.size > 0)
        memcpy(bytes, title.data, title.size);
    bytes[title.size] = '\n';
    if (text.size > 0)
        memcpy(bytes + title.size + 1, text.data, text.size);
    return str_make(bytes, title.size + 1 + text.size);
}

static void to_mention(mention *out, const entity_document *d,
                       const coreference *c, size_t title_size)
{
    uint32_t begin = d->spans[c->run.begin].begin;
    uint32_t end = d->spans[c->run.end - 1].end;

    out->in_title = begin < title_size;
    out->begin = out->in_title ? begin : begin - (uint32_t)title_size - 1;
    out->end = out->in_title ? end : end - (uint32_t)title_size - 1;
    out->kind = c->run.kind;
    out->name = c->name;
}

void entity_tagger_tag(entity_tagger *t, morgue_str title, morgue_str text,
                       morgue_str language, arena *a, mention **out,
                       size_t *count)
{
    language_tagger *l = find_language(t, language);
    entity_document d;
    entity_span *spans;
    coreference *found;
    size_t tokens;

    *out = NULL;
    *count = 0;
    if (!l)
        return;
    title = str_slice(title, 0, TEXT_MAX);
    text = str_slice(text, 0, TEXT_MAX);
    text = join(title, text, a);
    tokens = entity_tokenize(text, l->elides, a, &spans);
    if (word_cache_trim(l->words))
        neighbour_sums_clear(l->neighbours);
    entity_document_prepare(&d, text, spans, tokens, &l->model, l->words, a);
    entity_label(&l->model, l->evidence, l->neighbours, &d, a);
    entity_bounds_mend(&d, a);
    datelines_tag(&d);
    place_lists_tag(&d);
    court_cases_tag(&d);
    acronyms_tag(&d);
    *count = coreference_resolve(&d, a, &found);
    *out = arena_alloc(a, (*count + 1) * sizeof **out);
    for (size_t i = 0; i < *count; i++)
        to_mention(&(*out)[i], &d, &found[i], title.size);
}
