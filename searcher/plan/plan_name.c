/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names to terms, with what the user's aliases say of them.
 *
 * A name is asked for by a run of its words.  Where the aliases know it, the
 * runs of all its names are asked for together; names that are another's, or
 * no entity, are taken out again, place by place:
 *
 *   name      (any runs...) except (whole taken out)...
 *   whole     a term of the index may be a part of a longer name: the places
 *             of the term except those of names that are longer
 */
#include "planner.h"

#include "name_key.h"
#include "str.h"

#define ENTRIES_MAX 32 /* that one name may belong to */
#define RUNS_MAX 256   /* names that may be asked for as one */

typedef struct wish {
    const char *prefix; /* of the kind's terms */
    int kind;           /* a mention_kind */
    name_run runs[RUNS_MAX];
    size_t run_count;
    name_run *taken_out; /* whole names */
    size_t taken_count;
    vocabulary_terms terms; /* of all runs; each once */
    size_t room;
} wish;

static name_run run_of(planner *p, const query_node *leaf)
{
    buffer words;
    name_run run = {.count = leaf->word_count};

    buffer_init(&words, QUERY_SIZE_MAX);
    for (size_t i = 0; i < leaf->word_count; i++) {
        if (i > 0)
            buffer_append_char(&words, ' ');
        buffer_append_str(&words, leaf->words[i].term);
    }
    run.words = arena_copy(p->memory, buffer_view(&words));
    run.is_prefix = leaf->words[leaf->word_count - 1].is_prefix;
    buffer_free(&words);
    return run;
}

static bool is_one_of(const name_run *runs, size_t count, morgue_str words)
{
    for (size_t i = 0; i < count; i++)
        if (!runs[i].is_prefix && str_equal(runs[i].words, words))
            return true;
    return false;
}

static void add_run(planner *p, wish *w, morgue_str name)
{
    name_run run = {.is_prefix = false};

    run.words = name_words(name, &run.count, p->memory);
    if (run.count == 0 || is_one_of(w->runs, w->run_count, run.words))
        return;
    if (w->run_count == RUNS_MAX)
        planner_note(p, arena_format(p->memory,
                                     "%.*s stands for more than %d names; so "
                                     "many are searched",
                                     (int)w->runs[0].words.size,
                                     w->runs[0].words.data, RUNS_MAX));
    else
        w->runs[w->run_count++] = run;
}

static void take_out(planner *p, wish *w, morgue_str name)
{
    name_run run = {.is_prefix = false};

    run.words = name_words(name, &run.count, p->memory);
    if (run.count > 0 && !is_one_of(w->taken_out, w->taken_count, run.words))
        w->taken_out[w->taken_count++] = run;
}

/* ---- What the aliases say ---- */

/* Only names that hold what is asked for could be found by it. */
static bool is_asked(const wish *w, morgue_str name, arena *a)
{
    size_t count;
    morgue_str words = name_words(name, &count, a);

    for (size_t i = 0; i < w->run_count; i++)
        if (name_has_run(words, &w->runs[i]))
            return true;
    return false;
}

static void note_ambiguous(planner *p, const query_node *leaf,
                           const alias_entry *const *entries, size_t count)
{
    morgue_str line = arena_format(
        p->memory, "%s:%.*s is more than one by the aliases, and all are "
        "searched:", leaf->field->name, (int)leaf->text.size, leaf->text.data);

    for (size_t i = 0; i < count; i++)
        line = arena_format(p->memory, "%.*s%s %.*s", (int)line.size,
                            line.data, i > 0 ? "," : "",
                            (int)entries[i]->name.size, entries[i]->name.data);
    planner_note(p, line);
}

static void merge(planner *p, wish *w, const alias_entry *e)
{
    add_run(p, w, e->name);
    for (size_t i = 0; i < e->variant_count; i++)
        add_run(p, w, e->variants[i]);
}

/* Nothing is taken out that is asked for by its whole name. */
static void split(planner *p, wish *w, const alias_entry *e)
{
    for (size_t i = 0; i < e->split_count; i++) {
        size_t count;
        morgue_str words = name_words(e->splits[i], &count, p->memory);
        if (!is_one_of(w->runs, w->run_count, words))
            take_out(p, w, words);
    }
}

