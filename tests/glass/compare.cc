// SPDX-License-Identifier: GPL-2.0-or-later
//
// glass_compare [--numbered-anew] ONE OTHER: walk two databases through
// Xapian's public interface and count how they differ.  Prints the first
// differences and the sums; exits with 1 when there is any.
//
// With --numbered-anew documents are compared by their rank, so that one of
// the databases may leave numbers out where documents were removed.
//
// Everything that the interface shows is compared: statistics, metadata,
// terms, postings, positions, documents, values and their bounds, and the
// answers to queries with their weights.  xapian-check does not see wrong
// bounds or statistics, and wrong bounds lose matches without a word.
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

constexpr unsigned long SHOWN_MAX = 20;
constexpr int QUERIES = 300;

unsigned long differences, compared;

std::string shown(const std::string &bytes)
{
    std::string out;

    for (unsigned char c : bytes.substr(0, 60)) {
        char hex[8];
        std::snprintf(hex, sizeof hex, c < 32 || c > 126 ? "\\x%02x" : "%c",
                      c);
        out += hex;
    }
    return out;
}

void tell(const std::string &what, const std::string &a, const std::string &b)
{
    if (differences++ < SHOWN_MAX)
        std::printf("differs: %s: %s, %s\n", what.c_str(), shown(a).c_str(),
                    shown(b).c_str());
}

void same(const std::string &what, const std::string &a, const std::string &b)
{
    compared++;
    if (a != b)
        tell(what, a, b);
}

void same(const char *what, const std::string &of, double a, double b)
{
    compared++;
    if (a != b)
        tell(what + (" of " + shown(of)), std::to_string(a),
             std::to_string(b));
}

// The numbers of each database's documents, when they are compared by rank.
bool by_rank;
std::vector<Xapian::docid> numbers_a, numbers_b;

std::vector<Xapian::docid> numbers_of(const Xapian::Database &db)
{
    std::vector<Xapian::docid> out;

    for (auto i = db.postlist_begin(""); i != db.postlist_end(""); ++i)
        out.push_back(*i);
    return out;
}

std::size_t rank(const std::vector<Xapian::docid> &numbers,
                 Xapian::docid docid)
{
    return std::size_t(
        std::lower_bound(numbers.begin(), numbers.end(), docid) -
        numbers.begin());
}

void same_document(const char *what, const std::string &of, Xapian::docid a,
                   Xapian::docid b)
{
    if (by_rank)
        same(what, of, double(rank(numbers_a, a)), double(rank(numbers_b, b)));
    else
        same(what, of, a, b);
}

// The number in b of the document that has this one in a, or of one behind it.
Xapian::docid in_b(Xapian::docid a)
{
    std::size_t at = rank(numbers_a, a);

    if (!by_rank)
        return a;
    return at < numbers_b.size() ? numbers_b[at] : Xapian::docid(-1);
}

void compare_statistics(const Xapian::Database &a, const Xapian::Database &b)
{
    same("document count", "all", a.get_doccount(), b.get_doccount());
    if (!by_rank)
        same("last docid", "all", a.get_lastdocid(), b.get_lastdocid());
    same("average length", "all", a.get_avlength(), b.get_avlength());
    same("total length", "all", double(a.get_total_length()),
         double(b.get_total_length()));
    same("shortest length", "all", a.get_doclength_lower_bound(),
         b.get_doclength_lower_bound());
    same("longest length", "all", a.get_doclength_upper_bound(),
         b.get_doclength_upper_bound());
    same("has positions", "all", a.has_positions(), b.has_positions());
}

void compare_metadata(const Xapian::Database &a, const Xapian::Database &b)
{
    auto i = a.metadata_keys_begin(), j = b.metadata_keys_begin();

    for (; i != a.metadata_keys_end() && j != b.metadata_keys_end();
         ++i, ++j) {
        same("metadata key", *i, *j);
        same("metadata of " + *i, a.get_metadata(*i), b.get_metadata(*i));
    }
    same("end of metadata", "all", i == a.metadata_keys_end(),
         j == b.metadata_keys_end());
}

template <class Positions>
void compare_positions(const std::string &of, Positions i,
                       const Positions &i_end, Positions j,
                       const Positions &j_end)
{
    for (; i != i_end && j != j_end; ++i, ++j)
        same("position", of, *i, *j);
    same("end of positions", of, i == i_end, j == j_end);
}

