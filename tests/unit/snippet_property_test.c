/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snippets of random texts and patterns, held against a finder that does it
 * the plain way: all words in an array, every pattern tried at every word.
 */
#include "unit.h"

#include "analyzer.h"
#include "draw.h"
#include "snippet.h"
#include "snippet_patterns.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 20000
#define WORDS_MAX 900

/* Few words, so that they meet often; in several scripts and forms. */
static const char *const vocabulary[] = {
    "a", "b", "flood", "Floods", "flooded", "stra\xc3\x9f" "e", "Caf\xc3\xa9",
    "e\xcc\x81t\xc3\xa9", "U.S.", "\xe6\x97\xa5\xe6\x9c\xac",
    "\xd0\xb2\xd0\xbe\xd0\xb4\xd0\xb0", "\xe0\xa4\xaa\xe0\xa4\xbe"
    "\xe0\xa4\xa8\xe0\xa5\x80", "\xf0\x9f\x98\x80", "\xef\xac\x81sh", "9/11",
    "forest", "fun", "f", "extraordinarily", "Abbot\xe2\x80\x99s",
    "ten\xc2\xa0" "b", "a\xe2\x80\xa6", "e\xe2\x80\x97", "\xe2\x80\x94", "\xe2\x82\xac" "5"};
static const char *const separators[] = {" ", " ", " ", ", ", ". ", "\n",
                                         "-", " \xe2\x80\x9c", "\xe2\x80\x9d ",
                                         "\xe2\x80\x94", "\xe2\x80\x97"};
static const char *const queries[] = {
    "flood", "=flood", "fl*", "\"a b\"", "\"a a\"", "\"flood* a\"", "=cafe",
    "=ete a", "\"b flooded a\" b", "=u", "\"u s\"", "=\xe6\x97\xa5",
    "\"\xe6\x97\xa5 \xe6\x9c\xac\"", "=\xd0\xb2\xd0\xbe\xd0\xb4\xd0\xb0",
    "fish \"9 11\"", "strasse \"a b a\" \"b a\"", "flood ~>3a ~5=b",
    "\"a b\" ~20flood*", "=flooded =fun forest", "\"a b\" =abbot",
    "u ~9flood =extraordinarily"};

#define DRAW(table) table[draw(sizeof table / sizeof *table)]

#define VOCABULARY (sizeof vocabulary / sizeof *vocabulary)

/* Some have other words in their second half. */
static morgue_str draw_text(arena *a)
{
    buffer text;
    uint32_t words = draw(draw(2) ? 60 : 240), half = draw(2);
    morgue_str copy;

    buffer_init(&text, 1 << 20);
    for (uint32_t i = 0; i < words; i++) {
        uint32_t word = half ? draw(VOCABULARY / 2) : draw(VOCABULARY);
        word += half && i > words / 2 ? VOCABULARY / 2 : 0;
        buffer_append_str(&text, str_of(vocabulary[word]));
        buffer_append_str(&text, str_of(DRAW(separators)));
    }
    copy = arena_copy(a, buffer_view(&text));
    buffer_free(&text);
    return copy;
}

/* ---- The plain way ---- */

typedef struct words {
    token items[WORDS_MAX];
    size_t count;
} words;

static void read_words(words *out, morgue_str text, arena *a)
{
    analyzer reader;

    out->count = 0;
    analyzer_init(&reader, text, 1);
    while (out->count < WORDS_MAX &&
           analyzer_next(&reader, &out->items[out->count])) {
        token *t = &out->items[out->count++];
        t->term = arena_copy(a, t->term);
    }
}

static bool matches(const pattern_word *w, morgue_str term, stemmer *s)
{
    char stem[100];
    morgue_str wanted;

    if (w->kind == PATTERN_PREFIX)
        return str_starts_with(term, w->term);
    if (str_equal(w->term, term) || w->kind == PATTERN_EXACT)
        return str_equal(w->term, term);
    wanted = stemmer_stem(s, w->term);
    memcpy(stem, wanted.data, wanted.size);
    return str_equal(stemmer_stem(s, term), str_make(stem, wanted.size));
}

