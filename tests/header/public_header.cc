// SPDX-License-Identifier: GPL-2.0-or-later
// The public header serves C++ as well.
#include "morgue.h"

namespace {
const morgue_writer_options writer_options = MORGUE_WRITER_OPTIONS_INIT;
const morgue_search_options search_options = MORGUE_SEARCH_OPTIONS_INIT;
} // namespace

extern "C" size_t public_header_sizes()
{
    return writer_options.size + search_options.size;
}
