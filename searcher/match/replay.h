/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Links into a web archive.
 */
#ifndef REPLAY_H
#define REPLAY_H

#include "stored.h"

/*
 * The template with {timestamp} (14 digits of the capture) and {url} filled
 * in, in the arena; empty when the template is, or the article has no URL.
 */
morgue_str replay_link(morgue_str template, const stored_article *article,
                       arena *a);

#endif
