/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inflate_isal.h"

#ifdef MORGUE_ISAL

#include "heap.h"

#include <isa-l/igzip_lib.h>
#include <stdlib.h>

struct isal_inflater {
    struct inflate_state state;
    uint64_t taken;
};

isal_inflater *isal_inflater_new(void)
{
    return heap_new(1, sizeof(isal_inflater));
}

void isal_inflater_free(isal_inflater *i)
{
    free(i);
}

void isal_inflater_begin(isal_inflater *i)
{
    isal_inflate_init(&i->state);
    i->state.crc_flag = ISAL_GZIP; /* reads head and trailer, checks both */
    i->taken = 0;
}

/* At the end of what is stored it may still hold bytes back; who neither takes
 * nor gives any has come to the end before the member has. */
bool isal_inflater_read(isal_inflater *i, byte_source *from, char *to,
                        size_t room, size_t *got, bool *is_whole)
{
    struct inflate_state *s = &i->state;

    if (room > UINT32_MAX)
        room = UINT32_MAX;
    s->next_out = (uint8_t *)to;
    s->avail_out = (uint32_t)room;
    while (s->avail_out == room && s->block_state != ISAL_BLOCK_FINISH) {
        morgue_str in = byte_source_peek(from, 1);
        size_t taken;

        if (in.size > UINT32_MAX)
            in.size = UINT32_MAX;
        s->next_in = (uint8_t *)(uintptr_t)in.data;
        s->avail_in = (uint32_t)in.size;
        if (isal_inflate(s) != ISAL_DECOMP_OK)
            return false;
        taken = in.size - s->avail_in;
        byte_source_consume(from, taken);
        i->taken += taken;
        if (taken == 0 && s->avail_out == room &&
            s->block_state != ISAL_BLOCK_FINISH)
            return false;
    }
    *got = room - s->avail_out;
    *is_whole = s->block_state == ISAL_BLOCK_FINISH;
    return true;
}

uint64_t isal_inflater_taken(const isal_inflater *i)
{
    return i->taken;
}

#else

isal_inflater *isal_inflater_new(void)
{
    return NULL;
}

void isal_inflater_free(isal_inflater *i)
{
    (void)i;
}

void isal_inflater_begin(isal_inflater *i)
{
    (void)i;
}

bool isal_inflater_read(isal_inflater *i, byte_source *from, char *to,
                        size_t room, size_t *got, bool *is_whole)
{
    (void)i, (void)from, (void)to, (void)room, (void)got, (void)is_whole;
    return false;
}

uint64_t isal_inflater_taken(const isal_inflater *i)
{
    (void)i;
    return 0;
}

#endif
