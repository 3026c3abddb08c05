/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words and phrases to terms.
 */
#include "planner.h"

#include "str.h"
#include "url_term.h"

/* What a word in the title adds to an article's score, and what this very
 * form adds to that of any form: docs/decisions.md, "Weights". */
#define TITLE_WEIGHT 0.3
#define EXACT_WEIGHT 0.4

static const char *prefix_of(const query_node *leaf)
{
    return leaf->field ? leaf->field->prefix : "";
}

static bool is_one_word(void *user, morgue_str word)
{
    (void)user;
    return str_find_char(word, ' ') == SIZE_MAX;
}

/* The terms of a word under a prefix: this form, or all that begin so. */
static morgue_status plan_word(planner *p, const char *prefix,
                               const query_word *word, plan_node **out)
{
    vocabulary_terms terms;
    morgue_status status;

    if (!word->is_prefix)
        return planner_term(p, out, prefix, word->term);
    status = vocabulary_expand(&terms, p->v, str_of(prefix), word->term,
                               PLAN_EXPANSION_MAX, is_one_word, NULL,
                               p->memory, p->err);
    if (status != MORGUE_OK)
        return status;
    planner_note_cut(p, word->term, word->is_prefix, &terms);
    *out = planner_any(p, &terms);
    return MORGUE_OK;
}

static morgue_status plan_phrase(planner *p, const char *prefix,
                                 const query_node *leaf, plan_node **out)
{
    plan_node **nodes;
    morgue_status status = MORGUE_OK;

    if (leaf->word_count == 1)
        return plan_word(p, prefix, &leaf->words[0], out);
    nodes = arena_calloc(p->memory, leaf->word_count, sizeof(plan_node *));
    for (size_t i = 0; i < leaf->word_count && status == MORGUE_OK; i++)
        status = plan_word(p, prefix, &leaf->words[i], &nodes[i]);
    *out = planner_parent(p, PLAN_PHRASE, nodes, leaf->word_count);
    if (status == MORGUE_OK && *prefix == 0 && !p->wants_places)
        status = planner_cover(p, leaf, out);
    return status;
}

/* All forms that the index holds; they have positions, stems have none. */
static morgue_status plan_forms(planner *p, const char *prefix,
                                const query_word *word, plan_node **out)
{
    vocabulary_terms terms;
    morgue_status status = vocabulary_forms(&terms, p->v, str_of(prefix),
                                            word->term, PLAN_EXPANSION_MAX,
                                            p->memory, p->err);

    if (status != MORGUE_OK)
        return status;
    planner_note_cut(p, word->term, word->is_prefix, &terms);
    *out = planner_any(p, &terms);
    return MORGUE_OK;
}

static morgue_status plan_stems(planner *p, morgue_str word, plan_node **out)
{
    morgue_str stems[VOCABULARY_LANGUAGES_MAX];
    plan_node *nodes[VOCABULARY_LANGUAGES_MAX];
    size_t count, held = 0;
    morgue_status known =
        vocabulary_stems(p->v, word, stems, &count, p->memory, p->err);

    if (known != MORGUE_OK)
        return known;
    for (size_t i = 0; i < count; i++) {
        morgue_status status =
            planner_term(p, &nodes[held], PREFIX_STEM, stems[i]);
        if (status != MORGUE_OK)
            return status;
        held += nodes[held]->frequency > 0;
    }
    *out = held == 0   ? NULL
           : held == 1 ? nodes[0]
                       : planner_parent(p, PLAN_ANY, nodes, held);
    return MORGUE_OK;
}

/* node, to whose score the term of another adds, where the index has it. */
static plan_node *add_bonus(planner *p, plan_node *node, plan_node *term,
                            double weight)
{
    plan_node *both[2] = {node, term};

    if (term->frequency == 0)
        return node;
    term->weight = weight;
    return planner_parent(p, PLAN_MAYBE, both, 2);
}

/* The word in the title adds to the score of what the text found. */
static morgue_status add_title(planner *p, morgue_str word, plan_node **out)
{
    plan_node *title;
    morgue_status status =
        planner_term(p, &title, fields[FIELD_TITLE].prefix, word);

    if (status == MORGUE_OK)
        *out = add_bonus(p, *out, title, TITLE_WEIGHT);
    return status;
}

/* A word of title or text in any form; this one counts more.  The stems find
 * all that it does where each article has them, which spares a union. */
static morgue_status plan_any_form(planner *p, const query_word *word,
                                   plan_node **out)
{
    plan_node *both[2];
    morgue_status status = planner_term(p, &both[0], "", word->term);

    if (status == MORGUE_OK)
        status = plan_stems(p, word->term, &both[1]);
    if (status != MORGUE_OK)
        return status;
    *out = both[0];
    if (both[1] && p->v->is_all_stemmed) {
        *out = add_bonus(p, both[1], both[0], EXACT_WEIGHT);
    } else if (both[1]) {
        both[0]->weight = EXACT_WEIGHT;
        *out = planner_parent(p, PLAN_OR, both, 2);
    }
    return add_title(p, word->term, out);
}

