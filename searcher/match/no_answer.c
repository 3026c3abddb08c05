/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "no_answer.h"

#include "nearness.h"
#include "spelling.h"
#include "str.h"

typedef struct explainer {
    no_answer *out;
    vocabulary *v;
    const alias_file *aliases;
    arena *memory;
    morgue_error *err;
} explainer;

static void say(explainer *e, morgue_str line)
{
    if (e->out->count < NO_ANSWER_LINES_MAX)
        e->out->lines[e->out->count++] = line;
}

/* As it was written: title:"high water". */
static morgue_str written(explainer *e, const query_node *leaf)
{
    const char *quote = leaf->kind == QUERY_PHRASE ? "\"" : "";
    bool is_text = field_id_of(leaf->field) == FIELD_TEXT;

    return arena_format(e->memory, "%s%s%s%s%.*s%s",
                        is_text ? "" : leaf->field->name, is_text ? "" : ":",
                        leaf->kind == QUERY_EXACT ? "=" : "", quote,
                        (int)leaf->text.size, leaf->text.data, quote);
}

static morgue_status count_alone(explainer *e, const query_node *leaf,
                                 size_t *out)
{
    plan alone;
    docid_set set = {0};
    morgue_status status =
        plan_make(&alone, leaf, e->v, e->aliases, e->memory, e->err);

    if (status == MORGUE_OK)
        status = docid_set_find(&set, e->v->reader, alone.root, e->err);
    if (status == MORGUE_OK && alone.has_nearness)
        status = nearness_keep(&set, alone.root, e->v->reader, e->err);
    *out = set.count;
    docid_set_free(&set);
    return status;
}

/* A word of title or text that no article has: what is spelled like it? */
static morgue_status suggest(explainer *e, morgue_str word, morgue_str *out)
{
    vocabulary_term like;
    morgue_status status =
        spelling_find(&like, e->v, word, e->memory, e->err);

    *out = STR("");
    if (status == MORGUE_OK && like.term.size)
        *out = arena_format(e->memory, "; the index knows \"%.*s\" (%llu)",
                            (int)like.term.size, like.term.data,
                            (unsigned long long)like.frequency);
    return status;
}

static morgue_status explain_word(explainer *e, const query_word *word)
{
    uint64_t frequency;
    morgue_str hint;
    morgue_status status =
        vocabulary_frequency(e->v, word->term, &frequency, e->err);

    if (status != MORGUE_OK || frequency > 0 || word->is_prefix)
        return status;
    status = suggest(e, word->term, &hint);
    say(e, arena_format(e->memory, "  %.*s: in no article%.*s",
                        (int)word->term.size, word->term.data,
                        (int)hint.size, hint.data));
    return status;
}

static morgue_status explain_leaf(explainer *e, const query_node *leaf)
{
    morgue_str as_written = written(e, leaf), hint = STR("");
    bool is_text = field_id_of(leaf->field) == FIELD_TEXT;
    size_t count;
    morgue_status status = count_alone(e, leaf, &count);

    if (status != MORGUE_OK)
        return status;
    if (count == 0 && is_text && leaf->word_count == 1 &&
        !leaf->words[0].is_prefix)
        status = suggest(e, leaf->words[0].term, &hint);
    say(e, arena_format(e->memory, "%.*s alone: %zu %s%.*s",
                        (int)as_written.size, as_written.data, count,
                        count == 1 ? "article" : "articles", (int)hint.size,
                        hint.data));
    for (size_t i = 0; count == 0 && is_text && leaf->word_count > 1 &&
                       i < leaf->word_count && status == MORGUE_OK;
         i++)
        status = explain_word(e, &leaf->words[i]);
    return status;
}

static morgue_status explain(explainer *e, const query_node *node)
{
    morgue_status status = MORGUE_OK;

    if (node->kind == QUERY_NOT || node->kind == QUERY_ALL)
        return MORGUE_OK;
    if (node->child_count == 0)
        return explain_leaf(e, node);
    for (size_t i = 0; i < node->child_count && status == MORGUE_OK &&
                       e->out->count < NO_ANSWER_LINES_MAX;
         i++)
        status = explain(e, node->children[i]);
    return status;
}

morgue_status no_answer_explain(no_answer *out, const query_node *root,
                                vocabulary *v, const alias_file *aliases,
                                arena *memory, morgue_error *err)
{
    explainer e = {out, v, aliases, memory, err};

    *out = (no_answer){0};
    return v->document_count ? explain(&e, root) : MORGUE_OK;
}
