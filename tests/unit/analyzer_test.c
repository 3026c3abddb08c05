/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "analyzer.h"
#include "utf8.h"

#include <stdlib.h>
#include "buffer.h"

static void words_are_folded_and_numbered(void **state)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"The flood, 9/11 and U.S.", "the flood 9 11 and u s"},
        {"Caf\xc3\xa9 M\xc3\xbcller stra\xc3\x9f" "e", "cafe muller strasse"},
        {"\xe2\x80\x9crighteous deed.\xe2\x80\x99\xe2\x80\x99",
         "righteous deed"},
        {"don\xe2\x80\x99t snake_case e\xcc\x81t\xc3\xa9",
         "don t snake_case ete"},
        {"m\xc2\xb2 \xe2\x80\xa6 \xef\xac\x81sh", "m2 fish"},
        {"bro\xffken", "bro ken"},
        {"co\xc2\xad" "operate 5\xc2\xbd", "cooperate 51_2"},
        /* Chinese, Japanese, Korean: a letter, a kana, a syllable each. */
        {"\xe6\x9d\xb1\xe4\xba\xactokyo\xe9\x83\xbd",
         "\xe6\x9d\xb1 \xe4\xba\xac tokyo \xe9\x83\xbd"},
        {"\xe3\x82\xac\xef\xbd\xb6\xef\xbe\x9e", /* ガ, and half as wide */
         "\xe3\x82\xab\xe3\x82\x99 \xe3\x82\xab\xe3\x82\x99"},
        {"\xec\xa0\x95\xeb\xb6\x80", /* 정부 */
         "\xe1\x84\x8c\xe1\x85\xa5\xe1\x86\xbc "
         "\xe1\x84\x87\xe1\x85\xae"},
        /* Thai: the vowel above stays with its consonant. */
        {"\xe0\xb8\xa7\xe0\xb8\xb1\xe0\xb8\x99",
         "\xe0\xb8\xa7\xe0\xb8\xb1 \xe0\xb8\x99"},
        /* Hindi: vowels and virama stay, so these differ. */
        {"\xe0\xa4\x95\xe0\xa5\x80 \xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xaf",
         "\xe0\xa4\x95\xe0\xa5\x80 \xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xaf"},
        /* Arabic with points and a kashida; Hebrew with points. */
        {"\xd9\x83\xd9\x80\xd8\xaa\xd9\x8e\xd8\xa8", "\xd9\x83\xd8\xaa\xd8\xa8"},
        {"\xd7\xa9\xd7\x81\xd7\x9c", "\xd7\xa9\xd7\x9c"},
        /* Cyrillic: case, and the points of yo. */
        {"\xd0\x81\xd0\x9b\xd0\x9a\xd0\x90", "\xd0\xb5\xd0\xbb\xd0\xba\xd0\xb0"},
        {"iPhone WikiLeaks \xef\xbc\xa1\xef\xbc\xa2", "iphone wikileaks ab"},
        {"", ""},
        {" \t.,;\xcc\x81\xe2\x80\x8b", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        analyzer a;
        token t;
        buffer words;
        uint32_t position = 1;

        buffer_init(&words, 1000);
        analyzer_init(&a, str_of(cases[i].text), 1);
        while (analyzer_next(&a, &t)) {
            if (words.size)
                buffer_append_char(&words, ' ');
            buffer_append_str(&words, t.term);
            assert_int_equal(t.position, position++);
            assert_true(t.begin < t.end);
        }
        assert_str_equal(buffer_view(&words), cases[i].words);
        buffer_free(&words);
    }
}

/* A soft hyphen changes no word, but takes the long way through it. */
static void ascii_is_read_one_way(void **state)
{
    (void)state;
    for (char c = 1; c > 0 && c < 127; c++) {
        const char plain[] = {'a', c, 'B', 0};
        const char hyphened[] = {'a', c, 'B', '\xc2', '\xad', 0};
        analyzer x, y;
        token s, t;
        analyzer_init(&x, str_of(plain), 1);
        analyzer_init(&y, str_of(hyphened), 1);
        for (;;) {
            bool more = analyzer_next(&x, &s);
            assert_int_equal(more, analyzer_next(&y, &t));
            if (!more)
                break;
            assert_true(str_equal(s.term, t.term));
            assert_int_equal(s.begin, t.begin);
            assert_int_equal(s.position, t.position);
        }
    }
}

