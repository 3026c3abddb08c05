/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "recipe.h"

#include "entity_token.h"
#include "error.h"
#include "str.h"
#include "training_variant.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define WORDS_MAX 8

static morgue_status find_file(const recipe *r, const char *name, char *path,
                               size_t size, morgue_error *err)
{
    for (const char *const *folder = r->folders; *folder; folder++) {
        int got = snprintf(path, size, "%s/%s", *folder, name);

        if (got > 0 && (size_t)got < size && access(path, R_OK) == 0)
            return MORGUE_OK;
    }
    return error_set(err, MORGUE_ENOTFOUND, -1, "%s is in no folder given",
                     name);
}

static morgue_status read_set(recipe *r, char *const *words, size_t count,
                              const char *path, morgue_error *err)
{
    training_source source = {.path = path, .weight = 1};

    for (size_t i = 2; i < count; i++) {
        if (strncmp(words[i], "weight=", 7) == 0)
            source.weight = strtof(words[i] + 7, NULL);
        else if (strncmp(words[i], "sentences=", 10) == 0)
            source.sentences = strtoul(words[i] + 10, NULL, 10);
        else if (strcmp(words[i], "split=1") == 0)
            source.split = true;
        else if (strncmp(words[i], "renamed=", 8) != 0 &&
                 strncmp(words[i], "headlines=", 10) != 0 &&
                 strncmp(words[i], "copies=", 7) != 0)
            return error_set(err, MORGUE_EFORMAT, -1, "unknown: %s", words[i]);
    }
    return training_set_read(&r->set, &source, r->memory, err);
}

static float number_of(char *const *words, size_t count, const char *name,
                       float otherwise)
{
    size_t size = strlen(name);

    for (size_t i = 1; i < count; i++)
        if (strncmp(words[i], name, size) == 0 && words[i][size] == '=')
            return strtof(words[i] + size + 1, NULL);
    return otherwise;
}

/* Lists must stand before the sets and templates that use their names. */
static morgue_status read_more(recipe *r, char *const *words, size_t count,
                               const char *path, morgue_error *err)
{
    size_t first = r->set.count, end, step;
    float weight = number_of(words, count, "weight", 1);
    float renamed = number_of(words, count, "renamed", 0);
    float headlines = number_of(words, count, "headlines", 0);
    morgue_status status;

    size_t copies = (size_t)number_of(words, count, "copies", 1);

    lexicon_finish(&r->lexicon);
    if (strcmp(words[0], "templates") == 0)
        status = training_template_read(&r->set, path, renamed > 0 ? 1 : copies,
                                        &r->lexicon, weight, r->memory, err);
    else
        status = read_set(r, words, count, path, err);
    end = r->set.count;
    if (status == MORGUE_OK && renamed > 0)
        for (size_t i = 0; i < copies; i++)
            training_variant_rename(&r->set, first, end, &r->lexicon, renamed,
                                    i, r->memory);
    if (status != MORGUE_OK || headlines <= 0)
        return status;
    step = (size_t)(1 / headlines);
    training_variant_capitals(&r->set, first, end, step, true, weight,
                              r->memory);
    training_variant_capitals(&r->set, first + step / 2, end, step, false,
                              weight, r->memory);
    return MORGUE_OK;
}

static morgue_status read_file(recipe *r, char *const *words, size_t count,
                               morgue_error *err)
{
    char path[4096];
    morgue_status status = find_file(r, words[1], path, sizeof path, err);

    if (status != MORGUE_OK)
        return status;
    if (strcmp(words[0], "set") == 0 || strcmp(words[0], "templates") == 0)
        return read_more(r, words, count, path, err);
    if (strcmp(words[0], "names") == 0)
        return lexicon_add_names(&r->lexicon, path, err);
    return lexicon_add_words(&r->lexicon, path, err);
}

static morgue_status read_option(recipe *r, char *const *words,
                                 morgue_error *err)
{
    const char *name = words[0], *value = words[1];

    if (strcmp(name, "language") == 0) {
        snprintf(r->language, sizeof r->language, "%s", value);
        r->lexicon.elides = entity_token_elides(str_of(r->language));
    } else if (strcmp(name, "epochs") == 0)
        r->options.epochs = (unsigned)strtoul(value, NULL, 10);
    else if (strcmp(name, "times") == 0)
        r->options.times = (unsigned)strtoul(value, NULL, 10);
    else if (strcmp(name, "min-count") == 0)
        r->options.min_count = (unsigned)strtoul(value, NULL, 10);
    else if (strcmp(name, "features") == 0)
        r->options.row_limit = strtoul(value, NULL, 10);
    else if (strcmp(name, "rate") == 0)
        r->options.rate = strtof(value, NULL);
    else if (strcmp(name, "hide-words") == 0)
        r->options.hide_words = strtof(value, NULL);
    else if (strcmp(name, "hide-features") == 0)
        r->options.hide_features = strtof(value, NULL);
    else if (strcmp(name, "seed") == 0)
        r->options.seed = strtoul(value, NULL, 10);
    else if (strcmp(name, "decay") == 0)
        r->options.decay = strtof(value, NULL);
    else
        return error_set(err, MORGUE_EFORMAT, -1, "unknown: %s", name);
    return MORGUE_OK;
}

static morgue_status read_line(recipe *r, char *line, morgue_error *err)
{
    char *words[WORDS_MAX], *rest = NULL;
    size_t count = 0;

    line[strcspn(line, "#\n")] = '\0';
    for (char *word = strtok_r(line, " \t", &rest); word && count < WORDS_MAX;
         word = strtok_r(NULL, " \t", &rest))
        words[count++] = word;
    if (count == 0)
        return MORGUE_OK;
    if (count == 1)
        return error_set(err, MORGUE_EFORMAT, -1, "%s: nothing follows",
                         words[0]);
    if (strcmp(words[0], "set") == 0 || strcmp(words[0], "names") == 0 ||
        strcmp(words[0], "words") == 0 || strcmp(words[0], "templates") == 0)
        return read_file(r, words, count, err);
    return read_option(r, words, err);
}

morgue_status recipe_read(recipe *out, const char *path,
                          const char *const *folders, morgue_error *err)
{
    FILE *file = fopen(path, "r");
    char line[4096];
    morgue_status status = MORGUE_OK;

    memset(out, 0, sizeof *out);
    out->folders = folders;
    out->memory = arena_new();
    out->options = (crf_options){12, 1, 2, 0.1f, 1e-4f, 0, 0, 120000, 2014};
    if (!file)
        return error_set_errno(err, "%s", path);
    while (status == MORGUE_OK && fgets(line, sizeof line, file))
        status = read_line(out, line, err);
    fclose(file);
    lexicon_finish(&out->lexicon);
    return status;
}

void recipe_free(recipe *r)
{
    lexicon_free(&r->lexicon);
    free(r->set.articles);
    arena_free(r->memory);
}
