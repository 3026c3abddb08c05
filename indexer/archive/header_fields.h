/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Heads as mail, HTTP and WARC have them: a first line, then "name: value"
 * lines, long ones folded, up to an empty line.  Line ends are CRLF or LF.
 */
#ifndef HEADER_FIELDS_H
#define HEADER_FIELDS_H

#include "arena.h"

/* Bytes up to and with the empty line; SIZE_MAX when there is none. */
size_t header_size(morgue_str bytes);

/*
 * Cut the next field off *rest.  Folded values are joined with a space, in the
 * arena.  Lines without a colon are passed over and counted in *bad, which may
 * be NULL.  False at the end.
 */
bool header_next(arena *a, morgue_str *rest, morgue_str *name,
                 morgue_str *value, size_t *bad);

/* A field's parameter: charset of "text/html; charset=utf-8". Or empty. */
morgue_str header_parameter(morgue_str value, morgue_str name);

/* What stands before the first ";", trimmed. */
morgue_str header_main_value(morgue_str value);

#endif