static bool stands_at(const snippet_pattern *p, const words *in, size_t at,
                      stemmer *s)
{
    for (size_t i = 0; i < p->word_count; i++)
        if (at + i >= in->count ||
            !matches(&p->words[i], in->items[at + i].term, s))
            return false;
    return true;
}

/* Which bytes of the text are within a hit. */
static void mark_bytes(bool *hit, const words *in, const snippet_pattern *p,
                       size_t count, stemmer *s)
{
    for (size_t k = 0; k < count; k++)
        for (size_t at = 0; at < in->count; at++)
            if (stands_at(&p[k], in, at, s))
                memset(hit + in->items[at].begin, 1,
                       in->items[at + p[k].word_count - 1].end -
                           in->items[at].begin);
}

/* ---- What must hold ---- */

static void check_text(const snippet *s, morgue_str text, size_t chars)
{
    assert_true(utf8_is_valid(s->text));
    assert_true(s->begin <= s->end && s->end <= text.size);
    assert_true(snippet_is_joined(s));
    for (size_t i = 0; i < s->text.size; i++) {
        size_t at = snippet_source(s, i);
        assert_true(at == SIZE_MAX || s->text.data[i] == text.data[at] ||
                    (s->text.data[i] == ' ' && ascii_is_space(text.data[at])));
    }
    /* One hit may be longer than the room; no text is made longer than it. */
    if (s->mark_count != 1)
        assert_true(utf8_length(s->text) <= chars);
}

static bool is_hit(const snippet *s, const bool *hit, size_t i)
{
    size_t at = snippet_source(s, i);

    return at != SIZE_MAX && hit[at];
}

static void check_marks(const snippet *s, const bool *hit, size_t text_size)
{
    size_t next = 0;

    for (size_t i = 0; i < s->mark_count; i++) {
        morgue_mark m = s->marks[i];
        assert_true(m.begin >= next && m.begin < m.end);
        assert_true(m.end <= s->text.size);
        assert_int_equal(utf8_floor(s->text, m.begin), m.begin);
        assert_int_equal(utf8_floor(s->text, m.end), m.end);
        for (size_t b = next; b < m.begin; b++)
            assert_false(is_hit(s, hit, b));
        for (size_t b = m.begin; b < m.end; b++)
            assert_true(is_hit(s, hit, b));
        next = m.end;
    }
    for (size_t b = next; b < s->text.size; b++)
        assert_false(is_hit(s, hit, b));
    if (s->mark_count == 0)
        for (size_t b = 0; b < text_size; b++)
            assert_false(hit[b]);
}

static void marks_are_those_of_the_plain_way(void **state)
{
    arena *a = arena_new();
    stemmer *stems = stemmer_new(STR("en"));
    words *in = malloc(sizeof *in);
    size_t parted = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        snippet_pattern patterns[TEST_PATTERNS_MAX];
        size_t count, chars = draw(4) ? 10 + draw(200) : 1 + draw(9);
        stored_article article = {.language = STR("en")};
        bool *hit;
        snippet s;

        arena_reset(a);
        article.text = draw_text(a);
        count = patterns_read(patterns, str_of(DRAW(queries)), a);
        hit = arena_calloc(a, article.text.size + 1, sizeof *hit);
        read_words(in, article.text, a);
        mark_bytes(hit, in, patterns, count, stems);
        snippet_find(&s, &article, patterns, count, chars, a);
        check_text(&s, article.text, chars);
        check_marks(&s, hit, article.text.size);
        parted += s.resumed > 0;
    }
    assert_true(parted > ROUNDS / 100);
    free(in);
    stemmer_free(stems);
    arena_free(a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_those_of_the_plain_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
