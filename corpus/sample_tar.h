/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tar file of the sample: articles as saved pages, as texts with front
 * matter, and as bare text.
 */
#ifndef CORPUS_SAMPLE_TAR_H
#define CORPUS_SAMPLE_TAR_H

#include "bytes.h"
#include "sample_article.h"

/* Gives the file; adds a line to `expected` for each article in it. */
bytes sample_tar(const sample_set *sample, bytes *expected);

#endif
