/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * generate-sample SOURCE_DIR OUT_DIR
 *
 * Writes OUT_DIR/sample.warc.gz, sample.tar.gz and expected.ndjson from the
 * articles and outlets of SOURCE_DIR, in the order of its archives.yaml.  The
 * same sources give the same bytes.
 */
#include "bytes.h"
#include "sample_article.h"
#include "sample_tar.h"
#include "sample_warc.h"

int main(int argc, char **argv)
{
    sample_set sample;
    bytes expected = {0};
    bytes warc;
    bytes tar;

    if (argc != 3)
        die("usage: generate-sample SOURCE_DIR OUT_DIR");
    sample = sample_read(argv[1]);
    warc = sample_warc(&sample, &expected);
    tar = sample_tar(&sample, &expected);
    bytes_write(&warc, text_format("%s/sample.warc.gz", argv[2]));
    bytes_write(&tar, text_format("%s/sample.tar.gz", argv[2]));
    bytes_write(&expected, text_format("%s/expected.ndjson", argv[2]));
    return 0;
}
