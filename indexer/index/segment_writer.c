/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_writer.h"

#include "segment_writer_impl.h"

morgue_status segment_writer_open(segment_writer **out, const char *path,
                                  morgue_writer_kind kind, morgue_error *err)
{
    morgue_status status = kind == MORGUE_WRITER_XAPIAN
                               ? segment_writer_open_xapian(out, path, err)
                               : segment_writer_open_bulk(out, path, err);

    if (status == MORGUE_OK)
        (*out)->packer = stored_packer_new();
    return status;
}

morgue_status segment_writer_add(segment_writer *w, const document *d,
                                 morgue_error *err)
{
    document packed = *d;

    packed.data = stored_pack(w->packer, d->data);
    return w->ops->add(w, &packed, err);
}

uint64_t segment_writer_memory(const segment_writer *w)
{
    return w->ops->memory(w);
}

uint32_t segment_writer_count(const segment_writer *w)
{
    return w->ops->count(w);
}

void segment_writer_set_dictionary(segment_writer *w, morgue_str dictionary)
{
    stored_packer_set_dictionary(w->packer, dictionary);
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

morgue_status segment_writer_restart(segment_writer *w, const char *path,
                                     morgue_error *err)
{
    return w->ops->restart(w, path, err);
}

void segment_writer_close(segment_writer *w)
{
    if (w == NULL)
        return;
    stored_packer_free(w->packer);
    w->ops->close(w);
}
