/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "template_lines.h"

#include <stdio.h>

#define LONG_LINE                                                             \
    "Letters for this series, which are read by a person and answered when "  \
    "there is time, reach the desk at the old address and no other, for the " \
    "new one is not yet known to the post."

/* `all` pages of a host, of which `having` have the line `where` says; all
 * under one headline, or each under its own. */
typedef struct crawl {
    unsigned all, having;
    bool same_title;
    const char *before, *behind;
} crawl;

static void make_page(article *out, arena *a, const crawl *c, unsigned i)
{
    bool has = i < c->having;

    *out = (article){.is_page = true};
    out->url = arena_format(a, "https://news.example/story/%u?x=%u", i, i);
    out->title = c->same_title ? STR("One story, often captured")
                               : arena_format(a, "Story number %u", i);
    out->text = arena_format(
        a,
        "%sStory %u is told here, and at length.\n"
        "The council met for the %uth time and talked about bridge %u.\n"
        "Bridge %u will be built, said mayor %u, before the election.%s",
        has ? c->before : "", i, i, i, i, i, has ? c->behind : "");
}

static size_t lines_dropped_of_first(const crawl *c)
{
    template_lines *t = template_lines_new();
    arena *a = arena_new();
    article page;
    size_t dropped, size;

    for (unsigned i = 0; i < c->all; i++) {
        make_page(&page, a, c, i);
        template_lines_hear(t, &page);
    }
    make_page(&page, a, c, 0);
    size = page.text.size;
    dropped = template_lines_drop(t, &page, a);
    assert_true(dropped > 0 ? page.text.size < size : page.text.size == size);
    assert_true(str_find(page.text, STR("Story 0 is told here")) != SIZE_MAX);
    arena_free(a);
    template_lines_free(t);
    return dropped;
}

static void drops_what_many_pages_of_a_host_have(void **state)
{
    static const struct {
        crawl crawl;
        size_t dropped;
    } cases[] = {
        {{10, 10, false, "", "\nWrite to the desk."}, 1},
        {{10, 10, false, "News of the valley\n", "\nWrite to the desk."}, 2},
        /* seven pages are not many */
        {{7, 7, false, "", "\nWrite to the desk."}, 0},
        /* ten of sixty may well say the same */
        {{60, 10, false, "", "\nWrite to the desk."}, 0},
        {{60, 20, false, "", "\nWrite to the desk."}, 1},
        /* one article captured twelve times keeps all its lines */
        {{12, 12, true, "", "\nWrite to the desk."}, 0},
        /* what would take a third of the text along stays */
        {{10, 10, false, "", "\n" LONG_LINE}, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t dropped = lines_dropped_of_first(&cases[i].crawl);
        if (dropped != cases[i].dropped)
            fail_msg("case %zu drops %zu", i, dropped);
    }
}

static void looks_at_the_ends_alone(void **state)
{
    static const char middle[] =
        "\nOne.\nTwo.\nThree.\nFour.\nFive.\nSix.\nSeven.\nEight.";
    template_lines *t = template_lines_new();
    arena *a = arena_new();
    article page = {.is_page = true};

    (void)state;
    for (unsigned i = 0; i < 12; i++) {
        page.url = STR("https://news.example/");
        page.title = arena_format(a, "Story number %u", i);
        page.text = arena_format(a, "%u%s\nA paper asks its readers.%s", i,
                                 middle, middle);
        template_lines_hear(t, &page);
    }
    template_lines_drop(t, &page, a);
    assert_true(str_find(page.text, STR("A paper asks")) != SIZE_MAX);
    template_lines_clear(t);
    assert_int_equal(template_lines_drop(t, &page, a), 0);
    arena_free(a);
    template_lines_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drops_what_many_pages_of_a_host_have),
        cmocka_unit_test(looks_at_the_ends_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
