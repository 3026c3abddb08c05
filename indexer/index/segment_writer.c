/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_writer.h"

#include "segment_writer_impl.h"

morgue_status segment_writer_open(segment_writer **out, const char *path,
                                  morgue_writer_kind kind, morgue_error *err)
{
    if (kind == MORGUE_WRITER_XAPIAN)
        return segment_writer_open_xapian(out, path, err);
    return segment_writer_open_bulk(out, path, err);
}

morgue_status segment_writer_add(segment_writer *w, const document *d,
                                 morgue_error *err)
{
    return w->ops->add(w, d, err);
}

uint64_t segment_writer_memory(const segment_writer *w)
{
    return w->ops->memory(w);
}

uint32_t segment_writer_count(const segment_writer *w)
{
    return w->ops->count(w);
}

morgue_status segment_writer_set_metadata(segment_writer *w, morgue_str key,
                                          morgue_str value, morgue_error *err)
{
    return w->ops->set_metadata(w, key, value, err);
}

morgue_status segment_writer_finish(segment_writer *w, morgue_error *err)
{
    return w->ops->finish(w, err);
}

void segment_writer_close(segment_writer *w)
{
    if (w)
        w->ops->close(w);
}
