/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matches.h"

#include "error.h"
#include "feedback.h"
#include "namesakes.h"
#include "no_answer.h"
#include "options.h"
#include "replay.h"
#include "snippet.h"
#include "stored.h"
#include "str.h"

#include <stdlib.h>

/* Of Xapian's parameters; docs/decisions.md, "Weights". */
static const xap_bm25 weights = {1.5, 0, 1, 0.6, 0.5};

/* Options as the caller gave them, on top of the defaults. */
static morgue_status take_options(morgue_search_options *out,
                                  const morgue_search_options *given,
                                  morgue_error *err)
{
    morgue_status status;

    *out = (morgue_search_options)MORGUE_SEARCH_OPTIONS_INIT;
    status = options_take(out, sizeof *out, given, err);
    if (status == MORGUE_OK && (unsigned)out->sort > MORGUE_SORT_OLDEST)
        return error_set(err, MORGUE_EINVALID, -1, "no such order of matches");
    return status;
}

static morgue_status take_date(civil_date *out, const char *name,
                               const char *text, morgue_error *err)
{
    *out = (civil_date){0};
    if (text == NULL || query_date(out, str_of(text)))
        return MORGUE_OK;
    return error_set(err, MORGUE_EINVALID, -1,
                     "%s: expected a date such as 2014, 2014-12 or "
                     "2014-12-18, not \"%.40s\"",
                     name, text);
}

static morgue_status narrow_dates(morgue_matches *m,
                                  const morgue_search_options *o,
                                  morgue_error *err)
{
    civil_date from, to;
    morgue_status status = take_date(&from, "from", o->from, err);

    if (status == MORGUE_OK)
        status = take_date(&to, "to", o->to, err);
    if (status != MORGUE_OK || (o->from == NULL && o->to == NULL))
        return status;
    m->root = plan_filter(m->root, plan_published(&from, &to, m->memory),
                          m->memory);
    return MORGUE_OK;
}

static void print_plan(morgue_matches *m)
{
    buffer text;

    buffer_init(&text, SIZE_MAX / 2);
    plan_print(m->root, &text);
    m->plan_text = arena_copy(m->memory, buffer_view(&text));
    buffer_free(&text);
}

static void add_notes(morgue_matches *m, const morgue_str *lines, size_t count)
{
    if (count)
        memcpy(m->notes + m->note_count, lines, count * sizeof *lines);
    m->note_count += count;
}

/* What a reader should know beside the matches. */
static morgue_status take_notes(morgue_matches *m, morgue_error *err)
{
    no_answer nothing = {0};
    morgue_str cut = STR("an article holds the words too often for all their "
                         "places to be looked at");
    morgue_status status = MORGUE_OK;

    if (m->result.found.count == 0 && m->offset == 0)
        status = no_answer_explain(&nothing, m->query, &m->searcher->vocabulary,
                                   m->searcher->aliases, m->memory, err);
    m->notes = arena_calloc(m->memory,
                            m->plan.note_count + nothing.count + 1 +
                                m->plan.asked_count,
                            sizeof *m->notes);
    add_notes(m, m->plan.notes, m->plan.note_count);
    add_notes(m, &cut, m->result.was_cut);
    add_notes(m, nothing.lines, nothing.count);
    return status;
}

/* Where any word is enough, the order says what the query means. */
static morgue_status rank_better(const plan_node **out, morgue_matches *m,
                                 morgue_match_mode mode,
                                 const morgue_search_options *o,
                                 morgue_error *err)
{
    vocabulary *v = &m->searcher->vocabulary;

    *out = m->root;
    if (mode != MORGUE_MATCH_ANY || o->sort != MORGUE_SORT_RELEVANCE)
        return MORGUE_OK;
    *out = plan_weigh_words(m->root, v, m->memory);
    *out = plan_close_words(*out, m->query, v, m->memory);
    return feedback_add(out, *out, v, &weights, m->memory, err);
}

/* The caller may free the query before the matches, whose patterns are words
 * of it. */
static morgue_status read_again(morgue_matches *m, const morgue_query *query,
                                morgue_error *err)
{
    return query_parse(&m->query, arena_copy(m->memory, query->text),
                       query->mode, m->memory, err);
}

static morgue_status find(morgue_matches *m, const morgue_query *query,
                          const morgue_search_options *o, morgue_error *err)
{
    sieve_options sieve = {.offset = o->offset, .limit = o->limit,
                           .sort = o->sort, .all_copies = o->all_copies,
                           .bm25 = &weights};
    const plan_node *ranked;
    morgue_status status = read_again(m, query, err);

    if (status == MORGUE_OK)
        status = plan_make(&m->plan, m->query, &m->searcher->vocabulary,
                           m->searcher->aliases, m->memory, err);
    if (status != MORGUE_OK)
        return status;
    if (query->mode == MORGUE_MATCH_ANY)
        plan_unmark_grammar(&m->plan, m->memory);
    m->root = m->plan.root;
    status = narrow_dates(m, o, err);
    if (status != MORGUE_OK)
        return status;
    print_plan(m);
    m->offset = o->offset;
    m->snippet_chars = o->snippet_chars;
    m->replay = o->replay ? arena_copy(m->memory, str_of(o->replay))
                          : STR("");
    m->all_copies = o->all_copies;
    status = rank_better(&ranked, m, query->mode, o, err);
    if (status != MORGUE_OK)
        return status;
    status = sieve_search(&m->result, &m->searcher->vocabulary, ranked,
                          &sieve, m->memory, err);
    return status == MORGUE_OK ? take_notes(m, err) : status;
}

