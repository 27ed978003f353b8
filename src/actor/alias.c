/* alias.c - the aliases of the lexicon in a whole document.
 *
 * The words are cut into atoms (lex/actors.h) and run through the lexicon's trie, longest match
 * from left to right, without overlap. Twice: whom the document names beyond doubt somewhere
 * decides on words that are ordinary ones too. An alias that has to be written in a certain way, or
 * that the words beside it say is something else ("the goddess Isis"), is no match.
 *
 * A trie of all names is what coders of events have always used (KEDS, PETRARCH); the rules of what
 * is no match are our own. Cost: linear; a match is never longer than the longest alias. It does
 * not say which of its meanings an alias has here (meaning.c). */
#include "actor/actor_int.h"

typedef struct atom {
	uint32_t id, word, span; /* span: words that it is, nearly always one */
	cs_str_t text;           /* as written */
	bool first, last, gap;
} atom_t;
typedef enum shape { SHAPE_MIXED, SHAPE_UPPER, SHAPE_LOWER } shape_t;
typedef CS_VEC(atom_t) atoms_t;
struct cs_find_work { /* of one sentence, used again for the next */
	atoms_t atoms;
};

/* ---- atoms ---------------------------------------------------------------------------------- */

static bool one_atom(cs_str_t s)
{
	for (uint32_t i = 0; i < s.n; i++) {
		uint8_t c = (uint8_t)s.p[i];
		if (!cs_is_alpha(c) && !cs_is_digit(c) && (c < 0x80 || c == 0xe2 || c == 0xca || c == 0xc2))
			return false; /* E2, CA, C2: quotation marks, dashes and blanks that fold to ASCII */
	}
	return s.n > 0;
}

/* "Sana‘" "a": an opening quotation mark is taken for an apostrophe, and ends a token. Two words,
 * one name. */
static uint32_t broken(const cs_finder_t *f, cs_range_t words, uint32_t i, cs_str_t *whole)
{
	const cs_word_t *w = &f->doc->words.p[i];
	cs_str_t s = w->form;

	if (s.n < 4 || memcmp(s.p + s.n - 3, "\xe2\x80\x98", 3) != 0 || i + 1 >= words.end ||
	    (w->flags & CS_W_SPACE_AFTER) || !cs_is_alpha((uint8_t)s.p[s.n - 4]) ||
	    !cs_is_lower((uint8_t)w[1].form.p[0]) || cs_word_is(&w[1], "s"))
		return 1;
	*whole = cs_str(f->doc->buf.p + w->begin, w[1].end - w->begin);
	return 2;
}

static void cut(cs_finder_t *f, cs_range_t words, atoms_t *out)
{
	bool pending = false;

	out->n = 0;
	for (uint32_t i = words.begin; i < words.end; i++) {
		const cs_word_t *w = &f->doc->words.p[i];
		cs_str_t whole = w->form;
		uint32_t span = broken(f, words, i, &whole);
		if (span == 1 && one_atom(w->form)) {
			*CS_PUSH(f->scratch, out) = (atom_t){w->norm_id, i, 1, w->form, true, true, pending};
			pending = false;
			continue;
		}
		if (w->form.n == 1 && strchr("-'./&", w->form.p[0]))
			continue;
		cs_str_t plain = cs_plain_name(f->scratch, whole), written = plain, as_written, atom;
		cs_str_t rest = cs_fold(f->scratch, plain);
		bool first = true, gap, other_gap;
		while (cs_atom_next(&rest, &atom, &gap)) {
			/* cut like the folded form: the same characters end an atom */
			if (!cs_atom_next(&written, &as_written, &other_gap))
				as_written = atom;
			uint32_t id = cs_intern_find(&f->lex->words, atom);
			*CS_PUSH(f->scratch, out) =
			    (atom_t){id == CS_NONE ? cs_name_find(&f->lex->words, f->scratch, as_written) : id,
			             i,
			             span,
			             as_written,
			             first,
			             false,
			             pending || gap};
			first = pending = false;
		}
		i += span - 1;
		if (!first && !gap)
			out->p[out->n - 1].last = true;
		pending |= gap;
	}
}

