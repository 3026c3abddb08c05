/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_pack.h"

bool glass_take_sort(morgue_str *rest, uint32_t *out)
{
    const unsigned char *in = (const unsigned char *)rest->data;
    size_t size = 2;
    uint32_t value;

    if (rest->size < 2)
        return false;
    if (in[0] & 0x80)
        size = in[0] < 0xc0 ? 3 : in[0] < 0xe0 ? 4 : 5;
    if (rest->size < size)
        return false;
    value = size == 2 ? in[0] : in[0] & (0xffu >> (size - 1));
    for (size_t i = 1; i < size; i++)
        value = value << 8 | in[i];
    rest->data += size;
    rest->size -= size;
    *out = value;
    return true;
}

size_t glass_put_key_string(unsigned char *out, morgue_str s)
{
    size_t size = 0;

    if (s.size == 0)
        return 0;
    if (memchr(s.data, 0, s.size) == NULL) {
        memcpy(out, s.data, s.size);
        return s.size;
    }
    for (size_t i = 0; i < s.size; i++) {
        out[size++] = (unsigned char)s.data[i];
        if (s.data[i] == 0)
            out[size++] = 0xff;
    }
    return size;
}

size_t glass_key_string_size(morgue_str s)
{
    size_t size = s.size;

    for (size_t i = 0; i < s.size; i++)
        size += s.data[i] == 0;
    return size;
}

size_t glass_put_last(unsigned char *out, uint32_t value)
{
    size_t size = 0;

    for (; value; value >>= 8)
        out[size++] = (unsigned char)value;
    return size;
}