void compare_postings(const Xapian::Database &a, const Xapian::Database &b,
                      const std::string &term)
{
    auto i = a.postlist_begin(term), j = b.postlist_begin(term);

    for (; i != a.postlist_end(term) && j != b.postlist_end(term);
         ++i, ++j) {
        same_document("docid", term, *i, *j);
        same("wdf", term, i.get_wdf(), j.get_wdf());
        same("length", term, i.get_doclength(), j.get_doclength());
        compare_positions(term, i.positionlist_begin(), i.positionlist_end(),
                          j.positionlist_begin(), j.positionlist_end());
    }
    same("end of postings", term, i == a.postlist_end(term),
         j == b.postlist_end(term));
}

// Steps as a matcher takes them, which chunks must allow.
void compare_skips(const Xapian::Database &a, const Xapian::Database &b,
                   const std::string &term, std::mt19937 &random)
{
    auto i = a.postlist_begin(term), j = b.postlist_begin(term);
    Xapian::docid to = 1, most = a.get_lastdocid() / 7 + 2;

    while (i != a.postlist_end(term) && j != b.postlist_end(term)) {
        same_document("docid behind a skip", term, *i, *j);
        to = *i + 1 + random() % most;
        i.skip_to(to);
        j.skip_to(in_b(to));
    }
    same("end behind a skip", term, i == a.postlist_end(term),
         j == b.postlist_end(term));
}

std::vector<std::string> compare_terms(const Xapian::Database &a,
                                       const Xapian::Database &b)
{
    auto i = a.allterms_begin(), j = b.allterms_begin();
    std::vector<std::string> terms;
    std::mt19937 random(7);

    for (; i != a.allterms_end() && j != b.allterms_end(); ++i, ++j) {
        std::string term = *i;
        same("term", term, *j);
        same("frequency", term, i.get_termfreq(), j.get_termfreq());
        same("occurrences", term, double(a.get_collection_freq(term)),
             double(b.get_collection_freq(term)));
        same("highest wdf", term, a.get_wdf_upper_bound(term),
             b.get_wdf_upper_bound(term));
        compare_postings(a, b, term);
        compare_skips(a, b, term, random);
        terms.push_back(term);
    }
    same("end of terms", "all", i == a.allterms_end(),
         j == b.allterms_end());
    return terms;
}

void compare_termlists(const std::string &of, const Xapian::Document &a,
                       const Xapian::Document &b)
{
    auto i = a.termlist_begin(), j = b.termlist_begin();

    for (; i != a.termlist_end() && j != b.termlist_end(); ++i, ++j) {
        same("term of document " + of, *i, *j);
        same("wdf in the document", of, i.get_wdf(), j.get_wdf());
        same("positions in the document", of, i.positionlist_count(),
             j.positionlist_count());
    }
    same("end of the document's terms", of, i == a.termlist_end(),
         j == b.termlist_end());
}

void compare_values(const std::string &of, const Xapian::Document &a,
                    const Xapian::Document &b, std::set<unsigned> &slots)
{
    auto i = a.values_begin(), j = b.values_begin();

    for (; i != a.values_end() && j != b.values_end(); ++i, ++j) {
        same("slot of a value", of, i.get_valueno(), j.get_valueno());
        same("value of document " + of, *i, *j);
        slots.insert(i.get_valueno());
    }
    same("end of values", of, i == a.values_end(), j == b.values_end());
}

std::set<unsigned> compare_documents(const Xapian::Database &a,
                                     const Xapian::Database &b)
{
    std::set<unsigned> slots;
    auto i = a.postlist_begin(""), j = b.postlist_begin("");

    for (; i != a.postlist_end("") && j != b.postlist_end(""); ++i, ++j) {
        std::string of = std::to_string(*i);
        Xapian::Document x = a.get_document(*i), y = b.get_document(*j);
        same_document("docid of all", of, *i, *j);
        same("length", of, a.get_doclength(*i), b.get_doclength(*j));
        same("distinct terms", of, a.get_unique_terms(*i),
             b.get_unique_terms(*j));
        same("data of document " + of, x.get_data(), y.get_data());
        compare_termlists(of, x, y);
        compare_values(of, x, y, slots);
    }
    same("end of documents", "all", i == a.postlist_end(""),
         j == b.postlist_end(""));
    return slots;
}

