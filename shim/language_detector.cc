// SPDX-License-Identifier: GPL-2.0-or-later
#include "language_detector.h"

#include <cstdio> // which the next header forgets
#include <cld2/public/compact_lang_det.h>
#include <climits>

const char *language_detect(morgue_str text, int *percent)
{
    CLD2::Language three[3];
    int percents[3], text_bytes = 0;
    bool is_reliable = false;
    int size = text.size > INT_MAX ? INT_MAX : static_cast<int>(text.size);

    CLD2::DetectLanguageSummary(text.data, size, true, three, percents,
                                &text_bytes, &is_reliable);
    if (percent)
        *percent = percents[0];
    if (!is_reliable || three[0] == CLD2::UNKNOWN_LANGUAGE)
        return nullptr;
    return CLD2::LanguageCode(three[0]);
}
