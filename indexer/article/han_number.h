/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers in Chinese numerals: 二〇一四, 二十六, 十二, and 元 for the
 * first year of an era.
 */
#ifndef HAN_NUMBER_H
#define HAN_NUMBER_H

#include "morgue.h"

/*
 * The number at *at up to the unit that must follow it, such as "年"; *at moves
 * behind the unit.  -1 when there is none.
 */
int64_t han_number_read(morgue_str s, size_t *at, const char *unit);

#endif
