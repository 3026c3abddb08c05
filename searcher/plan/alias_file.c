/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "alias_file.h"

#include "arena.h"
#include "buffer.h"
#include "error.h"
#include "name_key.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>

/* A name or variant, by the hash of its words. */
typedef struct alias_key {
    uint64_t hash;
    uint32_t entry;
} alias_key;

struct alias_file {
    arena *memory;
    alias_entry *entries;
    size_t count, room;
    alias_key *keys; /* sorted by hash, then entry */
    size_t key_count, key_room;
};

static void *grown(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return array;
    *room = *room ? *room * 2 : 256;
    return realloc(array, *room * size);
}

static bool add_key(alias_file *f, morgue_str name, uint32_t entry)
{
    alias_key *keys = grown(f->keys, f->key_count, &f->key_room, sizeof *keys);

    if (!keys)
        return false;
    f->keys = keys;
    keys[f->key_count].hash = name_key(name);
    keys[f->key_count++].entry = entry;
    return true;
}

static bool is_wikidata(morgue_str s)
{
    if (s.size < 2 || s.data[0] != 'Q')
        return false;
    for (size_t i = 1; i < s.size; i++)
        if (!ascii_is_digit(s.data[i]))
            return false;
    return true;
}

static bool take_field(morgue_str *rest, morgue_str *field)
{
    size_t tab = str_find_char(*rest, '\t');

    if (rest->data == NULL)
        return false;
    *field = str_trim(str_slice(*rest, 0, tab));
    *rest = tab == SIZE_MAX ? str_make(NULL, 0)
                            : str_slice(*rest, tab + 1, rest->size);
    return true;
}

static bool read_kind(morgue_str word, alias_entry *entry)
{
    entry->is_never = str_equal(word, STR("never"));
    for (int kind = 0; kind < MENTION_KINDS; kind++)
        if (str_equal(word, str_of(mention_kind_name((mention_kind)kind)))) {
            entry->kind = (uint8_t)kind;
            return true;
        }
    return entry->is_never;
}

static size_t count_fields(morgue_str rest)
{
    size_t count = 1;

    for (size_t i = 0; i < rest.size; i++)
        count += rest.data[i] == '\t';
    return count;
}

/* False: out of memory. */
static bool read_variants(alias_file *f, morgue_str rest, alias_entry *entry)
{
    size_t room = count_fields(rest);
    morgue_str field;

    entry->variants = arena_calloc(f->memory, room, sizeof(morgue_str));
    entry->splits = arena_calloc(f->memory, room, sizeof(morgue_str));
    while (take_field(&rest, &field)) {
        if (field.size == 0)
            continue;
        if (rest.data == NULL && is_wikidata(field)) {
            entry->wikidata = field;
            if (!add_key(f, field, (uint32_t)f->count))
                return false;
        } else if (field.data[0] == '-') {
            entry->splits[entry->split_count++] =
                str_trim(str_slice(field, 1, field.size));
        } else {
            entry->variants[entry->variant_count++] = field;
            if (!add_key(f, field, (uint32_t)f->count))
                return false;
        }
    }
    return true;
}

static morgue_status read_line(alias_file *f, morgue_str line, size_t number,
                               int64_t offset, morgue_error *err)
{
    alias_entry *entries, *entry;
    morgue_str rest = line, kind;

    entries = grown(f->entries, f->count, &f->room, sizeof *entries);
    if (!entries)
        return error_no_memory(err);
    f->entries = entries;
    entry = &entries[f->count];
    memset(entry, 0, sizeof *entry);
    if (!take_field(&rest, &entry->name) || name_key(entry->name) == 0)
        return error_set(err, MORGUE_EFORMAT, offset,
                         "line %zu has no name before the first tab", number);
    if (!take_field(&rest, &kind) || !read_kind(kind, entry))
        return error_set(err, MORGUE_EFORMAT, offset,
                         "line %zu: expected person, org, place or never "
                         "after the name",
                         number);
    if (!add_key(f, entry->name, (uint32_t)f->count) ||
        !read_variants(f, rest, entry))
        return error_no_memory(err);
    f->count++;
    return MORGUE_OK;
}

static int by_hash(const void *a, const void *b)
{
    const alias_key *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

static morgue_status read_lines(alias_file *f, morgue_str text,
                                morgue_error *err)
{
    morgue_str rest = text, line;
    morgue_status status = MORGUE_OK;

    for (size_t number = 1; status == MORGUE_OK && str_next_line(&rest, &line);
         number++)
        if (str_trim(line).size > 0 && line.data[0] != '#')
            status = read_line(f, line, number, line.data - text.data, err);
    if (f->key_count > 0)
        qsort(f->keys, f->key_count, sizeof *f->keys, by_hash);
    return status;
}

morgue_status alias_file_parse(alias_file **out, morgue_str text,
                               morgue_error *err)
{
    alias_file *f = calloc(1, sizeof *f);
    morgue_status status;

    *out = NULL;
    if (!f)
        return error_no_memory(err);
    f->memory = arena_new();
    if (str_starts_with(text, STR("\xef\xbb\xbf")))
        text = str_slice(text, 3, text.size);
    status = read_lines(f, arena_copy(f->memory, text), err);
    if (status != MORGUE_OK) {
        alias_file_free(f);
        return status;
    }
    *out = f;
    return MORGUE_OK;
}

morgue_status alias_file_open(alias_file **out, const char *path,
                              morgue_error *err)
{
    FILE *file = fopen(path, "rb");
    buffer text;
    char piece[1 << 14];
    size_t got;
    morgue_error fault = {0};
    morgue_status status;

    *out = NULL;
    if (!file)
        return error_set_errno(err, "%s", path);
    buffer_init(&text, ALIAS_FILE_MAX);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_append(&text, piece, got);
    status = ferror(file) ? error_set_errno(err, "%s", path)
                          : buffer_status(&text, path, err);
    fclose(file);
    if (status == MORGUE_OK)
        status = alias_file_parse(out, buffer_view(&text), &fault);
    if (fault.status != MORGUE_OK)
        error_set(err, status, fault.offset, "%s: %s", path, fault.message);
    buffer_free(&text);
    return status;
}

void alias_file_free(alias_file *f)
{
    if (!f)
        return;
    arena_free(f->memory);
    free(f->entries);
    free(f->keys);
    free(f);
}

size_t alias_file_count(const alias_file *f)
{
    return f->count;
}

const alias_entry *alias_file_entry(const alias_file *f, size_t i)
{
    return &f->entries[i];
}

static size_t first_key(const alias_file *f, uint64_t hash)
{
    size_t low = 0, high = f->key_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (f->keys[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t alias_file_find(const alias_file *f, morgue_str name, int kind,
                       const alias_entry **out, size_t room)
{
    uint64_t hash = name_key(name);
    uint32_t last = UINT32_MAX;
    size_t count = 0;

    for (size_t i = first_key(f, hash);
         hash != 0 && i < f->key_count && f->keys[i].hash == hash; i++) {
        const alias_entry *entry = &f->entries[f->keys[i].entry];

        if (f->keys[i].entry == last ||
            (kind >= 0 && entry->kind != kind && !entry->is_never))
            continue;
        last = f->keys[i].entry;
        if (count < room)
            out[count] = entry;
        count++;
    }
    return count;
}

bool alias_entry_splits(const alias_entry *entry, morgue_str name)
{
    uint64_t hash = name_key(name);

    for (size_t i = 0; i < entry->split_count; i++)
        if (name_key(entry->splits[i]) == hash)
            return true;
    return false;
}
