/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Segments read by ourselves: the same as libxapian reads, whatever is asked,
 * and no crash whatever the bytes.
 */
#include "unit.h"

#include "buffer.h"
#include "draw.h"
#include "scan_list.h"
#include "segment_set.h"
#include "small_index.h"

#define ARTICLES 3000
#define WORDS    900
#define LOOKUPS  3000
#define DAMAGES  400

/* Few words are in most articles, most words in few. */
static void write_word(char out[8])
{
    unsigned word = draw(WORDS) * draw(WORDS) / WORDS;

    snprintf(out, 8, "w%cx%c", 'a' + (int)(word % 26), 'a' + (int)(word / 26));
}

/* Some are too long for a block of the index, most are short. */
static void add_article(small_index *s, size_t number)
{
    size_t count = number % 100 == 0 ? 6000 : draw(40);
    small_article a = {.published = number % 3 ? "2014-12-18" : NULL,
                       .language = "en"};
    char url[40], title[32];
    buffer text;

    buffer_init(&text, 1000000);
    buffer_append_format(&text, "first");
    for (size_t i = 0; i < count; i++) {
        char word[8];
        write_word(word);
        buffer_append_format(&text, " %s", word);
    }
    snprintf(url, sizeof url, "http://a.example/%d", (int)number);
    snprintf(title, sizeof title, "t%d", (int)number);
    a.text = buffer_view(&text).data;
    a.url = url;
    a.title = title;
    small_index_add(s, &a);
    buffer_free(&text);
}

static void make_segment(small_index *s, size_t articles)
{
    draw_seed = 11;
    small_index_create(s);
    for (size_t i = 0; i < articles; i++)
        add_article(s, i);
    small_index_finish(s, SCHEMA_VERSION);
}

static xap_reader *open_reader(const small_index *s)
{
    const char *path = s->path;
    xap_reader *r;

    assert_int_equal(xap_reader_open(&r, &path, 1, NULL), MORGUE_OK);
    return r;
}

/* ---- The same as libxapian ---- */

static void compare_terms(xap_reader *own, xap_reader *xapian)
{
    for (unsigned i = 0; i < LOOKUPS; i++) {
        uint64_t found, wanted;
        char word[8];

        write_word(word);
        if (i % 10 == 0)
            word[1] = (char)draw(256);
        assert_int_equal(
            xap_reader_term_frequency(own, str_of(word), &found, NULL),
            MORGUE_OK);
        assert_int_equal(
            xap_reader_term_frequency(xapian, str_of(word), &wanted, NULL),
            MORGUE_OK);
        assert_int_equal(found, wanted);
    }
}

typedef struct term_sum {
    size_t count, most;
    uint64_t sum;
} term_sum;

static bool sum_term(void *user, morgue_str term, uint64_t frequency)
{
    term_sum *t = user;

    t->sum = t->sum * 31 + frequency;
    for (size_t i = 0; i < term.size; i++)
        t->sum = t->sum * 31 + (unsigned char)term.data[i];
    return ++t->count < t->most;
}

static void compare_vocabulary(xap_reader *own, xap_reader *xapian)
{
    static const char *const prefixes[] = {"",  "w",  "wa", "wax", "first", "a",
                                           "S", "XU", "Zw", "\xff", "zz"};

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        for (size_t most = 1; most < 100000; most *= 10) {
            term_sum found = {.most = most}, wanted = {.most = most};
            assert_int_equal(xap_reader_terms(own, str_of(prefixes[i]),
                                              sum_term, &found, NULL),
                             MORGUE_OK);
            assert_int_equal(xap_reader_terms(xapian, str_of(prefixes[i]),
                                              sum_term, &wanted, NULL),
                             MORGUE_OK);
            assert_int_equal(found.count, wanted.count);
            assert_int_equal(found.sum, wanted.sum);
        }
}

static void compare_documents(xap_reader *own, xap_reader *xapian)
{
    for (uint32_t docid = 1; docid <= ARTICLES; docid++) {
        morgue_str found, wanted;
        uint32_t slot = draw(5);

        assert_int_equal(xap_reader_data(own, docid, &found, NULL), MORGUE_OK);
        assert_int_equal(xap_reader_data(xapian, docid, &wanted, NULL),
                         MORGUE_OK);
        assert_true(str_equal(found, wanted));
        assert_int_equal(xap_reader_value(own, docid, slot, &found, NULL),
                         MORGUE_OK);
        assert_int_equal(xap_reader_value(xapian, docid, slot, &wanted, NULL),
                         MORGUE_OK);
        assert_true(str_equal(found, wanted));
    }
}

