/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "passage.h"

#include "proof.h"
#include "sentence.h"
#include "str.h"
#include "utf8.h"

#define RUN_MAX 64       /* hits of a run that are weighed */
#define REPEAT 0.2      /* a repeated hit, to the one before */
#define SPREAD_LOSS 0.33 /* of a run over all the room */

/* Of a nearness, to the weight of all patterns: with repeats and the loss by
 * spreading, no run is worth as much without. */
#define PROOF_VALUE 2

/* The hits, counted in characters. */
typedef struct char_span {
    size_t begin, end;
} char_span;

static char_span *count_chars(morgue_str text, const hit_list *hits, arena *a)
{
    char_span *out = arena_alloc(a, (hits->count + 1) * sizeof *out);
    size_t at = 0, chars = 0;

    for (size_t i = 0; i < hits->count; i++) {
        const hit *h = &hits->items[i];
        chars += utf8_length(str_slice(text, at, h->begin));
        at = h->begin;
        out[i].begin = chars;
        out[i].end =
            chars + utf8_length(str_slice(text, h->begin, h->end));
    }
    return out;
}

typedef struct run {
    double value;
    size_t begin, end; /* bytes */
} run;

/* What runs are weighed by. */
typedef struct scales {
    const hit_list *hits;
    const char_span *at;
    const snippet_pattern *patterns;
    double *gains;  /* a pattern: what its next hit in the run counts */
    size_t chars;   /* the room */
    proof_list proofs;
    size_t *proved; /* a nearness: one more than the first hit of the run
                       that last had a proof of it */
    double proof_value;
} scales;

/* What the proofs that end with hit `last` add to the run from `first`; *at
 * is where in the list they may stand. */
static double weigh_proofs(scales *s, size_t *at, size_t first, size_t last)
{
    double value = 0;

    while (*at < s->proofs.count && s->proofs.items[*at].second < last)
        ++*at;
    for (; *at < s->proofs.count; ++*at) {
        const proof *p = &s->proofs.items[*at];
        if (p->second != last)
            break;
        if (p->first < first || s->proved[p->nearness] == first + 1)
            continue;
        s->proved[p->nearness] = first + 1;
        value += s->proof_value;
    }
    return value;
}

/* The best run that begins with hit `first`; proofs before `proof_at` end
 * before it.  Gains are left as they were. */
static run best_run_from(scales *s, size_t first, size_t proof_at)
{
    const hit *hits = s->hits->items;
    run best = {-1, 0, 0};
    double sum = 0, chars = (double)s->chars;
    size_t end = 0, end_chars = 0, i;

    for (i = first; i < s->hits->count && i - first < RUN_MAX; i++) {
        const hit *h = &hits[i];
        double value, spread;
        if (s->at[i].end > end_chars)
            end = h->end, end_chars = s->at[i].end;
        if (i > first &&
            end_chars - s->at[first].begin > s->chars * 3 / 4)
            break;
        sum += s->patterns[h->pattern].weight * s->gains[h->pattern] *
               h->share;
        sum += weigh_proofs(s, &proof_at, first, i);
        s->gains[h->pattern] *= REPEAT;
        spread = (double)(end_chars - s->at[first].begin) / chars;
        value = sum * (1 - SPREAD_LOSS * (spread > 1 ? 1 : spread));
        if (value > best.value)
            best = (run){value, hits[first].begin, end};
    }
    while (i-- > first)
        s->gains[hits[i].pattern] = 1;
    return best;
}

static run best_run(morgue_str text, const hit_list *hits,
                    const snippet_pattern *patterns, size_t pattern_count,
                    size_t chars, arena *a)
{
    scales s = {.hits = hits, .patterns = patterns, .chars = chars};
    run best = {-1, 0, 0};
    size_t at = 0;

    s.at = count_chars(text, hits, a);
    s.gains = arena_alloc(a, (pattern_count + 1) * sizeof *s.gains);
    for (size_t i = 0; i < pattern_count; i++) {
        s.gains[i] = 1;
        s.proof_value += PROOF_VALUE * patterns[i].weight;
    }
    proofs_find(&s.proofs, text, hits, patterns, pattern_count, a);
    s.proved = arena_calloc(a, s.proofs.nearness_count + 1, sizeof *s.proved);
    for (size_t i = 0; i < hits->count; i++) {
        run r;
        while (at < s.proofs.count && s.proofs.items[at].second < i)
            at++;
        r = best_run_from(&s, i, at);
        if (r.value > best.value)
            best = r;
    }
    return best;
}

