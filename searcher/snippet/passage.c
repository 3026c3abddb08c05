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

/* Two stretches are for what is at least such a share of the patterns that the
 * text has, and not for a few characters each. */
#define WORTH_PARTING 0.125
#define PARTED_CHARS  100
#define JOINT_CHARS   3

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
    size_t pattern_count;
    double *gains;  /* a pattern: what its next hit in the run counts */
    double *firsts; /* and its first hit */
    proof_list proofs;
    size_t *proved; /* a nearness: one more than the first hit of the run
                       that last had a proof of it; or IS_SHOWN */
    double proof_value;
} scales;

#define IS_SHOWN SIZE_MAX

static void scales_init(scales *s, morgue_str text, const hit_list *hits,
                        const snippet_pattern *patterns, size_t pattern_count,
                        arena *a)
{
    *s = (scales){.hits = hits, .patterns = patterns,
                  .pattern_count = pattern_count};
    s->at = count_chars(text, hits, a);
    s->gains = arena_alloc(a, (pattern_count + 1) * sizeof *s->gains);
    s->firsts = arena_alloc(a, (pattern_count + 1) * sizeof *s->firsts);
    for (size_t i = 0; i < pattern_count; i++) {
        s->gains[i] = s->firsts[i] = 1;
        s->proof_value += PROOF_VALUE * patterns[i].weight;
    }
    proofs_find(&s->proofs, text, hits, patterns, pattern_count, a);
    s->proved =
        arena_calloc(a, s->proofs.nearness_count + 1, sizeof *s->proved);
}

/* The first proof from `at` on that does not end before hit `last`. */
static size_t skip_proofs(const scales *s, size_t at, size_t last)
{
    while (at < s->proofs.count && s->proofs.items[at].second < last)
        at++;
    return at;
}

/* What the proofs that end with hit `last` add to the run from `first`; *at
 * is where in the list they may stand. */
static double weigh_proofs(scales *s, size_t *at, size_t first, size_t last)
{
    double value = 0;

    for (*at = skip_proofs(s, *at, last); *at < s->proofs.count; ++*at) {
        const proof *p = &s->proofs.items[*at];
        size_t *proved = &s->proved[p->nearness];
        if (p->second != last)
            break;
        if (p->first < first || *proved == first + 1 || *proved == IS_SHOWN)
            continue;
        *proved = first + 1;
        value += s->proof_value;
    }
    return value;
}

/* The best run that begins with hit `first` for so many characters; proofs
 * before `proof_at` end before it.  Gains are left as they were. */
