/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lexicon_builder.h"

#include "entity_token.h"
#include "entity_word.h"
#include "error.h"
#include "heap.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *name;
    uint32_t fact;
} fact_names[] = {
    {"forename", NAME_FORENAME},   {"forename-rare", NAME_FORENAME_RARE},
    {"surname", NAME_SURNAME},     {"surname-rare", NAME_SURNAME_RARE},
    {"city", NAME_CITY},           {"country", NAME_COUNTRY},
    {"region", NAME_REGION},       {"demonym", NAME_DEMONYM},
    {"company", NAME_COMPANY},     {"team", NAME_TEAM},
    {"body", NAME_BODY},           {"title", NAME_TITLE},
    {"org-word", NAME_ORG_WORD},   {"place-word", NAME_PLACE_WORD},
    {"date-word", NAME_OTHER_WORD}, {"other-word", NAME_OTHER_WORD},
    {"particle", NAME_PARTICLE},
};

static uint32_t fact_of(morgue_str name)
{
    for (size_t i = 0; i < sizeof fact_names / sizeof *fact_names; i++)
        if (str_equal(name, str_of(fact_names[i].name)))
            return fact_names[i].fact;
    return 0;
}

static void add_entry(lexicon *l, uint64_t hash, uint32_t facts)
{
    if (l->count == l->room) {
        l->room = l->room ? l->room * 2 : 1 << 16;
        l->entries = heap_resize(l->entries, l->room, sizeof *l->entries);
    }
    l->entries[l->count].key = (uint32_t)(hash >> 32);
    l->entries[l->count++].facts = facts;
}

/* Census lists are in capitals: "MARY" is Mary. */
static morgue_str as_printed(morgue_str name, arena *a)
{
    char *out = arena_alloc(a, name.size + 1);
    bool all_capital = name.size > 3;

    memcpy(out, name.data, name.size);
    for (size_t i = 0; i < name.size; i++)
        all_capital &= name.data[i] >= 'A' && name.data[i] <= 'Z';
    for (size_t i = 1; i < name.size && all_capital; i++)
        out[i] = ascii_lower(out[i]);
    return str_make(out, name.size);
}

static void add_to_pool(lexicon *l, morgue_str name, uint32_t fact)
{
    name_pool *pool = &l->pools[__builtin_ctz(fact)];

    if (!l->memory)
        l->memory = arena_new();
    if (pool->count == pool->room) {
        pool->room = pool->room ? pool->room * 2 : 1024;
        pool->names = heap_resize(pool->names, pool->room, sizeof *pool->names);
    }
    pool->names[pool->count++] = as_printed(name, l->memory);
}

const name_pool *lexicon_pool(const lexicon *l, uint32_t fact)
{
    return fact != 0 && fact < 1u << NAME_POOLS ? &l->pools[__builtin_ctz(fact)]
                                                : NULL;
}

const name_pool *lexicon_pool_named(const lexicon *l, morgue_str kind)
{
    return lexicon_pool(l, fact_of(kind));
}

/* Census lists have persons in capitals; what else is, is an acronym. */
static bool is_acronym(morgue_str name, uint32_t fact)
{
    const uint32_t kinds = NAME_COMPANY | NAME_BODY | NAME_TEAM |
                           NAME_COUNTRY | NAME_REGION | NAME_OTHER_WORD;

    for (size_t i = 0; i < name.size; i++)
        if (!(name.data[i] >= 'A' && name.data[i] <= 'Z'))
            return false;
    return name.size > 1 && (fact & kinds);
}

/* A phrase is cut as text is, so that it is found there. */
static void add_name(lexicon *l, morgue_str name, uint32_t fact, arena *a)
{
    entity_span *spans;
    size_t count;
    uint64_t key = PHRASE_SEED;

    if (is_acronym(name, fact)) {
        add_entry(l, entity_word_acronym(name), fact);
        return;
    }
    arena_reset(a);
    count = entity_tokenize(name, l->elides, a, &spans);
    if (count == 0 || count > PHRASE_WORDS_MAX)
        return;
    for (size_t i = 0; i < count; i++) {
        uint64_t lower =
            entity_word_lower(str_slice(name, spans[i].begin, spans[i].end));

        key = entity_phrase_mix(key, lower);
        if (i == 0)
            add_entry(l, lower, count == 1 ? fact : NAME_STARTS);
    }
    if (count > 1)
        add_entry(l, key, fact);
}

