/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "buffer.h"
#include "snippet.h"
#include "snippet_patterns.h"
#include "utf8.h"

#include <stdio.h>

/* The snippet with its marks in brackets. */
static morgue_str show(const snippet *s, arena *a)
{
    buffer out;
    size_t at = 0;
    morgue_str copy;

    buffer_init(&out, 1 << 20);
    for (size_t i = 0; i < s->mark_count; i++) {
        morgue_mark m = s->marks[i];
        assert_true(m.begin < m.end && m.end <= s->text.size);
        assert_true(m.begin >= at);
        buffer_append_str(&out, str_slice(s->text, at, m.begin));
        buffer_append_char(&out, '[');
        buffer_append_str(&out, str_slice(s->text, m.begin, m.end));
        buffer_append_char(&out, ']');
        at = m.end;
    }
    buffer_append_str(&out, str_slice(s->text, at, s->text.size));
    assert_true(utf8_is_valid(buffer_view(&out)));
    copy = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return copy;
}

typedef struct snippet_case {
    const char *text, *patterns;
    size_t chars;
    const char *expected;
} snippet_case;

static void check(const snippet_case *c, const stored_article *article)
{
    arena *a = arena_new();
    snippet_pattern patterns[TEST_PATTERNS_MAX];
    size_t count = patterns_read(patterns, str_of(c->patterns), a);
    snippet s;

    snippet_find(&s, article, patterns, count, c->chars, a);
    assert_str_equal(show(&s, a), c->expected);
    assert_true(snippet_is_joined(&s));
    arena_free(a);
}

static void check_all(const snippet_case *cases, size_t count,
                      const char *language)
{
    for (size_t i = 0; i < count; i++) {
        stored_article article = {.text = str_of(cases[i].text),
                                  .language = str_of(language)};
        check(&cases[i], &article);
    }
}

#define COUNT(cases) (sizeof(cases) / sizeof *(cases))

#define FLOOD                                                                 \
    "The council met on Monday. The river rose all night. By dawn the flood " \
    "had damaged forty homes. Nobody was hurt. Repairs begin next week."

static void hits_are_marked_as_they_match(void **state)
{
    static const snippet_case cases[] = {
        {"Floods flooded the flood plain.", "flood", 80,
         "[Floods] [flooded] the [flood] plain."},
        {"Floods flooded the flood plain.", "=flood", 80,
         "Floods flooded the [flood] plain."},
        {"Cyberwar and cyber crime.", "cyber*", 80,
         "[Cyberwar] and [cyber] crime."},
        {"It was a righteous deed, the righteous said.", "\"righteous deed\"",
         80, "It was a [righteous deed], the righteous said."},
        {"One cyber-attack, two cyberspace attacks.", "\"cyber* attack\"", 80,
         "One [cyber-attack], two cyberspace attacks."},
        {"The U.S. Navy.", "\"u s navy\"", 80, "The [U.S. Navy]."},
        {"high water, High\nwater", "\"high water\"", 80,
         "[high water], [High water]"},
        {"a b c a b", "\"a b\" \"b c\"", 80, "[a b c] [a b]"},
        {"had had had", "\"had had\"", 80, "[had had had]"},
        {"a a b", "\"a b\"", 80, "a [a b]"},
        {"flood damage", "Tflood", 80, "flood damage"},
        {"flood damage", "", 80, "flood damage"},
        {"", "flood", 80, ""},
        {"flood", "flood", 0, ""},
    };

    (void)state;
    check_all(cases, COUNT(cases), "en");
}

static void marks_never_split_a_letter(void **state)
{
    static const snippet_case cases[] = {
        {"Caf\xc3\xa9s in K\xc3\xb6ln", "=cafes =koln", 80,
         "[Caf\xc3\xa9s] in [K\xc3\xb6ln]"},
        {"\xe2\x80\x9cre\xcc\x81sume\xcc\x81\xe2\x80\x9d", "=resume", 80,
         "\xe2\x80\x9c[re\xcc\x81sume\xcc\x81]\xe2\x80\x9d"},
        {"\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0 \xd0\xb6\xd0\xb4",
         "=\xd0\xbc\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0", 80,
         "[\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0] "
         "\xd0\xb6\xd0\xb4"},
        {"e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81", "x", 3,
         "e\xcc\x81"},
        {"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac", "x",
         3, "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"},
    };

    (void)state;
    check_all(cases, COUNT(cases), "");
}