static void compare_places(xap_reader *own, xap_reader *xapian)
{
    for (unsigned i = 0; i < LOOKUPS; i++) {
        uint32_t docid = i % 30 == 0 ? 100 * draw(30) + 1 : draw(ARTICLES) + 1;
        const uint32_t *found, *wanted;
        size_t count, wanted_count;
        char word[8];

        write_word(word);
        assert_int_equal(xap_reader_positions(own, docid, str_of(word), &found,
                                              &count, NULL),
                         MORGUE_OK);
        assert_int_equal(xap_reader_positions(xapian, docid, str_of(word),
                                              &wanted, &wanted_count, NULL),
                         MORGUE_OK);
        assert_int_equal(count, wanted_count);
        for (size_t k = 0; k < count; k++)
            assert_int_equal(found[k], wanted[k]);
    }
}

/* Which of some documents, ascending, hold a word. */
static void compare_holders(xap_reader *own, xap_reader *xapian)
{
    for (unsigned i = 0; i < LOOKUPS / 10; i++) {
        static uint32_t docids[ARTICLES];
        static bool found[ARTICLES], wanted[ARTICLES];
        unsigned step = draw(2) ? 3 : 300;
        size_t count = 0;
        char word[8];

        for (uint32_t d = 1 + draw(step); d <= ARTICLES; d += 1 + draw(step))
            docids[count++] = d;
        write_word(word);
        assert_int_equal(xap_reader_holders(own, str_of(word), docids, count,
                                            found, NULL),
                         MORGUE_OK);
        assert_int_equal(xap_reader_holders(xapian, str_of(word), docids,
                                            count, wanted, NULL),
                         MORGUE_OK);
        assert_memory_equal(found, wanted, count * sizeof *found);
    }
}

typedef struct value_list {
    size_t count;
    uint64_t sum;
} value_list;

static void sum_up(void *user, size_t i, morgue_str value)
{
    value_list *l = user;

    assert_int_equal(i, l->count++);
    l->sum = l->sum * 31 + segment_number(value);
}

/* Of some documents, ascending: all, or here and there one. */
static void compare_values(xap_reader *own, xap_reader *xapian, uint32_t slot,
                           unsigned step)
{
    value_list found = {0}, wanted = {0};
    static uint32_t docids[ARTICLES];
    size_t count = 0;

    for (uint32_t docid = 1; docid <= ARTICLES; docid += 1 + draw(step))
        docids[count++] = docid;
    assert_int_equal(
        xap_reader_values(own, slot, docids, count, sum_up, &found, NULL),
        MORGUE_OK);
    assert_int_equal(
        xap_reader_values(xapian, slot, docids, count, sum_up, &wanted, NULL),
        MORGUE_OK);
    assert_int_equal(found.count, count);
    assert_int_equal(found.sum, wanted.sum);
}

static void segments_read_as_libxapian_does(void **state)
{
    small_index s;
    xap_reader *own, *xapian;

    (void)state;
    make_segment(&s, ARTICLES);
    own = open_reader(&s);
    xapian = open_reader(&s);
    assert_non_null(xap_reader_segments(own));
    xap_reader_forget_segments(xapian);
    compare_terms(own, xapian);
    compare_vocabulary(own, xapian);
    compare_documents(own, xapian);
    compare_places(own, xapian);
    compare_holders(own, xapian);
    for (uint32_t slot = 0; slot < 6; slot++) {
        compare_values(own, xapian, slot, 1);
        compare_values(own, xapian, slot, 7);
        compare_values(own, xapian, slot, 600);
    }
    xap_reader_close(own);
    xap_reader_close(xapian);
    small_index_remove(&s);
}

static void terms_of_several_segments_are_merged(void **state)
{
    small_index large, small;
    const char *paths[2];
    xap_reader *own, *xapian;

    (void)state;
    make_segment(&large, 900);
    make_segment(&small, 20);
    paths[0] = large.path;
    paths[1] = small.path;
    assert_int_equal(xap_reader_open(&own, paths, 2, NULL), MORGUE_OK);
    assert_int_equal(xap_reader_open(&xapian, paths, 2, NULL), MORGUE_OK);
    assert_non_null(xap_reader_segments(own));
    xap_reader_forget_segments(xapian);
    compare_vocabulary(own, xapian);
    xap_reader_close(own);
    xap_reader_close(xapian);
    small_index_remove(&large);
    small_index_remove(&small);
}

/* ---- Not for us ---- */

