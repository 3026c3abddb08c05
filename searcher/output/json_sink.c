/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One object; its hits are written as they come, its time last. */
#include "count_json.h"
#include "match_json.h"
#include "sink.h"

static void begin(output *o, const answer *a)
{
    fprintf(o->file, "{\"total\":%llu,\"exact\":%s",
            (unsigned long long)a->total, a->total_is_exact ? "true" : "false");
    if (a->facet_count > 0) {
        fputs(",\n\"facets\":", o->file);
        json_write(facets_json(a->facets, a->facet_count), o->file);
    }
    if (a->timeline != NULL) {
        fputs(",\n\"timeline\":", o->file);
        json_write(timeline_json(a->timeline, a->unit), o->file);
    }
    fputs(a->facet_count > 0 || a->timeline ? ",\n\"hits\":[" : ",\"hits\":[",
          o->file);
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

const sink json_sink = {"json", true, begin, match, end};
