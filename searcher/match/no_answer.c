/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "no_answer.h"

#include "nearness.h"
#include "spelling.h"
#include "str.h"
#include "utf8.h"

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

#define WRITTEN_MAX 100 /* bytes of a part of the query that are shown */

/* As it was written: title:"high water". */
static morgue_str written(explainer *e, const query_node *leaf)
{
    const char *quote = leaf->kind == QUERY_PHRASE ? "\"" : "";
    bool is_text = field_id_of(leaf->field) == FIELD_TEXT;
    morgue_str text = leaf->text;

    if (text.size > WRITTEN_MAX)
        text = arena_format(e->memory, "%.*s\xe2\x80\xa6",
                            (int)utf8_floor(text, WRITTEN_MAX), text.data);
    return arena_format(e->memory, "%s%s%s%s%.*s%s",
                        is_text ? "" : leaf->field->name, is_text ? "" : ":",
                        leaf->kind == QUERY_EXACT ? "=" : "", quote,
                        (int)text.size, text.data, quote);
}

/* with_places false: as if places did not matter. */
static morgue_status count_alone(explainer *e, const query_node *node,
                                 bool with_places, size_t *out)
{
    plan alone;
    docid_set set = {0};
    morgue_status status =
        plan_make(&alone, node, e->v, e->aliases, e->memory, e->err);

    if (status == MORGUE_OK)
        status = docid_set_find(&set, e->v->reader, alone.root, e->err);
    if (status == MORGUE_OK && alone.has_nearness && with_places)
        status = nearness_keep(&set, alone.root, e->v->reader, e->err);
    *out = set.count;
    docid_set_free(&set);
    return status;
}

static const char *articles(size_t count)
{
    return count == 1 ? "article" : "articles";
}

/* ---- Words ---- */

/* What stands before the words of a leaf in the index; NULL: no one thing. */
static const char *prefix_of(const query_node *leaf)
{
    field_kind kind = leaf->field->kind;

    if (leaf->word_count == 0 || kind == FIELD_KIND_WHOLE ||
        kind == FIELD_KIND_DATE || field_id_of(leaf->field) == FIELD_ENTITY)
        return NULL;
    return leaf->field->prefix;
}

#define MUCH_COMMONER 20 /* times: a slip that some articles made too */

/* What is spelled like a word that no article has, or few beside it? */
static morgue_status suggest(explainer *e, const char *prefix, morgue_str word,
                             size_t count, morgue_str *out)
{
    vocabulary_term like;
    morgue_status status =
        spelling_find(&like, e->v, prefix, word, e->memory, e->err);

    *out = STR("");
    if (status == MORGUE_OK && like.term.size &&
        like.frequency >= MUCH_COMMONER * count)
        *out = arena_format(e->memory, "; the index knows \"%.*s\" (%llu)",
                            (int)like.term.size, like.term.data,
                            (unsigned long long)like.frequency);
    return status;
}

static morgue_status explain_word(explainer *e, const query_node *leaf,
                                  const query_word *word, bool *is_known)
{
    const char *prefix = prefix_of(leaf);
    morgue_str term = arena_format(e->memory, "%s%.*s", prefix,
                                   (int)word->term.size, word->term.data);
    uint64_t frequency;
    morgue_str hint;
    morgue_status status =
        vocabulary_frequency(e->v, term, &frequency, e->err);

    if (status != MORGUE_OK || frequency > 0 || word->is_prefix)
        return status;
    *is_known = false;
    status = suggest(e, prefix, word->term, 0, &hint);
    say(e, arena_format(e->memory, "  %.*s: in no %s%.*s",
                        (int)word->term.size, word->term.data,
                        leaf->field->kind == FIELD_KIND_ENTITY ? "such name"
                                                               : "article",
                        (int)hint.size, hint.data));
    return status;
}

/* All words of a phrase, wherever they stand. */
static query_node words_of(explainer *e, const query_node *phrase)
{
    query_node **words =
        arena_calloc(e->memory, phrase->word_count, sizeof *words);
    query_node all = {.kind = QUERY_AND, .child_count = phrase->word_count,
                      .children = words};

    for (size_t i = 0; i < phrase->word_count; i++) {
        words[i] = arena_calloc(e->memory, 1, sizeof **words);
        *words[i] = *phrase;
        words[i]->kind = QUERY_EXACT;
        words[i]->words = &phrase->words[i];
        words[i]->word_count = 1;
    }
    return all;
}

