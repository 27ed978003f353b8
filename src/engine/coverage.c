/* coverage.c - which offices are held by somebody, by state and year: `casus lexicon coverage`.
 *
 * Counted are the days on which a state is a member of the United Nations (members of the block [un], with
 * terms; a state that never was one counts only where it is asked for, all the time), and of these the days on which an office of the post has a holder; an office that ended (a
 * presidency before a council) counts together with what came after it. Whether the holder is the right one, no
 * count can tell. A term of which the source knows one day only counts for that day.
 * Cost: states, posts and years, times the tenures of an office. */
#include "engine/engine.h"

#include "lex/actors.h"

enum { MAX_YEARS = 300 };

static const cs_post_t posts[] = {CS_POST_HEAD_OF_STATE, CS_POST_HEAD_OF_GOVERNMENT,
                                  CS_POST_FOREIGN,       CS_POST_DEFENCE,
                                  CS_POST_INTERIOR,      CS_POST_FINANCE};
enum { N_POSTS = sizeof posts / sizeof *posts };

typedef struct cover {
	const cs_actors_t *actors;
	cs_arena_t *arena;
	cs_buf_t *b;
	int first, last;  /* years */
	int32_t from, to; /* days */
	uint8_t *held;    /* a byte a day */
	uint32_t days[N_POSTS], covered[N_POSTS], states;
	uint8_t *wanted; /* a byte an actor; NULL: the members of the United Nations */
} cover_t;

static int32_t year_day(int year)
{
	return cs_day(year, 1, 1);
}

/* Marks the days on which one of the state's offices of this post has a holder; false: it has no such office. */
static bool mark(cover_t *c, uint32_t state, cs_post_t post)
{
	bool any = false;

	memset(c->held, 0, (size_t)c->to - (size_t)c->from + 1);
	for (uint32_t i = 0; i < cs_actor_count(c->actors); i++) {
		const cs_actor_t *o = cs_actor_at(c->actors, i);
		if (o->of != state || !(o->posts >> post & 1))
			continue;
		any = true;
		for (uint32_t k = 0; k < o->n_tenures; k++) {
			const cs_tenure_t *t = cs_tenure_at(c->actors, o, k);
			int32_t a = t->from < c->from ? c->from : t->from, b = t->to > c->to ? c->to : t->to;
			if (a <= b)
				memset(c->held + (a - c->from), 1, (size_t)b - (size_t)a + 1);
		}
	}
	return any;
}

static void count(const cover_t *c, int32_t a, int32_t b, const cs_member_t *m, uint32_t *days,
                  uint32_t *covered)
{
	*days = *covered = 0;
	for (int32_t d = a; d <= b; d++) {
		if (d < m->from || d > m->to)
			continue;
		(*days)++;
		*covered += c->held[d - c->from];
	}
}

static void gaps(cover_t *c, const cs_actor_t *state, const cs_member_t *m, const char *post,
                 bool any)
{
	bool begun = false;
	for (int32_t d = c->from; d <= c->to; d++) {
		bool open = d >= m->from && d <= m->to && !c->held[d - c->from];
		if (!open)
			continue;
		int32_t end = d;
		while (end < c->to && end < m->to && !c->held[end + 1 - c->from])
			end++;
		if (end - d > 30) {
			if (!begun)
				cs_buf_printf(c->b, "%.*s\t%s%s\t", (int)state->id.n, state->id.p, post,
				              any ? "" : " (no such office)");
			cs_buf_printf(c->b, "%s%s..%s", begun ? " " : "", cs_day_iso(c->arena, d),
			              cs_day_iso(c->arena, end));
			begun = true;
		}
		d = end;
	}
	if (begun)
		cs_buf_str(c->b, "\n");
}

static void cells(cover_t *c, const cs_actor_t *state, const cs_member_t *m, const char *post,
                  bool html)
{
	if (html)
		cs_buf_printf(c->b, "<tr><th>%s</th><td>%s</td>", state->name, post);
	else
		cs_buf_printf(c->b, "%.*s\t%s", (int)state->id.n, state->id.p, post);
	for (int y = c->first; y <= c->last; y++) {
		int32_t a = year_day(y), b = year_day(y + 1) - 1;
		uint32_t days, covered;
		if (b > c->to)
			b = c->to;
		count(c, a, b, m, &days, &covered);
		uint32_t share = days ? 100 * covered / days : 0;
		if (!html && !days)
			cs_buf_str(c->b, "\t-");
		else if (!html)
			cs_buf_printf(c->b, "\t%u", share);
		else if (!days)
			cs_buf_str(c->b, "<td></td>");
		else
			cs_buf_printf(c->b, "<td class=%s title=\"%s, %s, %d: %u %%\"></td>",
			              share >= 98   ? "a"
			              : share >= 50 ? "b"
			              : share > 0   ? "c"
			                            : "d",
			              state->name, post, y, share);
	}
	cs_buf_str(c->b, html ? "</tr>\n" : "\n");
}

static const char page[] =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width\"><title>casus: coverage of "
    "offices</title>"
    "<style>body{font:14px "
    "system-ui,sans-serif;margin:1.5em;color:#222}table{border-collapse:collapse}"
    "th,td{padding:0 3px;height:15px;font-size:12px;text-align:left;white-space:nowrap}thead "
    "th{position:sticky;top:0;"
    "background:#fff;writing-mode:vertical-rl;height:36px}thead th:first-child,thead "
    "th:nth-child(2){writing-mode:"
    "horizontal-tb}td[class]{min-width:11px;border:1px solid "
    "#fff}.a{background:#2f7d4f}.b{background:#9ccb86}"
    ".c{background:#f0c05a}.d{background:#c0504d}i{display:inline-block;width:11px;height:11px;"
    "margin:0 4px 0 12px}"
    "</style>";

