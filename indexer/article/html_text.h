/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plain text from strings that hold some HTML: attributes, JSON.
 */
#ifndef HTML_TEXT_H
#define HTML_TEXT_H

#include "arena.h"
#include "buffer.h"

/* Tags off, references resolved, white space folded; in the arena. */
morgue_str html_text_plain(arena *a, morgue_str s);

/* The same, but line breaks and block tags part paragraphs; a lone line break
 * within <p> does not. */
morgue_str html_text_paragraphs(arena *a, morgue_str s);

/*
 * A tag or comment that begins s with its "<", or an element whose content
 * nobody is shown (script, style): its bytes.  0: the "<" stands for itself, as
 * in "<Sunyou Ltd>" and "x <y".  What it leaves in the text is *left: '\n'
 * where paragraphs part, ' ' where words do (cells), or 0.  *budget: bytes that
 * may still be looked through for ends that never come; at 0 nothing is a tag.
 */
size_t html_text_tag(morgue_str s, char *left, size_t *budget);

/* Append the character of a reference such as &eacute; or &#8217; that begins
 * s with its "&": the reference's bytes; 0: it is none. */
size_t html_text_reference(buffer *out, morgue_str s);

#endif
