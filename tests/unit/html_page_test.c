/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "html_mark.h"
#include "html_page.h"

static void blocks_hold_clean_text(void **state)
{
    static const struct {
        const char *html, *blocks; /* a newline behind each */
    } cases[] = {
        {"<p>one<p>two", "one\ntwo\n"},
        {"<div>a <b>bold</b>\n word</div>", "a bold word\n"},
        {"<p>line<br>broken</p>", "line broken\n"},
        {"<p>first<br><br>second</p>", "first\nsecond\n"},
        {"<p>soft\xc2\xadhyphen zero\xe2\x80\x8bwidth",
         "softhyphen zerowidth\n"},
        {"<p>no&nbsp;break&#150;dash", "no break–dash\n"},
        {"<p>seen<script>var unseen;</script><style>x{}</style>", "seen\n"},
        {"<p>a<span hidden>unseen</span>b", "ab\n"},
        {"<ul><li>x<li>y</ul>", "x\ny\n"},
        {"<td>cell<td>next", "cell\nnext\n"},
        {"<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢字\n"},
        {"", ""},
    };
    html_page *p = html_page_new();
    arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        html_page_read(p, str_of(cases[i].html), a);
        assert_str_equal(buffer_view(&p->text), cases[i].blocks);
        assert_true(p->element_count == 0 ||
                    p->elements[0].end == p->element_count);
    }
    arena_free(a);
    html_page_free(p);
}

static void deep_nesting_ends(void **state)
{
    html_page *p = html_page_new();
    arena *a = arena_new();
    buffer html;

    (void)state;
    buffer_init(&html, 1u << 24);
    for (int i = 0; i < 50000; i++)
        buffer_append_str(&html, STR("<div><b>"));
    buffer_append_str(&html, STR("core"));
    html_page_read(p, buffer_view(&html), a);
    assert_true(p->block_count <= 1);
    buffer_free(&html);
    arena_free(a);
    html_page_free(p);
}

static void names_say_what_an_element_is(void **state)
{
    static const struct {
        const char *name;
        html_marks marks;
    } cases[] = {
        {"articleBody", MARK_BODY},
        {"story-body", MARK_BODY | MARK_CONTENT},
        {"social-share", MARK_SHARE},
        {"RelatedStories", MARK_RELATED},
        {"has-comments", 0},
        {"print:hidden lg:sidebar", 0},
        {"hJpRRP", 0},
        {"zq17", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        html_marks marks = html_marks_of(str_of(cases[i].name));
        if (cases[i].marks == 0)
            assert_int_equal(marks, 0);
        else
            assert_int_equal(marks & cases[i].marks &
                                 (MARK_BODY | MARK_SHARE | MARK_RELATED),
                             cases[i].marks &
                                 (MARK_BODY | MARK_SHARE | MARK_RELATED));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_hold_clean_text),
        cmocka_unit_test(deep_nesting_ends),
        cmocka_unit_test(names_say_what_an_element_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
