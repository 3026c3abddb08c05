/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where matches go: one sink a format, one file a sink.
 *
 * begin() is told the answer as far as it is known before the first match,
 * match() each match, end() the answer with its time.  A sink keeps nothing
 * of a match, so any number of them passes through in constant memory.
 * docs/output-formats.md tells what each of them writes.
 */
#ifndef SINK_H
#define SINK_H

#include "morgue.h"

#include <stdio.h>

typedef struct answer_facet {
    const char *name; /* as --facet names it */
    morgue_facet facet;
} answer_facet;

typedef struct answer {
    uint64_t total; /* for sinks that have counts */
    bool total_is_exact;
    const answer_facet *facets;
    size_t facet_count;
    const morgue_timeline *timeline; /* NULL: none was asked for */
    morgue_timeline_unit unit;
    double took_ms; /* until the last match was written; in end() alone */
} answer;

typedef struct output {
    FILE *file;
    bool has_bold;    /* a terminal, and colours are welcome */
    unsigned columns; /* of the terminal; 0: lines are not folded */
    uint64_t told;    /* matches so far */
} output;

typedef struct sink {
    const char *format; /* as --format names it */
    bool has_counts;    /* totals, facets and timelines are written */
    void (*begin)(output *o, const answer *a);
    void (*match)(output *o, const morgue_match *m);
    void (*end)(output *o, const answer *a);
} sink;

extern const sink text_sink, json_sink, ndjson_sink, csv_sink, ris_sink,
    bibtex_sink;

/* The sink of a format, or NULL. */
const sink *sink_by_format(const char *format);

/* The format's file is stdout, as it is: a terminal or not. */
void output_init(output *o);

#endif