void compare_slots(const Xapian::Database &a, const Xapian::Database &b,
                   const std::set<unsigned> &slots)
{
    for (unsigned slot : slots) {
        std::string of = std::to_string(slot);
        auto i = a.valuestream_begin(slot), j = b.valuestream_begin(slot);
        same("values in the slot", of, a.get_value_freq(slot),
             b.get_value_freq(slot));
        same("lowest value of " + of, a.get_value_lower_bound(slot),
             b.get_value_lower_bound(slot));
        same("highest value of " + of, a.get_value_upper_bound(slot),
             b.get_value_upper_bound(slot));
        for (; i != a.valuestream_end(slot) && j != b.valuestream_end(slot);
             ++i, ++j) {
            same_document("docid of a value", of, i.get_docid(),
                          j.get_docid());
            same("value in slot " + of, *i, *j);
        }
        same("end of the slot", of, i == a.valuestream_end(slot),
             j == b.valuestream_end(slot));
    }
}

void compare_answers(const Xapian::Database &a, const Xapian::Database &b,
                     const Xapian::Query &query)
{
    Xapian::Enquire x(a), y(b);
    std::string of = query.get_description();

    x.set_query(query);
    y.set_query(query);
    Xapian::MSet m = x.get_mset(0, 50), n = y.get_mset(0, 50);
    same("matches", of, m.size(), n.size());
    same("lower bound", of, m.get_matches_lower_bound(),
         n.get_matches_lower_bound());
    same("upper bound", of, m.get_matches_upper_bound(),
         n.get_matches_upper_bound());
    for (Xapian::doccount k = 0; k < m.size() && k < n.size(); k++) {
        same_document("docid of a match", of, *m[k], *n[k]);
        same("weight", of, m[k].get_weight(), n[k].get_weight());
    }
}

// Terms of one document, so that conjunctions and phrases find something.
void compare_queries(const Xapian::Database &a, const Xapian::Database &b,
                     const std::vector<std::string> &terms)
{
    static const Xapian::Query::op ops[] = {
        Xapian::Query::OP_AND,    Xapian::Query::OP_OR,
        Xapian::Query::OP_PHRASE, Xapian::Query::OP_NEAR,
        Xapian::Query::OP_SYNONYM, Xapian::Query::OP_AND_NOT};
    std::mt19937 random(11);

    for (int i = 0; i < QUERIES && !terms.empty(); i++) {
        const std::string &term = terms[random() % terms.size()];
        auto document = a.get_document(*a.postlist_begin(term));
        std::vector<std::string> of_it;
        std::vector<std::string> chosen = {term};
        for (auto t = document.termlist_begin(); t != document.termlist_end();
             ++t)
            of_it.push_back(*t);
        for (unsigned k = 1 + random() % 3; k; k--)
            chosen.push_back(of_it[random() % of_it.size()]);
        auto op = ops[random() % (sizeof ops / sizeof *ops)];
        bool near = op == Xapian::Query::OP_PHRASE ||
                    op == Xapian::Query::OP_NEAR;
        compare_answers(a, b,
                        Xapian::Query(op, chosen.begin(), chosen.end(),
                                      near ? 10 : 0));
        if (term.size() > 2)
            compare_answers(a, b,
                            Xapian::Query(Xapian::Query::OP_WILDCARD,
                                          term.substr(0, 3)));
    }
}

void compare(const Xapian::Database &a, const Xapian::Database &b)
{
    compare_statistics(a, b);
    compare_metadata(a, b);
    compare_slots(a, b, compare_documents(a, b));
    compare_queries(a, b, compare_terms(a, b));
}

} // namespace

int main(int argc, char **argv)
{
    by_rank = argc > 1 && !std::strcmp(argv[1], "--numbered-anew");
    argc -= by_rank;
    argv += by_rank;
    if (argc != 3) {
        std::fprintf(stderr,
                     "usage: glass_compare [--numbered-anew] ONE OTHER\n");
        return 2;
    }
    try {
        Xapian::Database a(argv[1]), b(argv[2]);
        numbers_a = numbers_of(a);
        numbers_b = numbers_of(b);
        compare(a, b);
    } catch (const Xapian::Error &e) {
        std::printf("failed: %s\n", e.get_description().c_str());
        return 2;
    }
    std::printf("%lu compared, %lu differ\n", compared, differences);
    return differences != 0;
}
