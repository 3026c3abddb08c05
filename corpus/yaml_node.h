/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A YAML text as a tree: scalars, lists, maps.
 *
 * Anchors, tags and several documents are not for us; a text that libyaml
 * refuses ends the program with the line at fault.
 */
#ifndef CORPUS_YAML_NODE_H
#define CORPUS_YAML_NODE_H

#include <stddef.h>

typedef enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP } yaml_kind;

typedef struct yaml_node {
    yaml_kind kind;
    const char *text;          /* of a scalar */
    size_t count;              /* of a list or map */
    const char **keys;         /* of a map */
    struct yaml_node **values; /* of a list or map */
} yaml_node;

/* `path` names the source in messages. */
const yaml_node *yaml_parse(const char *text, size_t length, const char *path);
const yaml_node *yaml_read(const char *path);

/* NULL when `map` has no such key; `map` may be NULL itself. */
const yaml_node *yaml_get(const yaml_node *map, const char *key);

/* The scalar at `key`, NULL when absent or empty. */
const char *yaml_text(const yaml_node *map, const char *key);

/* The scalar at `key`, which must be there. */
const char *yaml_need(const yaml_node *map, const char *key, const char *path);

#endif
