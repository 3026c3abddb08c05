/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which articles of a set are of one text.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "docid_set.h"

typedef struct text_fold {
    /* An article of the set each: the same number for those of one text, 0
     * where no other article of the set has it.  NULL: none has. */
    uint64_t *texts;
    size_t count; /* texts that differ */
} text_fold;

/* folds false: each article counts as a text of its own. */
morgue_status text_fold_read(text_fold *out, xap_reader *reader,
                             const docid_set *set, bool folds,
                             morgue_error *err);
void text_fold_free(text_fold *f);

#endif