static run best_run_from(scales *s, size_t first, size_t room, size_t proof_at)
{
    const hit *hits = s->hits->items;
    run best = {-1, 0, 0};
    double sum = 0, chars = (double)room;
    size_t end = 0, end_chars = 0, i;

    for (i = first; i < s->hits->count && i - first < RUN_MAX; i++) {
        const hit *h = &hits[i];
        double value, spread;
        if (s->at[i].end > end_chars)
            end = h->end, end_chars = s->at[i].end;
        if (i > first && end_chars - s->at[first].begin > room * 3 / 4)
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
        s->gains[hits[i].pattern] = s->firsts[hits[i].pattern];
    return best;
}

static run best_run(scales *s, size_t room)
{
    run best = {-1, 0, 0};
    size_t proof_at = 0;

    for (size_t i = 0; i < s->hits->count; i++) {
        run r;
        proof_at = skip_proofs(s, proof_at, i);
        r = best_run_from(s, i, room, proof_at);
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

/* The passage of about so many characters around a run. */
static morgue_mark stretch_around(morgue_str text, run core, bool has_hits,
                                  const span_list *spans, size_t chars)
{
    morgue_mark p;
    size_t used;

    widen_to_spans(&core, spans);
    used = utf8_length(str_slice(text, core.begin, core.end));
    p.begin = choose_begin(text, &core, spans, used < chars ? chars - used : 0);
    p.end = choose_end(text, &core, spans, p.begin, chars);
    if (trim_end(text, p.begin, text.size) == p.end)
        p.begin = take_room_before(text, spans, p, chars);
    p.begin = trim_begin(text, p.begin, has_hits ? core.begin : p.end);
    return p;
}

/* ---- Two stretches ---- */

static bool is_shown(const scales *s, size_t at, const passage *p)
{
    const hit *h = &s->hits->items[at];

    for (size_t i = 0; i < p->count; i++)
        if (h->begin >= p->stretches[i].begin && h->end <= p->stretches[i].end)
            return true;
    return false;
}

/* What of the query is in the passage; gains and what is proved are lost. */
static double coverage(scales *s, const passage *p)
{
    double sum = 0;

    memset(s->gains, 0, s->pattern_count * sizeof *s->gains);
    memset(s->proved, 0, s->proofs.nearness_count * sizeof *s->proved);
    for (size_t i = 0; i < s->hits->count; i++) {
        const hit *h = &s->hits->items[i];
        double *gain = &s->gains[h->pattern];
        if (*gain < h->share && is_shown(s, i, p)) {
            sum += (h->share - *gain) * s->patterns[h->pattern].weight;
            *gain = h->share;
        }
    }
    for (size_t i = 0; i < s->proofs.count; i++) {
        const proof *one = &s->proofs.items[i];
        if (s->proved[one->nearness] == 0 && is_shown(s, one->first, p) &&
            is_shown(s, one->second, p)) {
            s->proved[one->nearness] = IS_SHOWN;
            sum += s->proof_value;
        }
    }
    return sum;
}

/* What a passage shows counts little from here on. */
static void take_shown(scales *s, const passage *p)
{
    coverage(s, p);
    for (size_t i = 0; i < s->pattern_count; i++)
        s->gains[i] = s->firsts[i] = s->gains[i] > 0 ? REPEAT : 1;
}

static size_t chars_of(morgue_str text, morgue_mark m)
{
    return utf8_length(str_slice(text, m.begin, m.end));
}

/* Two runs as stretches, in their order in the text; false where they do not
 * stand apart, or not in the room. */
static bool part(passage *out, morgue_str text, run a, run b,
                 const span_list *spans, size_t chars)
{
    run first = a.begin < b.begin ? a : b, second = a.begin < b.begin ? b : a;
    size_t room = chars - JOINT_CHARS;
    morgue_mark f, g;

    widen_to_spans(&second, spans);
    if (first.end >= second.begin)
        return false;
    f = stretch_around(str_slice(text, 0, second.begin), first, true, spans,
                       room / 2);
    if (chars_of(text, f) >= room)
        return false;
    g = stretch_around(text, second, true, spans, room - chars_of(text, f));
    if (g.begin <= f.end || chars_of(text, g) >= room)
        return false;
    /* What the second left over. */
    f = stretch_around(str_slice(text, 0, g.begin), first, true, spans,
                       room - chars_of(text, g));
    *out = (passage){{f, g}, 2};
    if (trim_begin(text, f.end, g.begin) == g.begin) /* they meet */
        *out = (passage){{{f.begin, g.end}}, 1};
    return chars_of(text, f) + chars_of(text, g) <= room;
}

/* Show more of the query in two stretches, where that can be. */
static void part_where_better(passage *out, scales *s, morgue_str text,
                              const span_list *spans, size_t chars)
{
    passage all = {{{0, text.size}}, 1}, parted = {.count = 1};
    double whole = coverage(s, out), missing = coverage(s, &all) - whole;
    double least = 0;
    run a, b;

    for (size_t i = 0; i < s->pattern_count; i++)
        least += s->gains[i] * s->patterns[i].weight * WORTH_PARTING;
    if (missing < least || missing <= 0 || chars < PARTED_CHARS)
        return;
    take_shown(s, &(passage){.count = 0});
    a = best_run(s, (chars - JOINT_CHARS) / 2);
    parted.stretches[0] =
        stretch_around(text, a, true, spans, (chars - JOINT_CHARS) / 2);
    take_shown(s, &parted);
    b = best_run(s, (chars - JOINT_CHARS) / 2);
    if (part(&parted, text, a, b, spans, chars) &&
        coverage(s, &parted) >= whole + least)
        *out = parted;
}

void passage_choose(passage *out, morgue_str text, const hit_list *hits,
                    const span_list *spans, const snippet_pattern *patterns,
                    size_t pattern_count, size_t chars, arena *a)
{
    run core = {0, 0, 0};
    scales s;

    if (hits->count > 0) {
        scales_init(&s, text, hits, patterns, pattern_count, a);
        core = best_run(&s, chars);
    }
    out->count = 1;
    out->stretches[0] =
        stretch_around(text, core, hits->count > 0, spans, chars);
    if (hits->count > 0)
        part_where_better(out, &s, text, spans, chars);
}
