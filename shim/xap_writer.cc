// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_guard.h"
#include "xap_handle.h"

extern "C" {
#include "error.h"
}

#include <algorithm>
#include <memory>

struct xap_writer {
    Xapian::WritableDatabase db;
    bool has_failed = false;
};

/* As xap_guard(), but nothing more is done once something was thrown. */
template <typename Body>
static morgue_status write_guard(xap_writer *w, morgue_error *err, Body body)
{
    morgue_status status;

    if (w->has_failed)
        return error_set(err, MORGUE_EINTERNAL, -1,
                         "the database is not written on after a failure");
    status = xap_guard(err, body);
    w->has_failed = status != MORGUE_OK;
    return status;
}

morgue_status xap_writer_open(xap_writer **out, const char *path, bool create,
                              morgue_error *err)
{
    *out = nullptr;
    return xap_guard(err, [&] {
        std::unique_ptr<xap_writer> w(new xap_writer);
        w->db = Xapian::WritableDatabase(
            path, create ? Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS
                         : Xapian::DB_OPEN);
        *out = w.release();
    });
}

/* Xapian notices an over-long term only when it commits, and then drops every
 * document since the last commit: so terms are looked at before. */
static bool term_is_valid(morgue_str term)
{
    size_t nuls = static_cast<size_t>(
        std::count(term.data, term.data + term.size, '\0'));

    return term.size > 0 && term.size + nuls <= XAP_TERM_MAX;
}

static Xapian::Document make_document(const xap_document *from)
{
    Xapian::Document document;

    for (size_t i = 0; i < from->term_count; i++) {
        const xap_term &t = from->terms[i];
        std::string term = xap_string(t.term);
        document.add_term(term, t.wdf);
        for (uint32_t k = 0; k < t.position_count; k++)
            document.add_posting(term, t.positions[k], 0);
    }
    for (size_t i = 0; i < from->value_count; i++)
        document.add_value(from->values[i].slot,
                           xap_string(from->values[i].value));
    document.set_data(xap_string(from->data));
    return document;
}

morgue_status xap_writer_add(xap_writer *w, const xap_document *document,
                             uint32_t *docid, morgue_error *err)
{
    for (size_t i = 0; i < document->term_count; i++)
        if (!term_is_valid(document->terms[i].term))
            return error_set(err, MORGUE_EINVALID, -1,
                             "a term of %zu bytes, expected 1 to %d",
                             document->terms[i].term.size, XAP_TERM_MAX);
    return write_guard(w, err, [&] {
        uint32_t id = w->db.add_document(make_document(document));
        if (docid)
            *docid = id;
    });
}

morgue_status xap_writer_delete_by_term(xap_writer *w, morgue_str term,
                                        morgue_error *err)
{
    return write_guard(w, err,
                       [&] { w->db.delete_document(xap_string(term)); });
}

morgue_status xap_writer_set_metadata(xap_writer *w, morgue_str key,
                                      morgue_str value, morgue_error *err)
{
    return write_guard(w, err, [&] {
        w->db.set_metadata(xap_string(key), xap_string(value));
    });
}

morgue_status xap_writer_commit(xap_writer *w, morgue_error *err)
{
    return write_guard(w, err, [&] { w->db.commit(); });
}

/* Xapian commits what is pending when a database is closed, unless a
 * transaction was cancelled. */
void xap_writer_close(xap_writer *w)
{
    if (w == nullptr)
        return;
    xap_guard(nullptr, [&] {
        w->db.begin_transaction(false);
        w->db.cancel_transaction();
        w->db.close();
    });
    delete w;
}

morgue_status xap_compact(const char *const *from, size_t count,
                          const char *to, morgue_error *err)
{
    return xap_guard(err, [&] {
        Xapian::Database all;
        for (size_t i = 0; i < count; i++)
            all.add_database(Xapian::Database(from[i]));
        all.compact(to, 0);
    });
}
