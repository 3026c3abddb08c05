/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One object; its hits are written as they come, its time last. */
#include "match_json.h"
#include "sink.h"

static void begin(output *o, const answer *a)
{
    fprintf(o->file, "{\"total\":%llu,\"exact\":%s,\"hits\":[",
            (unsigned long long)a->total, a->total_is_exact ? "true" : "false");
}

static void match(output *o, const morgue_match *m)
{
    fputs(o->told > 0 ? ",\n" : "\n", o->file);
    json_write(match_json(m), o->file);
}

static void end(output *o, const answer *a)
{
    fputs(o->told > 0 ? "\n],\"took_ms\":" : "],\"took_ms\":", o->file);
    json_write(json_real(a->took_ms), o->file);
    fputs("}\n", o->file);
}

const sink json_sink = {"json", begin, match, end};
