/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which segments to merge: few segments keep search fast, merging small ones
 * keeps daily additions cheap.
 *
 * An index has up to SEGMENTS_MAX segments.  With one more, some neighbours
 * become one: those where fewest bytes are copied for each segment that goes,
 * and no segment is larger than all the others together, so that nothing large
 * is copied to take in something small.  Ten years of equal days copy each
 * document less than six times.  Only neighbours are merged: the documents
 * stay in the order in which they were added.
 */
#ifndef SEGMENT_POLICY_H
#define SEGMENT_POLICY_H

#include "manifest.h"

#define SEGMENTS_MAX 12

/* What to merge next; false when nothing is to be. */
bool segment_policy_pick(const manifest *m, size_t *first, size_t *count);

#endif
