/* actor_codes.c - what holds of an actor on a day, and how codes are put together.
 *
 * CAMEO builds an actor's code of groups of three letters, from general to specific: country (or
 * kind of international actor), primary role, party, ethnic or religious group, secondary role
 * (CAMEO codebook 1.1b3, chapter on actors). The tables below are those lists of groups.
 *
 * Cost: linear in an actor's tenures (a few). A term marked `open` says that somebody held an
 * office on these days and that the source knows no more: it counts for a year around them where
 * nothing firm is known, and never says who THE holder is outside them. */
#include "lex/actor_int.h"

enum { YEAR = 366 };

const cs_tenure_t *cs_tenure_at(const cs_actors_t *a, const cs_actor_t *x, uint32_t i)
{
	const uint32_t *list = x->kind == CS_A_OFFICE ? a->by_office : a->by_person;
	return &a->tenures.p[list[x->tenure + i]];
}

uint32_t cs_actor_country(const cs_actors_t *a, uint32_t i)
{
	for (int steps = 0; i != CS_NONE && steps < 16; steps++) {
		const cs_actor_t *x = &a->actors.p[i];
		if (x->kind == CS_A_STATE || x->kind == CS_A_TERRITORY)
			return i;
		if (x->of == CS_NONE && x->kind == CS_A_PERSON && x->n_tenures) {
			/* the newest office tells */
			const cs_tenure_t *best = NULL;
			for (uint32_t k = 0; k < x->n_tenures; k++) {
				const cs_tenure_t *t = cs_tenure_at(a, x, k);
				if (t->office != CS_NONE && (!best || t->from > best->from))
					best = t;
			}
			i = best ? best->office : CS_NONE;
			continue;
		}
		i = x->of;
	}
	return CS_NONE;
}

const cs_member_t *cs_actor_member_at(const cs_actors_t *a, uint32_t whole, uint32_t part)
{
	const cs_actor_t *w = &a->actors.p[whole];
	for (uint32_t i = 0; i < w->n_members; i++)
		if (a->members.p[w->member + i].actor == part)
			return &a->members.p[w->member + i];
	return NULL;
}

uint32_t cs_actor_member_of(const cs_actors_t *a, uint32_t whole, uint32_t k)
{
	return a->members.p[a->actors.p[whole].member + k].actor;
}

bool cs_actor_member(const cs_actors_t *a, uint32_t whole, uint32_t part, int32_t day)
{
	const cs_actor_t *w = &a->actors.p[whole];
	for (uint32_t i = 0; i < w->n_members; i++) {
		const cs_member_t *m = &a->members.p[w->member + i];
		if (m->actor == part &&
		    (day == CS_NO_DAY ? m->to == CS_DAY_MAX : m->from <= day && day <= m->to))
			return true;
	}
	return false;
}

uint32_t cs_office_holder(const cs_actors_t *a, uint32_t office, int32_t day)
{
	const cs_actor_t *o = &a->actors.p[office];
	uint32_t found = CS_NONE;
	int32_t since = CS_DAY_MIN;

	if (o->kind != CS_A_OFFICE)
		return CS_NONE;
	for (uint32_t i = 0; i < o->n_tenures; i++) {
		const cs_tenure_t *t = cs_tenure_at(a, o, i);
		if (day == CS_NO_DAY) { /* the newest, if it lasts */
			if (t->to != CS_DAY_MAX || t->open)
				continue;
		} else if (day < t->from || day > t->to) {
			continue;
		}
		/* On the day of a change the new one counts. */
		if (found == CS_NONE || found == t->person ||
		    (day != CS_NO_DAY && t->from == day && since < day))
			found = t->person;
		else if (day == CS_NO_DAY || since != day)
			return CS_NONE;
		since = t->from;
	}
	return found;
}

bool cs_state_has_post(const cs_actors_t *a, uint32_t state, uint32_t posts)
{
	for (uint32_t o = a->posts_of[state]; o != CS_NONE; o = a->next_post[o])
		if (a->actors.p[o].posts & posts)
			return true;
	return false;
}

uint32_t cs_post_holder(const cs_actors_t *a, uint32_t state, cs_post_t post, int32_t day)
{
	uint32_t found = CS_NONE;

	for (uint32_t i = a->posts_of[state]; i != CS_NONE; i = a->next_post[i]) {
		if (!(a->actors.p[i].posts >> post & 1))
			continue;
		uint32_t who = cs_office_holder(a, i, day);
		if (who == CS_NONE || who == found)
			continue;
		if (found != CS_NONE)
			return CS_NONE;
		found = who;
	}
	return found;
}

bool cs_office_held(const cs_actors_t *a, uint32_t office, uint32_t person)
{
	const cs_actor_t *p = &a->actors.p[person];
	for (uint32_t i = 0; p->kind == CS_A_PERSON && i < p->n_tenures; i++)
		if (cs_tenure_at(a, p, i)->office == office)
			return true;
	return false;
}

