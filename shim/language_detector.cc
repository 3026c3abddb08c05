// SPDX-License-Identifier: GPL-2.0-or-later
#include "language_detector.h"

#include <cstdio> // which the next header forgets
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <climits>

namespace {

// What a guess needs.  Text in its own language scores about 800 a kilobyte;
// prices and rainfalls in capitals 100 in any language.
constexpr int guess_bytes = 100;
constexpr int guess_percent = 60;
constexpr double guess_score = 250;

int int_size(morgue_str text)
{
    return text.size > INT_MAX ? INT_MAX : static_cast<int>(text.size);
}

} // namespace

const char *language_detect(morgue_str text, int *percent)
{
    CLD2::Language three[3];
    int percents[3], text_bytes = 0;
    bool is_reliable = false;

    CLD2::DetectLanguageSummary(text.data, int_size(text), true, three,
                                percents, &text_bytes, &is_reliable);
    if (percent)
        *percent = percents[0];
    if (!is_reliable || three[0] == CLD2::UNKNOWN_LANGUAGE)
        return nullptr;
    return CLD2::LanguageCode(three[0]);
}

const char *language_guess(morgue_str text)
{
    CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                               CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language three[3];
    int percents[3], text_bytes = 0;
    double scores[3];
    bool is_reliable = false;

    CLD2::ExtDetectLanguageSummary(
        text.data, int_size(text), true, &no_hints, CLD2::kCLDFlagBestEffort,
        three, percents, scores, nullptr, &text_bytes, &is_reliable);
    if (three[0] == CLD2::UNKNOWN_LANGUAGE || text_bytes < guess_bytes ||
        percents[0] < guess_percent || scores[0] < guess_score)
        return nullptr;
    return CLD2::LanguageCode(three[0]);
}
