/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands behind a morgue_searcher.
 */
#ifndef SEARCHER_H
#define SEARCHER_H

#include "vocabulary.h"

struct morgue_searcher {
    xap_reader *reader;
    vocabulary vocabulary;
};

#endif
