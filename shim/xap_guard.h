// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The one place where an exception becomes a status: every function of the
 * shim is `return xap_guard(err, [&] { ... });`.  The body gives nothing, or a
 * morgue_status.
 */
#ifndef XAP_GUARD_H
#define XAP_GUARD_H

#include "morgue.h"

#include <type_traits>

/* Called in a catch block: says what was thrown, the most particular first. */
morgue_status xap_guard_caught(morgue_error *err) noexcept;

template <typename Body>
morgue_status xap_guard(morgue_error *err, Body body) noexcept
{
    try {
        if constexpr (std::is_void_v<decltype(body())>) {
            body();
            return MORGUE_OK;
        } else {
            return body();
        }
    } catch (...) {
        return xap_guard_caught(err);
    }
}

#endif