/* Words of ASCII are read eight bytes at once; one with a soft hyphen, which
 * does not count, letter by letter. */
static void words_of_all_lengths_are_read_one_way(void **state)
{
    static const char letters[] = "Quick_Brown7Fox";

    (void)state;
    for (size_t size = 1; size <= 80; size++) {
        char *plain = malloc(size), *hyphened = malloc(size + 2);
        analyzer x, y;
        token s, t;
        for (size_t i = 0; i < size; i++)
            plain[i] = hyphened[i] = letters[i % (sizeof letters - 1)];
        memcpy(hyphened + size, "\xc2\xad", 2);
        analyzer_init(&x, str_make(plain, size), 1);
        analyzer_init(&y, str_make(hyphened, size + 2), 1);
        assert_true(analyzer_next(&x, &s) && analyzer_next(&y, &t));
        assert_true(str_equal(s.term, t.term));
        assert_int_equal(s.end, size);
        for (size_t i = s.term.size; i < TERM_PADDED; i++)
            assert_true(s.term.data[i] == 0 && t.term.data[i] == 0);
        assert_false(analyzer_next(&x, &s));
        free(plain);
        free(hyphened);
    }
}

static void marks_of_punctuation_part_words(void **state)
{
    (void)state;
    for (uint32_t c = 0xa0; c <= 0x2027; c = c == 0xa0 ? 0x2010 : c + 1) {
        char text[8] = "Ab";
        size_t size = 2 + utf8_put(text + 2, c);
        analyzer a;
        token t;
        if (c == 0x2017) /* a mark below */
            continue;
        text[size] = 'C';
        analyzer_init(&a, str_make(text, size + 1), 1);
        assert_true(analyzer_next(&a, &t));
        assert_str_equal(t.term, "ab");
        assert_true(analyzer_next(&a, &t));
        assert_int_equal(t.begin, size);
        /* behind a letter that is not ASCII they are looked up */
        memmove(text + 3, text + 2, size - 1);
        memcpy(text + 1, "\xc3\xa9", 2);
        analyzer_init(&a, str_make(text, size + 2), 1);
        assert_true(analyzer_next(&a, &t));
        assert_str_equal(t.term, "ae");
        assert_true(analyzer_next(&a, &t));
        assert_int_equal(t.begin, size + 1);
    }
}

static void long_words_keep_apart(void **state)
{
    char text[2 * 300 + 2];
    analyzer a;
    token t;
    char first[TERM_MAX + 1];

    (void)state;
    memset(text, 'x', sizeof text);
    text[300] = ' ';
    text[600] = 'y';
    analyzer_init(&a, str_make(text, 601), 1);
    assert_true(analyzer_next(&a, &t));
    assert_int_equal(t.term.size, TERM_MAX);
    memcpy(first, t.term.data, TERM_MAX);
    assert_true(analyzer_next(&a, &t));
    assert_int_equal(t.term.size, TERM_MAX);
    assert_memory_not_equal(t.term.data, first, TERM_MAX);
    assert_false(analyzer_next(&a, &t));
}

static void stems_follow_the_language(void **state)
{
    stemmer *english = stemmer_new(STR("en"));

    (void)state;
    assert_non_null(english);
    assert_str_equal(stemmer_stem(english, STR("floods")), "flood");
    assert_null(stemmer_new(STR("xx")));
    stemmer_free(english);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded_and_numbered),
        cmocka_unit_test(ascii_is_read_one_way),
        cmocka_unit_test(words_of_all_lengths_are_read_one_way),
        cmocka_unit_test(marks_of_punctuation_part_words),
        cmocka_unit_test(long_words_keep_apart),
        cmocka_unit_test(stems_follow_the_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
