// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_guard.h"
#include "xap_handle.h"

#include <cstdlib>
#include <new>

static void weigh(Xapian::Enquire &enquire, const xap_search_options &o)
{
    if (o.bm25) {
        const xap_bm25 &w = *o.bm25;
        enquire.set_weighting_scheme(
            Xapian::BM25Weight(w.k1, w.k2, w.k3, w.b, w.min_normlen));
    } else {
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    }
}

static void arrange(Xapian::Enquire &enquire, const xap_search_options &o)
{
    if (o.sort_slot >= 0)
        enquire.set_sort_by_value_then_relevance(
            static_cast<Xapian::valueno>(o.sort_slot), o.sort_descending);
    if (o.collapse_slot >= 0)
        enquire.set_collapse_key(static_cast<Xapian::valueno>(o.collapse_slot));
}

static Xapian::doccount cut(uint64_t wanted, Xapian::doccount most)
{
    return wanted > most ? most : static_cast<Xapian::doccount>(wanted);
}

static void take(xap_matches *out, const Xapian::MSet &set)
{
    size_t i = 0;

    out->lower = set.get_matches_lower_bound();
    out->estimate = set.get_matches_estimated();
    out->upper = set.get_matches_upper_bound();
    if (set.size() == 0)
        return;
    out->match = static_cast<xap_match *>(
        std::calloc(set.size(), sizeof *out->match));
    if (out->match == nullptr)
        throw std::bad_alloc();
    for (Xapian::MSetIterator m = set.begin(); m != set.end(); ++m, ++i)
        out->match[i] = {m.get_weight(), *m, m.get_collapse_count()};
    out->count = i;
}

morgue_status xap_search(xap_matches *out, xap_reader *r, xap_query *query,
                         const xap_search_options *o, morgue_error *err)
{
    *out = xap_matches{};
    return xap_guard(err, [&] {
        Xapian::Enquire enquire(r->db);
        Xapian::doccount most = r->db.get_doccount();
        enquire.set_query(xap_query_inside(query));
        weigh(enquire, *o);
        arrange(enquire, *o);
        take(out, enquire.get_mset(cut(o->offset, most), cut(o->limit, most),
                                   cut(o->check_at_least, most)));
    });
}

void xap_matches_free(xap_matches *m)
{
    std::free(m->match);
    *m = xap_matches{};
}
