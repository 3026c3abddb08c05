/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A cell of comma-separated values (RFC 4180), in quotes where it must be.
 * Control characters other than newlines become blanks.
 */
#ifndef CSV_FIELD_H
#define CSV_FIELD_H

#include "morgue.h"

#include <stdio.h>

void csv_field(FILE *file, morgue_str s);

#endif
