// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_guard.h"
#include "xap_handle.h"

struct xap_query {
    Xapian::Query query;
    std::string description;
};

const Xapian::Query &xap_query_inside(const xap_query *q)
{
    return q->query;
}

static void give(xap_query **out, const Xapian::Query &query)
{
    *out = new xap_query{query, std::string()};
}

morgue_status xap_query_term(xap_query **out, morgue_str term,
                             morgue_error *err)
{
    *out = nullptr;
    return xap_guard(err, [&] { give(out, Xapian::Query(xap_string(term))); });
}

morgue_status xap_query_all(xap_query **out, morgue_error *err)
{
    *out = nullptr;
    return xap_guard(err, [&] { give(out, Xapian::Query(std::string())); });
}

morgue_status xap_query_nothing(xap_query **out, morgue_error *err)
{
    *out = nullptr;
    return xap_guard(err, [&] { give(out, Xapian::Query()); });
}

static Xapian::Query::op op_of(xap_op op)
{
    switch (op) {
    case XAP_AND:
        return Xapian::Query::OP_AND;
    case XAP_OR:
        return Xapian::Query::OP_OR;
    case XAP_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case XAP_XOR:
        return Xapian::Query::OP_XOR;
    case XAP_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case XAP_FILTER:
        return Xapian::Query::OP_FILTER;
    case XAP_NEAR:
        return Xapian::Query::OP_NEAR;
    case XAP_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case XAP_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    case XAP_MAX:
        return Xapian::Query::OP_MAX;
    }
    throw Xapian::InvalidArgumentError("no such operator");
}

morgue_status xap_query_combine(xap_query **out, xap_op op,
                                xap_query *const *parts, size_t count,
                                uint32_t window, morgue_error *err)
{
    *out = nullptr;
    return xap_guard(err, [&] {
        std::vector<Xapian::Query> queries;
        for (size_t i = 0; i < count; i++)
            queries.push_back(parts[i]->query);
        give(out, Xapian::Query(op_of(op), queries.begin(), queries.end(),
                                window));
    });
}

morgue_status xap_query_scale(xap_query **out, xap_query *part, double factor,
                              morgue_error *err)
{
    *out = nullptr;
    return xap_guard(err, [&] {
        give(out, Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, part->query,
                                factor));
    });
}

static Xapian::Query value_range(Xapian::valueno slot, const std::string &low,
                                 const std::string &high)
{
    if (low.empty() && high.empty())
        return Xapian::Query(std::string());
    if (low.empty())
        return Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, high);
    if (high.empty())
        return Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, low);
    return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, low, high);
}

morgue_status xap_query_value_range(xap_query **out, uint32_t slot,
                                    morgue_str low, morgue_str high,
                                    morgue_error *err)
{
    *out = nullptr;
    return xap_guard(err, [&] {
        give(out, value_range(slot, xap_string(low), xap_string(high)));
    });
}

morgue_str xap_query_describe(xap_query *q)
{
    if (xap_guard(nullptr, [&] {
            q->description = q->query.get_description();
        }) != MORGUE_OK)
        return morgue_str{"", 0};
    return xap_view(q->description);
}

void xap_query_free(xap_query *q)
{
    delete q;
}
