/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names of persons as bylines print them.
 */
#ifndef PERSON_NAME_H
#define PERSON_NAME_H

#include "morgue.h"

/* "Von", "By", "Texte :", "記者" in front of names; and what stands behind:
 * "| Staff", an address, a date.  What is left may be empty. */
morgue_str person_name_clean(morgue_str s);

/* A label stands in front: a block that begins so is a byline.  *is_sure: it
 * ends in a colon and stands nowhere else. */
bool person_name_is_labelled(morgue_str s, bool *is_sure);

/* It looks like the name of one person: two to five words in capitals, or a
 * few characters of Chinese, Japanese or Korean. */
bool person_name_is(morgue_str s);

/*
 * Cut the first name off a list: "A and B", "A, B und C", "牛镛、岳弘彬".
 * False when *rest is empty.  Commas and words part only what are names.
 */
bool person_name_next(morgue_str *rest, morgue_str *name);

#endif
