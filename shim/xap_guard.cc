// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_guard.h"

extern "C" {
#include "error.h"
}

#include <new>
#include <xapian.h>

static morgue_status say(morgue_error *err, morgue_status status,
                         const Xapian::Error &e)
{
    const char *system = e.get_error_string();

    return error_set(err, status, -1, "%s%s%s", e.get_msg().c_str(),
                     system ? ": " : "", system ? system : "");
}

morgue_status xap_guard_caught(morgue_error *err) noexcept
{
    try {
        throw;
    } catch (const Xapian::DatabaseModifiedError &e) {
        return say(err, MORGUE_ECHANGED, e);
    } catch (const Xapian::DatabaseLockError &e) {
        return say(err, MORGUE_ELOCKED, e);
    } catch (const Xapian::DatabaseNotFoundError &e) {
        return say(err, MORGUE_ENOTFOUND, e);
    } catch (const Xapian::DocNotFoundError &e) {
        return say(err, MORGUE_ENOTFOUND, e);
    } catch (const Xapian::DatabaseCorruptError &e) {
        return say(err, MORGUE_ECORRUPT, e);
    } catch (const Xapian::DatabaseVersionError &e) {
        return say(err, MORGUE_EVERSION, e);
    } catch (const Xapian::NetworkError &e) {
        return say(err, MORGUE_ENETWORK, e);
    } catch (const Xapian::InvalidArgumentError &e) {
        return say(err, MORGUE_EINVALID, e);
    } catch (const Xapian::DatabaseError &e) {
        return say(err, MORGUE_EIO, e);
    } catch (const Xapian::Error &e) {
        return say(err, MORGUE_EINTERNAL, e);
    } catch (const std::bad_alloc &) {
        return error_no_memory(err);
    } catch (...) {
        return error_set(err, MORGUE_EINTERNAL, -1, "unexpected exception");
    }
}