/* ---- codes -------------------------------------------------------------------------------- */

enum rank { R_PRIMARY = 2, R_PARTY, R_BELIEF, R_SECONDARY, R_REST };

static bool in(const char *list, const char *group)
{
	for (const char *p = list; *p; p += 4)
		if (memcmp(p, group, 3) == 0)
			return true;
	return false;
}

static int rank(const char *group)
{
	if (in("COP GOV INS JUD MIL OPP REB SEP SPY UAF ", group))
		return R_PRIMARY;
	if (in("PTY ", group))
		return R_PARTY;
	if (in("AGR BUS CRM CVL DEV EDU ELI ENV HLH HRI LAB LEG MED REF ", group))
		return R_SECONDARY;
	return in("MOD RAD ", group) ? R_REST + 1 : R_REST;
}

/* Kinds of international actor, regions, religions: a first group that is no state. */
static bool international(const char *group)
{
	return in(
	    "IGO IMG INT MNC NGM NGO UIS AFR ASA BLK CRB CAU CFR CAS CEU EIN EAF EEU EUR LAM MEA "
	    "MDT NAF NMR PGS SCN SAM SAS SEA SAF WAF WST MUS SUN SHI CHR CTH PRO DOX JEW HIN SIK BUD ",
	    group);
}

static bool role_first(const char *group) /* "MIL" or "REFHCR" without any country */
{
	return rank(group) != R_REST;
}

const char *cs_code_join(cs_arena_t *arena, const char *base, const char *code, bool prefix)
{
	enum { MAX = 15 };
	size_t nb = base ? strlen(base) : 0, nc = code ? strlen(code) : 0;
	char out[3 * MAX + 1];
	size_t n = 0;

	if (nb < 3 || nb > 3 * (MAX / 2) || nc > 3 * (MAX / 2))
		return nb < 3 ? code : base;
	if (nc < 3)
		return base;
	if (prefix) {
		if (nb >= nc && memcmp(base, code, nc) == 0)
			return base;
		return cs_sprintf(arena, "%s%s", code, base);
	}
	bool state = !international(base) && !role_first(base);
	bool has_role = false, only_gov = nb >= 6 && in("GOV ELI ", base + 3);
	for (size_t i = role_first(base) ? 0 : 3; i < nb; i += 3)
		has_role |= rank(base + i) != R_REST || (i && in("NGO ", base + i));
	/* Whose leader or spokesman somebody is says who acts: a rebel leader is a rebel, an envoy of
	 * the UN is the UN. And Assad's troops are the army, not the government. */
	if (nc == 3 && memcmp(code, "GOV", 3) == 0 && (has_role || !state))
		return base;
	if (nc == 3 && in("IMG ", base) && in("MIL UAF ", code))
		return base; /* fighters of a militant group are the group */
	if (nc == 3 && in("MIL UAF CVL ", code) && has_role && !only_gov &&
	    !(state && in("CVL ", code) && in("PTY LEG OPP JUD ", base + 3)))
		return base;
	memcpy(out, base, nb);
	n = nb;
	if (state && only_gov && (rank(code) == R_PRIMARY || in("CVL ELI ", code)))
		n = 3;
	else if (state && nc == 3 && in("CVL ", code))
		n = 3; /* a party's voters, a politician's supporters */
	else if (state && nb == 6 && in("PTY ", base + 3) && nc == 3 && in("LEG ", code))
		n = 3; /* a party's senator has the code of a senator who is named */
	else if (state && nb == 6 && nc == 3 && in("ELI ", base + 3) && in("PTY ", code))
		n = 3; /* the campaign manager of a candidate */
	else if (state && nc == 3 && in("ELI ", code) && nb > 3 && in("PTY LEG OPP ", base + 3))
		return base; /* a party's nominee */
	for (size_t i = 0; i < nc; i += 3) {
		bool there = false;
		for (size_t k = 0; k < n; k += 3)
			there |= memcmp(out + k, code + i, 3) == 0;
		if (there)
			continue;
		/* Before the first group that CAMEO puts later, but never before the country. */
		size_t at = n;
		while (state && at > 3 && rank(out + at - 3) > rank(code + i))
			at -= 3;
		memmove(out + at + 3, out + at, n - at);
		memcpy(out + at, code + i, 3);
		n += 3;
	}
	return cs_strndup(arena, out, n);
}

const char *cs_actor_join(const cs_actors_t *a, cs_arena_t *arena, const char *base, uint32_t agent)
{
	if (agent == CS_NONE)
		return base;
	const cs_agent_t *g = &a->agents.p[agent];
	return cs_code_join(arena, base, g->code, g->prefix);
}