static void passages_are_cut_at_sentences_or_words(void **state)
{
    static const snippet_case cases[] = {
        {FLOOD, "flood", 60,
         "By dawn the [flood] had damaged forty homes. Nobody was hurt."},
        {FLOOD, "flood", 20, "the [flood] had"},
        {FLOOD, "nothing", 60,
         "The council met on Monday. The river rose all night."},
        {FLOOD, "repairs", 50, "Nobody was hurt. [Repairs] begin next week."},
        {FLOOD, "council repairs week", 60,
         "Nobody was hurt. [Repairs] begin next [week]."},
        {FLOOD, "\"the flood had damaged forty homes\"", 10,
         "[the flood had damaged forty homes]"},
        {"One line\nAnother line is here\nA third", "another", 24,
         "[Another] line is here"},
    };

    (void)state;
    check_all(cases, COUNT(cases), "en");
}

static void the_passage_with_most_of_the_query_wins(void **state)
{
    static const snippet_case cases[] = {
        {"Storm, storm, storm. Nothing here for a long while now. "
         "The storm brought a flood.",
         "storm flood", 30, "The [storm] brought a [flood]."},
        {"A storm came and much later we saw a flood. Nothing else happened "
         "in all that year, they say. Storm and flood.",
         "storm flood", 45, "[Storm] and [flood]."},
        {"One flood here. Another flood there.", "flood", 15,
         "One [flood] here."},
    };

    (void)state;
    check_all(cases, COUNT(cases), "en");
}

#define DAM \
    "The dam was built by two brothers in the year of the drought. "
#define YEARS \
    "For many years nothing was heard of it in the valley, and nobody went " \
    "up there but to fish. There were summers without rain, and winters " \
    "with much of it. "
#define BRIDGE "Then the bridge below fell in one night of storms."

static void parts_far_from_each_other_are_two_stretches(void **state)
{
    static const snippet_case cases[] = {
        {DAM YEARS BRIDGE, "dam bridge", 160,
         "The [dam] was built by two brothers in the year of the drought. For "
         "many years nothing was heard of it in the "
         "\xe2\x80\xa6 Then the [bridge] below fell in one night of storms."},
        {DAM YEARS BRIDGE, "bridge \"two brothers\"", 125,
         "The dam was built by [two brothers] in the year of the drought. "
         "\xe2\x80\xa6 Then the [bridge] below fell in one night of storms."},
        {DAM YEARS BRIDGE, "dam bridge", 90, /* no room for two */
         "The [dam] was built by two brothers in the year of the drought."},
        {DAM YEARS BRIDGE, "dam flood", 160, /* nothing far */
         "The [dam] was built by two brothers in the year of the drought. For "
         "many years nothing was heard of it in the valley, and nobody went "
         "up there but to fish."},
        {DAM YEARS BRIDGE, "night ~5storms dam", 125,
         "The [dam] was built by two brothers in the year of the drought. "
         "\xe2\x80\xa6 Then the bridge below fell in one [night] of "
         "[storms]."},
        {DAM YEARS DAM BRIDGE, "dam bridge", 160, /* one has both */
         "The [dam] was built by two brothers in the year of the drought. "
         "Then the [bridge] below fell in one night of storms."},
    };

    (void)state;
    check_all(cases, COUNT(cases), "en");
}

