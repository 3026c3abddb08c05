// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_guard.h"
#include "xap_handle.h"

namespace {

// A stream of one slot's values that is only ever moved on.
class Stream {
public:
    Stream(const Xapian::Database &db, Xapian::valueno slot)
        : at(db.valuestream_begin(slot)), end(db.valuestream_end(slot))
    {
    }

    bool skip_to(Xapian::docid did)
    {
        if (at != end && at.get_docid() < did)
            at.skip_to(did);
        return at != end;
    }

    std::string value_of(Xapian::docid did)
    {
        return skip_to(did) && at.get_docid() == did ? *at : std::string();
    }

    Xapian::ValueIterator at, end;
};

} // namespace

morgue_status xap_reader_values(xap_reader *r, uint32_t slot,
                                const uint32_t *docids, size_t count,
                                xap_value_fn tell, void *user,
                                morgue_error *err)
{
    if (r->segments)
        return segment_set_values(r->segments, slot, docids, count, tell, user,
                                  err);
    return xap_guard(err, [&] {
        Stream values(r->db, slot);
        for (size_t i = 0; i < count; i++) {
            std::string value = values.value_of(docids[i]);
            tell(user, i, xap_view(value));
        }
    });
}

morgue_status xap_reader_value_pairs(xap_reader *r, uint32_t first_slot,
                                     uint32_t second_slot,
                                     const uint32_t *docids, size_t count,
                                     xap_value_pair_fn tell, void *user,
                                     morgue_error *err)
{
    if (r->segments)
        return segment_set_value_pairs(r->segments, first_slot, second_slot,
                                       docids, count, tell, user, err);
    return xap_guard(err, [&] {
        Stream first(r->db, first_slot), second(r->db, second_slot);
        for (size_t i = 0; i < count; i++) {
            std::string one = first.value_of(docids[i]);
            std::string two = second.value_of(docids[i]);
            tell(user, i, xap_view(one), xap_view(two));
        }
    });
}