static void what_libxapian_changed_is_left_to_it(void **state)
{
    xap_writer *w;
    xap_reader *r;
    small_index s;
    uint64_t left;

    (void)state;
    make_segment(&s, 10);
    assert_int_equal(xap_writer_open(&w, s.path, false, NULL), MORGUE_OK);
    assert_int_equal(xap_writer_delete_by_term(w, STR("St3"), NULL), MORGUE_OK);
    assert_int_equal(xap_writer_commit(w, NULL), MORGUE_OK);
    xap_writer_close(w);
    r = open_reader(&s);
    assert_null(xap_reader_segments(r));
    assert_int_equal(xap_reader_document_count(r, &left, NULL), MORGUE_OK);
    assert_int_equal(left, 9);
    xap_reader_close(r);
    small_index_remove(&s);
}

/* ---- Damage ---- */

/* Whatever comes of it is well: no crash, and no end without a status. */
static void ask_all(xap_reader *r, arena *memory)
{
    static const xap_bm25 bm25 = {1.2, 0, 1, 0.5, 0.5};
    scan_options o = {&bm25, MORGUE_SORT_NEWEST, true, true};
    plan_node *term = plan_node_new(memory, PLAN_TERM);
    plan_node *phrase = plan_node_new(memory, PLAN_PHRASE);
    plan_node *words[2] = {term, plan_node_new(memory, PLAN_TERM)};
    scan_list list;

    words[0]->term = STR("first");
    words[1]->term = STR("waxa");
    phrase->children = words;
    phrase->child_count = 2;
    if (scan_list_find(&list, r, phrase, &o, NULL) == MORGUE_OK)
        scan_list_free(&list);
    if (scan_list_find(&list, r, term, &o, NULL) == MORGUE_OK)
        scan_list_free(&list);
    xap_reader_terms(r, STR("w"), sum_term, &(term_sum){.most = 1000}, NULL);
    for (unsigned i = 0; i < 10; i++) {
        uint32_t docid = draw(300) + 1;
        const uint32_t *places;
        morgue_str data;
        size_t count;
        char word[8];

        write_word(word);
        if (xap_reader_data(r, docid, &data, NULL) == MORGUE_OK && data.size)
            assert_non_null(data.data);
        if (xap_reader_positions(r, docid, str_of(word), &places, &count,
                                 NULL) == MORGUE_OK)
            for (size_t k = 1; k < count; k++)
                assert_true(places[k - 1] < places[k]);
    }
}

static void set_byte(const char *path, long at, int byte)
{
    FILE *f = fopen(path, "r+b");

    assert_non_null(f);
    assert_int_equal(fseek(f, at, SEEK_SET), 0);
    assert_int_equal(fputc(byte, f), byte);
    assert_int_equal(fclose(f), 0);
}

static int byte_at(const char *path, long at)
{
    FILE *f = fopen(path, "rb");
    int byte;

    assert_non_null(f);
    assert_int_equal(fseek(f, at, SEEK_SET), 0);
    byte = fgetc(f);
    fclose(f);
    return byte;
}

static long size_of(const char *path)
{
    FILE *f = fopen(path, "rb");
    long size;

    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    size = ftell(f);
    fclose(f);
    return size;
}

/* Every other byte that is hit is one of a block's head or directory. */
static void no_bytes_make_it_crash(void **state)
{
    static const char *const tables[] = {"postlist", "docdata", "position"};
    small_index s;

    (void)state;
    make_segment(&s, 300);
    for (unsigned i = 0; i < DAMAGES; i++) {
        arena *memory = arena_new();
        const char *folder = s.path;
        xap_reader *r;
        char path[128];
        long at;
        int byte;

        snprintf(path, sizeof path, "%s/%s.glass", s.path, tables[i % 3]);
        at = (long)draw((unsigned)size_of(path));
        if (i % 2)
            at = at / GLASS_BLOCK_SIZE * GLASS_BLOCK_SIZE + (long)draw(64);
        byte = byte_at(path, at);
        set_byte(path, at, (int)draw(256));
        if (xap_reader_open(&r, &folder, 1, NULL) == MORGUE_OK) {
            assert_non_null(xap_reader_segments(r));
            ask_all(r, memory);
            xap_reader_close(r);
        }
        set_byte(path, at, byte);
        arena_free(memory);
    }
    small_index_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(segments_read_as_libxapian_does),
        cmocka_unit_test(terms_of_several_segments_are_merged),
        cmocka_unit_test(what_libxapian_changed_is_left_to_it),
        cmocka_unit_test(no_bytes_make_it_crash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
