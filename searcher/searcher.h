/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands behind a morgue_searcher.
 */
#ifndef SEARCHER_H
#define SEARCHER_H

#include "alias_file.h"
#include "vocabulary.h"

struct morgue_searcher {
    xap_reader *reader;
    vocabulary vocabulary;
    alias_file *aliases; /* NULL: none */
    uint64_t opening;    /* of the index: one more with each refresh */
};

#endif
