/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "date_candidates.h"

#include "str.h"

#define STRONG 80        /* may speak of days before the web */
#define WEB_BEGINS 1993
#define AGREEMENT 12     /* for each other kind that names the same day */
#define HEARD 36         /* what is lighter agrees with nobody */
#define CHANGED 34       /* a change: more than any date in passing */
#define FLOOR 4          /* with less than this a date is not believed */
#define LOCAL 60         /* a witness that may correct the day of UTC */

static int64_t day_of(const civil_date *d)
{
    return civil_date_to_days(d->year, d->month ? d->month : 1,
                              d->day ? d->day : 1);
}

void date_candidates_init(date_candidates *c, const civil_date *captured)
{
    c->count = 0;
    c->latest = c->captured = INT64_MAX;
    if (captured->precision >= DATE_DAY) {
        c->captured = day_of(captured);
        c->latest = c->captured + 1;
    }
}

void date_candidates_add(date_candidates *c, const civil_date *date,
                         const char *from, int weight, bool is_modified)
{
    if (date->precision < DATE_MONTH || c->count >= DATE_CANDIDATES_MAX ||
        !civil_date_is_valid(date) || day_of(date) > c->latest ||
        (date->year < WEB_BEGINS && weight < STRONG) || date->year < 1600)
        return;
    c->items[c->count++] = (date_candidate){*date, from, weight, is_modified};
}

int date_candidates_weight(const date_candidates *c)
{
    int weight = 0;

    for (size_t i = 0; i < c->count; i++)
        if (!c->items[i].is_modified && c->items[i].weight > weight &&
            c->items[i].date.precision >= DATE_DAY)
            weight = c->items[i].weight;
    return weight;
}

static bool same_day(const civil_date *a, const civil_date *b)
{
    return a->precision >= DATE_DAY && b->precision >= DATE_DAY &&
           day_of(a) == day_of(b);
}

/* Other kinds of witness for the same day; for its month a little. */
static int agreement(const date_candidates *c, const date_candidate *of)
{
    const char *kinds[8] = {of->from};
    size_t kind_count = 1;
    int sum = 0;

    for (size_t i = 0; i < c->count; i++) {
        const date_candidate *other = &c->items[i];
        bool is_new = kind_count < 8 && other->is_modified == of->is_modified;

        for (size_t k = 0; is_new && k < kind_count; k++)
            is_new = strcmp(kinds[k], other->from) != 0;
        if (!is_new || other->weight < HEARD)
            continue;
        if (same_day(&of->date, &other->date)) {
            sum += AGREEMENT;
            kinds[kind_count++] = other->from;
        } else if (other->date.precision == DATE_MONTH &&
                   other->date.year == of->date.year &&
                   other->date.month == of->date.month) {
            sum += AGREEMENT / 2;
            kinds[kind_count++] = other->from;
        }
    }
    return sum;
}

static int score(const date_candidates *c, const date_candidate *of)
{
    int points = of->weight + agreement(c, of);

    if (of->is_modified)
        points = CHANGED + points / 20;
    if (of->date.precision < DATE_DAY)
        points -= 30;
    return points;
}

/* Hours from a day's midnight in UTC to that moment. */
static int64_t minutes_of(const civil_date *d)
{
    return day_of(d) * 1440 + d->hour * 60 + d->minute -
           (d->offset_minutes == DATE_NO_OFFSET ? 0 : d->offset_minutes);
}

/* Meta fields are written by the outlet's own clock, however little they say
 * of the article. */
static bool keeps_calendar(const date_candidate *c)
{
    return c->weight >= LOCAL || !strcmp(c->from, "meta");
}

/*
 * A time in UTC may be on another day than it was where the story was
 * printed.  A witness with the clock of that place, or with a day that some
 * place on Earth then had, knows better.
 */
static const date_candidate *local_day(const date_candidates *c,
                                       const date_candidate *best)
{
    for (size_t i = 0; i < c->count; i++) {
        const date_candidate *other = &c->items[i];
        int64_t ahead = day_of(&other->date) - day_of(&best->date);

        if (other->is_modified != best->is_modified || !keeps_calendar(other) ||
            other->date.precision < DATE_DAY || ahead < -1 || ahead > 1 ||
            ahead == 0)
            continue;
        if (other->date.offset_minutes != DATE_NO_OFFSET) {
            int64_t apart = minutes_of(&other->date) - minutes_of(&best->date);
            if (other->date.offset_minutes != 0 && apart > -3 && apart < 3)
                return other;
        } else if (ahead < 0 ? best->date.hour < 12 : best->date.hour >= 10) {
            return other;
        }
    }
    return best;
}

const date_candidate *date_candidates_best(const date_candidates *c)
{
    const date_candidate *best = NULL;
    int most = FLOOR;

    for (size_t i = 0; i < c->count; i++) {
        int points = score(c, &c->items[i]);
        if (points > most) {
            most = points;
            best = &c->items[i];
        }
    }
    if (best && best->date.precision >= DATE_MINUTE &&
        best->date.offset_minutes == 0)
        return local_day(c, best);
    return best;
}