static shape_t shape_of(const cs_doc_t *doc, cs_range_t words)
{
	uint32_t upper = 0, lower = 0;

	for (uint32_t i = words.begin; i < words.end && !(upper && lower); i++)
		for (uint32_t k = 0; k < doc->words.p[i].form.n; k++) {
			uint8_t c = (uint8_t)doc->words.p[i].form.p[k];
			upper += cs_is_upper(c);
			lower += cs_is_lower(c);
		}
	if (upper > 8 && !lower)
		return SHAPE_UPPER;
	return lower > 8 && !upper ? SHAPE_LOWER : SHAPE_MIXED;
}

/* ---- aliases -------------------------------------------------------------------------------- */

static bool as_given(const cs_finder_t *f, const atom_t *a, uint32_t n, cs_str_t alias)
{
	alias = cs_plain_name(f->scratch, alias);
	for (uint32_t i = 0; i < n; i++) {
		cs_str_t atom;
		bool gap;
		if (!cs_atom_next(&alias, &atom, &gap) || cs_case(atom) != cs_case(a[i].text))
			return false;
	}
	return true;
}

static bool is_month(const cs_doc_t *doc, cs_range_t in, uint32_t i)
{
	if (!cs_word_in(&doc->words.p[i], " march may april august june "))
		return false;
	if (i + 1 < in.end && doc->words.p[i + 1].upos == CS_POS_NUM)
		return true;
	return i > in.begin && (doc->words.p[i - 1].upos == CS_POS_NUM ||
	                        cs_word_in(&doc->words.p[i - 1],
	                                   " in since until last next this by from of late early mid "
	                                   "through during between "));
}

static bool fits(const cs_finder_t *f, const cs_alias_t *al, const atom_t *a, uint32_t n,
                 const cs_sent_t *s, shape_t shape)
{
	const cs_word_t *w = &f->doc->words.p[a[0].word];
	uint32_t beside = cs_actor_at(f->actors, al->ref)->beside;

	/* "the Coalition", where Islamic State is named, or the coalition in full */
	if ((al->flags & CS_AL_CONTEXT) && beside != CS_NONE &&
	    cs_map_get(&f->named, al->ref) == CS_NONE && cs_map_get(&f->named, beside) == CS_NONE)
		return false;
	bool capitals = al->kind < CS_AL_TITLE && (al->flags & CS_AL_CAPITALS);
	if (!capitals && !(al->flags & (CS_AL_CASE | CS_AL_WORD | CS_AL_ACRONYM | CS_AL_PROPER)))
		return true;
	if ((al->flags & CS_AL_WORD) && is_month(f->doc, s->words, a[0].word))
		return false;
	if (shape == SHAPE_LOWER)
		return !(al->flags & (CS_AL_WORD | CS_AL_CASE));
	if (shape == SHAPE_UPPER)
		return !(al->flags & CS_AL_WORD) || w->upos == CS_POS_PROPN;
	if (al->flags & (CS_AL_CASE | CS_AL_WORD)) {
		if (!as_given(f, a, n, al->text))
			return false;
		/* A capital says little at the beginning of a sentence and in a headline. */
		bool weak_capital = a[0].word == s->words.begin || (s->flags & CS_S_HEADLINE);
		if (weak_capital && cs_map_get(&f->named, al->ref) != CS_NONE)
			return true; /* whom the text names elsewhere */
		return !(al->flags & CS_AL_WORD) || !weak_capital || cs_case(a[0].text) != CS_TITLE ||
		       w->upos == CS_POS_PROPN || (al->kind == CS_AL_ADJ && w->upos == CS_POS_ADJ);
	}
	if (al->flags & CS_AL_ACRONYM) {
		for (uint32_t i = 0; i < n; i++) {
			cs_case_t c = cs_case(a[i].text);
			if (c == CS_UPPER || c == CS_CASE_NONE || (c == CS_TITLE && a[i].text.n == 1))
				continue;
			if (!(n == 1 && c == CS_TITLE && a[i].text.n >= 4))
				return false;
		}
		return true;
	}
	if (!(al->flags & CS_AL_PROPER)) {
		uint32_t small = 0;
		while (small < n && cs_case(a[small].text) == CS_LOWER)
			small++;
		return small < n;
	}
	uint32_t i = 0; /* "al-Maliki", "de Roe" have their capital behind a small word */
	while (i + 1 < n && a[i].text.n <= 3 &&
	       cs_word_in(&(cs_word_t){.form = a[i].text},
	                  " al el as ash ad an ar de da di du del van von der den bin ibn la le "))
		i++;
	return cs_case(a[i].text) != CS_LOWER;
}

