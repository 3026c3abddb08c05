/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What pages say of their articles: title, byline, day of publication. */
#include "unit.h"

#include "byline.h"
#include "html_page.h"
#include "json_ld.h"
#include "publication_date.h"
#include "title.h"

#define LONG                                                                  \
    "<p>The water rose in the night, and by the morning it stood in the "     \
    "market, in the church and in the rooms of the town hall, where the "     \
    "mayor had slept on a chair between two telephones that did not work. "   \
    "Nobody was hurt.</p>"

#define LD(json) "<script type='application/ld+json'>" json "</script>"

static const struct {
    const char *says, *html, *title, *byline, *published, *from;
} cases[] = {
    {"machines are told all",
     LD("{\"@type\":\"NewsArticle\",\"headline\":\"Water rises\","
        "\"datePublished\":\"2014-12-18T09:00:00+01:00\","
        "\"dateModified\":\"2014-12-20T09:00:00+01:00\","
        "\"author\":[{\"name\":\"Jane Roe\"},{\"name\":\"John Doe\"}]}") LONG,
     "Water rises", "Jane Roe, John Doe", "2014-12-18T09:00:00+01:00",
     "json-ld"},
    {"JSON that a reader must repair",
     LD("{\"@type\":\"NewsArticle\",\"headline\":\"Water\nrises\","
        "\"datePublished\":\"2014-12-18\",\"author\":\"Jane \\' Roe\",}")
         LONG,
     "Water rises", "Jane ' Roe", "2014-12-18", "json-ld"},
    {"two witnesses outvote the title that is shared",
     "<title>Water rises | Gazette</title>"
     "<meta property='og:title' content='You will not believe this'>" LD(
         "{\"@type\":\"NewsArticle\",\"headline\":\"Water rises\"}")
         "<h1>Water rises</h1>" LONG,
     "Water rises", "", "", NULL},
    {"the outlet's own name is no title",
     "<meta property='og:title' content='Water rises - The Gazette'>"
     "<meta property='og:site_name' content='The Gazette'>"
     "<h1>The Gazette</h1>" LONG,
     "Water rises", "", "", NULL},
    {"an outlet's name with separators of its own",
     "<meta property='og:title' content='Water rises - News - By the Sea'>"
     "<meta property='og:site_name' content='News - By the Sea'>" LONG,
     "Water rises", "", "", NULL},
    {"an address for a name",
     "<meta property='og:title' content='Water rises - http://www.sea.example'>"
     "<meta property='og:site_name' content='http://www.sea.example/'>" LONG,
     "Water rises", "", "", NULL},
    {"a date behind the title, which dates it",
     "<title>Water rises in town | Gazette | 18.12.2014</title>"
     "<meta property='og:site_name' content='Gazette'>" LONG,
     "Water rises in town", "", "2014-12-18", "text"},
    {"an account is nobody",
     "<meta name='author' content='admin'><h1>Water rises</h1>" LONG,
     "Water rises", "", "", NULL},
    {"a month in passing is no date",
     "<h1>Water rises</h1><p>As in May 2013, the walls held.</p>" LONG,
     "Water rises", "", "", NULL},
    {"only the window has a title",
     "<title>Water rises in the old town | Local</title>" LONG,
     "Water rises in the old town", "", "", NULL},
    {"a separator of four characters",
     "<title>Water rises in the old town :: Local</title>" LONG,
     "Water rises in the old town", "", "", NULL},
    {"a name in two parts",
     LD("{\"@type\":\"NewsArticle\",\"headline\":\"Water rises\",\"author\":"
        "{\"givenName\":\"Jane\",\"familyName\":\"Roe\"}}") LONG,
     "Water rises", "Jane Roe", "", NULL},
    {"a person outweighs the outlet",
     "<meta name='author' content='Gazette'>"
     "<meta property='og:site_name' content='Gazette'>"
     "<h1>Water rises</h1><p class='byline'>By <b>Jane Roe</b> | Port Ellery"
     "</p>" LONG,
     "Water rises", "Jane Roe", "", NULL},
    {"the outlet, when there is no person",
     "<meta name='author' content='Gazette'>"
     "<meta property='og:site_name' content='Gazette'>"
     "<h1>Water rises</h1>" LONG,
     "Water rises", "Gazette", "", NULL},
    {"no author is taken from another story",
     "<h1>Water rises</h1>" LONG
     "<div class='related'><p class='byline'>By John Doe</p></div>",
     "Water rises", "", "", NULL},
    {"a byline in words, and its date",
     "<html lang='de'><h1>Das Wasser steigt</h1>"
     "<p>Von Jörg Müller, 3. März 2014, 10.05 Uhr</p>" LONG,
     "Das Wasser steigt", "Jörg Müller", "2014-03-03", "text"},
    {"a date in a class, not the one of the page's head",
     "<html lang='en'><div class='top'>Friday, 2 January 2015</div>"
     "<h1>Water rises</h1><span class='date'>18 December 2014</span>" LONG,
     "Water rises", "", "2014-12-18", "byline"},
    {"an outlet's heading above, and the day of the visit",
     "<html lang='en'><title>Water rises - News - The Northern Post</title>"
     "<h2>The Northern Post</h2><p class='dateline'>2 January 2015</p>"
     "<h1>Water rises</h1><p class='byline'>By Jane Roe, 18 December 2014"
     "</p>" LONG,
     "Water rises", "Jane Roe", "2014-12-18", "byline"},
    {"a time that says when it was published, one when changed",
     "<h1>Water rises</h1><p>Updated <time datetime='2014-12-20'>a</time> "
     "Published <time itemprop='datePublished' datetime='2014-12-18'>b</time>"
     "</p>" LONG,
     "Water rises", "", "2014-12-18", "time"},
    {"a time has the label between it and the time before",
     "<h1>Water rises</h1><p>Updated <time datetime='2014-12-20'>a</time>, "
     "<time datetime='2014-12-18'>b</time></p>" LONG,
     "Water rises", "", "2014-12-18", "time"},
    {"the change stands first, each date with its label",
     "<html lang='en'><h1>Water rises</h1><p class='date'>Updated 3 January "
     "2015. Published 18 December 2014</p>" LONG,
     "Water rises", "", "2014-12-18", "byline"},
    {"the change stands first, in other words",
     "<html lang='de'><h1>Das Wasser steigt</h1><p>Aktualisiert am "
     "03.01.2015, veröffentlicht am 18.12.2014</p>" LONG,
     "Das Wasser steigt", "", "2014-12-18", "text"},
    {"the change has a label, the day of publication none",
     "<html lang='bg'><h1>Водата се покачва</h1><p>Последна промяна: 3 януари "
     "2015 | 18 декември 2014</p>" LONG,
     "Водата се покачва", "", "2014-12-18", "text"},
    {"labels behind their dates",
     "<html lang='ja'><h1>水位が上がる</h1><p>2015年1月3日更新 2014年12月18日公開"
     "</p>" LONG,
     "水位が上がる", "", "2014-12-18", "text"},
    {"labels before their dates, without a mark between",
     "<html lang='ko'><h1>물이 불어나다</h1><p>수정 2015-01-03 08:00 입력 "
     "2014-12-18 10:05</p>" LONG,
     "물이 불어나다", "", "2014-12-18", "text"},
    {"a time in a sentence is told of",
     "<html lang='en'><h1>Water rises</h1><p>18 December 2014</p><p>The wall "
     "was last mended on <time datetime='2014-06-01'>1 June</time>, when the "
     "mayor laid the first stone himself and the band of the fire brigade "
     "played, but the money did not last for more than the half of it, and "
     "nobody has asked for the rest since then.</p>" LONG,
     "Water rises", "", "2014-12-18", "text"},
    {"unmarked, and the day of the visit above",
     "<html lang='en'><p>Friday, 2 January 2015</p><h1>Water rises</h1>"
     "<p>18 December 2014</p>" LONG,
     "Water rises", "", "2014-12-18", "text"},
    {"a program's first moment is no date",
     "<html lang='en'><meta property='article:published_time' "
     "content='1970-01-01T00:00:00Z'><h1>Water rises</h1>"
     "<p class='date'>18 December 2014</p>" LONG,
     "Water rises", "", "2014-12-18", "byline"},
    {"a moment in UTC, printed on the day before",
     "<html lang='en-US'>" LD("{\"@type\":\"NewsArticle\",\"datePublished\":"
                              "\"2014-12-19T04:05:00Z\"}")
         "<h1>Water rises</h1><p class='date'>December 18, 2014 11:05 p.m. "
         "EST</p>" LONG,
     "Water rises", "", "2014-12-18T23:05:00-05:00", "byline"},
    {"the country stands in another place than the language",
     "<html lang='en'><meta property='og:locale' content='en_GB'>"
     "<h1>Water rises</h1><p class='date'>03/04/2014</p>" LONG,
     "Water rises", "", "2014-04-03", "byline"},
    {"a date as a number",
     LD("{\"@type\":\"NewsArticle\",\"datePublished\":1418940307000}")
         "<h1>Water rises</h1>" LONG,
     "Water rises", "", "2014-12-18T22:05:07Z", "json-ld"},
    {"a date as an object",
     LD("{\"@type\":\"NewsArticle\",\"datePublished\":{\"@type\":\"Date\","
        "\"@value\":\"2014-12-18\"}}") "<h1>Water rises</h1>" LONG,
     "Water rises", "", "2014-12-18", "json-ld"},
    {"RDFa on a span",
     "<h1>Water rises</h1><span property='dc:date dc:created' "
     "content='2014-12-18T10:05:00+01:00'>Thursday</span>" LONG,
     "Water rises", "", "2014-12-18T10:05:00+01:00", "time"},
    {"a copyright is no date",
     "<h1>Water rises</h1>" LONG "<p>© 18 December 2014 Gazette</p>",
     "Water rises", "", "", NULL},
    {"nothing was published after its capture",
     "<h1>Water rises</h1>" LONG "<p class='date'>18 December 2031</p>",
     "Water rises", "", "", NULL},
    {"an empty page", "", "", "", "", NULL},
};

