/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Random queries over small random collections, held against a plain scan of
 * the same articles.  The scan shares the parser and the analyzer with the
 * searcher, and nothing else.  Both ways of searching are held against it, our
 * own and libxapian's, and against each other by the scores they give.
 */
#include "unit.h"

#include "analyzer.h"
#include "draw.h"
#include "plan_query.h"
#include "query.h"
#include "scan_search.h"
#include "searcher.h"
#include "segment_merge.h"
#include "small_index.h"
#include "window_search.h"

#define COLLECTIONS 25
#define ARTICLES 40
#define QUERIES 160
#define TOKENS_MAX 80
#define TEXT_MAX 700
#define SPANS_MAX 20000
#define SCORE_TOLERANCE 1e-9

/* ---- Articles ---- */

static const char *const words[] = {
    "flood",   "floods", "flooded", "dam",  "dams", "Caf\xc3\xa9", "cafes",
    "cyber",   "cyberwar", "the",   "of",   "U.S.", "9/11",        "storm-hit",
    "happy",   "happily", "happiness", "sky", "skies", "the",       "of",
    "in",      "and",
};
#define WORDS (sizeof words / sizeof *words)
static const char *const names[] = {"Anna Stone", "Karl Stone",
                                    "Anna Maria Berg"};
static const char *const mentioned[] = {"Anna Stone", "Stone",
                                        "Anna Maria Berg", "Berg", "Anna"};
static const char *const dates[] = {NULL,      "2014",       "2014-12",
                                    "2014-12-18", "2015-01-01", "2013-06-30"};

typedef struct scanned {
    small_article given;
    char url[32];
    bool is_removed;
    char title[TEXT_MAX], text[TEXT_MAX];
    char tokens[TOKENS_MAX][TERM_MAX + 1];
    char stems[TOKENS_MAX][TERM_MAX + 1];
    uint32_t positions[TOKENS_MAX];
    uint32_t begins[TOKENS_MAX]; /* bytes in title or text */
    size_t token_count, title_tokens;
    mention mentions[2 * SMALL_MENTIONS_MAX];
    size_t mention_count;
} scanned;

static scanned articles[ARTICLES];
static size_t article_of[ARTICLES + 1]; /* by docid */
static stemmer *english;

static void write_words(char *out, unsigned count)
{
    out[0] = 0;
    for (unsigned i = 0; i < count; i++) {
        const char *word = draw(9) == 0 ? mentioned[draw(5)]
                                        : words[draw(WORDS)];
        strncat(out, word, TEXT_MAX - strlen(out) - 3);
        strcat(out, draw(8) == 0 ? ", " : " ");
    }
}

static void scan_words(scanned *a, const char *text, uint32_t position)
{
    analyzer words_of;
    token t;

    analyzer_init(&words_of, str_of(text), position);
    while (analyzer_next(&words_of, &t)) {
        size_t i = a->token_count++;
        morgue_str stem = stemmer_stem(english, t.term);
        assert_true(i < TOKENS_MAX);
        snprintf(a->tokens[i], TERM_MAX + 1, "%.*s", (int)t.term.size,
                 t.term.data);
        snprintf(a->stems[i], TERM_MAX + 1, "%.*s", (int)stem.size, stem.data);
        a->positions[i] = t.position;
        a->begins[i] = t.begin;
    }
}

static void scan_article(scanned *a)
{
    a->token_count = 0;
    scan_words(a, a->title, 1);
    a->title_tokens = a->token_count;
    scan_words(a, a->text, (uint32_t)a->title_tokens + 1 + POSITION_GAP);
    a->mention_count =
        small_mentions(&a->given, str_of(a->title), true, a->mentions);
    a->mention_count += small_mentions(&a->given, str_of(a->text), false,
                                       a->mentions + a->mention_count);
}

