/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "namesakes.h"

#include "facets.h"
#include "str.h"

#define SHOWN 5
#define SEEN_MAX 200 /* names that are told apart; there are seldom ten */

/* All words of a are among those of b, in their order. */
static bool is_spread_in(morgue_str a, morgue_str b)
{
    while (a.size > 0) {
        morgue_str word = str_slice(a, 0, str_find_char(a, ' '));
        morgue_str other = str_slice(b, 0, str_find_char(b, ' '));
        if (b.size == 0)
            return false;
        if (str_equal(word, other))
            a = str_slice(a, word.size + 1, a.size);
        b = str_slice(b, other.size + 1, b.size);
    }
    return true;
}

typedef struct namesake {
    name_run words;
    const morgue_facet_value *value;
} namesake;

/* "George Bush" may be "George W. Bush"; but he is not "George H.W. Bush". */
static bool may_be(const name_run *a, const name_run *b)
{
    return name_has_run(b->words, a) ||
           (a->count == 2 && is_spread_in(a->words, b->words));
}

static bool is_new(const namesake *list, size_t count, const name_run *name)
{
    for (size_t i = 0; i < count; i++)
        if (may_be(name, &list[i].words) || may_be(&list[i].words, name))
            return false;
    return true;
}

static size_t tell_apart(namesake *list, const morgue_facet *names,
                         const name_run *run, arena *memory)
{
    size_t count = 0;

    for (size_t i = 0; i < names->count && count < SEEN_MAX; i++) {
        name_run name = {.is_prefix = false};
        name.words =
            name_words(names->values[i].value, &name.count, memory);
        if (!str_equal(name.words, run->words) && is_new(list, count, &name))
            list[count++] = (namesake){name, &names->values[i]};
    }
    return count;
}

static morgue_str write_line(const asked_name *asked, const namesake *list,
                             size_t count, arena *memory)
{
    morgue_str line = arena_format(
        memory, "%s:%.*s may be",
        mention_kind_name((mention_kind)asked->kind),
        (int)asked->text.size, asked->text.data);

    for (size_t i = 0; i < count && i < SHOWN; i++)
        line = arena_format(memory, "%.*s%s %.*s (%llu)", (int)line.size,
                            line.data, i > 0 ? "," : "",
                            (int)list[i].value->value.size,
                            list[i].value->value.data,
                            (unsigned long long)list[i].value->articles);
    if (count > SHOWN)
        line = arena_format(memory, "%.*s and %zu more", (int)line.size,
                            line.data, count - SHOWN);
    return line;
}

size_t namesakes_tell(morgue_str *out, morgue_matches *m)
{
    namesake list[SEEN_MAX];
    size_t lines = 0;

    for (size_t i = 0; i < m->plan.asked_count; i++) {
        const asked_name *asked = &m->plan.asked[i];
        morgue_facet names;
        size_t count;
        if (facet_of_run(&names, m, asked->kind, &asked->run, NULL) !=
            MORGUE_OK)
            return lines;
        count = tell_apart(list, &names, &asked->run, m->memory);
        if (count > 1)
            out[lines++] = write_line(asked, list, count, m->memory);
    }
    return lines;
}
