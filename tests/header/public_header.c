/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The public header compiles alone, under strict flags, and its initializers
 * with it. */
#include "morgue.h"

const morgue_writer_options *public_header_writer_options(void);
const morgue_search_options *public_header_search_options(void);

const morgue_writer_options *public_header_writer_options(void)
{
    static const morgue_writer_options options = MORGUE_WRITER_OPTIONS_INIT;

    return &options;
}

const morgue_search_options *public_header_search_options(void)
{
    static const morgue_search_options options = MORGUE_SEARCH_OPTIONS_INIT;

    return &options;
}
