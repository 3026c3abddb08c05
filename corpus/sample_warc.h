/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The WARC file of the sample: articles as their outlets serve them, among
 * the other things a crawl brings home.
 */
#ifndef CORPUS_SAMPLE_WARC_H
#define CORPUS_SAMPLE_WARC_H

#include "bytes.h"
#include "sample_article.h"

/* Gives the file; adds a line to `expected` for each article in it. */
bytes sample_warc(const sample_set *sample, bytes *expected);

#endif
