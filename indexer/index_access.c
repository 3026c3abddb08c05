/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From an article of the index back to the record it came from.
 */
#include "morgue.h"

#include "archive_reader.h"
#include "error.h"
#include "heap.h"
#include "manifest.h"
#include "stored.h"
#include "str.h"
#include "unique_key.h"
#include "url_term.h"
#include "xap.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- Finding articles ---- */

static morgue_status find_documents(xap_reader *reader, morgue_str url,
                                    xap_matches *out, morgue_error *err)
{
    char term[URL_TERM_MAX];
    xap_search_options all = {
        .limit = UINT32_MAX, .sort_slot = -1, .collapse_slot = -1};
    xap_query *query = NULL;
    morgue_status status = xap_query_term(&query, url_term(term, url), err);

    if (status == MORGUE_OK)
        status = xap_search(out, reader, query, &all, err);
    xap_query_free(query);
    return status;
}

static morgue_status read_stored(xap_reader *reader, uint32_t docid,
                                 stored_article *out, arena *a,
                                 morgue_error *err)
{
    morgue_str data;
    morgue_status status = xap_reader_data(reader, docid, &data, err);

    if (status != MORGUE_OK)
        return status;
    if (!stored_decode(out, arena_copy(a, data), a))
        return error_set(err, MORGUE_ECORRUPT, -1,
                         "document %u: its stored article is damaged", docid);
    return MORGUE_OK;
}

/* ---- The record of an article ---- */

static bool is_record_of(const record *r, const stored_article *article)
{
    return str_equal(r->member, article->member) &&
           r->offset == article->record_offset;
}

static bool tell_all_of(const record *r, morgue_tell_fn tell, void *user)
{
    return (r->head.size == 0 || tell(user, r->head)) &&
           tell(user, buffer_view(&r->block)) &&
           (r->tail.size == 0 || tell(user, r->tail));
}

/* Read on from start until the record comes.  MORGUE_END: it does not. */
static morgue_status find_record(const char *path, int64_t start,
                                 const stored_article *article, record *r,
                                 morgue_error *err)
{
    archive_reader *reader = NULL;
    morgue_status status = archive_reader_open(&reader, path, start, err);

    while (status == MORGUE_OK) {
        record_clear(r);
        status = archive_reader_next(reader, r, err);
        if (status == MORGUE_OK && is_record_of(r, article))
            break;
    }
    archive_reader_close(reader);
    return status;
}

/* WARC and ARC can be entered where the record stands; everything else is
 * read from its beginning. */
static morgue_status tell_record(const stored_article *article,
                                 morgue_tell_fn tell, void *user, arena *a,
                                 morgue_error *err)
{
    const char *path = arena_strdup(a, article->file);
    morgue_status status = MORGUE_END;
    record r;

    if (strcmp(path, "-") == 0)
        return error_set(err, MORGUE_ENOTFOUND, article->record_offset,
                         "the record came through standard input");
    record_init(&r);
    if (article->member.size == 0 && article->record_offset > 0)
        status = find_record(path, article->record_offset, article, &r, err);
    if (status == MORGUE_END)
        status = find_record(path, 0, article, &r, err);
    if (status == MORGUE_OK && !tell_all_of(&r, tell, user))
        status = error_set(err, MORGUE_ECANCELLED, -1, "stopped");
    if (status == MORGUE_END)
        status = error_set(err, MORGUE_ENOTFOUND, article->record_offset,
                           "%s: the record is no longer there", path);
    record_free(&r);
    return status;
}

static morgue_status show_document(xap_reader *reader, uint32_t docid,
                                   bool is_raw, morgue_tell_fn tell,
                                   void *user, morgue_error *err)
{
    arena *a = arena_new();
    stored_article article;
    morgue_status status = read_stored(reader, docid, &article, a, err);

    if (status == MORGUE_OK && is_raw)
        status = tell_record(&article, tell, user, a, err);
    else if (status == MORGUE_OK && !(tell(user, article.text) &&
                                      tell(user, STR("\n"))))
        status = error_set(err, MORGUE_ECANCELLED, -1, "stopped");
    arena_free(a);
    return status;
}

static morgue_status show_url(xap_reader *reader, morgue_str url, bool is_raw,
                              morgue_tell_fn tell, void *user,
                              morgue_error *err)
{
    xap_matches found = {0};
    morgue_status status = find_documents(reader, url, &found, err);

    if (status == MORGUE_OK && found.count == 0)
        status = error_set(err, MORGUE_ENOTFOUND, -1, "no article of %.*s",
                           (int)url.size, url.data);
    for (size_t i = 0; i < found.count && status == MORGUE_OK; i++)
        status = show_document(reader, found.match[i].docid, is_raw, tell,
                               user, err);
    xap_matches_free(&found);
    return status;
}

morgue_status morgue_index_show(const char *path, morgue_str which,
                                bool is_raw, morgue_tell_fn tell, void *user,
                                morgue_error *err)
{
    xap_reader *reader = NULL;
    uint64_t docid;
    morgue_status status = xap_reader_open(&reader, &path, 1, err);

    if (status == MORGUE_OK && str_to_u64(which, UINT32_MAX, &docid) &&
        docid > 0)
        status = show_document(reader, (uint32_t)docid, is_raw, tell, user,
                               err);
    else if (status == MORGUE_OK)
        status = show_url(reader, which, is_raw, tell, user, err);
    xap_reader_close(reader);
    return status;
}