static void make_article(scanned *a, const scanned *other)
{
    static const char people[] = "Anna Stone;Karl Stone;Anna Maria Berg";

    if (other && draw(6) == 0) {
        memcpy(a->title, other->title, TEXT_MAX);
        memcpy(a->text, other->text, TEXT_MAX);
    } else {
        /* A few are without any words, and no copies of each other. */
        write_words(a->title, draw(4));
        write_words(a->text, draw(24) / (1 + 23 * (draw(8) == 0)));
    }
    snprintf(a->url, sizeof a->url, "http://a.example/%d",
             (int)(a - articles));
    a->is_removed = false;
    a->given = (small_article){a->title, a->text, dates[draw(6)],
                               "en", NULL, a->url, people};
    scan_article(a);
}

/* ---- The plain scan ---- */

typedef struct span {
    uint32_t begin, end;
} span;

typedef struct spans {
    span list[SPANS_MAX];
    size_t count;
} spans;

static bool word_is(const scanned *a, size_t i, const query_word *w,
                    bool any_form)
{
    morgue_str word = str_of(a->tokens[i]);

    if (w->is_prefix)
        return str_starts_with(word, w->term);
    if (any_form &&
        str_equal(stemmer_stem(english, w->term), str_of(a->stems[i])))
        return true;
    return str_equal(word, w->term);
}

static void add_span(spans *out, uint32_t begin, uint32_t end)
{
    assert_true(out->count < SPANS_MAX);
    out->list[out->count++] = (span){begin, end};
}

static void scan_phrase(const scanned *a, const query_node *q, spans *out)
{
    bool in_title = field_id_of(q->field) == FIELD_TITLE;
    size_t end = in_title ? a->title_tokens : a->token_count;

    for (size_t i = 0; i + q->word_count <= end; i++) {
        size_t k = 0;
        while (k < q->word_count &&
               a->positions[i + k] == a->positions[i] + k &&
               word_is(a, i + k, &q->words[k], q->kind == QUERY_WORD))
            k++;
        if (k == q->word_count)
            add_span(out, a->positions[i],
                     a->positions[i] + (uint32_t)q->word_count - 1);
    }
}

/* The words of q stand side by side in the name. */
static bool name_has(morgue_str name, const query_node *q)
{
    char folded[8][TERM_MAX + 1];
    size_t count = 0;
    analyzer a;
    token t;

    analyzer_init(&a, name, 1);
    while (count < 8 && analyzer_next(&a, &t))
        snprintf(folded[count++], TERM_MAX + 1, "%.*s", (int)t.term.size,
                 t.term.data);
    for (size_t i = 0; i + q->word_count <= count; i++) {
        size_t k = 0;
        while (k < q->word_count &&
               (q->words[k].is_prefix
                    ? str_starts_with(str_of(folded[i + k]), q->words[k].term)
                    : str_equal(str_of(folded[i + k]), q->words[k].term)))
            k++;
        if (k == q->word_count)
            return true;
    }
    return false;
}

static void scan_names(const scanned *a, const query_node *q, spans *out)
{
    for (size_t m = 0; m < a->mention_count; m++) {
        const mention *x = &a->mentions[m];
        size_t from = x->in_title ? 0 : a->title_tokens;
        size_t to = x->in_title ? a->title_tokens : a->token_count;
        if (!name_has(x->name, q))
            continue;
        for (size_t i = from; i < to; i++)
            if (a->begins[i] == x->begin)
                add_span(out, a->positions[i], a->positions[i]);
    }
}

static void scan_spans(const scanned *a, const query_node *q, spans *out);

static void scan_near(const scanned *a, const query_node *q, spans *out)
{
    spans *side = calloc(2, sizeof *side);

    scan_spans(a, q->children[0], &side[0]);
    scan_spans(a, q->children[1], &side[1]);
    for (size_t i = 0; i < side[0].count; i++)
        for (size_t k = 0; k < side[1].count; k++) {
            span x = side[0].list[i], y = side[1].list[k];
            bool is_known = false;
            span both = {x.begin < y.begin ? x.begin : y.begin,
                         x.end > y.end ? x.end : y.end};
            if (!(y.begin > x.end && y.begin - x.end <= q->distance) &&
                !(q->kind == QUERY_NEAR && x.begin > y.end &&
                  x.begin - y.end <= q->distance))
                continue;
            for (size_t n = 0; n < out->count && !is_known; n++)
                is_known = out->list[n].begin == both.begin &&
                           out->list[n].end == both.end;
            if (!is_known)
                add_span(out, both.begin, both.end);
        }
    free(side);
}

