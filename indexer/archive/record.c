/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record.h"

#include "limits.h"
#include "str.h"

/* A buffer over this is not kept for the next record. */
#define KEEP_SIZE ((size_t)8 << 20)

const char *record_fate_name(record_fate fate)
{
    static const char *const names[FATE_COUNT] = {
        "undecided",   "indexed",   "duplicate", "revisit",
        "not_article", "malformed", "refused",
    };

    return (unsigned)fate < FATE_COUNT ? names[fate] : "unknown";
}

void record_init(record *r)
{
    *r = (record){.arena = arena_new(), .offset = -1, .length = -1,
                  .type = "unknown"};
    buffer_init(&r->block, LIMIT_RECORD_BLOCK);
    buffer_init(&r->decoded, LIMIT_PAYLOAD);
}

static buffer emptied(buffer b)
{
    if (b.capacity > KEEP_SIZE)
        buffer_free(&b);
    buffer_clear(&b);
    return b;
}

void record_clear(record *r)
{
    record kept = {.arena = r->arena, .offset = -1, .length = -1,
                   .type = "unknown", .block = emptied(r->block),
                   .decoded = emptied(r->decoded)};

    *r = kept;
    arena_reset(r->arena);
}

void record_free(record *r)
{
    arena_free(r->arena);
    buffer_free(&r->block);
    buffer_free(&r->decoded);
    r->arena = NULL;
}

void record_settle(record *r, record_fate fate, const char *reason)
{
    if (r->fate != FATE_NONE)
        return;
    r->fate = fate;
    r->reason = reason;
}

void record_note(record *r, const char *note)
{
    r->note = r->note ? arena_format(r->arena, "%s; %s", r->note, note).data
                      : note;
}
