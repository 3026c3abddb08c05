/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines that pages put into articles and that are none of their text: "Read
 * more", "Advertisement", "Sign up for our newsletter", in many languages.
 */
#ifndef BOILERPLATE_H
#define BOILERPLATE_H

#include "morgue.h"

/* The whole line is such a one. */
bool boilerplate_is_line(morgue_str line);

/* The text has a photographer's or an agency's credit: it is a caption. */
bool boilerplate_is_credit(morgue_str text);

#endif