static size_t count_splits(const alias_file *f)
{
    size_t count = 0;

    for (size_t i = 0; i < alias_file_count(f); i++)
        count += alias_file_entry(f, i)->split_count +
                 alias_file_entry(f, i)->is_never;
    return count;
}

static void apply_aliases(planner *p, const query_node *leaf, wish *w)
{
    const alias_entry *entries[ENTRIES_MAX];
    const alias_file *f = p->aliases;
    size_t found = 0, known = 0;

    w->taken_out =
        arena_calloc(p->memory, count_splits(f), sizeof *w->taken_out);
    if (!w->runs[0].is_prefix)
        found = alias_file_find(f, w->runs[0].words, w->kind, entries,
                                ENTRIES_MAX);
    for (size_t i = 0; i < found && i < ENTRIES_MAX; i++)
        if (!entries[i]->is_never)
            entries[known++] = entries[i];
    for (size_t i = 0; i < known; i++)
        merge(p, w, entries[i]);
    for (size_t i = 0; i < known; i++)
        split(p, w, entries[i]);
    if (known > 1)
        note_ambiguous(p, leaf, entries, known);
    for (size_t i = 0; i < alias_file_count(f); i++)
        if (alias_file_entry(f, i)->is_never &&
            is_asked(w, alias_file_entry(f, i)->name, p->memory))
            take_out(p, w, alias_file_entry(f, i)->name);
}

/* ---- Terms ---- */

static void add_term(planner *p, wish *w, const vocabulary_term *term)
{
    vocabulary_terms *t = &w->terms;

    for (size_t i = 0; w->run_count > 1 && i < t->count; i++)
        if (str_equal(t->terms[i].term, term->term))
            return;
    if (t->count == w->room) {
        vocabulary_term *terms = arena_calloc(
            p->memory, w->room = w->room * 2 + 16, sizeof *terms);
        if (t->count)
            memcpy(terms, t->terms, t->count * sizeof *terms);
        t->terms = terms;
    }
    t->terms[t->count++] = *term;
}

/* A posted ending of a name begins with the run, up to a word's end. */
static bool is_wanted(void *user, morgue_str word)
{
    const name_run *run = user;

    /* One word is a term of its own: endings of names would repeat it. */
    if (run->count == 1 && str_find_char(word, ' ') != SIZE_MAX)
        return false;
    return run->is_prefix || word.size == run->words.size ||
           word.data[run->words.size] == ' ';
}

static morgue_status add_terms(planner *p, wish *w, const name_run *run)
{
    vocabulary_terms terms;
    morgue_status status;

    if (run->count == 1 && !run->is_prefix) {
        plan_node *node;
        status = planner_term(p, &node, w->prefix, run->words);
        if (status == MORGUE_OK)
            add_term(p, w, &(vocabulary_term){node->term, node->frequency});
        return status;
    }
    status = vocabulary_expand(&terms, p->v, str_of(w->prefix), run->words,
                               PLAN_EXPANSION_MAX, is_wanted, (void *)run,
                               p->memory, p->err);
    if (status != MORGUE_OK)
        return status;
    planner_note_cut(p, run->words, run->is_prefix, &terms);
    for (size_t i = 0; i < terms.count; i++)
        add_term(p, w, &terms.terms[i]);
    return MORGUE_OK;
}

/* ---- Whole names, taken out ---- */

static size_t count_words(morgue_str words)
{
    size_t count = 1;

    for (size_t i = 0; i < words.size; i++)
        count += words.data[i] == ' ';
    return count;
}

static bool is_longer(void *user, morgue_str words)
{
    const name_run *run = user;

    return count_words(words) > run->count && name_has_run(words, run);
}