/* ---- words that say it is something else of this name --------------------------------------- */

/* "the goddess Isis", "the composer Wagner", "Isis, the Egyptian goddess" */
static bool of_other_kind(const cs_word_t *w)
{
	if (w->upos == CS_POS_PROPN)
		return cs_word_in(w, " lake mount hurricane typhoon cyclone cape ");
	return w->upos == CS_POS_NOUN &&
	       cs_word_in(
	           &(cs_word_t){.form = w->lemma},
	           " goddess god deity nymph composer painter poet novelist singer actress actor "
	           "rapper comedian footballer golfer film movie novel opera album song musical "
	           "ballet sitcom band ship ferry yacht vessel steamer liner frigate destroyer "
	           "submarine warship schooner restaurant nightclub hotel "
	           "horse hurricane typhoon cyclone storm river lake mount ");
}

/* "the Amazon rainforest", "the Jordan valley" */
static bool landscape(const cs_word_t *w)
{
	return cs_is_lower((uint8_t)w->form.p[0]) &&
	       cs_word_in(w,
	                  " river rainforest rainforests forest jungle basin delta valley desert lake "
	                  "sea gulf strait waterfall mountains plateau ");
}

/* Is a name of one word said to be something that the lexicon does not mean? Persons have surnames
 * like these kinds of things, and are left. */
static bool something_else(const cs_finder_t *f, const cs_alias_t *al, const cs_sent_t *s,
                           uint32_t w)
{
	const cs_doc_t *doc = f->doc;
	const cs_actor_t *a = cs_actor_at(f->actors, al->ref);

	if (a->kind == CS_A_PERSON || al->kind == CS_AL_ADJ || al->kind == CS_AL_PEOPLE)
		return false;
	const cs_word_t *x = &doc->words.p[w];
	if (w > s->words.begin && of_other_kind(x - 1))
		return true;
	if (w + 1 < s->words.end && landscape(x + 1))
		return true;
	uint32_t apposed = cs_child(doc, w, CS_REL_APPOS);
	if (apposed != CS_NONE && of_other_kind(&doc->words.p[apposed]))
		return true;
	/* Companies have no article, and nobody owns them: "the Amazon burned", "his Visa", but "the
	 * Amazon strike". */
	size_t n = a->code ? strlen(a->code) : 0;
	bool company = a->kind == CS_A_ORG && n >= 6 && strcmp(a->code + n - 3, "BUS") == 0 &&
	               (al->flags & (CS_AL_WORD | CS_AL_WEAK));
	if (!company || w == s->words.begin || x->deprel == CS_REL_COMPOUND || x->deprel == CS_REL_AMOD)
		return false;
	return cs_word_in(x - 1, " the a an this that these those every ") || x[-1].xpos == CS_XP_PRPS;
}

/* "supporters", "leaders" behind a name, a number or an adjective: taggers take them for verbs,
 * which they never are there. Those that can be verbs ("soldiers on") stay what the tagger says. */
static bool surely_noun(const cs_doc_t *doc, const cs_sent_t *s, uint32_t i)
{
	const cs_word_t *w = &doc->words.p[i];
	if (i == s->words.begin ||
	    (!cs_ends(w->form, "ers") && !cs_ends(w->form, "ors") && !cs_word_is(w, "fans")) ||
	    cs_word_in(w, " fathers mothers soldiers ministers doctors partners monitors exporters "
	                  "mentors murders sponsors "))
		return false;
	uint8_t before = doc->words.p[i - 1].upos;
	return before == CS_POS_PROPN || before == CS_POS_NUM || before == CS_POS_ADJ;
}