static void scan_spans(const scanned *a, const query_node *q, spans *out)
{
    if (q->kind == QUERY_NEAR || q->kind == QUERY_ADJ) {
        scan_near(a, q, out);
    } else if (q->kind == QUERY_OR) {
        for (size_t i = 0; i < q->child_count; i++)
            scan_spans(a, q->children[i], out);
    } else if (q->field->kind == FIELD_KIND_ENTITY) {
        if (field_id_of(q->field) == FIELD_PERSON ||
            field_id_of(q->field) == FIELD_ENTITY)
            scan_names(a, q, out);
    } else {
        scan_phrase(a, q, out);
    }
}

static bool scan_range(const scanned *a, const query_node *q)
{
    civil_date published;
    char first[DATE_DIGITS + 1], last[DATE_DIGITS + 1];
    char from[DATE_DIGITS + 1], to[DATE_DIGITS + 1];

    if (a->given.published == NULL)
        return false;
    assert_true(civil_date_parse_iso(&published, str_of(a->given.published)));
    civil_date_first(&published, first);
    civil_date_last(&published, last);
    civil_date_first(&q->from, from);
    civil_date_last(&q->to, to);
    return (q->from.precision == DATE_UNKNOWN || strcmp(first, from) >= 0) &&
           (q->to.precision == DATE_UNKNOWN || strcmp(last, to) <= 0);
}

static bool scan(const scanned *a, const query_node *q)
{
    spans *found;
    bool holds;

    switch (q->kind) {
    case QUERY_ALL:
        return true;
    case QUERY_RANGE:
        return scan_range(a, q);
    case QUERY_AND:
        for (size_t i = 0; i < q->child_count; i++)
            if (!scan(a, q->children[i]))
                return false;
        return true;
    case QUERY_OR:
        for (size_t i = 0; i < q->child_count; i++)
            if (scan(a, q->children[i]))
                return true;
        return false;
    case QUERY_NOT:
        return !scan(a, q->children[0]);
    default:
        found = calloc(1, sizeof *found);
        scan_spans(a, q, found);
        holds = found->count > 0;
        free(found);
        return holds;
    }
}

/* ---- Queries ---- */

static void write_leaf(buffer *out)
{
    static const char *const fields_of_words[] = {"", "", "", "", "title:",
                                                  "text:"};
    unsigned count = 2 + draw(2);

    switch (draw(9)) {
    case 0:
        buffer_append_format(out, "=%s", words[draw(WORDS)]);
        return;
    case 1:
        buffer_append_format(out, "%s\"", fields_of_words[draw(6)]);
        while (count--)
            buffer_append_format(out, "%s%s%s", words[draw(WORDS)],
                                 draw(8) ? "" : "*", count ? " " : "\"");
        return;
    case 2:
        buffer_append_format(out, "%.3s*", words[draw(5)]);
        return;
    case 3:
        buffer_append_format(out, "%s:\"%s\"", draw(2) ? "person" : "entity",
                             names[draw(3)]);
        return;
    case 4:
        buffer_append_format(out, "person:%s", draw(2) ? "Stone" : "Ber*");
        return;
    default:
        buffer_append_format(out, "%s%s", fields_of_words[draw(6)],
                             words[draw(WORDS)]);
    }
}

static void write_near(buffer *out, unsigned depth)
{
    if (depth == 0 || draw(3) == 0) {
        write_leaf(out);
        return;
    }
    buffer_append_char(out, '(');
    write_near(out, depth - 1);
    if (draw(3) == 0)
        buffer_append_format(out, " OR ");
    else
        buffer_append_format(out, " %s/%u ", draw(2) ? "NEAR" : "ADJ",
                             1 + draw(6));
    write_near(out, depth - 1);
    buffer_append_char(out, ')');
}

