/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines that a newspaper addresses to its readers as customers: offers to
 * subscribe, walls, newsletters, terms, players that failed, links that pay,
 * rights reserved.  They stand among the paragraphs and are none.
 */
#ifndef READER_NOTICE_H
#define READER_NOTICE_H

#include "morgue.h"

/* The line has a phrase that such lines have, in many languages; a sentence
 * without a link only by one that no article has. */
bool reader_notice_is(morgue_str line, bool has_link);

#endif