/* ---- Verification ----
 *
 *   1) list the articles of the index by file
 *   2) read each file once more, and take those off the list that are found
 *      where they were, with the digest that they had
 *   3) what is left is missing or was changed
 */

typedef struct listed {
    char *file;
    uint64_t place;  /* hash of member and offset */
    uint64_t digest; /* hash of its text form */
    int64_t offset;
    bool is_found;
} listed;

typedef struct article_list {
    listed *items;
    size_t count, capacity;
} article_list;

static uint64_t place_of(morgue_str member, int64_t offset)
{
    return hash_bytes(member, (uint64_t)offset);
}

static int compare_listed(const void *a, const void *b)
{
    const listed *p = a, *q = b;
    int order = strcmp(p->file, q->file);

    if (order != 0)
        return order;
    return (p->place > q->place) - (p->place < q->place);
}

static void list_article(article_list *list, const stored_article *article)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 256;
        list->items =
            heap_resize(list->items, list->capacity, sizeof *list->items);
    }
    list->items[list->count++] = (listed){
        strndup(article->file.data, article->file.size),
        place_of(article->member, article->record_offset),
        hash_bytes(article->digest, 0), article->record_offset, false};
}

static void free_list(article_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].file);
    free(list->items);
}

static morgue_status list_articles(xap_reader *reader, article_list *list,
                                   morgue_error *err)
{
    xap_search_options all = {
        .limit = UINT32_MAX, .sort_slot = -1, .collapse_slot = -1};
    xap_matches found = {0};
    xap_query *query = NULL;
    arena *a = arena_new();
    morgue_status status = xap_query_all(&query, err);

    if (status == MORGUE_OK)
        status = xap_search(&found, reader, query, &all, err);
    for (size_t i = 0; i < found.count && status == MORGUE_OK; i++) {
        stored_article article;
        arena_reset(a);
        status = read_stored(reader, found.match[i].docid, &article, a, err);
        if (status == MORGUE_OK)
            list_article(list, &article);
    }
    arena_free(a);
    xap_matches_free(&found);
    xap_query_free(query);
    return status;
}

static void mark_found(article_list *list, size_t begin, size_t end, record *r)
{
    char text[DIGEST_TEXT_MAX];
    uint64_t place = place_of(r->member, r->offset), hash;
    size_t low = begin, high = end;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->items[middle].place < place)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == end || list->items[low].place != place)
        return;
    unique_key_digest(r);
    digest_format(&r->digest, text);
    hash = hash_bytes(str_of(text), 0);
    for (; low < end && list->items[low].place == place; low++)
        list->items[low].is_found |= list->items[low].digest == hash;
}

/* Items [begin, end) are those of one file.  A file that can't be read has
 * nothing found in it. */
static void look_through(article_list *list, size_t begin, size_t end)
{
    archive_reader *reader = NULL;
    record r;
    morgue_status status =
        archive_reader_open(&reader, list->items[begin].file, 0, NULL);

    record_init(&r);
    while (status == MORGUE_OK) {
        record_clear(&r);
        status = archive_reader_next(reader, &r, NULL);
        if (status == MORGUE_OK)
            mark_found(list, begin, end, &r);
    }
    record_free(&r);
    archive_reader_close(reader);
}

static morgue_status tell_missing(const article_list *list,
                                  morgue_tell_fn tell, void *user,
                                  morgue_error *err)
{
    uint64_t missing = 0;

    for (size_t i = 0; i < list->count; i++) {
        char line[4200];
        if (list->items[i].is_found)
            continue;
        missing++;
        snprintf(line, sizeof line, "%s: record at %lld: missing or changed",
                 list->items[i].file, (long long)list->items[i].offset);
        if (!tell(user, str_of(line)))
            return error_set(err, MORGUE_ECANCELLED, -1, "stopped");
    }
    if (missing > 0)
        return error_set(err, MORGUE_ECORRUPT, -1,
                         "%llu of %zu articles are not in their archives",
                         (unsigned long long)missing, list->count);
    return MORGUE_OK;
}

morgue_status morgue_index_verify(const char *path, morgue_tell_fn tell,
                                  void *user, morgue_error *err)
{
    article_list list = {0};
    xap_reader *reader = NULL;
    morgue_status status = xap_reader_open(&reader, &path, 1, err);

    if (status == MORGUE_OK)
        status = list_articles(reader, &list, err);
    xap_reader_close(reader);
    if (status == MORGUE_OK && list.count > 0)
        qsort(list.items, list.count, sizeof *list.items, compare_listed);
    for (size_t i = 0, end; i < list.count && status == MORGUE_OK; i = end) {
        for (end = i + 1; end < list.count; end++)
            if (strcmp(list.items[i].file, list.items[end].file) != 0)
                break;
        look_through(&list, i, end);
    }
    if (status == MORGUE_OK)
        status = tell_missing(&list, tell, user, err);
    free_list(&list);
    return status;
}
