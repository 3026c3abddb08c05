/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast entities are found:  entity_times TEXT [ARTICLE-BYTES]
 *
 * TEXT is plain text of the language that LANGUAGE in the environment names
 * (en), a paragraph a line; it is cut into articles of about so many bytes
 * (5000).  Prints tokens a second of processor time, second pass and all: the
 * best of three runs, each with words already known as in a long run.
 */
#include "entity_tagger.h"
#include "entity_token.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TEXT_MAX (32u << 20)

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Cut an article of about `size` bytes off, at the end of a line. */
static morgue_str next_article(morgue_str *rest, size_t size)
{
    morgue_str article = *rest;

    if (rest->size > size) {
        size_t more = str_find_char(str_slice(*rest, size, rest->size), '\n');

        article = str_slice(*rest, 0, more == SIZE_MAX ? more : size + more);
    }
    *rest = str_slice(*rest, article.size + 1, rest->size);
    return article;
}

static size_t count_tokens(morgue_str text, size_t size)
{
    arena *a = arena_new();
    size_t tokens = 0;

    while (text.size > 0) {
        entity_span *spans;

        tokens += entity_tokenize(next_article(&text, size), false, a, &spans);
        arena_reset(a);
    }
    arena_free(a);
    return tokens;
}

static size_t tag_all(entity_tagger *tagger, morgue_str text, size_t size,
                      morgue_str language)
{
    arena *a = arena_new();
    size_t found = 0;

    while (text.size > 0) {
        mention *mentions;
        size_t count;

        entity_tagger_tag(tagger, STR(""), next_article(&text, size), language,
                          a, &mentions, &count);
        found += count;
        arena_reset(a);
    }
    arena_free(a);
    return found;
}

int main(int argc, char **argv)
{
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    const char *language = getenv("LANGUAGE");
    size_t size = argc > 2 ? strtoul(argv[2], NULL, 10) : 5000;
    char *bytes = malloc(TEXT_MAX);
    entity_tagger *tagger;
    double best = 0;
    morgue_str text;
    size_t tokens, found = 0;

    if (!file || !bytes || size == 0 ||
        entity_tagger_new(&tagger, NULL) != MORGUE_OK) {
        fputs("usage: entity_times TEXT [ARTICLE-BYTES]\n", stderr);
        return 2;
    }
    text = str_make(bytes, fread(bytes, 1, TEXT_MAX, file));
    fclose(file);
    tokens = count_tokens(text, size);
    for (int run = 0; run < 3; run++) {
        double begin = cpu_seconds(), seconds;

        found = tag_all(tagger, text, size, str_of(language ? language : "en"));
        seconds = cpu_seconds() - begin;
        if (best == 0 || seconds < best)
            best = seconds;
    }
    printf("%zu bytes, %zu tokens, %zu mentions, %.3f s: %.2f million tokens "
           "a second, %.1f MB/s\n",
           text.size, tokens, found, best, (double)tokens / best / 1e6,
           (double)text.size / best / 1e6);
    entity_tagger_free(tagger);
    free(bytes);
    return 0;
}
