/* setting.c - where and when a document was written, as far as it does not say itself.
 *
 *   home   the country of its publisher: an entry that has this imprint, else the first name of
 *          the lexicon in the publisher's ("Australian Department of Foreign Affairs", "CENTCOM").
 *          Where a ministry or an army publishes, its own officials stand without a country.
 *   day    of a document without a date: the middle of the time in which most persons held the
 *          office that the text gives them ("Foreign Secretary Philip Hammond").
 *
 * Rules of our own; terms are the lexicon's. Cost: linear in the publisher's words; in the titles
 * and persons of undated documents, at most MAX_TERMS terms. Dates in the text are not looked at:
 * they are as often of what is told as of the telling. */
#include "actor/actor_int.h"

#include <stdlib.h>

enum { MAX_TERMS = 256, MAX_TITLES = 64, NEAR = 3, FAR = 1 };

/* ---- home ----------------------------------------------------------------------------------- */

static bool of_state(const char *code) /* roles of a state's own organs, forces first */
{
	return code && (strstr(code, "MIL") || strstr(code, "GOV") || strstr(code, "COP") ||
	                strstr(code, "SPY") || strstr(code, "LEG") || strstr(code, "JUD"));
}

/* What the longest alias from here on tells of country and role. Atoms that it has, or 0. */
static uint32_t read_alias(cs_finder_t *f, const cs_str_t *atom, uint32_t n, uint32_t *country,
                           const char **code)
{
	uint32_t node = 0, best = 0, end = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t id = cs_intern_find(&f->lex->words, atom[i]);
		node = id == CS_NONE ? CS_NONE : cs_alias_step(f->actors, node, id);
		if (node == CS_NONE)
			break;
		if (cs_alias_first(f->actors, node) != CS_NONE) {
			best = node;
			end = i + 1;
		}
	}
	*country = CS_NONE;
	*code = NULL;
	bool name = false;
	for (uint32_t i = end ? cs_alias_first(f->actors, best) : CS_NONE; i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind < CS_AL_TITLE && !name &&
		    cs_actor_at(f->actors, al->ref)->kind != CS_A_PERSON) {
			*country = cs_actor_country(f->actors, al->ref);
			*code = cs_actor_at(f->actors, al->ref)->code;
			name = true;
		} else if (al->kind >= CS_AL_NOUN && !name) {
			*code = cs_agent_at(f->actors, al->ref)->code;
		}
	}
	return end;
}

void cs_find_home(cs_finder_t *f)
{
	enum { MAX_ATOMS = 16 };
	cs_str_t name = cs_strz(f->doc->publisher ? f->doc->publisher : ""), atom[MAX_ATOMS];
	cs_str_t rest = cs_fold_name(f->scratch, name);
	uint32_t n = 0, actor = cs_actor_publisher(f->actors, f->scratch, name);
	bool gap;

	f->home = CS_NONE;
	if (actor != CS_NONE) {
		const char *code = cs_actor_at(f->actors, actor)->code;
		f->home = cs_actor_country(f->actors, actor);
		f->official = f->home != CS_NONE && of_state(code);
		f->of_forces = f->official && strstr(code, "MIL");
		return;
	}
	while (n < MAX_ATOMS && cs_atom_next(&rest, &atom[n], &gap))
		n++;
	bool named = false;
	for (uint32_t i = 0; i < n;) {
		uint32_t country;
		const char *code;
		/* "… to Syria", "… in Beirut": where it is, not whose */
		if (cs_eqz(atom[i], "to") || cs_eqz(atom[i], "in") || cs_eqz(atom[i], "for"))
			break;
		uint32_t k = read_alias(f, atom + i, n - i, &country, &code);
		bool noun = code && strlen(code) == 3 && country == CS_NONE;
		if (k && !noun && !named) { /* the first name decides: the European Union has no country */
			f->home = country;
			named = true;
		}
		f->official |= of_state(code);
		f->of_forces |= code && strstr(code, "MIL");
		i += k ? k : 1;
	}
	f->official = f->official && f->home != CS_NONE;
	f->of_forces = f->of_forces && f->official;
}

/* ---- day ------------------------------------------------------------------------------------ */

