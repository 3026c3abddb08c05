/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "html_page.h"
#include "html_source.h"

#include <stdlib.h>

static void what_is_not_read_is_left_out(void **state)
{
    static const struct {
        const char *html, *source;
    } cases[] = {
        {"<p class=\"a\">one</p>", "<p class=\"a\">one</p>"},
        {"<a href='x>y' CLASS=b title=c>one</a>", "<a   CLASS=b  >one</a>"},
        {"<img src=\"a.png\"alt=b/>", "<img   >"},
        {"<link rel=canonical href=/x><a href=/x>",
         "<link rel=canonical href=/x><a  >"},
        {"<p hidden x=\"1\"=\"2\" id = 'i'>", "<p hidden    id = 'i'>"},
        {"<script>var a = '<p>';</SCRIPT >b", "<script></SCRIPT >b"},
        {"<style><!-- p {} --></style>", "<style></style>"},
        {"<script type='application/ld+json'>{}</script>",
         "<script type='application/ld+json'>{}</script>"},
        {"<script type='application/ld&#43;json'>{}</script>",
         "<script type='application/ld&#43;json'>{}</script>"},
        {"<script src=\"x\"/><p x=y>", "<script  /><p  >"},
        {"<!-- <p x=y> --><p x=y>", "<!-- <p x=y> --><p  >"},
        {"<!DOCTYPE a \"b\"><p x=y>", "<!DOCTYPE a \"b\"><p  >"},
        {"1 < 2 <p x=y>", "1 < 2 <p  >"},
        {"<p x=y", "<p  "},
        {"", ""},
        /* From here on nobody can say what is a tag: all stays. */
        {"<!-- a --!><p x=y>", "<!-- a --!><p x=y>"},
        {"<!DOCTYPE a \"><p x=y>", "<!DOCTYPE a \"><p x=y>"},
        {"<script><p></script><p x=y>", "<script><p></script><p x=y>"},
        {"<script>a<p x=y>", "<script>a<p x=y>"},
        {"<p x=\"y>", "<p x=\"y>"},
        {"</ p><p x=y>", "</ p><p x=y>"},
        {"<?><p x=y>", "<?><p x=y>"},
        {"<_p><p x=y>", "<_p><p x=y>"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out;
        buffer_init(&out, 1000);
        html_source_append(&out, str_of(cases[i].html));
        assert_str_equal(buffer_view(&out), cases[i].source);
        buffer_free(&out);
    }
}

#define PAGES  20000
#define PIECES 40

static const char *const pieces[] = {
    "<p>", "</p>", "<div class=\"story body\">", "</div>", "<a href=\"/x\">",
    "</a>", "<b>", "</b", "<br/>", "<br>", "<script>", "</script>",
    "<script type=\"application/ld+json\">", "{\"a\": \"<b>\"}", "<style>",
    "</style>", "<title>", "</title>", "<h1 id=h>", "</h1>",
    "<meta name=\"a\" property=b content='c'>", "<meta charset=latin1>",
    "<link rel=canonical href=http://a.example/>", "<html lang=en>", "<head>",
    "</head>", "<body>", "</body>", "<time datetime=2014-12-18>", "</time>",
    "<abbr title=x class=published>", "<svg>", "</svg>", "<!--", "-->", "--!>",
    "<!DOCTYPE html>", "<!x", "<?php", "?>", "<", ">", "/>", "</", "/", "=",
    "\"", "'", " ", "\n", "\t", "&amp;", "&#65;", "&", ";", "a", "word ",
    "\xc3\xa9", "\xe2\x80\x99", " id=i", " style='display:none'", " hidden",
    " style=\"", " src=", " alt=\"a > b\"", " data-x='{\"a\":1}'", "<p ",
    "<img ", "<td>", "<tr>", "<table>", "</table>", "<li>", "<ul>", "</ul>",
    "<frameset>", "<noscript>", "</noscript>", "<textarea>", "</textarea>",
    "!", "-", ".", "_", ":", "<_x ", "<:y", "<scripty>", "</scriptx>", "script",
};

static void make_page(buffer *out, unsigned *seed)
{
    size_t count = 1 + (size_t)rand_r(seed) % PIECES;

    buffer_clear(out);
    for (size_t i = 0; i < count; i++)
        buffer_append_str(
            out, str_of(pieces[(size_t)rand_r(seed) %
                               (sizeof pieces / sizeof *pieces)]));
}

static bool same_elements(const html_page *p, const html_page *q)
{
    if (p->element_count != q->element_count)
        return false;
    for (size_t i = 0; i < p->element_count; i++) {
        const html_element *e = &p->elements[i], *f = &q->elements[i];
        if (e->parent != f->parent || e->end != f->end ||
            e->text_begin != f->text_begin || e->text_end != f->text_end ||
            e->first_block != f->first_block || e->end_block != f->end_block ||
            e->marks != f->marks || e->name != f->name || e->tag != f->tag ||
            e->is_hidden != f->is_hidden || e->is_silent != f->is_silent)
            return false;
    }
    return true;
}

static bool same_blocks(const html_page *p, const html_page *q)
{
    if (p->block_count != q->block_count)
        return false;
    for (size_t i = 0; i < p->block_count; i++) {
        const html_block *b = &p->blocks[i], *c = &q->blocks[i];
        if (b->element != c->element || b->begin != c->begin ||
            b->end != c->end || b->link_size != c->link_size ||
            b->strong_size != c->strong_size || b->heading != c->heading)
            return false;
    }
    return true;
}

static bool same_facts(const html_page *p, const html_page *q)
{
    bool same = p->meta_count == q->meta_count &&
                p->time_count == q->time_count &&
                p->json_ld_count == q->json_ld_count &&
                p->has_frames == q->has_frames &&
                str_equal(p->title, q->title) &&
                str_equal(p->language, q->language) &&
                str_equal(p->canonical, q->canonical);

    for (size_t i = 0; same && i < p->meta_count; i++)
        same = str_equal(p->metas[i].name, q->metas[i].name) &&
               str_equal(p->metas[i].content, q->metas[i].content);
    for (size_t i = 0; same && i < p->time_count; i++)
        same = str_equal(p->times[i].datetime, q->times[i].datetime) &&
               p->times[i].marks == q->times[i].marks &&
               p->times[i].element == q->times[i].element;
    for (size_t i = 0; same && i < p->json_ld_count; i++)
        same = str_equal(p->json_lds[i], q->json_lds[i]);
    return same;
}

/* Whatever the bytes: what is left out changes nothing of what is read. */
static void the_page_stays_the_same(void **state)
{
    html_page *whole = html_page_new(), *page = html_page_new();
    arena *a = arena_new();
    buffer html, source;
    unsigned seed = 1;
    size_t shorter = 0;

    (void)state;
    buffer_init(&html, 1u << 16);
    buffer_init(&source, 1u << 17);
    for (size_t n = 0; n < PAGES; n++) {
        make_page(&html, &seed);
        buffer_clear(&source);
        html_source_append(&source, buffer_view(&html));
        shorter += source.size < html.size;
        html_page_read(page, buffer_view(&html), a);
        buffer_clear(&source);
        buffer_append_str(&source, STR("\xef\xbb\xbf"));
        buffer_append_str(&source, buffer_view(&html));
        html_page_parse(whole, buffer_view(&source), a);
        if (!same_elements(whole, page) || !same_blocks(whole, page) ||
            !same_facts(whole, page) ||
            !str_equal(buffer_view(&whole->text), buffer_view(&page->text)))
            fail_msg("page %zu: %.*s", n, (int)html.size, html.data);
        arena_reset(a);
    }
    assert_in_range(shorter, PAGES / 8, PAGES);
    buffer_free(&html);
    buffer_free(&source);
    arena_free(a);
    html_page_free(whole);
    html_page_free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_read_is_left_out),
        cmocka_unit_test(the_page_stays_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
