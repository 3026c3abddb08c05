/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_format.h"

#include "durable_file.h"
#include "glass_version.h"
#include "xap.h"

morgue_status segment_format_is_known(const char *scratch, bool *out,
                                      morgue_error *err)
{
    xap_writer *probe;
    morgue_status status;

    folder_remove(scratch);
    status = xap_writer_open(&probe, scratch, true, err);
    xap_writer_close(probe);
    if (status == MORGUE_OK)
        *out = glass_version_is_ours(scratch);
    folder_remove(scratch);
    return status;
}
