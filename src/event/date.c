/* date.c - when did it take place?
 *
 * The time stage knows the time of each act, its own or one that it shares with another;
 * whatever else has the day of publication, and says so in its basis. What ended more than half
 * a year before publication, or is remembered (real.c), is historical. Constant time for each
 * event. */
#include "event/event_int.h"

enum { HISTORICAL_DAYS = 180 };

void cs_tell_date(const cs_coding_t *c, uint32_t frame, cs_event_t *e)
{
	const cs_doc_t *d = c->d;
	uint32_t t = d->time_of ? d->time_of[frame] : CS_NONE;
	e->from = e->to = d->day;
	e->grain = CS_GRAIN_DAY;
	e->date_basis = 0;
	if (t != CS_NONE) {
		const cs_time_t *x = &d->times.p[t];
		e->from = x->from;
		e->to = x->to;
		e->grain = x->grain;
		e->date_basis = d->time_by[frame] == CS_TIME_OWN ? 1 : 2;
		e->historical |= x->old || (x->from != CS_NO_DAY && d->day != CS_NO_DAY &&
		                            x->to < d->day - HISTORICAL_DAYS);
	} else if (e->historical) {
		e->from = e->to = CS_NO_DAY;
	}
}
