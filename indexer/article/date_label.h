/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the words in front of a date say it is the date of.
 */
#ifndef DATE_LABEL_H
#define DATE_LABEL_H

#include "morgue.h"

typedef enum date_label {
    LABEL_NONE = 0,
    LABEL_PUBLISHED, /* "Published on", "Veröffentlicht am", "公開" */
    LABEL_MODIFIED,  /* "Last updated", "mis à jour le", "обновлено" */
    LABEL_OTHER      /* "©", "born": no date of the article */
} date_label;

/* before: the text in front of the date; its last words count. */
date_label date_label_of(morgue_str before);

/*
 * The label that stands behind its date, as in "2015年1月3日 更新"; *size is set
 * to the bytes up to its end.  after: the text behind the date.
 */
date_label date_label_behind(morgue_str after, size_t *size);

/* A name of a meta field, attribute or key, in lower case. */
date_label date_label_of_name(morgue_str name);

#endif
