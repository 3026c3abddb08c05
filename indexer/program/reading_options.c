/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reading_options.h"

#include <getopt.h>
#include <string.h>

exit_status reading_option(reading_options *o, int option, const char *help,
                           bool *is_over)
{
    switch (option) {
    case 'j':
        if (!parse_count(optarg, 256, &o->writer.workers))
            return usage_error("-j %s: expected 1 to 256", optarg);
        return EXIT_DONE;
    case OPT_MEMORY:
        if (!parse_size(optarg, &o->writer.memory))
            return usage_error("--memory %s: expected a size", optarg);
        return EXIT_DONE;
    case OPT_NO_ENTITIES:
        o->writer.no_entities = true;
        return EXIT_DONE;
    case OPT_LEDGER:
        o->writer.ledger_path = optarg;
        return EXIT_DONE;
    case OPT_PROGRESS:
        if (strcmp(optarg, "json") != 0)
            return usage_error("--progress %s: expected json", optarg);
        o->progress_json = true;
        return EXIT_DONE;
    default:
        return program_option(option, help, is_over);
    }
}