typedef struct term {
	int32_t from, to;
	uint32_t person, weight;
} term_t;

static bool past(const cs_doc_t *doc, uint32_t word) /* "former", "late" before a title */
{
	for (uint32_t i = word; i > 0 && i + 3 > word; i--)
		if (cs_word_in(&doc->words.p[i - 1],
		               " former ex then late past previous onetime designate "))
			return true;
	return false;
}

/* The terms of the persons of this name in an office of this title. */
static void add_terms(const cs_finder_t *f, const cs_item_t *name, const cs_item_t *title,
                      uint32_t weight, term_t *term, uint32_t *n)
{
	for (uint32_t i = cs_alias_first(f->actors, name->node), k = 0; i != CS_NONE && k < 16; k++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		const cs_actor_t *a = cs_actor_at(f->actors, al->ref);
		i = al->next;
		if (al->kind >= CS_AL_TITLE || a->kind != CS_A_PERSON)
			continue;
		for (uint32_t t = 0; t < a->n_tenures && *n < MAX_TERMS; t++) {
			const cs_tenure_t *x = cs_tenure_at(f->actors, a, t);
			if (x->office != CS_NONE && cs_title_has(f, title->node, x->office))
				term[(*n)++] = (term_t){x->from, x->to, al->ref, weight};
		}
	}
}

/* How much speaks for a day: of each person the best term that holds then. */
static uint32_t weight_on(const term_t *term, uint32_t n, int32_t day)
{
	uint32_t sum = 0;
	for (uint32_t i = 0; i < n; i++) {
		bool counted = term[i].from > day || term[i].to < day;
		for (uint32_t k = 0; k < n && !counted; k++)
			counted =
			    term[k].person == term[i].person && term[k].from <= day && term[k].to >= day &&
			    (term[k].weight > term[i].weight || (k < i && term[k].weight == term[i].weight));
		sum += counted ? 0 : term[i].weight;
	}
	return sum;
}

void cs_find_day(cs_finder_t *f)
{
	const cs_doc_t *doc = f->doc;
	term_t *term = CS_NEW_N(f->scratch, term_t, MAX_TERMS);
	uint32_t title[MAX_TITLES], n_titles = 0, n = 0;

	for (uint32_t i = 0; i < f->items.n && n_titles < MAX_TITLES; i++) {
		const cs_item_t *it = &f->items.p[i];
		bool again = !it->title || past(doc, it->begin);
		for (uint32_t k = 0; k < n_titles && !again; k++)
			again = f->items.p[title[k]].node == it->node;
		if (!again)
			title[n_titles++] = i;
	}
	for (uint32_t i = 0; i < f->items.n && n_titles; i++) {
		const cs_item_t *it = &f->items.p[i];
		if (!it->name)
			continue;
		const cs_item_t *l = i > 0 ? it - 1 : NULL, *r = i + 1 < f->items.n ? it + 1 : NULL;
		/* beside it, or a comma away */
		bool before = l && l->title && l->end + 1 >= it->begin;
		bool behind = r && r->title && it->end + 3 >= r->begin;
		if ((before && past(doc, l->begin)) || (behind && past(doc, r->begin)))
			continue;
		if (before)
			add_terms(f, it, l, NEAR, term, &n);
		if (behind)
			add_terms(f, it, r, NEAR, term, &n);
		if (it->end - it->begin > 1) /* in full */
			for (uint32_t k = 0; k < n_titles; k++)
				add_terms(f, it, &f->items.p[title[k]], FAR, term, &n);
	}
	/* The best stretch of days begins where some term begins; it ends where one ends or another
	 * begins. */
	uint32_t best = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t w = weight_on(term, n, term[i].from);
		if (w <= best)
			continue;
		int32_t from = term[i].from, to = CS_DAY_MAX;
		for (uint32_t k = 0; k < n; k++) {
			if (term[k].to >= from && term[k].to < to)
				to = term[k].to;
			if (term[k].from > from && term[k].from <= to)
				to = term[k].from - 1;
		}
		best = w;
		f->day = from == CS_DAY_MIN || to == CS_DAY_MAX ? CS_NO_DAY : from + (to - from) / 2;
	}
}
