/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the head of a mail says (RFC 5322, 2919, 5064), as text.
 */
#ifndef MAIL_HEAD_H
#define MAIL_HEAD_H

#include "arena.h"
#include "civil_date.h"

typedef struct mail_head {
    morgue_str subject, from; /* from: the names, not the addresses */
    morgue_str list, organization, newsgroups, language;
    morgue_str id;            /* Message-ID, without its brackets */
    morgue_str archived_at;   /* where the message stands on the web */
    morgue_str saved_from;    /* of what page a browser saved this */
    civil_date date;          /* DATE_UNKNOWN when there is none */
    size_t size;              /* of the head, with its empty line */
} mail_head;

/* Strings stand in the arena; what is not said is empty. */
void mail_head_read(mail_head *out, arena *a, morgue_str message);

/* The bytes begin as a mail's head does: how many of its fields there are. */
int mail_head_count(morgue_str bytes);

#endif
