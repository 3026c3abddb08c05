/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "yaml_node.h"

#include <string.h>
#include <yaml.h>

#include "bytes.h"

static yaml_node *node_copy(yaml_document_t *document, int index);

static yaml_node *scalar_copy(const yaml_node_t *from)
{
    yaml_node *node = pool_alloc(sizeof(*node));

    node->kind = YAML_SCALAR;
    node->text = text_copy((const char *)from->data.scalar.value,
                           from->data.scalar.length);
    return node;
}

static yaml_node *list_copy(yaml_document_t *document, const yaml_node_t *from)
{
    const yaml_node_item_t *item = from->data.sequence.items.start;
    size_t count = (size_t)(from->data.sequence.items.top - item);
    yaml_node *node = pool_alloc(sizeof(*node));

    node->kind = YAML_LIST;
    node->count = count;
    node->values = pool_alloc(count * sizeof(*node->values));
    for (size_t i = 0; i < count; i++)
        node->values[i] = node_copy(document, item[i]);
    return node;
}

static yaml_node *map_copy(yaml_document_t *document, const yaml_node_t *from)
{
    const yaml_node_pair_t *pair = from->data.mapping.pairs.start;
    size_t count = (size_t)(from->data.mapping.pairs.top - pair);
    yaml_node *node = pool_alloc(sizeof(*node));

    node->kind = YAML_MAP;
    node->count = count;
    node->keys = pool_alloc(count * sizeof(*node->keys));
    node->values = pool_alloc(count * sizeof(*node->values));
    for (size_t i = 0; i < count; i++) {
        node->keys[i] = node_copy(document, pair[i].key)->text;
        node->values[i] = node_copy(document, pair[i].value);
    }
    return node;
}

static yaml_node *node_copy(yaml_document_t *document, int index)
{
    const yaml_node_t *from = yaml_document_get_node(document, index);

    if (from->type == YAML_SEQUENCE_NODE)
        return list_copy(document, from);
    if (from->type == YAML_MAPPING_NODE)
        return map_copy(document, from);
    return scalar_copy(from);
}

const yaml_node *yaml_parse(const char *text, size_t length, const char *path)
{
    yaml_parser_t parser;
    yaml_document_t document;
    const yaml_node *root;

    if (!yaml_parser_initialize(&parser))
        die("out of memory");
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    if (!yaml_parser_load(&parser, &document))
        die("%s: line %zu: %s", path, parser.problem_mark.line + 1,
            parser.problem == NULL ? "not YAML" : parser.problem);
    if (yaml_document_get_root_node(&document) == NULL)
        die("%s: no YAML in it", path);
    root = node_copy(&document, 1);
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    return root;
}

const yaml_node *yaml_read(const char *path)
{
    bytes text = bytes_read(path);

    return yaml_parse(text.data, text.length, path);
}

const yaml_node *yaml_get(const yaml_node *map, const char *key)
{
    if (map == NULL || map->kind != YAML_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (map->keys[i] != NULL && strcmp(map->keys[i], key) == 0)
            return map->values[i];
    return NULL;
}

const char *yaml_text(const yaml_node *map, const char *key)
{
    const yaml_node *node = yaml_get(map, key);

    if (node == NULL || node->kind != YAML_SCALAR || node->text[0] == '\0')
        return NULL;
    return node->text;
}

const char *yaml_need(const yaml_node *map, const char *key, const char *path)
{
    const char *text = yaml_text(map, key);

    if (text == NULL)
        die("%s: has no \"%s\"", path, key);
    return text;
}