static morgue_status whole_name(planner *p, const wish *w,
                                const name_run *name, plan_node **out)
{
    plan_node *both[2];
    vocabulary_terms longer;
    morgue_status status = planner_term(p, &both[0], w->prefix, name->words);

    if (status == MORGUE_OK)
        status = vocabulary_expand(&longer, p->v, str_of(w->prefix), STR(""),
                                   SIZE_MAX, is_longer, (void *)name,
                                   p->memory, p->err);
    if (status != MORGUE_OK)
        return status;
    planner_note_cut(p, name->words, false, &longer);
    both[1] = planner_any(p, &longer);
    *out = longer.count ? planner_parent(p, PLAN_EXCEPT, both, 2) : both[0];
    return MORGUE_OK;
}

static morgue_status take_names_out(planner *p, const wish *w, plan_node **out)
{
    plan_node **nodes = arena_calloc(p->memory, w->taken_count + 1,
                                     sizeof(plan_node *));

    nodes[0] = *out;
    for (size_t i = 0; i < w->taken_count; i++) {
        morgue_status status =
            whole_name(p, w, &w->taken_out[i], &nodes[i + 1]);
        if (status != MORGUE_OK)
            return status;
    }
    if (w->taken_count > 0)
        *out = planner_parent(p, PLAN_EXCEPT, nodes, w->taken_count + 1);
    p->has_nearness = p->has_nearness || w->taken_count > 0;
    return MORGUE_OK;
}

/* ---- Names ---- */

static void add_patterns(planner *p, const wish *w, const plan_node *planned)
{
    uint64_t *taken =
        arena_calloc(p->memory, w->taken_count, sizeof *taken);

    for (size_t i = 0; i < w->taken_count; i++)
        taken[i] = name_key(w->taken_out[i].words);
    for (size_t i = 0; i < w->run_count; i++) {
        snippet_pattern *pattern =
            planner_name_pattern(p, &w->runs[i], planned);
        pattern->kinds = 1u << w->kind;
        pattern->taken_out = taken;
        pattern->taken_count = w->taken_count;
    }
}

/* One word may be a part of the names of several. */
static void add_asked(planner *p, const query_node *leaf, const wish *w)
{
    if (p->asked_count < PLAN_ASKED_MAX && w->runs[0].count == 1 &&
        !w->runs[0].is_prefix)
        p->asked[p->asked_count++] =
            (asked_name){leaf->text, w->runs[0], w->kind};
}

static morgue_status plan_name(planner *p, const query_node *leaf, int kind,
                               plan_node **out)
{
    static const field_id kinds[MENTION_KINDS] = {
        [MENTION_PERSON] = FIELD_PERSON,
        [MENTION_ORG] = FIELD_ORG,
        [MENTION_PLACE] = FIELD_PLACE,
    };
    wish *w = arena_calloc(p->memory, 1, sizeof *w);
    morgue_status status = MORGUE_OK;

    w->kind = kind;
    w->prefix = fields[kinds[kind]].prefix;
    w->runs[w->run_count++] = run_of(p, leaf);
    if (p->aliases)
        apply_aliases(p, leaf, w);
    for (size_t i = 0; i < w->run_count && status == MORGUE_OK; i++)
        status = add_terms(p, w, &w->runs[i]);
    if (status != MORGUE_OK)
        return status;
    *out = planner_any(p, &w->terms);
    if (!p->is_negated) {
        add_patterns(p, w, *out);
        add_asked(p, leaf, w);
    }
    return w->terms.count ? take_names_out(p, w, out) : MORGUE_OK;
}

morgue_status planner_entity(planner *p, const query_node *leaf,
                             plan_node **out)
{
    plan_node *nodes[MENTION_KINDS];

    switch (field_id_of(leaf->field)) {
    case FIELD_PERSON:
        return plan_name(p, leaf, MENTION_PERSON, out);
    case FIELD_ORG:
        return plan_name(p, leaf, MENTION_ORG, out);
    case FIELD_PLACE:
        return plan_name(p, leaf, MENTION_PLACE, out);
    default:
        break;
    }
    for (int kind = 0; kind < MENTION_KINDS; kind++) {
        morgue_status status = plan_name(p, leaf, kind, &nodes[kind]);
        if (status != MORGUE_OK)
            return status;
    }
    *out = planner_parent(p, PLAN_OR, nodes, MENTION_KINDS);
    return MORGUE_OK;
}