typedef morgue_status (*line_fn)(lexicon *l, morgue_str line, arena *a,
                                 morgue_error *err);

static morgue_status name_line(lexicon *l, morgue_str line, arena *a,
                               morgue_error *err)
{
    size_t tab = str_find_char(line, '\t');
    uint32_t fact;

    if (line.size == 0 || line.data[0] == '#')
        return MORGUE_OK;
    if (tab == SIZE_MAX || !(fact = fact_of(str_slice(line, 0, tab))))
        return error_set(err, MORGUE_EFORMAT, -1,
                         "expected a kind, a tab and a name: %.*s",
                         (int)line.size, line.data);
    add_name(l, str_slice(line, tab + 1, line.size), fact, a);
    add_to_pool(l, str_slice(line, tab + 1, line.size), fact);
    return MORGUE_OK;
}

#define SEEN_ENOUGH 5

static uint32_t how_written(uint64_t small, uint64_t large)
{
    if (small + large < SEEN_ENOUGH)
        return 0;
    if (small * 20 >= (small + large) * 19)
        return NAME_SMALL;
    return large * 20 >= (small + large) * 19 ? NAME_LARGE : NAME_MIXED;
}

static morgue_status word_line(lexicon *l, morgue_str line, arena *a,
                               morgue_error *err)
{
    uint64_t numbers[3] = {0, 0, 0};
    morgue_str word = line;

    (void)a;
    for (int i = 2; i >= 0; i--) {
        size_t tab = word.size;

        while (tab > 0 && word.data[tab - 1] != '\t')
            tab--;
        if (tab == 0 || !str_to_u64(str_slice(word, tab, word.size), UINT32_MAX,
                                    &numbers[i]))
            return error_set(err, MORGUE_EFORMAT, -1,
                             "expected a word and three numbers: %.*s",
                             (int)line.size, line.data);
        word = str_slice(word, 0, tab - 1);
    }
    add_entry(l, entity_word_lower(word),
              how_written(numbers[0], numbers[1]) | (uint32_t)numbers[2]
                                                        << NAME_CLUSTER_SHIFT);
    return MORGUE_OK;
}

static morgue_status each_line(lexicon *l, const char *path, line_fn tell,
                               morgue_error *err)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    arena *a = arena_new();
    morgue_status status = MORGUE_OK;

    if (!file) {
        arena_free(a);
        return error_set_errno(err, "%s", path);
    }
    while (status == MORGUE_OK && (size = getline(&line, &room, file)) > 0) {
        morgue_str view = str_make(line, (size_t)size);

        if (view.data[view.size - 1] == '\n')
            view.size--;
        status = tell(l, view, a, err);
    }
    free(line);
    fclose(file);
    arena_free(a);
    return status;
}

morgue_status lexicon_add_names(lexicon *l, const char *path, morgue_error *err)
{
    return each_line(l, path, name_line, err);
}

morgue_status lexicon_add_words(lexicon *l, const char *path, morgue_error *err)
{
    return each_line(l, path, word_line, err);
}

static int by_key(const void *a, const void *b)
{
    const lexicon_entry *x = a, *y = b;

    return x->key < y->key ? -1 : x->key > y->key;
}

void lexicon_finish(lexicon *l)
{
    size_t kept = 0;

    if (l->count == 0)
        return;
    qsort(l->entries, l->count, sizeof *l->entries, by_key);
    for (size_t i = 1; i < l->count; i++) {
        if (l->entries[i].key == l->entries[kept].key)
            l->entries[kept].facts |= l->entries[i].facts;
        else
            l->entries[++kept] = l->entries[i];
    }
    l->count = kept + 1;
}

uint32_t lexicon_facts(const lexicon *l, uint64_t hash)
{
    lexicon_entry wanted = {(uint32_t)(hash >> 32), 0};
    const lexicon_entry *found = l->count == 0
                                     ? NULL
                                     : bsearch(&wanted, l->entries, l->count,
                                               sizeof *l->entries, by_key);

    return found ? found->facts & NAME_MASK : 0;
}

void lexicon_free(lexicon *l)
{
    for (int i = 0; i < NAME_POOLS; i++)
        free(l->pools[i].names);
    arena_free(l->memory);
    free(l->entries);
    l->entries = NULL;
    l->count = l->room = 0;
}