static morgue_status plan_text(planner *p, const query_node *leaf,
                               plan_node **out)
{
    const query_word *word = &leaf->words[0];
    morgue_status status;

    if (leaf->word_count > 1 || word->is_prefix)
        return plan_phrase(p, "", leaf, out);
    if (leaf->kind == QUERY_WORD)
        return p->wants_places ? plan_forms(p, "", word, out)
                               : plan_any_form(p, word, out);
    status = planner_term(p, out, "", word->term);
    if (status == MORGUE_OK && !p->wants_places)
        status = add_title(p, word->term, out);
    return status;
}

static morgue_status plan_title(planner *p, const query_node *leaf,
                                plan_node **out)
{
    const char *prefix = prefix_of(leaf);

    if (leaf->kind == QUERY_WORD && !leaf->words[0].is_prefix)
        return plan_forms(p, prefix, &leaf->words[0], out);
    return plan_phrase(p, prefix, leaf, out);
}

/* ---- Whole terms ---- */

static morgue_str lower_case(planner *p, morgue_str s)
{
    char *out = arena_strdup(p->memory, s);

    for (size_t i = 0; i < s.size; i++)
        out[i] = ascii_lower(out[i]);
    return str_make(out, s.size);
}

/* A host or a language, or with a star all that begin so. */
static morgue_status plan_host(planner *p, const char *prefix, morgue_str text,
                               plan_node **out)
{
    morgue_str host = lower_case(p, text);
    vocabulary_terms hosts;
    morgue_status status;

    if (!str_ends_with(host, STR("*")))
        return planner_term(p, out, prefix, host);
    host.size--;
    status = vocabulary_expand(&hosts, p->v, str_of(prefix), host,
                               PLAN_EXPANSION_MAX, NULL, NULL, p->memory,
                               p->err);
    if (status != MORGUE_OK)
        return status;
    planner_note_cut(p, host, true, &hosts);
    *out = planner_any(p, &hosts);
    return MORGUE_OK;
}

static morgue_status plan_whole(planner *p, const query_node *leaf,
                                plan_node **out)
{
    morgue_str text = str_trim(leaf->text);
    char url[URL_TERM_MAX];
    morgue_status status;

    if (field_id_of(leaf->field) == FIELD_URL)
        status = planner_term(p, out, "", url_term(url, text));
    else
        status = plan_host(p, prefix_of(leaf), text, out);
    if (status == MORGUE_OK)
        (*out)->is_filter = true;
    return status;
}

/* source:nytimes.com is a host, source:"New York Times" a name, and
 * source:nytimes may be either: the first label of a host, or a name. */
static morgue_status plan_source(planner *p, const query_node *leaf,
                                 plan_node **out)
{
    const char *prefix = fields[FIELD_HOST].prefix;
    plan_node *nodes[3];
    morgue_str host = str_trim(leaf->text), label;
    morgue_status status =
        plan_phrase(p, fields[FIELD_SOURCE].prefix, leaf, &nodes[0]);

    if (status == MORGUE_OK)
        status = plan_host(p, prefix, host, &nodes[1]);
    label = arena_format(p->memory, "%.*s.*", (int)host.size, host.data);
    if (status == MORGUE_OK)
        status = plan_host(p, prefix, label, &nodes[2]);
    if (status != MORGUE_OK)
        return status;
    *out = planner_parent(p, PLAN_OR, nodes, 3);
    (*out)->is_filter = true;
    return MORGUE_OK;
}

morgue_status planner_leaf(planner *p, const query_node *leaf,
                           plan_node **out)
{
    morgue_status status;

    switch (field_id_of(leaf->field)) {
    case FIELD_TEXT:
        status = plan_text(p, leaf, out);
        break;
    case FIELD_TITLE:
        status = plan_title(p, leaf, out);
        break;
    case FIELD_SOURCE:
        status = plan_source(p, leaf, out);
        break;
    case FIELD_PERSON:
    case FIELD_ORG:
    case FIELD_PLACE:
    case FIELD_ENTITY:
        return planner_entity(p, leaf, out);
    case FIELD_HOST:
    case FIELD_LANGUAGE:
    case FIELD_URL:
        status = plan_whole(p, leaf, out);
        break;
    default:
        status = plan_phrase(p, prefix_of(leaf), leaf, out);
        break;
    }
    if (status == MORGUE_OK && leaf->is_extra)
        (*out)->weight *= EXACT_WEIGHT;
    if (status == MORGUE_OK && !p->is_negated)
        planner_pattern(p, leaf, *out);
    return status;
}
