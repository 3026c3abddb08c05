/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A match a line and nothing else. */
#include "match_json.h"
#include "sink.h"

static void begin(output *o, const answer *a)
{
    (void)o;
    (void)a;
}

static void match(output *o, const morgue_match *m)
{
    json_write(match_json(m), o->file);
    fputc('\n', o->file);
}

const sink ndjson_sink = {"ndjson", false, begin, match, begin};
