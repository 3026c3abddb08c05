/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "training_variant.h"

#include "entity_model.h"
#include "error.h"
#include "mention.h"
#include "training_writer.h"
#include "str.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#define KEPT_MAX 10

typedef struct teller {
    training_writer writer;
    const lexicon *lexicon;
    arena *memory;
    uint64_t random;
    morgue_str kept[KEPT_MAX]; /* the names of {1:kind} */
    bool capitals;             /* the line begins with ^ */
    int kind;                  /* of the open bracket; -1: none */
    size_t opened;             /* tokens when it was opened */
} teller;

static uint64_t next_random(teller *t)
{
    t->random = t->random * 6364136223846793005u + 1442695040888963407u;
    return t->random >> 33;
}

static morgue_str upper(teller *t, morgue_str s)
{
    char *out;

    if (!t->capitals)
        return s;
    out = arena_alloc(t->memory, s.size + 1);
    for (size_t i = 0; i < s.size; i++)
        out[i] = (char)toupper((unsigned char)s.data[i]);
    return str_make(out, s.size);
}

static void add_words(teller *t, morgue_str words)
{
    while (words.size > 0) {
        size_t blank = str_find_char(words, ' ');
        morgue_str word = str_slice(words, 0, blank);
        training_writer *w = &t->writer;

        training_writer_add(w, upper(t, word),
                            t->kind < 0 ? TAG_O : TAG_OF(t->kind, PART_I));
        words = blank == SIZE_MAX ? str_make("", 0)
                                  : str_slice(words, blank + 1, words.size);
    }
}

static morgue_str random_name(teller *t, morgue_str kind)
{
    const name_pool *pool = lexicon_pool_named(t->lexicon, kind);

    if (str_equal(kind, STR("n")))
        return arena_format(t->memory, "%u", (unsigned)(next_random(t) % 100));
    if (str_equal(kind, STR("initial")))
        return arena_format(t->memory, "%c.", (int)('A' + next_random(t) % 26));
    if (!pool || pool->count == 0)
        return kind;
    return pool->names[next_random(t) % pool->count];
}

static morgue_str last_word(morgue_str name)
{
    for (size_t i = name.size; i > 0; i--)
        if (name.data[i - 1] == ' ')
            return str_slice(name, i, name.size);
    return name;
}

/* What stands between the braces. */
static morgue_str slot(teller *t, morgue_str inside)
{
    morgue_str name;
    size_t keep;

    if (str_starts_with(inside, STR("last:")) && inside.size == 6)
        return last_word(t->kept[(inside.data[5] - '0') % KEPT_MAX]);
    if (inside.size < 2 || inside.data[1] != ':')
        return random_name(t, inside);
    keep = (size_t)(inside.data[0] - '0') % KEPT_MAX;
    if (t->kept[keep].size == 0) {
        name = random_name(t, str_slice(inside, 2, inside.size));
        t->kept[keep] = name;
    }
    return t->kept[keep];
}

static void open_entity(teller *t, morgue_str name)
{
    t->kind = KIND_OTHER;
    for (int k = 0; k < MENTION_KINDS; k++)
        if (str_equal(name, str_of(mention_kind_name((mention_kind)k))))
            t->kind = k;
    t->opened = t->writer.count;
}

static void close_entity(teller *t)
{
    training_writer *w = &t->writer;
    size_t size = w->count - t->opened;

    for (size_t i = t->opened; i < w->count && t->kind >= 0; i++) {
        bool first = i == t->opened, last = i + 1 == w->count;

        w->tags[i] = (uint8_t)TAG_OF(t->kind, size == 1 ? PART_S
                                              : first   ? PART_B
                                              : last    ? PART_E
                                                        : PART_I);
    }
    t->kind = -1;
}

/* A piece of a template between blanks: "[person", "{city}", "beat", "x]". */
static void tell_piece(teller *t, morgue_str piece)
{
    bool closes = piece.data[piece.size - 1] == ']';

    if (piece.size > 1 && piece.data[0] == '[') {
        open_entity(t, str_slice(piece, 1, piece.size));
        return;
    }
    if (closes)
        piece.size--;
    if (piece.size > 2 && piece.data[0] == '{' &&
        piece.data[piece.size - 1] == '}')
        add_words(t, slot(t, str_slice(piece, 1, piece.size - 1)));
    else if (piece.size > 0)
        add_words(t, piece);
    if (closes)
        close_entity(t);
}

static void tell_line(teller *t, morgue_str line)
{
    training_writer_sentence(&t->writer);
    t->capitals = line.size > 0 && line.data[0] == '^';
    if (t->capitals)
        line = str_slice(line, 1, line.size);
    while (line.size > 0) {
        size_t blank = str_find_char(line, ' ');

        if (blank != 0)
            tell_piece(t, str_slice(line, 0, blank));
        line = blank == SIZE_MAX ? str_make("", 0)
                                 : str_slice(line, blank + 1, line.size);
    }
    close_entity(t);
}

static void tell_group(teller *t, morgue_str group)
{
    morgue_str line;

    memset(t->kept, 0, sizeof t->kept);
    while (str_next_line(&group, &line))
        if (line.size > 0 && line.data[0] != '#')
            tell_line(t, line);
    training_writer_article(&t->writer);
}

/* Cut a group of lines off *rest. */
static bool next_group(morgue_str *rest, morgue_str *group)
{
    size_t end;

    while (rest->size > 0 && rest->data[0] == '\n')
        *rest = str_slice(*rest, 1, rest->size);
    end = str_find(*rest, STR("\n\n"));
    *group = str_slice(*rest, 0, end);
    *rest =
        end == SIZE_MAX ? str_make("", 0) : str_slice(*rest, end, rest->size);
    return group->size > 0;
}

morgue_status training_template_read(training_set *set, const char *path,
                                     size_t copies, const lexicon *l,
                                     float weight, arena *a, morgue_error *err)
{
    teller t = {.lexicon = l, .memory = a, .random = 1851, .kind = -1};
    buffer text;
    morgue_status status;

    buffer_init(&text, 1 << 24);
    status = training_file_read(path, &text, err);
    training_writer_init(&t.writer, set, weight, a);
    for (size_t i = 0; i < copies && status == MORGUE_OK; i++) {
        morgue_str rest = buffer_view(&text), group;

        while (next_group(&rest, &group))
            tell_group(&t, group);
    }
    training_writer_free(&t.writer);
    buffer_free(&text);
    return status;
}