static void a_nearness_is_shown_fulfilled(void **state)
{
    static const snippet_case cases[] = {
        {"Storm, storm and flood flood, they said. Much later, when all of "
         "it was over, the flood had brought one more storm.",
         "storm ~>2flood", 45,
         "[Storm], [storm] and [flood] [flood], they said."},
        {"The flood and the storm and the flood. Later a storm of many years "
         "with one flood more.",
         "storm ~>3flood", 30, "[storm] and the [flood]."},
        {"A flood, a storm. Much later, and in another year, the storm made "
         "the flood.",
         "storm ~>3flood", 30, "[storm] made the [flood]."},
        {"A flood, a storm. Much later, and in another year, the storm made "
         "the flood.",
         "storm ~3flood", 20, "A [flood], a [storm]."},
        {"Storm over flood: nothing. Long after all that a storm, a flood.",
         "storm ~>1flood", 30, "a [storm], a [flood]."},
    };

    (void)state;
    check_all(cases, COUNT(cases), "en");
}

static void a_part_of_a_name_that_proves_goes_before_the_whole(void **state)
{
    static const char text[] =
        "Bernadette Meehan spoke to a government or two. She left for home "
        "then, as all of them did. Later Meehan left for Seoul.";
    static const mention mentions[] = {
        {0, 17, MENTION_PERSON, false, {"Bernadette Meehan", 17}},
        {98, 104, MENTION_PERSON, false, {"Bernadette Meehan", 17}},
    };
    stored_article article = {.text = str_of(text), .language = STR("en"),
                              .mentions = mentions, .mention_count = 2};
    static const snippet_case near = {
        text, "@meehan ~>1left", 40, "Later [Meehan] [left] for Seoul."};

    (void)state;
    check(&near, &article);
}

static void other_languages_have_their_own_stems(void **state)
{
    static const snippet_case german[] = {
        {"Die Stadt, die St\xc3\xa4" "dte.", "=stadte", 80,
         "Die Stadt, die [St\xc3\xa4" "dte]."},
        {"H\xc3\xa4user und Hausboote", "hausern", 80,
         "[H\xc3\xa4user] und Hausboote"},
    };
    static const snippet_case arabic[] = {
        {"\xd8\xa7\xd9\x84\xd9\x83\xd8\xaa\xd8\xa7\xd8\xa8",
         "\xd9\x83\xd8\xaa\xd8\xa7\xd8\xa8", 80,
         "[\xd8\xa7\xd9\x84\xd9\x83\xd8\xaa\xd8\xa7\xd8\xa8]"},
    };

    (void)state;
    check_all(german, COUNT(german), "de");
    check_all(arabic, COUNT(arabic), "ar");
}

#define MEEHAN                                                                \
    "White House spokeswoman Bernadette Meehan spoke. Meehan left for Seoul."

static const mention meehan[] = {
    {6, 12, MENTION_PERSON, true, {"Bernadette Meehan", 17}},
    {24, 41, MENTION_PERSON, false, {"Bernadette Meehan", 17}},
    {49, 55, MENTION_PERSON, false, {"Bernadette Meehan", 17}},
    {65, 70, MENTION_PLACE, false, {"Seoul", 5}},
};

static void entities_are_marked_by_any_of_their_names(void **state)
{
    static const snippet_case cases[] = {
        {MEEHAN, "@bernadette", 80,
         "White House spokeswoman [Bernadette Meehan] spoke. [Meehan] left "
         "for Seoul."},
        {MEEHAN, "@\"bernadette meehan\" left", 80,
         "White House spokeswoman [Bernadette Meehan] spoke. [Meehan] [left] "
         "for Seoul."},
        {MEEHAN, "@seoul", 80,
         "White House spokeswoman Bernadette Meehan spoke. Meehan left for "
         "[Seoul]."},
        {MEEHAN, "@\"meehan bernadette\"", 80, MEEHAN},
    };
    stored_article article = {.text = str_of(MEEHAN),
                              .title = STR("Where Meehan went"),
                              .language = STR("en"),
                              .mentions = meehan,
                              .mention_count = 4};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check(&cases[i], &article);
}

