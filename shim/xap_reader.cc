// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_guard.h"
#include "xap_handle.h"

extern "C" {
#include "error.h"
}

#include <cstdlib>
#include <memory>

#define TCP "tcp://"

static Xapian::Database open_remote(const std::string &address)
{
    size_t colon = address.rfind(':');
    unsigned long port = 0;

    if (colon != std::string::npos)
        port = std::strtoul(address.c_str() + colon + 1, nullptr, 10);
    if (port == 0 || port > 65535)
        throw Xapian::InvalidArgumentError("expected tcp://HOST:PORT");
    return Xapian::Remote::open(address.substr(0, colon),
                                static_cast<unsigned>(port));
}

static Xapian::Database open_one(const std::string &path)
{
    if (path.compare(0, sizeof TCP - 1, TCP) == 0)
        return open_remote(path.substr(sizeof TCP - 1));
    return Xapian::Database(path);
}

/* Not when they are other ones than libxapian has opened: a stub may have been
 * replaced in between. */
static void open_segments(xap_reader *r)
{
    std::vector<const char *> paths;
    segment_set *set = nullptr;

    for (const std::string &path : r->paths)
        paths.push_back(path.c_str());
    if (segment_set_open(&set, paths.data(), paths.size(), nullptr) ==
            MORGUE_OK &&
        set && xap_string(buffer_view(&set->uuids)) != r->db.get_uuid()) {
        segment_set_close(set);
        set = nullptr;
    }
    segment_set_close(r->segments);
    r->segments = set;
}

/* A stub may name other databases by now, so all is opened anew.  One that
 * names none, of an index without articles, leaves a database that Xapian
 * calls uninitialised and refuses to search: an empty one stands in. */
static void open_all(xap_reader *r)
{
    std::vector<Xapian::Database> parts;
    Xapian::Database db;

    for (const std::string &path : r->paths) {
        parts.push_back(open_one(path));
        db.add_database(parts.back());
    }
    if (db.size() == 0)
        db.add_database(Xapian::WritableDatabase(
            std::string(), Xapian::DB_BACKEND_INMEMORY));
    r->parts = parts;
    r->db = db;
    open_segments(r);
}

morgue_status xap_reader_open(xap_reader **out, const char *const *paths,
                              size_t count, morgue_error *err)
{
    *out = nullptr;
    return xap_guard(err, [&] {
        std::unique_ptr<xap_reader> r(new xap_reader);
        r->paths.assign(paths, paths + count);
        open_all(r.get());
        *out = r.release();
    });
}

morgue_status xap_reader_reopen(xap_reader *r, morgue_error *err)
{
    return xap_guard(err, [&] { open_all(r); });
}

void xap_reader_close(xap_reader *r)
{
    delete r;
}

segment_set *xap_reader_segments(xap_reader *r)
{
    return r->segments;
}

void xap_reader_forget_segments(xap_reader *r)
{
    segment_set_close(r->segments);
    r->segments = nullptr;
}

morgue_status xap_reader_document_count(xap_reader *r, uint64_t *out,
                                        morgue_error *err)
{
    return xap_guard(err, [&] { *out = r->db.get_doccount(); });
}

morgue_status xap_reader_metadata(xap_reader *r, morgue_str key,
                                  morgue_str *out, morgue_error *err)
{
    return xap_guard(err, [&] {
        r->lent.clear();
        for (const Xapian::Database &part : r->parts) {
            r->lent = part.get_metadata(xap_string(key));
            if (!r->lent.empty())
                break;
        }
        *out = xap_view(r->lent);
    });
}

morgue_status xap_reader_each_metadata(xap_reader *r, morgue_str key,
                                       xap_metadata_fn tell, void *user,
                                       morgue_error *err)
{
    return xap_guard(err, [&] {
        for (const Xapian::Database &part : r->parts) {
            if (part.get_doccount() == 0)
                continue;
            std::string value = part.get_metadata(xap_string(key));
            if (!tell(user, xap_view(value)))
                break;
        }
    });
}