static void write_query(buffer *out, unsigned depth)
{
    static const char *const joints[] = {" ", " OR ", " AND ", " -", " NOT "};
    static const char *const ranges[] = {
        "published:2014",   "published:2014-12", "published:2014-12-18..",
        "published:..2014", "published:2013..2014-12", "*"};

    if (depth == 0) {
        write_leaf(out);
        return;
    }
    switch (draw(8)) {
    case 0:
        write_near(out, 2);
        return;
    case 1:
        buffer_append_format(out, "%s", ranges[draw(6)]);
        return;
    case 2:
        buffer_append_format(out, "-(");
        break;
    default:
        buffer_append_char(out, '(');
    }
    write_query(out, depth - 1);
    buffer_append_format(out, "%s", joints[draw(5)]);
    buffer_append_char(out, '(');
    write_query(out, depth - 1);
    buffer_append_format(out, "))");
}

/* ---- Comparing ---- */

static bool are_copies(const scanned *a, const scanned *b)
{
    for (size_t i = 0; i < a->token_count; i++)
        if (strcmp(a->tokens[i], b->tokens[i]) != 0)
            return false;
    return a->token_count == b->token_count && a->token_count > 0;
}

/* Articles whose words are the same count once. */
static size_t count_texts(const bool *wanted)
{
    size_t count = 0;

    for (size_t i = 0; i < ARTICLES; i++) {
        bool is_new = wanted[i];
        for (size_t k = 0; k < i && is_new; k++)
            is_new = !wanted[k] || !are_copies(&articles[k], &articles[i]);
        count += is_new;
    }
    return count;
}

/* Which articles the index finds; those of the same text are told apart by
 * their offset in the archive. */
static void ask(morgue_searcher *searcher, const morgue_query *query,
                bool all_copies, bool *found, uint64_t *total)
{
    morgue_search_options o = MORGUE_SEARCH_OPTIONS_INIT;
    morgue_matches *matches;
    morgue_match m;
    bool exact;
    size_t count = 0;

    o.limit = 0;
    o.snippet_chars = 0;
    o.all_copies = all_copies;
    assert_int_equal(morgue_search(&matches, searcher, query, &o, NULL),
                     MORGUE_OK);
    memset(found, 0, ARTICLES * sizeof *found);
    while (morgue_matches_next(matches, &m, NULL) == MORGUE_OK) {
        assert_false(found[m.record_offset]);
        found[m.record_offset] = true;
        count++;
    }
    *total = morgue_matches_total(matches, &exact);
    assert_true(exact);
    assert_int_equal(count, *total);
    morgue_matches_free(matches);
}

static morgue_status find_page(sieve_result *out, morgue_searcher *searcher,
                               const plan_node *root, const plan_node *wide,
                               const sieve_options *o)
{
    bool gave_up = false;
    morgue_status status =
        xap_reader_segments(searcher->reader)
            ? scan_search(out, searcher->reader, root, wide, o, NULL)
            : window_search(out, searcher->reader, wide, o, SIZE_MAX,
                            &gave_up, NULL);

    assert_false(gave_up);
    return status;
}

/* All that match, a page at a time, as if each phrase were of common words:
 * see window_search.h. */
static size_t ask_pages(morgue_searcher *searcher, const plan_node *root,
                        const plan_node *wide, bool all_copies, bool *found)
{
    static const xap_bm25 bm25 = {1.2, 0, 1, 0.5, 0.5};
    sieve_options o = {.limit = 1 + draw(6), .all_copies = all_copies,
                       .bm25 = &bm25};
    size_t count = 0, given;

    memset(found, 0, ARTICLES * sizeof *found);
    for (;; o.offset += o.limit) {
        sieve_result r = {0};
        assert_int_equal(find_page(&r, searcher, root, wide, &o), MORGUE_OK);
        for (size_t i = 0; i < r.found.count; i++) {
            size_t at = article_of[r.found.match[i].docid];
            assert_false(found[at]);
            found[at] = true;
        }
        given = r.found.count;
        count += given;
        xap_matches_free(&r.found);
        if (given < o.limit)
            return count;
    }
}

