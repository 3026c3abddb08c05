/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "replay.h"

/* The mark stands between brackets. */
static const struct {
    const char *template, *url, *text, *expected;
} cases[] = {
    {"https://a.example/web/{timestamp}/{url}", "http://b.example/c?d=e",
     "One two.", "https://a.example/web/20141219080000/http://b.example/c?d=e"},
    {"https://a.example/{url}", "http://b.example/",
     "He spoke of a [righteous deed] and went home to sleep",
     "https://a.example/http://b.example/"
     "#:~:text=righteous%20deed%20and%20went%20home%20to"},
    {"https://a.example/{url}", "http://b.example/#part",
     "It was [well-known, then & there], he said",
     "https://a.example/http://b.example/#part"
     ":~:text=well%2Dknown%2C%20then%20%26%20there%2C%20he%20said"},
    {"https://a.example/v?url={url}&ts={timestamp}", "http://b.example/c?d=e",
     "", "https://a.example/v?url=http%3A%2F%2Fb.example%2Fc%3Fd%3De"
         "&ts=20141219080000"},
    {"{url}", "http://b.example/caf\xc3\xa9 \"x\"", "Der \xe2\x80\x9e[K\xc3\xb6ln]\xe2\x80\x9c.",
     "http://b.example/caf%C3%A9%20%22x%22"
     "#:~:text=Der%20%E2%80%9EK%C3%B6ln%E2%80%9C."},
    {"{url}", "http://b.example/", "First line\nnot [here\nbut] there",
     "http://b.example/#:~:text=not%20here"},
    {"", "http://b.example/", "[x]", ""},
    {"{url}", "", "[x]", ""},
};

static void links_land_on_the_quotation(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena *a = arena_new();
        stored_article article = {.url = str_of(cases[i].url),
                                  .captured = STR("2014-12-19T08:00:00Z")};
        morgue_str written = str_of(cases[i].text);
        size_t open = str_find_char(written, '[');
        size_t close = str_find_char(written, ']');
        char *text = arena_alloc(a, written.size + 1);
        morgue_mark mark = {open, close - 1};
        snippet s = {.marks = &mark, .mark_count = open != SIZE_MAX};
        size_t size = 0;

        for (size_t k = 0; k < written.size; k++)
            if (k != open && k != close)
                text[size++] = written.data[k];
        article.text = str_make(text, size);
        s.end = size;
        assert_str_equal(
            replay_link(str_of(cases[i].template), &article, &s, a),
            cases[i].expected);
        arena_free(a);
    }
}

static void the_moment_is_the_capture_or_the_publication(void **state)
{
    static const struct {
        const char *template, *captured, *published, *link;
    } rows[] = {
        {"w/{timestamp}/{url}", "2014-12-19T08:00:00Z", "2013",
         "w/20141219080000/http://b.example/"},
        {"w/{timestamp}/{url}", "", "2014-12-18T22:30:00-04:00",
         "w/20141219023000/http://b.example/"},
        {"w/{timestamp}/{url}", "", "2014-12-18",
         "w/20141218000000/http://b.example/"},
        {"w/{timestamp}/{url}", "", "", ""},
        {"w/{url}", "", "", "w/http://b.example/"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena *a = arena_new();
        stored_article article = {.url = STR("http://b.example/"),
                                  .captured = str_of(rows[i].captured),
                                  .published = str_of(rows[i].published)};
        snippet s = {.text = STR("")};

        assert_str_equal(
            replay_link(str_of(rows[i].template), &article, &s, a),
            rows[i].link);
        arena_free(a);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_land_on_the_quotation),
        cmocka_unit_test(the_moment_is_the_capture_or_the_publication),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