static morgue_status search_once(morgue_matches **out,
                                 morgue_searcher *searcher,
                                 const morgue_query *query,
                                 const morgue_search_options *options,
                                 morgue_error *err)
{
    morgue_matches *m = calloc(1, sizeof *m);
    morgue_status status;

    *out = NULL;
    if (m == NULL)
        return error_no_memory(err);
    m->searcher = searcher;
    m->opening = searcher->opening;
    m->memory = arena_new();
    m->lent = arena_new();
    status = find(m, query, options, err);
    if (status == MORGUE_OK)
        *out = m;
    else
        morgue_matches_free(m);
    return status;
}

morgue_status morgue_search(morgue_matches **out, morgue_searcher *searcher,
                            const morgue_query *query,
                            const morgue_search_options *given,
                            morgue_error *err)
{
    morgue_search_options options;
    morgue_status status = take_options(&options, given, err);

    *out = NULL;
    if (status == MORGUE_OK)
        status = search_once(out, searcher, query, &options, err);
    if (status != MORGUE_ECHANGED)
        return status;
    status = morgue_searcher_refresh(searcher, err);
    return status == MORGUE_OK
               ? search_once(out, searcher, query, &options, err)
               : status;
}

size_t morgue_matches_notes(morgue_matches *m, const morgue_str **lines)
{
    if (!m->has_namesakes)
        m->note_count += namesakes_tell(m->notes + m->note_count, m);
    m->has_namesakes = true;
    *lines = m->notes;
    return m->note_count;
}

morgue_str morgue_matches_plan(const morgue_matches *m)
{
    return m->plan_text;
}

morgue_status matches_check(const morgue_matches *m, morgue_error *err)
{
    if (m->opening == m->searcher->opening)
        return MORGUE_OK;
    return error_set(err, MORGUE_ECHANGED, -1,
                     "the index was opened anew since the search");
}

static void describe(morgue_match *out, const stored_article *a)
{
    out->url = a->url;
    out->title = a->title;
    out->byline = a->byline;
    out->source = a->source;
    out->section = a->section;
    out->language = a->language;
    out->published = a->published;
    out->published_from = a->published_from;
    out->captured = a->captured;
    out->file = a->file;
    out->member = a->member;
    out->record_offset = a->record_offset;
    out->record_length = a->record_length;
    out->text = a->text;
}

static void add_snippet(morgue_match *out, const morgue_matches *m,
                        const stored_article *a)
{
    snippet s = {0};

    snippet_title(&s, a, m->plan.patterns, m->plan.pattern_count, m->lent);
    out->title_marks = s.marks;
    out->title_mark_count = s.mark_count;
    s = (snippet){.text = STR("")};
    if (m->snippet_chars > 0)
        snippet_find(&s, a, m->plan.patterns, m->plan.pattern_count,
                     m->snippet_chars, m->lent);
    out->snippet = s.text;
    out->marks = s.marks;
    out->mark_count = s.mark_count;
    out->snippet_begin = s.begin;
    out->snippet_end = s.end;
    out->snippet_gap = s.gap;
    out->snippet_resumed = s.resumed;
    out->replay = replay_link(m->replay, a, &s, m->lent);
}

morgue_status morgue_matches_next(morgue_matches *m, morgue_match *out,
                                  morgue_error *err)
{
    const xap_match *found;
    stored_article article;
    morgue_str data;
    morgue_status status;

    *out = (morgue_match){0};
    if (m->at == m->result.found.count)
        return MORGUE_END;
    status = matches_check(m, err);
    if (status != MORGUE_OK)
        return status;
    found = &m->result.found.match[m->at];
    arena_reset(m->lent);
    status = xap_reader_data(m->searcher->reader, found->docid, &data, err);
    if (status != MORGUE_OK)
        return status;
    if (!stored_decode(&article, arena_copy(m->lent, data), m->lent))
        return error_set(err, MORGUE_ECORRUPT, -1,
                         "stored article %u can't be read",
                         (unsigned)found->docid);
    describe(out, &article);
    out->rank = m->offset + ++m->at;
    out->score = found->weight;
    out->copies = (uint64_t)found->collapsed + 1;
    add_snippet(out, m, &article);
    return MORGUE_OK;
}

void morgue_matches_free(morgue_matches *m)
{
    if (m == NULL)
        return;
    text_fold_free(&m->texts);
    docid_set_free(&m->all);
    xap_matches_free(&m->result.found);
    arena_free(m->lent);
    arena_free(m->memory);
    free(m);
}