static void compare_pages(morgue_searcher *searcher, const char *text,
                          const morgue_query *query, const bool *wanted)
{
    bool found[ARTICLES];
    arena *memory = arena_new();
    const plan_node *wide;
    plan p;

    assert_int_equal(plan_make(&p, query->root, &searcher->vocabulary, NULL,
                               memory, NULL),
                     MORGUE_OK);
    wide = plan_widen(p.root, &searcher->vocabulary, 0, memory);
    if (plan_has_nearness(wide)) {
        ask_pages(searcher, p.root, wide, true, found);
        for (size_t i = 0; i < ARTICLES; i++)
            if (wanted[i] != found[i])
                fail_msg("%s, by pages\n%s \"%s\" / \"%s\"", text,
                         wanted[i] ? "does not find" : "finds",
                         articles[i].title, articles[i].text);
        if (ask_pages(searcher, p.root, wide, false, found) !=
            count_texts(wanted))
            fail_msg("%s, by pages: not %d texts", text,
                     (int)count_texts(wanted));
    }
    arena_free(memory);
}

static void compare_to_scan(morgue_searcher *searcher, const char *text,
                            const morgue_query *query)
{
    bool wanted[ARTICLES], found[ARTICLES];
    uint64_t total;

    ask(searcher, query, true, found, &total);
    for (size_t i = 0; i < ARTICLES; i++) {
        wanted[i] = !articles[i].is_removed &&
                    scan(&articles[i], query->root);
        if (wanted[i] != found[i])
            fail_msg("%s\n%s \"%s\" / \"%s\"", text,
                     wanted[i] ? "does not find" : "finds", articles[i].title,
                     articles[i].text);
    }
    compare_pages(searcher, text, query, wanted);
    ask(searcher, query, false, found, &total);
    if (total != count_texts(wanted))
        fail_msg("%s%s: %d texts, not %d", text,
                 xap_reader_segments(searcher->reader) ? "" : " by libxapian",
                 (int)total, (int)count_texts(wanted));
}

/*
 * Not where terms are weighed as one: of these libxapian counts in each
 * segment those alone that it has.  Nor with phrases: in an OR within an AND it
 * (1.4.22) adds the weights of their words where the phrase is not there.
 */
static bool has_comparable_scores(morgue_str text)
{
    return str_find(text, STR("(any ")) == SIZE_MAX &&
           str_find(text, STR("(phrase ")) == SIZE_MAX;
}

/* The scores of the first matches. */
static size_t ask_scores(morgue_searcher *searcher, const morgue_query *query,
                         double *scores)
{
    morgue_search_options o = MORGUE_SEARCH_OPTIONS_INIT;
    morgue_matches *matches;
    morgue_match m;
    size_t count = 0;

    o.limit = ARTICLES;
    o.snippet_chars = 0;
    assert_int_equal(morgue_search(&matches, searcher, query, &o, NULL),
                     MORGUE_OK);
    if (has_comparable_scores(morgue_matches_plan(matches)))
        while (morgue_matches_next(matches, &m, NULL) == MORGUE_OK)
            scores[count++] = m.score;
    morgue_matches_free(matches);
    return count;
}

static void compare_scores(morgue_searcher *own, morgue_searcher *xapian,
                           const char *text, const morgue_query *query)
{
    double scores[2][ARTICLES];
    size_t count = ask_scores(own, query, scores[0]);

    assert_int_equal(count, ask_scores(xapian, query, scores[1]));
    for (size_t i = 0; i < count; i++) {
        double off = scores[0][i] - scores[1][i];
        if (off > SCORE_TOLERANCE || off < -SCORE_TOLERANCE)
            fail_msg("%s: match %d scores %.9f, not %.9f", text, (int)i + 1,
                     scores[0][i], scores[1][i]);
    }
}

