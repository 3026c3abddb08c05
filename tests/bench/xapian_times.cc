// SPDX-License-Identifier: GPL-2.0-or-later
// The same queries asked of Xapian alone, for a ratio in one run:
// xapian_times INDEX QUERIES [ROUNDS]
//
// QUERIES as for search_times.  Words are stemmed, phrases and date ranges are
// Xapian's own; the ten best by BM25 are fetched and their snippets made by
// MSet::snippet() from the stored data.
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

static double run(Xapian::Database &db, Xapian::QueryParser &parser,
                  const std::string &text, bool snippets)
{
    std::clock_t begin = std::clock();
    Xapian::Enquire enquire(db);
    Xapian::Stem stem("en");
    enquire.set_query(parser.parse_query(text));
    Xapian::MSet set = enquire.get_mset(0, 10);
    size_t bytes = 0;
    for (auto i = set.begin(); i != set.end(); ++i) {
        std::string data = i.get_document().get_data();
        bytes += snippets ? set.snippet(data, 240, stem).size() : data.size();
    }
    double took = 1e3 * double(std::clock() - begin) / CLOCKS_PER_SEC;
    return bytes == 1 ? 0 : took;
}

static void time_all(Xapian::Database &db, const char *path, int rounds,
                     bool snippets)
{
    Xapian::QueryParser parser;
    Xapian::DateRangeProcessor dates(0);
    std::map<std::string, std::vector<double>> classes;
    std::ifstream in(path);
    std::string line;

    parser.set_database(db);
    parser.set_stemmer(Xapian::Stem("en"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_AND);
    parser.add_prefix("person", "XP");
    parser.add_rangeprocessor(&dates);
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