const char *cs_code_roles(cs_arena_t *arena, const char *code)
{
	size_t n = code ? strlen(code) : 0, from = n >= 3 && !role_first(code) ? 3 : 0, m = 0;
	char out[128];

	for (size_t i = from; i + 3 <= n && m + 4 < sizeof out; i += 3) {
		if (m)
			out[m++] = ' ';
		memcpy(out + m, code + i, 3);
		m += 3;
	}
	return m ? cs_strndup(arena, out, m) : NULL;
}

static const char *sector(const cs_actors_t *a, const char *role)
{
	uint32_t key =
	    (uint32_t)(uint8_t)role[0] << 16 | (uint32_t)(uint8_t)role[1] << 8 | (uint8_t)role[2];
	uint32_t i = cs_map_get(&a->sector, key);
	return i == CS_NONE ? NULL : a->sectors.p[i];
}

const char *cs_code_sectors(const cs_actors_t *a, cs_arena_t *arena, const char *code)
{
	size_t n = code ? strlen(code) : 0;
	const char *seen[8];
	size_t n_seen = 0;
	cs_buf_t out = {.arena = arena};

	for (size_t i = n >= 3 && !role_first(code) ? 3 : 0; i + 3 <= n && n_seen < CS_COUNT(seen);
	     i += 3) {
		const char *s = sector(a, code + i);
		bool there = !s;
		for (size_t k = 0; k < n_seen && !there; k++)
			there = strcmp(seen[k], s) == 0;
		if (there)
			continue;
		if (n_seen)
			cs_buf_add(&out, " ", 1);
		cs_buf_str(&out, s);
		seen[n_seen++] = s;
	}
	return n_seen ? cs_strndup(arena, out.p, out.n) : NULL;
}

/* ---- on a day ------------------------------------------------------------------------------ */

static void of_person(const cs_actors_t *a, cs_arena_t *arena, const cs_actor_t *p, uint32_t self,
                      int32_t day, cs_held_t *out)
{
	const cs_tenure_t *office = NULL, *role = NULL, *near = NULL, *newest = NULL;
	bool before = false;

	for (uint32_t i = 0; i < p->n_tenures; i++) {
		const cs_tenure_t *t = cs_tenure_at(a, p, i);
		if (t->also)
			continue;
		if (t->office != CS_NONE &&
		    (!newest || t->to > newest->to || (t->to == newest->to && t->from > newest->from)))
			newest = t;
		if (day == CS_NO_DAY) {
			if (t->office == CS_NONE && t->to == CS_DAY_MAX)
				role = t;
			continue;
		}
		if (t->from <= day && day <= t->to) {
			const cs_tenure_t **best = t->office != CS_NONE ? &office : &role;
			if (!*best || ((*best)->open && !t->open) ||
			    ((*best)->open == t->open && t->from > (*best)->from))
				*best = t;
		} else if (t->open && t->office != CS_NONE && day >= t->from - YEAR &&
		           day <= t->to + YEAR) {
			near = t;
		}
		before |= t->to < day;
	}
	if (day == CS_NO_DAY)
		office = newest;
	if (!office && !role)
		office = near;
	if (office) {
		const cs_actor_t *o = &a->actors.p[office->office];
		out->office_actor = office->office;
		out->office = o->name;
		out->code = o->code;
		if (o->sectors)
			out->sectors = o->sectors;
		return;
	}
	if (role) {
		out->code = role->role;
		return;
	}
	/* Before the first office as after the last: of the elite, without an office. */
	uint32_t c = cs_actor_country(a, self);
	const char *country = c == CS_NONE ? NULL : a->actors.p[c].code;
	out->former = before;
	out->unknown = !before;
	if (p->code && !before)
		out->code = p->code;
	else
		out->code = country ? cs_code_join(arena, country, "ELI", false) : p->code;
}

void cs_actor_on(const cs_actors_t *a, cs_arena_t *arena, uint32_t actor, int32_t day,
                 cs_held_t *out)
{
	const cs_actor_t *x = &a->actors.p[actor];

	*out = (cs_held_t){.office_actor = CS_NONE};
	switch (x->kind) {
	case CS_A_PERSON:
		of_person(a, arena, x, actor, day, out);
		break;
	case CS_A_OFFICE:
		out->code = x->code;
		out->office = x->name;
		out->office_actor = actor;
		break;
	case CS_A_PLACE: {
		uint32_t c = cs_actor_country(a, actor);
		out->code = x->code ? x->code : c == CS_NONE ? NULL : a->actors.p[c].code;
		break;
	}
	default:
		out->code = x->code;
	}
	out->roles = cs_code_roles(arena, out->code);
	if (x->sectors && x->kind != CS_A_PERSON)
		out->sectors = x->sectors;
	if (!out->sectors)
		out->sectors = cs_code_sectors(a, arena, out->code);
}