static void compare(morgue_searcher *own, morgue_searcher *xapian,
                    const char *text, morgue_match_mode mode)
{
    morgue_query *query;
    morgue_error err;

    if (morgue_query_parse(&query, str_of(text), mode, &err) != MORGUE_OK)
        fail_msg("%s: %s", text, err.message);
    compare_to_scan(own, text, query);
    compare_to_scan(xapian, text, query);
    compare_scores(own, xapian, text, query);
    morgue_query_free(query);
}

/* Some articles go by libxapian, and what it leaves is written anew. */
static void remove_some(small_index *s, size_t first)
{
    const char *from = s->path;
    char to[sizeof s->path];
    xap_writer *w;

    assert_int_equal(xap_writer_open(&w, s->path, false, NULL), MORGUE_OK);
    for (size_t i = first; i < ARTICLES; i += 2) {
        char term[40];
        if (draw(3))
            continue;
        articles[i].is_removed = true;
        snprintf(term, sizeof term, "U%s", articles[i].url);
        assert_int_equal(xap_writer_delete_by_term(w, str_of(term), NULL),
                         MORGUE_OK);
    }
    assert_int_equal(xap_writer_commit(w, NULL), MORGUE_OK);
    xap_writer_close(w);
    snprintf(to, sizeof to, "%.63s/anew", s->root);
    assert_int_equal(segment_merge(&from, 1, to, NULL), MORGUE_OK);
    memcpy(s->path, to, sizeof to);
}

/* Docids go round the segments: document d of segment s of two is 2d - 1 + s,
 * s from 0. */
static void number_articles(void)
{
    uint32_t next[2] = {1, 2};

    for (size_t i = 0; i < ARTICLES; i++)
        if (!articles[i].is_removed) {
            assert_true(next[i % 2] <= ARTICLES);
            article_of[next[i % 2]] = i;
            next[i % 2] += 2;
        }
}

/* Two segments, of articles in turns. */
static void make_collection(small_index s[2], bool with_removals)
{
    for (size_t i = 0; i < 2; i++)
        small_index_create(&s[i]);
    for (size_t i = 0; i < ARTICLES; i++) {
        make_article(&articles[i], i ? &articles[draw((unsigned)i)] : NULL);
        small_index_add_at(&s[i % 2], &articles[i].given, (int64_t)i);
    }
    for (size_t i = 0; i < 2; i++)
        small_index_finish(&s[i], SCHEMA_VERSION);
    for (size_t i = 0; i < 2 && with_removals; i++)
        remove_some(&s[i], i);
    number_articles();
}

static morgue_searcher *open_both(const small_index s[2])
{
    const char *paths[] = {s[0].path, s[1].path};
    morgue_searcher *searcher;

    assert_int_equal(morgue_searcher_open(&searcher, paths, 2, NULL),
                     MORGUE_OK);
    assert_non_null(xap_reader_segments(searcher->reader));
    return searcher;
}

static void the_index_answers_as_a_scan_does(void **state)
{
    (void)state;
    english = stemmer_new(STR("en"));
    for (unsigned c = 0; c < COLLECTIONS; c++) {
        small_index s[2];
        morgue_searcher *own, *xapian;

        draw_seed = c;
        make_collection(s, c % 2);
        own = open_both(s);
        xapian = open_both(s);
        xap_reader_forget_segments(xapian->reader);
        for (unsigned i = 0; i < QUERIES; i++) {
            buffer text;
            buffer_init(&text, 100000);
            write_query(&text, draw(4));
            compare(own, xapian, text.data,
                    draw(3) ? MORGUE_MATCH_ALL : MORGUE_MATCH_ANY);
            buffer_free(&text);
        }
        morgue_searcher_close(own);
        morgue_searcher_close(xapian);
        small_index_remove(&s[0]);
        small_index_remove(&s[1]);
    }
    stemmer_free(english);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_answers_as_a_scan_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
