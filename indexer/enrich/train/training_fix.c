/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "training_fix.h"

#include "mention.h"
#include "str.h"

static bool starts(int tag)
{
    return tag != TAG_O && (TAG_PART(tag) == PART_B || TAG_PART(tag) == PART_S);
}

static size_t entity_end(const uint8_t *tags, size_t begin, size_t count)
{
    size_t end = begin + 1;

    while (end < count && tags[end] != TAG_O && !starts(tags[end]))
        end++;
    return end;
}

static void set_entity(uint8_t *tags, size_t begin, size_t end, int kind)
{
    for (size_t i = begin; i < end; i++) {
        int part = i == begin ? (i + 1 == end ? PART_S : PART_B)
                              : (i + 1 == end ? PART_E : PART_I);

        tags[i] = (uint8_t)TAG_OF(kind, part);
    }
}

static bool is_small(const entity_document *d, size_t i)
{
    morgue_str text = str_slice(d->text, d->spans[i].begin, d->spans[i].end);

    for (size_t at = 0; at < text.size; at++)
        if (!(text.data[at] >= 'a' && text.data[at] <= 'z'))
            return false;
    return !(d->tokens[i].word->names & NAME_PARTICLE);
}

static int kind_alone(const entity_document *d, size_t i, int kind)
{
    uint32_t names = d->tokens[i].word->names;
    morgue_str text = str_slice(d->text, d->spans[i].begin, d->spans[i].end);

    if (str_equal(text, STR("U.N.")) || str_equal(text, STR("UN")))
        return MENTION_ORG;
    if ((names & NAME_DEMONYM) && kind != MENTION_PERSON &&
        !(names & (NAME_CITY | NAME_COUNTRY | NAME_REGION | NAME_BODY)))
        return KIND_OTHER;
    return kind;
}

static void fix_entities(const entity_document *d, uint8_t *tags)
{
    for (size_t i = 0, end; i < d->count; i = end) {
        int kind;
        size_t begin = i;

        end = i + 1;
        if (!starts(tags[i]))
            continue;
        kind = TAG_KIND(tags[i]);
        end = entity_end(tags, i, d->count);
        while (begin < end && (entity_document_is_attribute(d, begin) ||
                               (kind != MENTION_ORG && is_small(d, begin))))
            tags[begin++] = TAG_O;
        if (begin == end)
            continue;
        if (end - begin == 1)
            kind = kind_alone(d, begin, kind);
        set_entity(tags, begin, end, kind);
    }
}

static size_t phrase_end(const entity_document *d, size_t i)
{
    while (!(d->tokens[i].phrase & PHRASE_LAST))
        i++;
    return i + 1;
}

static void fix_phrases(const entity_document *d, uint8_t *tags)
{
    for (size_t i = 0; i < d->count; i++) {
        uint32_t phrase = d->tokens[i].phrase;
        size_t end;

        if (!(phrase & PHRASE_FIRST) ||
            !(phrase & (NAME_COUNTRY | NAME_REGION)) ||
            (phrase & NAME_MASK & ~(uint32_t)(NAME_COUNTRY | NAME_REGION)) ||
            !(d->tokens[i].word->flags & WORD_CAPITAL))
            continue;
        end = phrase_end(d, i);
        if ((tags[i] != TAG_O && !starts(tags[i])) ||
            (end < d->count && tags[end] != TAG_O && !starts(tags[end])))
            continue;
        set_entity(tags, i, end, MENTION_PLACE);
    }
}

void training_fix(const entity_document *d, uint8_t *tags)
{
    fix_entities(d, tags);
    fix_phrases(d, tags);
}
