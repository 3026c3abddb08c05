/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The term of a whole URL: its prefix and the URL, or, where that is too long
 * for a term, its beginning and a hash of the whole.
 */
#ifndef URL_TERM_H
#define URL_TERM_H

#include "morgue.h"

#define URL_TERM_MAX 240

/* Writes into out, which lends the term. */
morgue_str url_term(char out[URL_TERM_MAX], morgue_str url);

#endif
