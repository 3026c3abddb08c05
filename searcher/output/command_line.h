/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The command line of morgue-search.
 *
 * Options may stand anywhere before a `--`.  Behind INDEX only words that
 * begin with two hyphens, and -n, are options: everything else is the query's,
 * where -word excludes.
 */
#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include "sink.h"

#define COMMAND_LINE_RUN (-1)

typedef struct facet_wish {
    const char *name;
    morgue_facet_field field;
    size_t limit; /* 0: all values */
} facet_wish;

#define FACETS_MAX 16

typedef struct command_line {
    const char *index;
    char *query; /* the words, blanks between them, or "*"; owned */
    morgue_match_mode mode;
    morgue_search_options options;
    const sink *sink;
    bool explain;
    bool count;         /* the number of matches alone */
    bool hides_matches; /* counts, facets and timelines alone */
    facet_wish facets[FACETS_MAX];
    size_t facet_count;
    bool has_timeline;
    morgue_timeline_unit unit;
    const char *aliases;  /* a file, "" for none; NULL: the index's own */
    const char *entities; /* prefix of the names to list; NULL: none */
} command_line;

/*
 * COMMAND_LINE_RUN when there is a query to run; otherwise all was said and
 * the exit status is given.
 */
int command_line_read(command_line *out, int argc, char **argv);
void command_line_free(command_line *line);

#endif
