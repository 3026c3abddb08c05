/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts of the manifest as JSON, which the checkpoint of a run shares.
 */
#ifndef MANIFEST_JSON_H
#define MANIFEST_JSON_H

#include "manifest.h"

#include <jansson.h>

/* 0 when it is not there or negative. */
uint64_t manifest_number(const json_t *object, const char *key);
json_t *manifest_number_json(uint64_t value);

/* 64 bits in hexadecimal; 0 when it is not there. */
uint64_t manifest_hash(const json_t *object, const char *key);
json_t *manifest_hash_json(uint64_t hash);

/* The name is lent by the JSON. */
bool manifest_archive_of_json(manifest_archive *out, const json_t *from);
json_t *manifest_archive_json(const manifest_archive *archive);

morgue_counts manifest_counts_of_json(const json_t *from);
json_t *manifest_counts_json(const morgue_counts *counts);

#endif
