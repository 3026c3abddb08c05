/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The elements of HTML that mean something to us.
 */
#ifndef HTML_TAG_H
#define HTML_TAG_H

#include "morgue.h"

typedef enum html_tag {
    TAG_OTHER = 0,
    TAG_A, TAG_ABBR, TAG_ADDRESS, TAG_ARTICLE, TAG_ASIDE, TAG_AUDIO,
    TAG_BLOCKQUOTE, TAG_BODY, TAG_BR, TAG_BUTTON, TAG_CANVAS, TAG_DATALIST,
    TAG_DD,
    TAG_DETAILS, TAG_DIALOG, TAG_DIV, TAG_DL, TAG_DT, TAG_FIELDSET,
    TAG_FIGCAPTION, TAG_FIGURE, TAG_FOOTER, TAG_FORM, TAG_FRAME, TAG_FRAMESET,
    TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_HEAD, TAG_HEADER,
    TAG_HR, TAG_HTML, TAG_IFRAME, TAG_IMG, TAG_INPUT, TAG_LABEL, TAG_LEGEND,
    TAG_LI, TAG_LINK, TAG_MAIN, TAG_MENU, TAG_META, TAG_NAV, TAG_NOSCRIPT,
    TAG_OBJECT, TAG_OL, TAG_OPTION, TAG_P, TAG_PRE, TAG_RP, TAG_RT,
    TAG_SCRIPT, TAG_SECTION, TAG_SELECT, TAG_STYLE, TAG_SUMMARY, TAG_SVG,
    TAG_TABLE, TAG_TBODY, TAG_TD, TAG_TEMPLATE, TAG_TEXTAREA, TAG_TFOOT,
    TAG_TH, TAG_THEAD, TAG_TIME, TAG_TITLE, TAG_TR, TAG_UL, TAG_VIDEO,
    TAG_COUNT
} html_tag;

/* The tag of a name in lower case. */
html_tag html_tag_of(morgue_str name);

/* Its begin and its end part paragraphs. */
bool html_tag_is_block(html_tag tag);

/* What stands in it is never shown as text. */
bool html_tag_is_silent(html_tag tag);

/* 1 to 6 for h1 to h6, else 0. */
int html_tag_heading(html_tag tag);

#endif
