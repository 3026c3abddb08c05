/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What every unit test includes first: cmocka and what it needs before it.
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "str.h"

/* A view holds exactly these bytes. */
#define assert_str_equal(view, expected)                                       \
    do {                                                                       \
        morgue_str view_ = (view), expected_ = str_of(expected);               \
        if (!str_equal(view_, expected_))                                      \
            fail_msg("\"%.*s\" is not \"%s\"", (int)view_.size,                \
                     view_.data ? view_.data : "", expected_.data);            \
    } while (0)

#endif