/* What the chain of a node offers here: a name, a title, an agent. */
static bool senses(const cs_finder_t *f, uint32_t node, const atom_t *a, uint32_t n,
                   const cs_sent_t *s, shape_t shape, cs_item_t *it)
{
	*it = (cs_item_t){
	    .begin = a[0].word, .end = a[n - 1].word + a[n - 1].span, .node = node, .agent = CS_NONE};
	/* Titles of two hundred offices share their words: what comes after them (agents are compiled
	 * last) is still wanted, so the whole chain is walked, once a phrase. */
	for (uint32_t i = cs_alias_first(f->actors, node); i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind == CS_AL_TITLE) {
			it->title = true;
		} else if (al->kind >= CS_AL_NOUN) {
			if ((al->flags & CS_AL_CASE) && shape != SHAPE_UPPER && !as_given(f, a, n, al->text))
				continue;
			if (it->agent == CS_NONE || (it->plural && al->kind == CS_AL_NOUN)) {
				it->agent = al->ref;
				it->plural = al->kind == CS_AL_PLURAL;
				it->before = (al->flags & CS_AL_BEFORE) != 0;
				it->owned = (al->flags & CS_AL_OWNED) != 0;
				it->personal = (al->flags & CS_AL_PERSONAL) != 0;
				it->kin = (al->flags & CS_AL_KIN) != 0;
			}
		} else if (!it->name) {
			it->name =
			    fits(f, al, a, n, s, shape) && !(n == 1 && something_else(f, al, s, a[0].word));
		}
	}
	return it->name || it->title || it->agent != CS_NONE;
}

static void match(cs_finder_t *f, const cs_sent_t *s, const atoms_t *atoms)
{
	shape_t shape = shape_of(f->doc, s->words);

	for (uint32_t i = 0; i < atoms->n;) {
		uint32_t node = 0, best = 0;
		cs_item_t found, it;
		/* "counter-ISIL", "anti-Kremlin", one word: the name in it stands for itself */
		bool behind =
		    i > 0 && !atoms->p[i].first && atoms->p[i].last && atoms->p[i - 1].first &&
		    (cs_eqz(atoms->p[i - 1].text, "anti") || cs_eqz(atoms->p[i - 1].text, "counter") ||
		     cs_eqz(atoms->p[i - 1].text, "pro"));
		if ((!atoms->p[i].first && !behind) || atoms->p[i].id == CS_NONE) {
			i++;
			continue;
		}
		for (uint32_t k = i; k < atoms->n && !(k > i && atoms->p[k].gap); k++) {
			node = atoms->p[k].id == CS_NONE ? CS_NONE
			                                 : cs_alias_step(f->actors, node, atoms->p[k].id);
			if (node == CS_NONE)
				break;
			if (!atoms->p[k].last || cs_alias_first(f->actors, node) == CS_NONE)
				continue;
			if (senses(f, node, &atoms->p[i], k - i + 1, s, shape, &it)) {
				best = k - i + 1;
				found = it;
			}
		}
		/* Agents' nouns are nouns: "police" the verb, "people" the verb, "head", "force" … */
		if (best && !found.name && found.end - found.begin == 1) {
			uint8_t pos = f->doc->words.p[found.begin].upos;
			if ((pos == CS_POS_VERB && !surely_noun(f->doc, s, found.begin)) || pos == CS_POS_AUX ||
			    pos == CS_POS_ADV || pos == CS_POS_ADP ||
			    (pos == CS_POS_ADJ && f->doc->words.p[found.begin].deprel == CS_REL_AMOD))
				best = 0;
		}
		/* "deputy security adviser": somebody lower, no member of parliament */
		if (best == 1 && !found.name && found.end < s->words.end &&
		    cs_word_in(&f->doc->words.p[found.begin], " deputy ")) {
			uint8_t next = f->doc->words.p[found.end].upos;
			if (next == CS_POS_NOUN || next == CS_POS_ADJ || next == CS_POS_PROPN)
				best = 0;
		}
		if (!best) {
			i++;
			continue;
		}
		found.against = behind;
		*CS_PUSH(f->scratch, &f->items) = found;
		i += best;
	}
}

