/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue-train: make a model for the entity tagger, or try one.
 */
#include "buffer.h"
#include "crf_trainer.h"
#include "entity_tagger.h"
#include "error.h"
#include "heap.h"
#include "model_writer.h"
#include "recipe.h"
#include "str.h"
#include "word_clusters.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXIT_USAGE   2
#define EXIT_TROUBLE 3
#define FOLDERS_MAX  16

static const char usage[] =
    "usage: morgue-train make RECIPE MODEL FOLDER...\n"
    "       morgue-train tag MODEL FILE...\n"
    "       morgue-train words CLUSTERS ROUNDS FILE...\n"
    "\n"
    "make  reads the recipe and what it names, from the folders, and writes\n"
    "      the model\n"
    "tag   prints the entities of text files as NDJSON\n"
    "words prints what plain text tells of its words, for a recipe\n";

/* The lexicon of a model that has no weights yet. */
static unsigned char *lexicon_bytes(const lexicon *l, entity_model *m)
{
    unsigned char *bytes = heap_new(l->count + 1, 8), *p = bytes;

    for (size_t i = 0; i < l->count; i++)
        for (int b = 0; b < 4; b++)
            *p++ = (unsigned char)(l->entries[i].key >> (8 * b));
    for (size_t i = 0; i < l->count; i++)
        for (int b = 0; b < 4; b++)
            *p++ = (unsigned char)(l->entries[i].facts >> (8 * b));
    m->keys = bytes;
    m->facts = bytes + l->count * 4;
    m->entry_count = (uint32_t)l->count;
    entity_model_index(m);
    return bytes;
}

static morgue_status make(const char *path, const char *model_path,
                          const char *const *folders, morgue_error *err)
{
    recipe r;
    entity_model m = {.bucket_count = 0};
    crf_weights w;
    morgue_status status = recipe_read(&r, path, folders, err);

    if (status == MORGUE_OK) {
        unsigned char *bytes = lexicon_bytes(&r.lexicon, &m);

        memcpy(m.language, r.language, sizeof m.language);
        fprintf(stderr, "%zu articles, %llu tokens; %zu lexicon entries\n",
                r.set.count, (unsigned long long)r.set.tokens, r.lexicon.count);
        crf_train(&w, &r.set, &m, &r.options);
        status = model_write(model_path, r.language, &w, &r.lexicon, err);
        crf_weights_free(&w);
        free(bytes);
    }
    recipe_free(&r);
    return status;
}

static bool read_whole(const char *path, buffer *out)
{
    FILE *file = fopen(path, "rb");
    char piece[65536];
    size_t got;

    if (!file)
        return false;
    buffer_clear(out);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_append(out, piece, got);
    fclose(file);
    return !out->failed;
}

/* What is longer is tagged in parts, as so many articles. */
#define PART_MAX (1u << 20)

/* How many bytes of text end in c; 0: none do. */
static size_t size_to_last(morgue_str text, char c)
{
    const char *last = memrchr(text.data, c, text.size);

    return last ? (size_t)(last - text.data) + 1 : 0;
}

/* Cut a part off *rest, behind a line, or else behind a word. */
static morgue_str next_part(morgue_str *rest)
{
    morgue_str part = str_slice(*rest, 0, PART_MAX);
    size_t size = part.size;

    if (size < rest->size)
        size = size_to_last(part, '\n');
    if (size == 0)
        size = size_to_last(part, ' ');
    part = str_slice(part, 0, size > 0 ? size : part.size);
    *rest = str_slice(*rest, part.size, rest->size);
    return part;
}

static void add_mentions(json_t *list, morgue_str text, const mention *mentions,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        morgue_str piece = str_slice(text, mentions[i].begin, mentions[i].end);

        json_array_append_new(
            list, json_pack("{ss ss% ss%}", "type",
                            mention_kind_name(mentions[i].kind), "text",
                            piece.data, piece.size, "name",
                            mentions[i].name.data, mentions[i].name.size));
    }
}

static void tag_text(entity_tagger *tagger, const char *language,
                     const char *path, morgue_str text)
{
    const char *name = strrchr(path, '/');
    json_t *list = json_array(), *line;
    arena *a = arena_new();

    while (text.size > 0) {
        morgue_str part = next_part(&text);
        mention *mentions;
        size_t count;

        entity_tagger_tag(tagger, STR(""), part, str_of(language), a, &mentions,
                          &count);
        add_mentions(list, part, mentions, count);
        arena_reset(a);
    }
    line = json_pack("{s{ss} so}", "locator", "member", name ? name + 1 : path,
                     "entities", list);
    json_dumpf(line, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(line);
    arena_free(a);
}

static morgue_status tag(const char *model_path, char *const *paths,
                         morgue_error *err)
{
    buffer model, text;
    entity_tagger *tagger = NULL;
    morgue_status status;

    buffer_init(&model, 1 << 26);
    buffer_init(&text, 1 << 30);
    if (read_whole(model_path, &model))
        status = entity_tagger_new_from(&tagger, buffer_view(&model), err);
    else
        status = error_set_errno(err, "%s", model_path);
    for (; status == MORGUE_OK && *paths; paths++)
        if (read_whole(*paths, &text))
            tag_text(tagger, model.data + MODEL_LANGUAGE_AT, *paths,
                     buffer_view(&text));
        else
            status = error_set_errno(err, "%s", *paths);
    entity_tagger_free(tagger);
    buffer_free(&model);
    buffer_free(&text);
    return status;
}

static morgue_status words(char **arguments)
{
    word_clusters *c = word_clusters_new();
    buffer text;

    buffer_init(&text, (size_t)1 << 32);
    for (char **path = arguments + 2; *path; path++)
        if (read_whole(*path, &text))
            word_clusters_read(c, buffer_view(&text));
        else
            fprintf(stderr, "morgue-train: %s can't be read\n", *path);
    word_clusters_find(c, (unsigned)strtoul(arguments[0], NULL, 10),
                       (unsigned)strtoul(arguments[1], NULL, 10));
    word_clusters_print(c);
    word_clusters_free(c);
    buffer_free(&text);
    return MORGUE_OK;
}

int main(int argc, char **argv)
{
    morgue_error err = {.status = MORGUE_OK, .message = ""};
    morgue_status status;

    if (argc >= 5 && strcmp(argv[1], "make") == 0) {
        status = make(argv[2], argv[3], (const char *const *)argv + 4, &err);
    } else if (argc >= 4 && strcmp(argv[1], "tag") == 0) {
        status = tag(argv[2], argv + 3, &err);
    } else if (argc >= 5 && strcmp(argv[1], "words") == 0) {
        status = words(argv + 2);
    } else {
        fputs(usage,
              argc == 2 && strcmp(argv[1], "--help") == 0 ? stdout : stderr);
        return argc == 2 && strcmp(argv[1], "--help") == 0 ? 0 : EXIT_USAGE;
    }
    if (status != MORGUE_OK)
        fprintf(stderr, "morgue-train: %s\n", err.message);
    return status == MORGUE_OK ? 0 : EXIT_TROUBLE;
}
