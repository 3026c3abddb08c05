/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_tag.h"

#include "str.h"

enum { BLOCK = 1, SILENT = 2 };

/* In order of their names, and of html_tag from the second entry on. */
static const struct {
    const char *name;
    html_tag tag;
    unsigned kind;
} tags[] = {
    {"", TAG_OTHER, 0},
    {"a", TAG_A, 0},
    {"abbr", TAG_ABBR, 0},
    {"address", TAG_ADDRESS, BLOCK},
    {"article", TAG_ARTICLE, BLOCK},
    {"aside", TAG_ASIDE, BLOCK},
    {"audio", TAG_AUDIO, SILENT},
    {"blockquote", TAG_BLOCKQUOTE, BLOCK},
    {"body", TAG_BODY, BLOCK},
    {"br", TAG_BR, 0},
    {"button", TAG_BUTTON, SILENT},
    {"canvas", TAG_CANVAS, SILENT},
    {"datalist", TAG_DATALIST, SILENT},
    {"dd", TAG_DD, BLOCK},
    {"details", TAG_DETAILS, BLOCK},
    {"dialog", TAG_DIALOG, BLOCK | SILENT},
    {"div", TAG_DIV, BLOCK},
    {"dl", TAG_DL, BLOCK},
    {"dt", TAG_DT, BLOCK},
    {"fieldset", TAG_FIELDSET, BLOCK},
    {"figcaption", TAG_FIGCAPTION, BLOCK},
    {"figure", TAG_FIGURE, BLOCK},
    {"footer", TAG_FOOTER, BLOCK},
    {"form", TAG_FORM, BLOCK},
    {"frame", TAG_FRAME, BLOCK},
    {"frameset", TAG_FRAMESET, BLOCK | SILENT},
    {"h1", TAG_H1, BLOCK},
    {"h2", TAG_H2, BLOCK},
    {"h3", TAG_H3, BLOCK},
    {"h4", TAG_H4, BLOCK},
    {"h5", TAG_H5, BLOCK},
    {"h6", TAG_H6, BLOCK},
    {"head", TAG_HEAD, BLOCK},
    {"header", TAG_HEADER, BLOCK},
    {"hr", TAG_HR, BLOCK},
    {"html", TAG_HTML, BLOCK},
    {"iframe", TAG_IFRAME, SILENT},
    {"img", TAG_IMG, 0},
    {"input", TAG_INPUT, 0},
    {"label", TAG_LABEL, 0},
    {"legend", TAG_LEGEND, BLOCK},
    {"li", TAG_LI, BLOCK},
    {"link", TAG_LINK, 0},
    {"main", TAG_MAIN, BLOCK},
    {"menu", TAG_MENU, BLOCK},
    {"meta", TAG_META, 0},
    {"nav", TAG_NAV, BLOCK},
    {"noscript", TAG_NOSCRIPT, BLOCK},
    {"object", TAG_OBJECT, SILENT},
    {"ol", TAG_OL, BLOCK},
    {"option", TAG_OPTION, SILENT},
    {"p", TAG_P, BLOCK},
    {"pre", TAG_PRE, BLOCK},
    {"rp", TAG_RP, SILENT},
    {"rt", TAG_RT, SILENT},
    {"script", TAG_SCRIPT, SILENT},
    {"section", TAG_SECTION, BLOCK},
    {"select", TAG_SELECT, SILENT},
    {"style", TAG_STYLE, SILENT},
    {"summary", TAG_SUMMARY, BLOCK},
    {"svg", TAG_SVG, SILENT},
    {"table", TAG_TABLE, BLOCK},
    {"tbody", TAG_TBODY, BLOCK},
    {"td", TAG_TD, BLOCK},
    {"template", TAG_TEMPLATE, SILENT},
    {"textarea", TAG_TEXTAREA, SILENT},
    {"tfoot", TAG_TFOOT, BLOCK},
    {"th", TAG_TH, BLOCK},
    {"thead", TAG_THEAD, BLOCK},
    {"time", TAG_TIME, 0},
    {"title", TAG_TITLE, SILENT},
    {"tr", TAG_TR, BLOCK},
    {"ul", TAG_UL, BLOCK},
    {"video", TAG_VIDEO, SILENT},
};
_Static_assert(sizeof tags / sizeof *tags == TAG_COUNT, "a row a tag");

html_tag html_tag_of(morgue_str name)
{
    size_t low = 1, high = TAG_COUNT;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare_literal(name, tags[middle].name);

        if (order == 0)
            return tags[middle].tag;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return TAG_OTHER;
}

bool html_tag_is_block(html_tag tag)
{
    return tags[tag].kind & BLOCK;
}

bool html_tag_is_silent(html_tag tag)
{
    return tags[tag].kind & SILENT;
}

int html_tag_heading(html_tag tag)
{
    return tag >= TAG_H1 && tag <= TAG_H6 ? (int)(tag - TAG_H1) + 1 : 0;
}
