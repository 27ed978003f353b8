/* calendar.c - intervals of the Gregorian calendar. Weeks begin on Monday, seasons are those of the
 * north by whole months, thirds of a year are four months, of a month ten days. Constant time. */
#include "time/time_int.h"

cs_iv_t cs_iv_day(int32_t day, uint8_t grain)
{
	return (cs_iv_t){day, day, grain};
}

static int floor_div(int a, int b)
{
	return a >= 0 ? a / b : -((b - 1 - a) / b);
}

cs_iv_t cs_iv_month(int year, int month)
{
	int k = year * 12 + month - 1, y = floor_div(k, 12), m = k - y * 12 + 1,
	    z = floor_div(k + 1, 12);
	return (cs_iv_t){cs_day(y, m, 1), cs_day(z, k + 1 - z * 12 + 1, 1) - 1, CS_GRAIN_MONTH};
}

int cs_month_days(int year, int month)
{
	if (month < 1 || month > 12)
		return 0;
	cs_iv_t v = cs_iv_month(year, month);
	return v.to - v.from + 1;
}

cs_iv_t cs_iv_year(int year, int years, uint8_t grain)
{
	return (cs_iv_t){cs_day(year, 1, 1), cs_day(year + years, 1, 1) - 1, grain};
}

cs_iv_t cs_iv_season(int year, int month)
{
	return (cs_iv_t){cs_day(year, month, 1), cs_iv_month(year, month + 2).to, CS_GRAIN_SEASON};
}

int cs_year_of(int32_t day)
{
	int y, m, dom;
	cs_day_civil(day, &y, &m, &dom);
	return y;
}

cs_iv_t cs_iv_third(cs_iv_t v, int which)
{
	int y, m, dom;
	if (!cs_iv_known(v) || v.from == CS_DAY_MIN || v.to == CS_DAY_MAX)
		return v;
	cs_day_civil(v.from, &y, &m, &dom);
	switch (v.grain) {
	case CS_GRAIN_YEAR:
		v.from = cs_iv_month(y, 4 * which + 1).from;
		v.to = cs_iv_month(y, 4 * which + 4).to;
		v.grain = CS_GRAIN_MONTH;
		break;
	case CS_GRAIN_MONTH:
		v.to = which == 2 ? v.to : v.from + 10 * which + 9;
		v.from += 10 * which;
		v.grain = CS_GRAIN_WEEK;
		break;
	case CS_GRAIN_DECADE:
		v = cs_iv_year(y + (which == 0   ? 0
		                    : which == 1 ? 4
		                                 : 7),
		               which == 0 ? 4 : 3, CS_GRAIN_YEAR);
		break;
	case CS_GRAIN_CENTURY:
		v = cs_iv_year(y + (which == 0   ? 0
		                    : which == 1 ? 33
		                                 : 66),
		               which == 2 ? 34 : 33, CS_GRAIN_DECADE);
		break;
	case CS_GRAIN_SEASON:
		v = cs_iv_month(y, m + which);
		break;
	case CS_GRAIN_DAY:
		v.grain = CS_GRAIN_HOUR;
		break;
	case CS_GRAIN_RANGE: {
		int32_t n = v.to - v.from + 1, from = v.from;
		if (n < 3)
			break;
		v.from = from + n / 3 * which;
		v.to = which == 2 ? v.to : from + n / 3 * (which + 1) - 1;
		break;
	}
	default:
		break; /* a part of a week is that week */
	}
	return v;
}

cs_iv_t cs_iv_unit(int32_t day, cs_unit_t unit, int n)
{
	int y, m, dom;
	int32_t monday = day - cs_day_week(day);
	cs_day_civil(day, &y, &m, &dom);
	switch (unit) {
	case CS_U_SECOND:
	case CS_U_HOUR:
		return cs_iv_day(day, CS_GRAIN_HOUR);
	case CS_U_DAY:
		return cs_iv_day(day + n, CS_GRAIN_DAY);
	case CS_U_WEEK:
		return (cs_iv_t){monday + 7 * n, monday + 7 * n + 6, CS_GRAIN_WEEK};
	case CS_U_FORTNIGHT:
		return (cs_iv_t){monday + 14 * n, monday + 14 * n + 13, CS_GRAIN_RANGE};
	case CS_U_WEEKEND:
		return (cs_iv_t){monday + 7 * n + 5, monday + 7 * n + 6, CS_GRAIN_RANGE};
	case CS_U_MONTH:
		return cs_iv_month(y, m + n);
	case CS_U_QUARTER: {
		cs_iv_t v = cs_iv_month(y, (m - 1) / 3 * 3 + 1 + 3 * n);
		int32_t last = v.to + 45; /* in the month after the next but one at the latest */
		cs_day_civil(last, &y, &m, &dom);
		v.to = cs_iv_month(y, m).to;
		v.grain = CS_GRAIN_SEASON;
		return v;
	}
	case CS_U_YEAR:
		return cs_iv_year(y + n, 1, CS_GRAIN_YEAR);
	case CS_U_DECADE:
		return cs_iv_year(y - y % 10 + 10 * n, 10, CS_GRAIN_DECADE);
	case CS_U_CENTURY:
		return cs_iv_year((y - 1) / 100 * 100 + 1 + 100 * n, 100, CS_GRAIN_CENTURY);
	default:
		return cs_iv_unknown(CS_GRAIN_VAGUE);
	}
}

int32_t cs_day_shift(int32_t day, cs_unit_t unit, int n)
{
	int y, m, dom, months = 0;
	switch (unit) {
	case CS_U_SECOND:
		return day;
	case CS_U_HOUR:
		return day + (n >= 0 ? (n + 12) / 24 : -((12 - n) / 24));
	case CS_U_DAY:
		return day + n;
	case CS_U_WEEK:
	case CS_U_WEEKEND:
		return day + 7 * n;
	case CS_U_FORTNIGHT:
		return day + 14 * n;
	case CS_U_MONTH:
		months = n;
		break;
	case CS_U_QUARTER:
		months = 3 * n;
		break;
	case CS_U_YEAR:
		months = 12 * n;
		break;
	case CS_U_DECADE:
		months = 120 * n;
		break;
	default:
		months = 1200 * n;
		break;
	}
	cs_day_civil(day, &y, &m, &dom);
	cs_iv_t v = cs_iv_month(y, m + months);
	return v.from + dom - 1 < v.to ? v.from + dom - 1 : v.to;
}