/* ---- the whole document --------------------------------------------------------------------- */

static void sweep(cs_finder_t *f)
{
	f->items.n = 0;
	for (uint32_t s = 0; s < f->doc->sents.n; s++) {
		f->item_from[s] = f->items.n;
		cut(f, f->doc->sents.p[s].words, &f->work->atoms);
		match(f, &f->doc->sents.p[s], &f->work->atoms);
	}
	f->item_from[f->doc->sents.n] = f->items.n;
}

static void name_atom(cs_finder_t *f, cs_str_t atom, uint32_t actor)
{
	uint32_t id = atom.n > 2 ? cs_intern_find(&f->lex->words, atom) : CS_NONE;
	uint32_t other = id == CS_NONE ? CS_NONE : cs_map_get(&f->named_atom, id);
	if (id != CS_NONE)
		cs_map_put(f->scratch, &f->named_atom, id,
		           other == CS_NONE || other == actor ? actor : CS_NONE - 1);
}

/* An actor named by several words, or by one that is no ordinary word, is surely named. */
static void note_named(cs_finder_t *f, const cs_item_t *it)
{
	uint32_t first = it->name ? cs_alias_first(f->actors, it->node) : CS_NONE;
	bool several = it->end - it->begin > 1;

	if (first == CS_NONE || cs_alias_at(f->actors, first)->next != CS_NONE)
		return;
	const cs_alias_t *al = cs_alias_at(f->actors, first);
	const cs_actor_t *a = cs_actor_at(f->actors, al->ref);
	if ((!several && (al->flags & (CS_AL_WEAK | CS_AL_CONTEXT))) || (al->flags & CS_AL_NAMED))
		return;
	cs_map_put(f->scratch, &f->named, al->ref, 1);
	if (a->kind != CS_A_PERSON || !several)
		return;
	cs_held_t held;
	cs_actor_on(f->actors, f->scratch, al->ref, f->day, &held);
	bool in_public = !held.roles || !strstr(held.roles, "CVL"); /* "Clinton" is not the daughter */
	cs_str_t rest = cs_fold_name(f->scratch, al->text), atom, last = {0};
	bool gap, begun = false;
	while (cs_atom_next(&rest, &atom, &gap)) {
		if (!begun)
			name_atom(f, atom, al->ref);
		begun = true;
		last = atom;
	}
	if (in_public)
		name_atom(f, last, al->ref);
}

uint32_t cs_named_as(const cs_finder_t *f, uint32_t atom)
{
	uint32_t a = atom == CS_NONE ? CS_NONE : cs_map_get(&f->named_atom, atom);
	return a == CS_NONE - 1 ? CS_NONE : a;
}

/* Twice: a name that is an ordinary word too ("Trump") is sure at the beginning of a sentence only
 * where the text has it elsewhere. */
void cs_match_document(cs_finder_t *f)
{
	f->work = CS_NEW(f->scratch, cs_find_work_t);
	f->item_from = CS_NEW_N(f->scratch, uint32_t, (size_t)f->doc->sents.n + 1);
	sweep(f);
	for (uint32_t i = 0; i < f->items.n; i++) {
		note_named(f, &f->items.p[i]);
		uint32_t agent = f->items.p[i].agent;
		const char *code = agent == CS_NONE ? "" : cs_agent_at(f->actors, agent)->code;
		if (*code)
			cs_map_put(f->scratch, &f->roles, cs_role_key(code + strlen(code) - 3), 1);
	}
	sweep(f);
}

bool cs_all_lower(const cs_doc_t *doc, cs_range_t words)
{
	return shape_of(doc, words) == SHAPE_LOWER;
}
