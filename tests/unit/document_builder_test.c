/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "document_builder.h"
#include "field.h"
#include "stored.h"

static document_terms *terms;

static document build(record *r, const mention *mentions, size_t count)
{
    static article a;
    document d;

    a = (article){.url = STR("https://www.paper.example/flood"),
                  .title = STR("Water rises"),
                  .byline = STR("Jo March"),
                  .source = STR("The Paper"),
                  .section = STR("Local News"),
                  .language = STR("en"),
                  .text = STR("Mayor Ann Lee spoke.\nLee left.")};
    assert_true(civil_date_parse_iso(&a.published, STR("2014-12")));
    record_init(r);
    r->url = a.url;
    document_build(&d, terms, &a, r, mentions, count, r->arena);
    return d;
}

static bool stands_at(const document *d, size_t term, uint32_t position)
{
    if (position == 0)
        return d->terms[term].positions == 0;
    for (size_t i = 0; i < d->occurrence_count; i++)
        if (d->occurrences[i].term == term &&
            d->occurrences[i].position == position)
            return true;
    return false;
}

static bool has(const document *d, const char *term, uint32_t position)
{
    for (size_t i = 0; i < d->term_count; i++)
        if (str_equal(hashed_term_str(&d->terms[i].term), str_of(term)))
            return stands_at(d, i, position);
    return false;
}

/* Three words of the text behind two of the title and the gap. */
#define TEXT (2 + POSITION_GAP)

static const mention lee[] = {
    {6, 13, MENTION_PERSON, false, {"Ann Lee", 7}},
    {21, 24, MENTION_PERSON, false, {"Ann Lee", 7}},
};

static void words_and_names_stand_where_they_are_read(void **state)
{
    static const struct {
        const char *term;
        uint32_t position;
    } cases[] = {
        {"water", 1},          {"rises", 2},
        {"Swater", 1},         {"Srises", 2},
        {"mayor", TEXT + 1},   {"ann", TEXT + 2},
        {"left", TEXT + 6},    {"XPann", TEXT + 2},
        {"XPlee", TEXT + 2},   {"XPann lee", TEXT + 2},
        {"XPann", TEXT + 5},   {"XPann lee", TEXT + 5},
        {"Ajo", 1},            {"Amarch", 2},
        {"XNpaper", 2},        {"XSlocal", 1},
        {"Len", 0},            {"Hwww.paper.example", 0},
        {"Hpaper.example", 0}, {"Uhttps://www.paper.example/flood", 0},
    };
    record r;
    document d = build(&r, lee, 2);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!has(&d, cases[i].term, cases[i].position))
            fail_msg("no %s at %u", cases[i].term, cases[i].position);
    assert_false(has(&d, "XPlee lee", TEXT + 5));
    assert_false(has(&d, "Hexample", 0));
    record_free(&r);
}
static void names_are_found_as_they_are_written(void **state)
{
    static const mention wu[] = {
        {6, 13, MENTION_PERSON, false, {"Ann Lee Wu", 10}},
        {21, 24, MENTION_PERSON, false, {"Ann Wu", 6}},
    };
    record r;
    document d = build(&r, wu, 2);

    (void)state;
    assert_true(has(&d, "XPlee", TEXT + 5));
    assert_true(has(&d, "XPann wu", TEXT + 5));
    record_free(&r);
}

static uint32_t count(const document *d, const char *term)
{
    for (size_t i = 0; i < d->term_count; i++)
        if (str_equal(hashed_term_str(&d->terms[i].term), str_of(term)))
            return d->terms[i].wdf;
    return 0;
}

static void pairs_are_counted_within_title_and_text(void **state)
{
    article a = {.title = STR("All of it is in"),
                 .text = STR("The end of the war, of the war and of THE war")};
    record r;
    document d;

    (void)state;
    record_init(&r);
    document_build(&d, terms, &a, &r, NULL, 0, r.arena);
    assert_int_equal(count(&d, "XWof the"), 3);
    assert_int_equal(count(&d, "XWall of"), 1);
    assert_int_equal(count(&d, "XWand of"), 1);
    assert_int_equal(count(&d, "XWin the"), 0); /* from title to text */
    assert_int_equal(count(&d, "XWof war"), 0);
    assert_int_equal(count(&d, "XWthe of"), 0); /* a word between */
    record_free(&r);
}

static void a_vague_date_is_a_span(void **state)
{
    record r;
    document d = build(&r, NULL, 0);

    (void)state;
    assert_int_equal(d.values[0].slot, SLOT_PUBLISHED_FIRST);
    assert_str_equal(d.values[0].value, "20141201000000");
    assert_int_equal(d.values[1].slot, SLOT_PUBLISHED_LAST);
    assert_str_equal(d.values[1].value, "20141231235959");
    record_free(&r);
}

static void names_are_listed_once(void **state)
{
    record r;
    document d = build(&r, lee, 2);

    (void)state;
    for (size_t i = 0; i < d.value_count; i++)
        if (d.values[i].slot == SLOT_PERSONS)
            assert_str_equal(d.values[i].value, "Ann Lee");
    record_free(&r);
}

static void the_stored_article_is_whole(void **state)
{
    record r;
    document d = build(&r, lee, 2);
    stored_article stored;

    (void)state;
    assert_true(stored_decode(&stored, d.data, r.arena));
    assert_str_equal(stored.title, "Water rises");
    assert_str_equal(stored.published, "2014-12");
    assert_str_equal(stored.text, "Mayor Ann Lee spoke.\nLee left.");
    assert_int_equal(stored.mention_count, 2);
    record_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_names_stand_where_they_are_read),
        cmocka_unit_test(names_are_found_as_they_are_written),
        cmocka_unit_test(pairs_are_counted_within_title_and_text),
        cmocka_unit_test(a_vague_date_is_a_span),
        cmocka_unit_test(names_are_listed_once),
        cmocka_unit_test(the_stored_article_is_whole),
    };
    int failed;

    terms = document_terms_new();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    document_terms_free(terms);
    return failed;
}
