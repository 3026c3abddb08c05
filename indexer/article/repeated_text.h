/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a page prints twice: a passage set once more, larger, for the eye; a
 * standfirst above the picture and again below it.
 */
#ifndef REPEATED_TEXT_H
#define REPEATED_TEXT_H

#include "main_content.h"

/* Drop the quotations among the blocks that say what the text says. */
void repeated_text_drop(main_content *c, uint32_t from, uint32_t to);

/* A block that is kept, behind i and before to, holds all the words of i. */
bool repeated_text_follows(const main_content *c, uint32_t i, uint32_t to);

#endif