static bool is_repeated(const query_node *leaf, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_equal(leaf->words[i].term, leaf->words[at].term))
            return true;
    return false;
}

static morgue_status explain_phrase(explainer *e, const query_node *leaf)
{
    morgue_status status = MORGUE_OK;
    bool is_known = true;
    query_node all;
    size_t count;

    for (size_t i = 0; i < leaf->word_count && status == MORGUE_OK; i++)
        if (!is_repeated(leaf, i))
            status = explain_word(e, leaf, &leaf->words[i], &is_known);
    if (status != MORGUE_OK || !is_known)
        return status;
    all = words_of(e, leaf);
    status = count_alone(e, &all, true, &count);
    if (status == MORGUE_OK)
        say(e, arena_format(e->memory,
                            "  all of its words, not side by side: %zu %s",
                            count, articles(count)));
    return status;
}

static bool is_turned_around(const query_node *leaf)
{
    char from[DATE_DIGITS + 1], to[DATE_DIGITS + 1];

    if (leaf->kind != QUERY_RANGE || leaf->from.precision == DATE_UNKNOWN ||
        leaf->to.precision == DATE_UNKNOWN)
        return false;
    civil_date_first(&leaf->from, from);
    civil_date_last(&leaf->to, to);
    return strcmp(from, to) > 0;
}

static morgue_status explain_leaf(explainer *e, const query_node *leaf)
{
    morgue_str as_written = written(e, leaf), hint = STR("");
    const char *prefix = prefix_of(leaf);
    size_t count;
    morgue_status status = count_alone(e, leaf, true, &count);

    if (status == MORGUE_OK && prefix && leaf->word_count == 1 &&
        !leaf->words[0].is_prefix)
        status = suggest(e, prefix, leaf->words[0].term, count, &hint);
    if (is_turned_around(leaf))
        hint = STR("; it ends before it begins");
    if (status != MORGUE_OK)
        return status;
    say(e, arena_format(e->memory, "%.*s alone: %zu %s%.*s",
                        (int)as_written.size, as_written.data, count,
                        articles(count), (int)hint.size, hint.data));
    if (count == 0 && prefix && leaf->word_count > 1)
        status = explain_phrase(e, leaf);
    return status;
}

/* ---- The tree ---- */

static morgue_status explain(explainer *e, const query_node *node);

static morgue_status explain_children(explainer *e, const query_node *node)
{
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < node->child_count && status == MORGUE_OK &&
                       e->out->count < NO_ANSWER_LINES_MAX;
         i++)
        status = explain(e, node->children[i]);
    return status;
}

/* Both sides may be there, but too far apart. */
static morgue_status explain_nearness(explainer *e, const query_node *node)
{
    const char *name = node->kind == QUERY_NEAR ? "NEAR" : "ADJ";
    size_t near, together;
    morgue_status status = count_alone(e, node, true, &near);

    if (status == MORGUE_OK)
        status = count_alone(e, node, false, &together);
    if (status == MORGUE_OK)
        status = explain_children(e, node);
    if (status == MORGUE_OK && near == 0)
        say(e, arena_format(e->memory,
                            "  what is beside %s/%u, at any distance: %zu %s",
                            name, (unsigned)node->distance, together,
                            articles(together)));
    return status;
}

static morgue_status explain(explainer *e, const query_node *node)
{
    switch (node->kind) {
    case QUERY_NOT:
    case QUERY_ALL:
        return MORGUE_OK;
    case QUERY_NEAR:
    case QUERY_ADJ:
        return explain_nearness(e, node);
    default:
        return node->child_count == 0 ? explain_leaf(e, node)
                                      : explain_children(e, node);
    }
}

morgue_status no_answer_explain(no_answer *out, const query_node *root,
                                vocabulary *v, const alias_file *aliases,
                                arena *memory, morgue_error *err)
{
    explainer e = {out, v, aliases, memory, err};

    *out = (no_answer){0};
    return v->document_count ? explain(&e, root) : MORGUE_OK;
}
