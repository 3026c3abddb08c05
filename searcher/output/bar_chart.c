/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bar_chart.h"

#include "count_json.h"
#include "painted_text.h"

#include <string.h>

#define COLUMNS 80 /* where there is no terminal */
#define NUMBERS 24 /* columns kept for what stands behind the bar */
#define BAR_MIN 10
#define LABEL_MAX 40

typedef struct chart {
    output *output;
    unsigned label_width, bar_width;
    uint64_t most;
} chart;

static chart chart_make(output *o, unsigned label_width, uint64_t most)
{
    unsigned columns = o->columns > 0 ? o->columns : COLUMNS;
    unsigned taken = 4 + label_width + NUMBERS;
    chart c = {o, label_width, BAR_MIN, most};

    if (columns > taken + BAR_MIN)
        c.bar_width = columns - taken;
    return c;
}

/* A bar of eighths of a column; whatever was counted is seen. */
static void put_bar(const chart *c, uint64_t count)
{
    uint64_t eighths =
        c->most > 0 ? count * 8 * c->bar_width / c->most : 0;
    unsigned column = 0;

    if (eighths == 0 && count > 0)
        eighths = 1;
    for (; eighths >= 8; eighths -= 8, column++)
        fputs("\xe2\x96\x88", c->output->file);
    if (eighths > 0) {
        char part[] = {'\xe2', '\x96', (char)(0x90 - eighths), 0};
        fputs(part, c->output->file);
        column++;
    }
    fprintf(c->output->file, "%*s", (int)(c->bar_width - column), "");
}

/* The label, cut where it is too long, and the bar. */
static void put_row(const chart *c, morgue_str label, uint64_t count)
{
    painter p = {c->output, 0, 0, ""};
    unsigned width = painted_width(label);
    output unfolded = *c->output;

    unfolded.columns = 0;
    p.output = &unfolded;
    fputs("  ", c->output->file);
    paint(&p, label);
    if (width < c->label_width)
        fprintf(c->output->file, "%*s", (int)(c->label_width - width), "");
    fputs("  ", c->output->file);
    put_bar(c, count);
}

void chart_facet(output *o, const char *name, const morgue_facet *f)
{
    unsigned width = 0;
    chart c;

    fprintf(o->file, "by %s", name);
    if (f->count < f->distinct)
        fprintf(o->file, ", %zu of %llu", f->count,
                (unsigned long long)f->distinct);
    fputs("\n", o->file);
    for (size_t i = 0; i < f->count; i++) {
        unsigned w = painted_width(f->values[i].value);
        width = w > width && w <= LABEL_MAX ? w : width;
    }
    c = chart_make(o, width, f->count > 0 ? f->values[0].articles : 0);
    for (size_t i = 0; i < f->count; i++) {
        put_row(&c, f->values[i].value, f->values[i].articles);
        fprintf(o->file, " %llu\n", (unsigned long long)f->values[i].articles);
    }
    if (f->without > 0)
        fprintf(o->file, "  (%llu of %llu articles without)\n",
                (unsigned long long)f->without,
                (unsigned long long)f->articles);
    fputc('\n', o->file);
}

static bool is_leap(unsigned year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static unsigned days_in(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

/* b is the bucket right after a. */
static bool follows(const morgue_timeline_bucket *a,
                    const morgue_timeline_bucket *b)
{
    unsigned year = a->year, month = a->month, day = a->day;

    if (day > 0 && ++day > days_in(year, month)) {
        day = 1;
        month++;
    } else if (day == 0 && month > 0) {
        month++;
    } else if (month == 0) {
        year++;
    }
    if (month > 12) {
        month = 1;
        year++;
    }
    return b->year == year && b->month == month && b->day == day;
}

void chart_timeline(output *o, const morgue_timeline *t,
                    morgue_timeline_unit unit)
{
    static const char *const units[] = {"year", "month", "day"};
    static const unsigned widths[] = {4, 7, 10};
    uint64_t most = 0;
    chart c;

    for (size_t i = 0; i < t->count; i++)
        if (t->buckets[i].articles > most)
            most = t->buckets[i].articles;
    c = chart_make(o, widths[unit], most);
    fprintf(o->file,
            "by %s, of the articles archived then "
            "(\xe2\x94\x8a nothing archived)\n",
            units[unit]);
    for (size_t i = 0; i < t->count; i++) {
        char label[BUCKET_LABEL_MAX];
        const morgue_timeline_bucket *b = &t->buckets[i];
        if (i > 0 && !follows(b - 1, b))
            fputs("  \xe2\x94\x8a\n", o->file);
        bucket_label(label, b);
        put_row(&c, (morgue_str){label, strlen(label)}, b->articles);
        fprintf(o->file, " %llu of %llu\n", (unsigned long long)b->articles,
                (unsigned long long)b->archived);
    }
    if (t->undated > 0)
        fprintf(o->file, "  (%llu without a date)\n",
                (unsigned long long)t->undated);
    if (t->imprecise > 0)
        fprintf(o->file, "  (%llu with a date less precise than a %s)\n",
                (unsigned long long)t->imprecise, units[unit]);
    fputc('\n', o->file);
}
