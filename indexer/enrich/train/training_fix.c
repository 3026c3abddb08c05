/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "training_fix.h"

#include "entity_bounds.h"
#include "mention.h"
#include "str.h"

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
    if ((names & NAME_COUNTRY) && kind == MENTION_ORG)
        return MENTION_PLACE;
    return kind;
}

static void fix_entity(entity_document *d, size_t begin, size_t end)
{
    int kind = TAG_KIND(d->tokens[begin].tag);

    while (begin < end && ((d->tokens[begin].word->cues & CUE_ATTRIBUTE) ||
                           (kind != MENTION_ORG && is_small(d, begin))))
        d->tokens[begin++].tag = TAG_O;
    if (begin == end)
        return;
    if (end - begin == 1)
        kind = kind_alone(d, begin, kind);
    else if (kind == MENTION_ORG && entity_bounds_is_event(d, begin, end))
        kind = KIND_OTHER;
    entity_set(d, begin, end, kind);
}

void training_fix(entity_document *d)
{
    for (size_t i = 0, end; i < d->count; i = end) {
        end = i + 1;
        if (!entity_starts(d->tokens[i].tag))
            continue;
        end = entity_end(d, i);
        fix_entity(d, i, end);
    }
    entity_bounds_complete(d);
}
