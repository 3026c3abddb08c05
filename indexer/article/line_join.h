/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines that are one paragraph: what stands between them when they are joined.
 */
#ifndef LINE_JOIN_H
#define LINE_JOIN_H

#include "morgue.h"

/*
 * A blank, but for Chinese and Japanese on both sides of the line's end, which
 * have none between words (CSS Text 3, section 4.1.3).  Korean has them.
 */
bool line_join_has_blank(morgue_str before, morgue_str behind);

#endif