static size_t chars_back(morgue_str text, size_t at, size_t chars)
{
    while (at > 0 && chars-- > 0)
        at = utf8_floor(text, at - 1);
    return at;
}

static size_t chars_on(morgue_str text, size_t at, size_t chars)
{
    while (at < text.size && chars-- > 0)
        utf8_next(text, &at);
    return at;
}

/* The run may have met only a part of a span. */
static void widen_to_spans(run *r, const span_list *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        const morgue_mark *s = &spans->items[i];
        if (s->begin >= r->end)
            break;
        if (s->end <= r->begin)
            continue;
        if (s->begin < r->begin)
            r->begin = s->begin;
        if (s->end > r->end)
            r->end = s->end;
    }
}

/* The span that has the byte within it, not at its bounds; or NULL. */
static const morgue_mark *span_across(const span_list *spans, size_t at)
{
    size_t low = 0, high = spans->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans->items[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < spans->count && spans->items[low].begin < at)
        return &spans->items[low];
    return NULL;
}

static size_t choose_begin(morgue_str text, const run *core,
                           const span_list *spans, size_t room)
{
    size_t low = chars_back(text, core->begin, room * 3 / 4);
    size_t begin = sentence_begin_before(text, low, core->begin);
    const morgue_mark *across;

    if (begin == SIZE_MAX) {
        low = chars_back(text, core->begin, room / 3);
        begin = word_begin_after(text, low, core->begin);
    }
    while ((across = span_across(spans, begin)) != NULL)
        begin = word_begin_after(text, across->end, core->begin);
    return begin;
}

/* The last end of a sentence in (low, high], or SIZE_MAX. */
static size_t last_sentence_end(morgue_str text, size_t low, size_t high)
{
    size_t next = high + 1 < text.size ? high + 1 : text.size;

    next = sentence_begin_before(text, low + 1, next);
    if (next == SIZE_MAX)
        return SIZE_MAX;
    next = trim_end(text, low, next);
    return next > high || next == low ? SIZE_MAX : next;
}

static size_t choose_end(morgue_str text, const run *core,
                         const span_list *spans, size_t begin, size_t chars)
{
    size_t limit = chars_on(text, begin, chars), low, end;
    const morgue_mark *across;

    if (limit <= core->end)
        return core->end;
    if (limit >= text.size)
        return trim_end(text, core->end, text.size);
    low = chars_on(text, begin, chars * 3 / 5);
    if (low < core->end)
        low = core->end;
    end = last_sentence_end(text, low, limit);
    if (end == SIZE_MAX)
        end = word_end_before(text, core->end, limit);
    while ((across = span_across(spans, end)) != NULL)
        end = trim_end(text, core->end, across->begin);
    return end;
}

/* At the end of an article the room is left over: take it before. */
static size_t take_room_before(morgue_str text, const span_list *spans,
                               morgue_mark p, size_t chars)
{
    size_t used = utf8_length(str_slice(text, p.begin, p.end));
    size_t low, begin;

    if (used >= chars || p.begin == 0)
        return p.begin;
    low = chars_back(text, p.begin, chars - used);
    for (begin = low; begin < p.begin; begin++)
        if (sentence_begins_at(text, begin) &&
            span_across(spans, begin) == NULL)
            return begin;
    return p.begin;
}

morgue_mark passage_choose(morgue_str text, const hit_list *hits,
                           const span_list *spans,
                           const snippet_pattern *patterns,
                           size_t pattern_count, size_t chars, arena *a)
{
    run core = {0, 0, 0};
    size_t used;
    morgue_mark p;

    if (hits->count > 0)
        core = best_run(text, hits, patterns, pattern_count, chars, a);
    widen_to_spans(&core, spans);
    used = utf8_length(str_slice(text, core.begin, core.end));
    p.begin = choose_begin(text, &core, spans, used < chars ? chars - used : 0);
    p.end = choose_end(text, &core, spans, p.begin, chars);
    if (trim_end(text, p.begin, text.size) == p.end)
        p.begin = take_room_before(text, spans, p, chars);
    p.begin = trim_begin(text, p.begin, hits->count ? core.begin : p.end);
    return p;
}