static void reads_what_pages_say(void **state)
{
    html_page *p = html_page_new();
    arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        record r = {.url = STR("http://x.example/water")};
        morgue_str title, byline, host = STR("x.example");
        const char *from;
        civil_date date;
        char text[DATE_TEXT_MAX];
        json_ld ld;

        r.payload = str_of(cases[i].html);
        assert_true(civil_date_parse_iso(&r.captured, STR("2015-02-01")));
        html_page_read(p, r.payload, a);
        json_ld_read(&ld, p, a);
        title = title_find(p, &ld, host);
        byline = byline_find(p, &ld, title, host, a);
        from = publication_date_find(&date, p, &ld, title, &r);
        civil_date_format(&date, text);
        if (!str_equal(title, str_of(cases[i].title)) ||
            !str_equal(byline, str_of(cases[i].byline)) ||
            strcmp(text, cases[i].published) != 0 ||
            (from == NULL) != (cases[i].from == NULL) ||
            (from && strcmp(from, cases[i].from) != 0))
            fail_msg("%s: \"%.*s\" by \"%.*s\" on \"%s\" from %s",
                     cases[i].says, (int)title.size, title.data,
                     (int)byline.size, byline.data, text, from ? from : "-");
        arena_reset(a);
    }
    html_page_free(p);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_pages_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