morgue_status xap_reader_term_frequency(xap_reader *r, morgue_str term,
                                        uint64_t *out, morgue_error *err)
{
    if (r->segments)
        return segment_set_frequency(r->segments, term, out, err);
    return xap_guard(
        err, [&] { *out = r->db.get_termfreq(xap_string(term)); });
}

morgue_status xap_reader_terms(xap_reader *r, morgue_str prefix,
                               xap_term_fn tell, void *user, morgue_error *err)
{
    if (r->segments)
        return segment_set_terms(r->segments, prefix, tell, user, err);
    return xap_guard(err, [&] {
        std::string begin = xap_string(prefix);
        for (Xapian::TermIterator i = r->db.allterms_begin(begin);
             i != r->db.allterms_end(begin); ++i) {
            std::string term = *i;
            if (!tell(user, xap_view(term), i.get_termfreq()))
                break;
        }
    });
}

/* Of a search's answer, so that it need not be looked up first. */
static Xapian::Document document_of(xap_reader *r, uint32_t docid)
{
    return r->db.get_document(docid, Xapian::DOC_ASSUME_VALID);
}

static morgue_status packed_data(xap_reader *r, uint32_t docid,
                                 morgue_str *out, morgue_error *err)
{
    if (r->segments)
        return segment_set_data(r->segments, docid, out, err);
    return xap_guard(err, [&] {
        r->lent = document_of(r, docid).get_data();
        *out = xap_view(r->lent);
    });
}

/* Those of all indexes that are read, as each has its own. */
static morgue_status learn_dictionaries(xap_reader *r, morgue_error *err)
{
    return xap_guard(err, [&] {
        for (const Xapian::Database &part : r->parts) {
            std::string found = part.get_metadata(METADATA_DICTIONARY);
            stored_unpacker_add(r->unpacker, xap_view(found));
        }
    });
}

morgue_status xap_reader_data(xap_reader *r, uint32_t docid, morgue_str *out,
                              morgue_error *err)
{
    morgue_status status = packed_data(r, docid, out, err);

    if (r->unpacker == nullptr)
        r->unpacker = stored_unpacker_new();
    if (status == MORGUE_OK && stored_unpacker_lacks(r->unpacker, *out))
        status = learn_dictionaries(r, err);
    if (status == MORGUE_OK)
        stored_unpack(r->unpacker, out);
    return status;
}

morgue_status xap_reader_value(xap_reader *r, uint32_t docid, uint32_t slot,
                               morgue_str *out, morgue_error *err)
{
    if (r->segments)
        return segment_set_value(r->segments, docid, slot, out, err);
    return xap_guard(err, [&] {
        r->lent = document_of(r, docid).get_value(slot);
        *out = xap_view(r->lent);
    });
}

morgue_status xap_reader_holders(xap_reader *r, morgue_str term,
                                 const uint32_t *docids, size_t count,
                                 bool *out, morgue_error *err)
{
    if (r->segments)
        return segment_set_holders(r->segments, term, docids, count, out, err);
    return xap_guard(err, [&] {
        std::string name = xap_string(term);
        Xapian::PostingIterator at = r->db.postlist_begin(name);
        Xapian::PostingIterator end = r->db.postlist_end(name);
        for (size_t i = 0; i < count; i++) {
            if (at != end && *at < docids[i])
                at.skip_to(docids[i]);
            out[i] = at != end && *at == docids[i];
        }
    });
}

morgue_status xap_reader_positions(xap_reader *r, uint32_t docid,
                                   morgue_str term, const uint32_t **out,
                                   size_t *count, morgue_error *err)
{
    if (r->segments)
        return segment_set_places(r->segments, docid, term, out, count, err);
    return xap_guard(err, [&] {
        std::string name = xap_string(term);
        r->positions.clear();
        for (Xapian::PositionIterator i =
                 r->db.positionlist_begin(docid, name);
             i != r->db.positionlist_end(docid, name); ++i)
            r->positions.push_back(*i);
        *out = r->positions.data();
        *count = r->positions.size();
    });
}

morgue_status xap_check(const char *path, uint64_t *faults, morgue_error *err)
{
    return xap_guard(err, [&] {
        *faults = Xapian::Database::check(path, 0, nullptr);
    });
}