/* "usa,g20,irn": ids of states, and of bodies for their members. False: *bad is none. */
static bool want(cover_t *c, const char *list, cs_str_t *bad)
{
	cs_str_t rest = cs_strz(list), id;

	c->wanted = CS_NEW_N(c->arena, uint8_t, cs_actor_count(c->actors));
	while (cs_split(&rest, ',', &id)) {
		uint32_t i = cs_actor_find(c->actors, id);
		const cs_actor_t *a = i == CS_NONE ? NULL : cs_actor_at(c->actors, i);
		*bad = id;
		if (!a || (a->kind != CS_A_STATE && !a->n_members))
			return false;
		c->wanted[i] = 1;
		for (uint32_t k = 0; k < a->n_members && a->kind != CS_A_STATE; k++)
			c->wanted[cs_actor_member_of(c->actors, i, k)] = 1;
	}
	return true;
}

static void whole(cover_t *c, const char *format)
{
	bool html = strcmp(format, "html") == 0, text = strcmp(format, "text") == 0;
	uint32_t un = cs_actor_find(c->actors, CS_STR("un"));

	c->held = CS_NEW_N(c->arena, uint8_t, (size_t)c->to - (size_t)c->from + 1);
	if (html) {
		cs_buf_str(c->b, page);
		cs_buf_printf(
		    c->b,
		    "<h1>Offices by state and year</h1><p>%s, %d to %d. "
		    "<i class=a></i>held all year <i class=b></i>most of it <i class=c></i>less than "
		    "half <i class=d></i>by nobody known</p><table><thead><tr><th>State</th><th>Office"
		    "</th>",
		    c->wanted ? "Chosen states" : "Members of the United Nations", c->first, c->last);
		for (int y = c->first; y <= c->last; y++)
			cs_buf_printf(c->b, "<th>%d</th>", y);
		cs_buf_str(c->b, "</tr></thead><tbody>\n");
	} else if (!text) {
		cs_buf_str(c->b, "state\tpost");
		for (int y = c->first; y <= c->last; y++)
			cs_buf_printf(c->b, "\t%d", y);
		cs_buf_str(c->b, "\n");
	}
	for (uint32_t i = 0; i < cs_actor_count(c->actors); i++) {
		const cs_actor_t *s = cs_actor_at(c->actors, i);
		static const cs_member_t always = {CS_NONE, CS_DAY_MIN, CS_DAY_MAX};
		const cs_member_t *m =
		    s->kind == CS_A_STATE && un != CS_NONE ? cs_actor_member_at(c->actors, un, i) : NULL;
		if (s->kind != CS_A_STATE || (c->wanted ? !c->wanted[i] : !m))
			continue;
		if (!m)
			m = &always;
		c->states++;
		for (uint32_t p = 0; p < N_POSTS; p++) {
			uint32_t days, covered;
			bool any = mark(c, i, posts[p]);
			count(c, c->from, c->to, m, &days, &covered);
			c->days[p] += days;
			c->covered[p] += covered;
			if (text)
				gaps(c, s, m, cs_post_name(posts[p]), any);
			else
				cells(c, s, m, cs_post_name(posts[p]), html);
		}
	}
	if (html)
		cs_buf_str(c->b, "</tbody></table>");
	for (uint32_t p = 0; p < N_POSTS && (html || text); p++)
		cs_buf_printf(c->b, "%s%s: %.1f %% of %.0f member-years of %u states, %d to %d%s\n",
		              html ? "<p>" : "", cs_post_name(posts[p]),
		              c->days[p] ? 100.0 * c->covered[p] / c->days[p] : 0.0, c->days[p] / 365.2425,
		              c->states, c->first, c->last, html ? "</p>" : "");
	if (html)
		cs_buf_str(c->b, "</html>\n");
}

casus_rc_t casus_coverage_write(const casus_t *e, const char *states, int first_year, int last_year,
                                const char *format, casus_put_fn *put, void *user,
                                casus_error_t *err)
{
	if (err)
		memset(err, 0, sizeof *err);
	if (!e || !format || !put)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_coverage_write: an argument is NULL");
	if (e->trees_only)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_coverage_write: opened for trees only");
	if (strcmp(format, "text") != 0 && strcmp(format, "tsv") != 0 && strcmp(format, "html") != 0)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "there is no format '%s'", format);
	if (first_year < 1700 || last_year < first_year || last_year - first_year >= MAX_YEARS)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "years from 1700 on, %d at most", MAX_YEARS);
	cs_arena_t arena;
	jmp_buf oom;
	cs_arena_init(&arena, &oom);
	if (setjmp(oom)) {
		cs_arena_clear(&arena);
		return cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	}
	cs_buf_t b = {.arena = &arena};
	cover_t c = {
	    .actors = e->lex.actors, .arena = &arena, .b = &b, .first = first_year, .last = last_year};
	c.from = year_day(first_year);
	c.to = year_day(last_year + 1) - 1;
	cs_str_t bad;
	if (states && !want(&c, states, &bad)) {
		casus_rc_t rc =
		    cs_fail(err, CASUS_EARG, NULL, 0, 0, "'%.*s' is no state, and nothing that has members",
		            (int)(bad.n < 100 ? bad.n : 100), bad.p);
		cs_arena_clear(&arena);
		return rc;
	}
	whole(&c, format);
	int stopped = b.n ? put(user, b.p, b.n) : 0;
	cs_arena_clear(&arena);
	return stopped ? cs_fail(err, CASUS_ESTOP, NULL, 0, 0, "the output could not be written")
	               : CASUS_OK;
}
