/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether segments built in bulk have the format that the libxapian at hand
 * writes and reads: it is told by a small database that libxapian makes.
 *
 * All of Xapian 1.4 and 1.5 so far has this format.  A library with another
 * one would refuse our segments, so they are then written by it instead.
 */
#ifndef SEGMENT_FORMAT_H
#define SEGMENT_FORMAT_H

#include "morgue.h"

/* Makes and removes `scratch`, a folder that is not there yet. */
morgue_status segment_format_is_known(const char *scratch, bool *out,
                                      morgue_error *err);

#endif
