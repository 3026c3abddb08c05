/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Terms of all segments in byte order, merged from where each has its own.
 */
#include "segment_set.h"

#include "heap.h"
#include "str.h"
#include "varint.h"

#include <stdlib.h>

/* The terms of one segment. */
typedef struct term_walk {
    glass_walk walk;
    morgue_str prefix;
    char bytes[GLASS_KEY_MAX];
    morgue_str term; /* the present one */
    uint64_t documents;
    bool has_one;
} term_walk;

/*
 * The key of the first chunk of a term is the term, with 0xff behind each of
 * its zeros; a further chunk has a zero and a docid behind it.  Keys of other
 * things begin with a zero.
 */
static bool take_term(term_walk *w, morgue_str key)
{
    size_t size = 0;

    for (size_t i = 0; i < key.size; i++) {
        w->bytes[size++] = key.data[i];
        if (key.data[i] != 0)
            continue;
        if (++i == key.size || (unsigned char)key.data[i] != 0xff)
            return false;
    }
    w->term = str_make(w->bytes, size);
    return size > 0;
}

/* From the entry that the walk is at to the next that begins a term. */
static void settle(term_walk *w)
{
    while (w->has_one && !take_term(w, w->walk.key))
        w->has_one = glass_walk_next(&w->walk);
    if (w->has_one && str_compare(w->term, w->prefix) > 0)
        w->has_one = str_starts_with(w->term, w->prefix);
}

static void take_documents(term_walk *w)
{
    morgue_str tag = w->walk.tag;

    if (w->has_one && !varint_take(&tag, &w->documents)) {
        w->walk.status = MORGUE_ECORRUPT;
        w->has_one = false;
    }
}

static void next_term(term_walk *w)
{
    w->has_one = glass_walk_next(&w->walk);
    settle(w);
    take_documents(w);
}

/* To the first term that begins with the prefix. */
static void open_walk(term_walk *w, const segment *s, morgue_str prefix)
{
    unsigned char key[2 * GLASS_KEY_MAX] = {0, 0xff};
    size_t size = 2;

    *w = (term_walk){.prefix = prefix};
    glass_walk_init(&w->walk, &s->postlist);
    if (glass_key_string_size(prefix) >= GLASS_KEY_MAX)
        return;
    if (prefix.size > 0)
        size = glass_put_key_string(key, prefix);
    w->has_one =
        glass_walk_find_before(&w->walk, str_make((const char *)key, size));
    if (!w->has_one && w->walk.status == MORGUE_OK)
        w->has_one = glass_walk_next(&w->walk);
    settle(w);
    while (w->has_one && str_compare(w->term, prefix) < 0) {
        w->has_one = glass_walk_next(&w->walk);
        settle(w);
    }
    take_documents(w);
}

/* The walk whose term is the first of all; NULL behind the last. */
static term_walk *first_of(term_walk *walks, size_t count)
{
    term_walk *first = NULL;

    for (size_t i = 0; i < count; i++)
        if (walks[i].has_one &&
            (first == NULL || str_compare(walks[i].term, first->term) < 0))
            first = &walks[i];
    return first;
}

static void tell_all(term_walk *walks, size_t count, segment_term_fn tell,
                     void *user)
{
    char bytes[GLASS_KEY_MAX];
    const term_walk *first;
    bool goes_on = true;

    while (goes_on && (first = first_of(walks, count)) != NULL) {
        morgue_str term = str_make(bytes, first->term.size);
        uint64_t documents = 0;

        memcpy(bytes, first->term.data, term.size);
        for (size_t i = 0; i < count; i++)
            if (walks[i].has_one && str_equal(walks[i].term, term)) {
                documents += walks[i].documents;
                next_term(&walks[i]);
            }
        goes_on = tell(user, term, documents);
    }
}

morgue_status segment_set_terms(segment_set *s, morgue_str prefix,
                                segment_term_fn tell, void *user,
                                morgue_error *err)
{
    term_walk *walks = heap_new(s->count, sizeof *walks);
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < s->count; i++)
        open_walk(&walks[i], &s->segments[i], prefix);
    tell_all(walks, s->count, tell, user);
    for (size_t i = 0; i < s->count; i++) {
        if (status == MORGUE_OK)
            status = walks[i].walk.status;
        glass_walk_free(&walks[i].walk);
    }
    free(walks);
    return segment_status(status, err);
}
