/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "date_candidates.h"

#include "str.h"

#define STRONG 80        /* may speak of days before the web */
#define WEB_BEGINS 1993
#define AGREEMENT 12     /* for each other kind that names the same day */
#define HEARD 36         /* what is lighter agrees with nobody */
#define CHANGED 34       /* a change: more than any date in passing */
#define FLOOR 4          /* with less than this a date is not believed */
#define MOMENT 60        /* seconds around the capture */
#define LOCAL 60         /* a witness that may correct the day of UTC */

static int64_t day_of(const civil_date *d)
{
    return civil_date_to_days(d->year, d->month ? d->month : 1,
                              d->day ? d->day : 1);
}

/* Minutes since 1970; without an offset, on the clock that was read. */
static int64_t minutes_of(const civil_date *d)
{
    return day_of(d) * 1440 + d->hour * 60 + d->minute -
           (d->offset_minutes == DATE_NO_OFFSET ? 0 : d->offset_minutes);
}

static int64_t seconds_of(const civil_date *d)
{
    return minutes_of(d) * 60 + d->second;
}

/* The clock of the server that answered: no story is a minute old. */
static bool is_capture(const date_candidates *c, const civil_date *date)
{
    int64_t apart;

    if (date->precision < DATE_SECOND || c->moment == INT64_MAX)
        return false;
    apart = seconds_of(date) - c->moment;
    return apart > -MOMENT && apart < MOMENT;
}

/* Programs that know no time print the first one they can count. */
static bool is_epoch(const civil_date *d)
{
    return (d->year == 1970 && d->month == 1 && d->day == 1) ||
           (d->year == 1969 && d->month == 12 && d->day == 31 &&
            d->precision >= DATE_MINUTE);
}

void date_candidates_init(date_candidates *c, const civil_date *captured)
{
    c->count = 0;
    c->latest = c->captured = c->moment = INT64_MAX;
    if (captured->precision >= DATE_SECOND)
        c->moment = seconds_of(captured);
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
        (date->year < WEB_BEGINS && weight < STRONG) || date->year < 1600 ||
        is_epoch(date) || is_capture(c, date))
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

bool date_candidates_are_utc(const date_candidates *c)
{
    int weight = date_candidates_weight(c);

    for (size_t i = 0; i < c->count; i++)
        if (!c->items[i].is_modified && c->items[i].weight == weight)
            return c->items[i].date.precision >= DATE_MINUTE &&
                   c->items[i].date.offset_minutes == 0;
    return false;
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

/* Meta fields are written by the outlet's own clock, however little they say
 * of the article. */
static bool keeps_calendar(const date_candidate *c)
{
    return c->weight >= LOCAL || !strcmp(c->from, "meta");
}

/* Says the same moment, on another clock than Greenwich's. */
static bool has_own_clock(const date_candidate *other,
                          const date_candidate *best)
{
    int64_t apart = minutes_of(&other->date) - minutes_of(&best->date);

    return other->date.precision >= DATE_MINUTE &&
           other->date.offset_minutes != DATE_NO_OFFSET &&
           other->date.offset_minutes != 0 && apart > -3 && apart < 3;
}

/* Names a day that some place on Earth had at that moment in UTC. */
static bool may_be_local(const date_candidate *other,
                         const date_candidate *best)
{
    int64_t ahead = day_of(&other->date) - day_of(&best->date);

    if (!keeps_calendar(other) || other->date.precision < DATE_DAY ||
        other->date.offset_minutes != DATE_NO_OFFSET)
        return false;
    return ahead == 0 || (ahead == -1 && best->date.hour < 12) ||
           (ahead == 1 && best->date.hour >= 10);
}

/*
 * A time in UTC may be on another day than it was where the story was
 * printed.  A clock of that place knows better, else the heaviest witness that
 * has a day.
 */
static const date_candidate *local_day(const date_candidates *c,
                                       const date_candidate *best)
{
    const date_candidate *local = NULL;

    for (size_t i = 0; i < c->count; i++) {
        const date_candidate *other = &c->items[i];

        if (other->is_modified != best->is_modified)
            continue;
        if (has_own_clock(other, best)) {
            local = other;
            break;
        }
        if (may_be_local(other, best) &&
            (local == NULL || other->weight > local->weight))
            local = other;
    }
    return local && !same_day(&local->date, &best->date) ? local : best;
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