static void the_full_name_is_shown_before_a_part_of_it(void **state)
{
    static const char text[] =
        "Nothing was known. Meehan would not say. Meehan left for Seoul, as "
        "many do who have little to say on such an evening. Later that night "
        "Bernadette Meehan spoke.";
    static const mention mentions[] = {
        {19, 25, MENTION_PERSON, false, {"Bernadette Meehan", 17}},
        {41, 47, MENTION_PERSON, false, {"Bernadette Meehan", 17}},
        {135, 152, MENTION_PERSON, false, {"Bernadette Meehan", 17}},
    };
    stored_article article = {.text = str_of(text), .language = STR("en"),
                              .mentions = mentions, .mention_count = 3};
    static const snippet_case whole = {
        text, "@meehan", 50, "Later that night [Bernadette Meehan] spoke."};
    static const snippet_case beside = {
        text, "@meehan seoul", 50,
        "[Meehan] left for [Seoul], as many do who have little"};

    (void)state;
    check(&whole, &article);
    check(&beside, &article);
}

static void entity_kinds_are_kept_apart(void **state)
{
    arena *a = arena_new();
    snippet_pattern patterns[TEST_PATTERNS_MAX];
    stored_article article = {.text = str_of(MEEHAN),
                              .mentions = meehan,
                              .mention_count = 4};
    snippet s;

    (void)state;
    assert_int_equal(patterns_read(patterns, STR("@seoul"), a), 1);
    patterns[0].kinds = 1u << MENTION_PERSON;
    snippet_find(&s, &article, patterns, 1, 200, a);
    assert_int_equal(s.mark_count, 0);
    arena_free(a);
}

static void titles_are_marked_whole(void **state)
{
    static const snippet_case cases[] = {
        {"Flood damages town", "flood Tdamage", 0, "[Flood] [damages] town"},
        {"Where Meehan went", "@bernadette", 0, "Where [Meehan] went"},
        {"", "flood", 0, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        arena *a = arena_new();
        snippet_pattern patterns[TEST_PATTERNS_MAX];
        stored_article article = {.title = str_of(cases[i].text),
                                  .language = STR("en"),
                                  .mentions = meehan,
                                  .mention_count = 4};
        size_t count = patterns_read(patterns, str_of(cases[i].patterns), a);
        snippet s;

        snippet_title(&s, &article, patterns, count, a);
        assert_str_equal(show(&s, a), cases[i].expected);
        arena_free(a);
    }
}

static void phrases_of_many_words_are_marked(void **state)
{
    char text[1000], quoted[1010];
    arena *a = arena_new();
    snippet_pattern patterns[TEST_PATTERNS_MAX];
    stored_article article = {.text = {text, 0}};
    snippet s;
    size_t size = 0, words;

    (void)state;
    for (int i = 0; i < 150; i++)
        size += (size_t)snprintf(text + size, sizeof text - size, "%sw%d",
                                 i ? " " : "", i);
    article.text.size = size;
    snprintf(quoted, sizeof quoted, "\"%s\"", text);
    assert_int_equal(patterns_read(patterns, str_of(quoted), a), 1);
    words = patterns[0].word_count;
    assert_int_equal(words, 150);
    snippet_find(&s, &article, patterns, 1, 2000, a);
    assert_int_equal(s.mark_count, 3);
    assert_int_equal(s.marks[0].begin, 0);
    assert_int_equal(s.marks[2].end, size);
    arena_free(a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_are_marked_as_they_match),
        cmocka_unit_test(marks_never_split_a_letter),
        cmocka_unit_test(passages_are_cut_at_sentences_or_words),
        cmocka_unit_test(the_passage_with_most_of_the_query_wins),
        cmocka_unit_test(parts_far_from_each_other_are_two_stretches),
        cmocka_unit_test(a_nearness_is_shown_fulfilled),
        cmocka_unit_test(a_part_of_a_name_that_proves_goes_before_the_whole),
        cmocka_unit_test(other_languages_have_their_own_stems),
        cmocka_unit_test(entities_are_marked_by_any_of_their_names),
        cmocka_unit_test(the_full_name_is_shown_before_a_part_of_it),
        cmocka_unit_test(entity_kinds_are_kept_apart),
        cmocka_unit_test(titles_are_marked_whole),
        cmocka_unit_test(phrases_of_many_words_are_marked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
