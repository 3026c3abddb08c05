/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sink.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define COLUMNS_MIN 40
#define COLUMNS_MAX 100 /* longer lines are hard to read */

const sink *sink_by_format(const char *format)
{
    static const sink *const sinks[] = {&text_sink,   &json_sink, &ndjson_sink,
                                        &csv_sink,    &ris_sink,  &bibtex_sink};

    for (size_t i = 0; i < sizeof sinks / sizeof *sinks; i++)
        if (strcmp(sinks[i]->format, format) == 0)
            return sinks[i];
    return NULL;
}

void output_init(output *o)
{
    struct winsize window;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

    *o = (output){.file = stdout};
    if (!isatty(STDOUT_FILENO))
        return;
    o->has_bold = (no_color == NULL || *no_color == 0) && term != NULL &&
                  strcmp(term, "dumb") != 0;
    o->columns = 80;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        o->columns = window.ws_col;
    if (o->columns < COLUMNS_MIN)
        o->columns = COLUMNS_MIN;
    if (o->columns > COLUMNS_MAX)
        o->columns = COLUMNS_MAX;
}
