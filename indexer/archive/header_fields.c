/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "header_fields.h"

#include "str.h"

size_t header_size(morgue_str bytes)
{
    size_t at = 0;

    while (at < bytes.size) {
        const char *p = memchr(bytes.data + at, '\n', bytes.size - at);
        if (p == NULL)
            break;
        at = (size_t)(p - bytes.data) + 1;
        if (at < bytes.size && bytes.data[at] == '\n')
            return at + 1;
        if (at + 1 < bytes.size && bytes.data[at] == '\r' &&
            bytes.data[at + 1] == '\n')
            return at + 2;
    }
    return SIZE_MAX;
}

static bool is_folded(morgue_str rest)
{
    return rest.size && (rest.data[0] == ' ' || rest.data[0] == '\t');
}

static morgue_str unfold(arena *a, morgue_str value, morgue_str *rest)
{
    while (is_folded(*rest)) {
        morgue_str line = {0}, more;
        if (!str_next_line(rest, &line))
            break;
        more = str_trim(line);
        if (more.size == 0)
            continue;
        value = arena_format(a, "%.*s%s%.*s", (int)value.size, value.data,
                             value.size ? " " : "", (int)more.size,
                             more.data);
    }
    return value;
}

bool header_next(arena *a, morgue_str *rest, morgue_str *name,
                 morgue_str *value, size_t *bad)
{
    morgue_str line;

    while (str_next_line(rest, &line)) {
        size_t colon = str_find_char(line, ':');

        if (colon == SIZE_MAX || is_folded(line)) {
            if (bad && str_trim(line).size)
                (*bad)++;
            continue;
        }
        *name = str_trim(str_slice(line, 0, colon));
        *value = str_trim(str_slice(line, colon + 1, line.size));
        if (is_folded(*rest))
            *value = unfold(a, *value, rest);
        return true;
    }
    return false;
}

morgue_str header_main_value(morgue_str value)
{
    size_t end = str_find_char(value, ';');

    return str_trim(str_slice(value, 0, end));
}

/* Up to the ";" that is not within quotes. */
static size_t parameter_end(morgue_str s)
{
    char quote = 0;

    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];

        if (quote == 0 && c == ';')
            return i;
        if (c == '"')
            quote = quote ? 0 : c;
        else if (c == '\\' && quote)
            i++;
    }
    return SIZE_MAX;
}

static morgue_str unquoted(morgue_str s)
{
    if (s.size >= 2 && (s.data[0] == '"' || s.data[0] == '\'') &&
        s.data[s.size - 1] == s.data[0])
        return str_slice(s, 1, s.size - 1);
    return s;
}

morgue_str header_parameter(morgue_str value, morgue_str name)
{
    size_t end = parameter_end(value), equals;

    while (end != SIZE_MAX) {
        morgue_str part;

        value = str_slice(value, end + 1, value.size);
        end = parameter_end(value);
        part = str_slice(value, 0, end);
        equals = str_find_char(part, '=');
        if (equals != SIZE_MAX &&
            str_equal_nocase(str_trim(str_slice(part, 0, equals)), name))
            return unquoted(str_trim(str_slice(part, equals + 1, part.size)));
    }
    return STR("");
}
