// SPDX-License-Identifier: GPL-2.0-or-later
//
// glass_churn SEED DIRECTORY...: do the same random deletes, replacements and
// additions to each database through libxapian, in several commits.  Whatever
// wrote a database, it must take them alike.
#include <xapian.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace {

constexpr int COMMITS = 6;
constexpr int CHANGES = 120; // in each

std::string word(std::mt19937 &random)
{
    std::string out(1 + random() % 9, 'a');

    for (char &c : out)
        c = char('a' + random() % 26);
    return out;
}

// Not the same letter over and over: see GLASS_TAIL in glass_table.h.
std::string text(std::mt19937 &random, size_t size)
{
    std::string out;

    while (out.size() < size)
        out += word(random) + ' ';
    return out;
}

Xapian::Document new_document(std::mt19937 &random)
{
    Xapian::Document out;
    unsigned words = random() % 200;

    for (unsigned i = 1; i <= words; i++)
        out.add_posting(word(random).substr(0, 3), i);
    if (random() % 3)
        out.add_value(random() % 5, word(random));
    if (random() % 4)
        out.set_data(text(random, random() % 9000));
    return out;
}

// A term of the database that some document has, or none.
std::string some_term(const Xapian::Database &db, std::mt19937 &random)
{
    auto i = db.allterms_begin(word(random).substr(0, 1));

    for (unsigned steps = random() % 40; steps && i != db.allterms_end();
         steps--)
        ++i;
    return i == db.allterms_end() ? std::string() : *i;
}

void change(Xapian::WritableDatabase &db, std::mt19937 &random)
{
    Xapian::docid docid = 1 + random() % (db.get_lastdocid() + 3);
    std::string term;

    switch (random() % 6) {
    case 0:
        term = some_term(db, random);
        if (!term.empty() && db.get_termfreq(term) < 5)
            db.delete_document(term);
        break;
    case 1:
        try {
            db.delete_document(docid);
        } catch (const Xapian::DocNotFoundError &) {
        }
        break;
    case 2:
        db.replace_document(docid, new_document(random));
        break;
    case 3:
        db.set_metadata(word(random), word(random));
        break;
    default:
        db.add_document(new_document(random));
        break;
    }
}

void churn(const char *path, unsigned seed)
{
    Xapian::WritableDatabase db(path, Xapian::DB_OPEN);
    std::mt19937 random(seed);

    for (int i = 0; i < COMMITS; i++) {
        for (int k = 0; k < CHANGES; k++)
            change(db, random);
        db.commit();
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "usage: glass_churn SEED DIRECTORY...\n");
        return 2;
    }
    try {
        for (int i = 2; i < argc; i++)
            churn(argv[i], unsigned(std::atoi(argv[1])));
    } catch (const Xapian::Error &e) {
        std::printf("failed: %s\n", e.get_description().c_str());
        return 2;
    }
    return 0;
}
