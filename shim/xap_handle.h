// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What stands behind the handles that xap_*.cc share.
 */
#ifndef XAP_HANDLE_H
#define XAP_HANDLE_H

#include "xap.h"

extern "C" {
#include "segment_set.h"
#include "stored_pack.h"
}

#include <string>
#include <vector>
#include <xapian.h>

struct xap_reader {
    std::vector<std::string> paths;
    std::vector<Xapian::Database> parts; /* one a path */
    Xapian::Database db;                 /* all of them as one */
    segment_set *segments = nullptr; /* or none: libxapian reads all */

    stored_unpacker *unpacker = nullptr; /* made when it is needed */

    ~xap_reader()
    {
        segment_set_close(segments);
        stored_unpacker_free(unpacker);
    }

    std::string lent;
    std::vector<uint32_t> positions;
};

/* What a query of xap_query.cc is made of. */
const Xapian::Query &xap_query_inside(const xap_query *q);

static inline std::string xap_string(morgue_str s)
{
    return s.size ? std::string(s.data, s.size) : std::string();
}

static inline morgue_str xap_view(const std::string &s)
{
    return morgue_str{s.data(), s.size()};
}

#endif
