/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which segments to merge: few segments keep search fast, merging small ones
 * keeps daily additions cheap.
 *
 * An index has up to SEGMENTS_MAX segments.  With one more, the
 * SEGMENTS_MERGED neighbours that are smallest together become one.  What has
 * been merged is larger than its neighbours and left alone until they are many
 * again, so a document is copied about as often as the logarithm of the
 * index's size to the base SEGMENTS_MERGED.  Only neighbours are merged: the
 * documents stay in the order in which they were added.
 */
#ifndef SEGMENT_POLICY_H
#define SEGMENT_POLICY_H

#include "manifest.h"

#define SEGMENTS_MAX 16
#define SEGMENTS_MERGED 8

/* What to merge next; false when nothing is to be. */
bool segment_policy_pick(const manifest *m, size_t *first, size_t *count);

#endif
