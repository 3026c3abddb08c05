// SPDX-License-Identifier: GPL-2.0-or-later
// The same queries asked of Xapian alone, for a ratio in one run:
// xapian_times INDEX QUERIES [ROUNDS]
//
// QUERIES as for search_times.  What is timed: parsing by Xapian's QueryParser,
// where words are asked for by their English stems alone and phrases are
// Xapian's own; get_mset() of the ten best by BM25 with Xapian's defaults,
// copies not folded; get_data() of each, unpacked as we pack it, so that the
// article is read.  A month is a filter by values, as morgue's.  Then once more
// with MSet::snippet() of the unpacked data.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>
#include <xapian.h>

extern "C" {
#include "stored_pack.h"
}

// "WORD published:YYYY-MM": the word within the month.
static Xapian::Query make_query(Xapian::QueryParser &parser,
                                const std::string &text)
{
    static const std::string field = " published:";
    size_t at = text.find(field);
    if (at == std::string::npos)
        return parser.parse_query(text);
    std::string month = text.substr(at + field.size());
    month.erase(std::remove(month.begin(), month.end(), '-'), month.end());
    Xapian::Query first(Xapian::Query::OP_VALUE_GE, 0, month + "01000000");
    Xapian::Query last(Xapian::Query::OP_VALUE_RANGE, 1, "0",
                       month + "31235959");
    return Xapian::Query(Xapian::Query::OP_FILTER,
                         parser.parse_query(text.substr(0, at)),
                         Xapian::Query(Xapian::Query::OP_AND, first, last));
}

static morgue_str view_of(const std::string &s)
{
    return {s.data(), s.size()};
}

static std::string unpack(const std::string &data, stored_unpacker *unpacker)
{
    morgue_str view = view_of(data);

    stored_unpack(unpacker, &view);
    return std::string(view.data, view.size);
}

static stored_unpacker *unpacker_for(const Xapian::Database &db)
{
    stored_unpacker *u = stored_unpacker_new();

    stored_unpacker_add(u, view_of(db.get_metadata(METADATA_DICTIONARY)));
    return u;
}

static double run(Xapian::Database &db, Xapian::QueryParser &parser,
                  const std::string &text, bool snippets)
{
    static stored_unpacker *unpacker = unpacker_for(db);
    std::clock_t begin = std::clock();
    Xapian::Enquire enquire(db);
    Xapian::Stem stem("en");
    enquire.set_query(make_query(parser, text));
    Xapian::MSet set = enquire.get_mset(0, 10);
    size_t bytes = 0;
    for (auto i = set.begin(); i != set.end(); ++i) {
        std::string data = unpack(i.get_document().get_data(), unpacker);
        bytes += snippets ? set.snippet(data, 240, stem).size() : data.size();
    }
    double took = 1e3 * double(std::clock() - begin) / CLOCKS_PER_SEC;
    return bytes == 1 ? 0 : took;
}

static void time_all(Xapian::Database &db, const char *path, int rounds,
                     bool snippets)
{
    Xapian::QueryParser parser;
    std::map<std::string, std::vector<double>> classes;
    std::ifstream in(path);
    std::string line;

    parser.set_database(db);
    parser.set_stemmer(Xapian::Stem("en"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_AND);
    parser.add_prefix("person", "XP");
    while (std::getline(in, line)) {
        size_t tab = line.find('\t');
        if (tab == std::string::npos)
            continue;
        std::string text = line.substr(tab + 1);
        double sum = 0;
        run(db, parser, text, snippets);
        for (int i = 0; i < rounds; i++)
            sum += run(db, parser, text, snippets);
        classes[line.substr(0, tab)].push_back(sum / rounds);
    }
    for (auto &c : classes) {
        std::vector<double> &ms = c.second;
        double sum = 0;
        std::sort(ms.begin(), ms.end());
        for (double one : ms)
            sum += one;
        std::printf("xapian %-10s %5zu queries: mean %7.3f ms, p50 %7.3f, "
                    "p99 %7.3f, max %7.3f%s\n",
                    c.first.c_str(), ms.size(), sum / double(ms.size()),
                    ms[ms.size() / 2], ms[ms.size() * 99 / 100], ms.back(),
                    snippets ? "" : " (no snippets)");
    }
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::cerr << "usage: xapian_times INDEX QUERIES [ROUNDS]\n";
        return 2;
    }
    Xapian::Database db(argv[1]);
    int rounds = argc > 3 ? std::atoi(argv[3]) : 3;
    time_all(db, argv[2], rounds, false);
    time_all(db, argv[2], rounds, true);
    return 0;
}
