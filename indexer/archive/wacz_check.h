/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The digests of a WACZ (specs.webrecorder.net/wacz): its datapackage.json
 * states the SHA-256 of each member; they are taken while members are read and
 * compared when the container has ended.
 */
#ifndef WACZ_CHECK_H
#define WACZ_CHECK_H

#include "arena.h"
#include "byte_source.h"

typedef struct wacz_check wacz_check;

wacz_check *wacz_check_new(void);
void wacz_check_free(wacz_check *w);

/* A source that gives what member gives, which it owns, and takes its digest
 * when it is closed.  w must live longer. */
byte_source *wacz_check_watch(wacz_check *w, byte_source *member,
                              morgue_str name);

/* What datapackage.json says; and datapackage-digest.json, of that. */
void wacz_check_package(wacz_check *w, morgue_str json);
void wacz_check_package_digest(wacz_check *w, morgue_str json);

/* What came of it, every difference, in one line, in the arena. */
const char *wacz_check_result(const wacz_check *w, arena *a);

#endif
