/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What plain text tells of words: how often each is written small and large,
 * and which words are used alike.
 *
 * Clusters are found by exchange: every word in turn moves to the cluster
 * where the words before and after it tell most about it (as in J. Uszkoreit,
 * T. Brants, "Distributed Word Clustering for Large Scale Class-Based Language
 * Modeling", 2008, but with both neighbours).  The order is that of
 * frequency, so that the same text gives the same clusters.
 */
#ifndef WORD_CLUSTERS_H
#define WORD_CLUSTERS_H

#include "morgue.h"

typedef struct word_clusters word_clusters;

word_clusters *word_clusters_new(void);
void word_clusters_free(word_clusters *c);

/* Read a text, a paragraph a line. */
void word_clusters_read(word_clusters *c, morgue_str text);

/* Put the frequent words into `count` clusters, numbered from 1. */
void word_clusters_find(word_clusters *c, unsigned count, unsigned rounds);

/* Print a line a word: word, small, large, cluster. */
void word_clusters_print(const word_clusters *c);

#endif
