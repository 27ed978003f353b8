/* find.c - the phrases of one sentence: aliases of the lexicon, names it does not have, pronouns.
 *
 * The words are cut into atoms (lex/actors.h) and run through the lexicon's trie, longest match
 * from left to right, without overlap. Proper nouns that are left over form names of their own. A
 * one-word alias beside such a word is looked at again, since "Melania Trump" is not Donald Trump
 * and "Trump Organization" not a person: the words of one name are those that the tree joins.
 *
 * Cost: linear; a match is never longer than the longest alias, a name never than MAX_NAME words.
 * It does not say yet whom a phrase stands for (entity.c). */
#include "actor/actor_int.h"

enum { MAX_NAME = 12 };

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

bool cs_word_in(const cs_word_t *w, const char *list)
{
	char low[24];
	uint32_t n = 0;

	if (w->form.n + 2u > sizeof low)
		return false;
	low[n++] = ' ';
	for (uint32_t i = 0; i < w->form.n; i++) {
		char c = w->form.p[i];
		if (c == '.' && i + 1 == w->form.n)
			break; /* "Mr." */
		low[n++] = cs_is_upper((uint8_t)c) ? (char)(c + 32) : c;
	}
	for (const char *p = list; (p = strchr(p, ' ')); p++)
		if (strncmp(p, low, n) == 0 && p[n] == ' ')
			return true;
	return false;
}

cs_phrase_t *cs_phrase_new(cs_finder_t *f, uint32_t begin, uint32_t end, cs_phrase_sort_t sort)
{
	cs_phrase_t *p = CS_PUSH(f->scratch, &f->ph);
	*p = (cs_phrase_t){.begin = begin,
	                   .end = end,
	                   .core = begin,
	                   .core_end = end,
	                   .head = cs_phrase_head(f->doc, begin, end),
	                   .sort = (uint8_t)sort,
	                   .node = CS_NONE,
	                   .agent = CS_NONE,
	                   .by_agent = CS_NONE,
	                   .modifier = CS_NONE,
	                   .owner = CS_NONE,
	                   .title = CS_NONE,
	                   .same_as = CS_NONE,
	                   .inside = CS_NONE,
	                   .with = CS_NONE,
	                   .text = CS_NONE,
	                   .alias = CS_NONE,
	                   .entity = CS_NONE};
	return p;
}

uint32_t cs_phrase_head(const cs_doc_t *doc, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++) {
		const cs_word_t *w = &doc->words.p[i];
		if (w->upos != CS_POS_PUNCT && (w->head == CS_NONE || w->head < begin || w->head >= end))
			return i;
	}
	return end > begin ? end - 1 : begin;
}

uint32_t cs_local_id(cs_finder_t *f, cs_str_t folded)
{
	return cs_intern(f->scratch, &f->local, folded);
}

cs_str_t cs_folded_words(cs_finder_t *f, uint32_t begin, uint32_t end)
{
	cs_buf_t out = {.arena = f->scratch};

	for (uint32_t i = begin; i < end; i++) {
		cs_str_t rest = cs_fold_name(f->scratch, f->doc->words.p[i].form), atom;
		bool gap;
		while (cs_atom_next(&rest, &atom, &gap)) {
			if (out.n)
				cs_buf_add(&out, " ", 1);
			cs_buf_add(&out, atom.p, atom.n);
		}
	}
	return cs_str(out.p ? out.p : "", out.n);
}

/* ---- atoms --------------------------------------------------------------------------------- */

static bool one_atom(cs_str_t s)
{
	for (uint32_t i = 0; i < s.n; i++) {
		uint8_t c = (uint8_t)s.p[i];
		if (!cs_is_alpha(c) && !cs_is_digit(c) && (c < 0x80 || c == 0xe2 || c == 0xca || c == 0xc2))
			return false; /* E2, CA, C2: quotation marks, dashes and blanks that fold to ASCII */
	}
	return s.n > 0;
}

/* "Sana‘" "a": an opening quotation mark is taken for an apostrophe, and ends a token. Two words, one name. */
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

/* ---- aliases ------------------------------------------------------------------------------- */

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

/* ---- words that say it is something else of this name -------------------------------------- */

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

/* Is a name of one word said to be something that the lexicon does not mean? Persons have surnames like these
 * kinds of things, and are left. */
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
	/* Companies have no article, and nobody owns them: "the Amazon burned", "his Visa", but "the Amazon strike". */
	size_t n = a->code ? strlen(a->code) : 0;
	bool company = a->kind == CS_A_ORG && n >= 6 && strcmp(a->code + n - 3, "BUS") == 0 &&
	               (al->flags & (CS_AL_WORD | CS_AL_WEAK));
	if (!company || w == s->words.begin || x->deprel == CS_REL_COMPOUND || x->deprel == CS_REL_AMOD)
		return false;
	return cs_word_in(x - 1, " the a an this that these those every ") || x[-1].xpos == CS_XP_PRPS;
}

/* "supporters", "leaders" behind a name, a number or an adjective: taggers take them for verbs, which they never are
 * there. Those that can be verbs ("soldiers on") stay what the tagger says. */
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

/* ---- names that the lexicon does not have -------------------------------------------------- */

static bool honorific(const cs_word_t *w, char *sex)
{
	if (cs_word_in(w, " mr sir lord monsieur herr senor mister ")) {
		*sex = 'm';
		return true;
	}
	if (cs_word_in(w, " mrs ms miss lady madam madame frau mme dame ")) {
		*sex = 'f';
		return true;
	}
	return cs_word_in(w,
	                  " dr prof professor rev imam sheikh shaikh mullah maulana ayatollah pastor "
	                  "archbishop cardinal ");
}

static bool org_word(const cs_word_t *w)
{
	return cs_word_in(
	    w, " inc corp corporation co ltd llc plc group party ministry university "
	       "council department agency commission committee association organization "
	       "organisation union federation foundation institute institution bank company "
	       "court parliament congress senate assembly bureau office authority center "
	       "centre academy club league front army brigade brigades battalion forces "
	       "force movement alliance coalition network society trust fund service "
	       "services board airlines airways times post tribune herald journal observatory "
	       "initiative programme program school college church mission watch "
	       "international media news television radio press guard guards militia "
	       "directorate secretariat embassy consulate holdings industries partners "
	       "hospital laboratory command navy police ");
}

static uint8_t other_type(const cs_word_t *w)
{
	if (cs_word_in(w, " airport bridge tower street avenue square stadium hotel prison palace base "
	                  "airbase dam plant building hall mosque cathedral house station port camp "
	                  "highway road boulevard park checkpoint "))
		return CS_ENT_FAC;
	if (cs_word_in(w, " river basin rainforest mountain mountains sea ocean valley province island "
	                  "islands county city "
	                  "lake district region peninsula strait gulf bay desert coast town village "
	                  "heights state states governorate delta canal cape beach "))
		return CS_ENT_LOC;
	if (cs_word_in(w, " war games cup day festival summit olympics championship conference "
	                  "revolution hurricane typhoon act treaty agreement accord award prize bill "
	                  "protocol declaration papers marathon derby orchestra "))
		return CS_ENT_EVENT;
	return CS_ENT_OTHER;
}

static bool calendar(const cs_word_t *w)
{
	return cs_word_in(w,
	                  " monday tuesday wednesday thursday friday saturday sunday january february "
	                  "march april may june july august september october november december jan "
	                  "feb mar apr jun jul aug sept sep oct nov dec gmt est utc am pm christmas "
	                  "easter ramadan internet covid god ");
}

static bool speaks(const cs_word_t *verb)
{
	return verb->upos == CS_POS_VERB &&
	       cs_word_in(
	           &(cs_word_t){.form = verb->lemma},
	           " say tell add claim announce warn vow deny accuse urge call argue insist note "
	           "explain ask reply respond write tweet admit believe think want hope declare "
	           "state reveal acknowledge predict promise suggest complain stress pledge refuse "
	           "agree resign recall ");
}

static bool doc_next_is_name(const cs_doc_t *doc, uint32_t i)
{
	const cs_word_t *w = &doc->words.p[i], *next = w + 1;
	return next->upos == CS_POS_PROPN && !calendar(next) && w->deprel == CS_REL_AMOD &&
	       w->head > i && w->head < i + 4;
}

/* "R-Fla.", "D-Ill.": a party and a state behind an American politician's name. */
static bool party_tag(cs_str_t w)
{
	return w.n >= 4 && w.n <= 9 && w.p[1] == '-' && strchr("RDI", w.p[0]) &&
	       cs_is_upper((uint8_t)w.p[2]);
}

/* "Board" of "the Illinois Board of Elections", which taggers take for a noun: written like a name in the middle of a
 * sentence, and what bodies are called. */
static bool body_word(const cs_finder_t *f, const cs_sent_t *s, uint32_t i)
{
	const cs_word_t *w = &f->doc->words.p[i];
	if (i == s->words.begin || i + 1 >= s->words.end || cs_case(w->form) != CS_TITLE ||
	    cs_body_agent(f->actors, cs_fold(f->scratch, w->form)) == CS_NONE)
		return false;
	cs_case_t before = cs_case(w[-1].form);
	return (before == CS_TITLE && w[-1].upos == CS_POS_PROPN) || cs_word_in(w + 1, " of for ");
}

/* A word that may belong to a name: a proper noun, or one written like a name that the document
 * has introduced already. */
static bool name_like(cs_finder_t *f, const cs_sent_t *s, uint32_t i)
{
	const cs_word_t *w = &f->doc->words.p[i];

	if (party_tag(w->form))
		return false;
	if (w->name != CS_NAME_NONE && w->form.n > 1 && !calendar(w) &&
	    (cs_is_alpha((uint8_t)w->form.p[0]) || (uint8_t)w->form.p[0] >= 0x80))
		return true;
	/* "Islamic" of "Islamic Front", where nothing stands before it but small words */
	if (w->upos == CS_POS_ADJ && w->form.n > 2 && cs_is_upper((uint8_t)w->form.p[0]) &&
	    cs_case(w->form) == CS_TITLE && i > s->words.begin && i + 1 < s->words.end &&
	    doc_next_is_name(f->doc, i))
		return true;
	if (w->upos == CS_POS_NOUN && body_word(f, s, i))
		return true;
	if (w->upos == CS_POS_PROPN)
		return !calendar(w) && w->form.n > 0 && (f->lower || cs_case(w->form) != CS_LOWER) &&
		       (w->form.n > 2 || (w->form.n == 2 && w->form.p[1] != '.') || i + 1 < s->words.end) &&
		       (cs_is_alpha((uint8_t)w->form.p[0]) || (uint8_t)w->form.p[0] >= 0x80);
	if (f->by_surname.n == 0 || i == s->words.begin || w->form.n < 3 ||
	    !cs_is_upper((uint8_t)w->form.p[0]) || w->upos == CS_POS_PRON || w->upos == CS_POS_DET)
		return false;
	uint32_t id = cs_intern_find(&f->local, cs_fold_name(f->scratch, w->form));
	return id != CS_NONE && cs_map_get(&f->by_surname, id) != CS_NONE;
}

/* Does the tree join the words [b, x] of a name with the one that begins at y = x + 1? */
static bool joined(const cs_doc_t *doc, uint32_t b, uint32_t y, uint32_t y_end)
{
	const cs_word_t *w = doc->words.p;
	uint32_t shared = CS_NONE;

	for (uint32_t i = b; i < y; i++) {
		if (w[i].head == CS_NONE || w[i].head < y)
			continue;
		switch ((cs_deprel_t)w[i].deprel) {
		case CS_REL_COMPOUND:
		case CS_REL_FLAT:
		case CS_REL_AMOD:
		case CS_REL_NMOD_DESC:
		case CS_REL_GOESWITH:
			if (w[i].head < y + MAX_NAME)
				shared = w[i].head;
			break;
		default:
			break;
		}
		if (shared != CS_NONE && shared < y_end)
			return true;
	}
	/* "spokesman R.C. Hammond": both hang on the title before them */
	if (w[y].deprel == CS_REL_FLAT && w[y - 1].deprel == CS_REL_FLAT && w[y].head == w[y - 1].head)
		return true;
	for (uint32_t i = y; i < y_end; i++) {
		uint8_t r = w[i].deprel;
		bool close = r == CS_REL_FLAT || r == CS_REL_COMPOUND || r == CS_REL_GOESWITH ||
		             r == CS_REL_NMOD_DESC || r == CS_REL_AMOD;
		if (close && w[i].head != CS_NONE &&
		    ((w[i].head >= b && w[i].head < y) || w[i].head == shared))
			return true;
	}
	return false;
}

/* "of Rights" behind "Bill", "for Justice" behind "Movement", "-Sadr" behind "al": names that go on. */
static bool goes_on(cs_finder_t *f, const cs_sent_t *s, uint32_t b, uint32_t at)
{
	const cs_doc_t *doc = f->doc;
	if (at + 1 < s->words.end && cs_word_is(&doc->words.p[at], "-"))
		return !(doc->words.p[at - 1].flags & CS_W_SPACE_AFTER) &&
		       !(doc->words.p[at].flags & CS_W_SPACE_AFTER) &&
		       doc->words.p[at + 1].upos == CS_POS_PROPN && name_like(f, s, at + 1);
	if (at + 1 >= s->words.end ||
	    !(cs_word_is(&doc->words.p[at], "of") ||
	      (cs_word_is(&doc->words.p[at], "for") && org_word(&doc->words.p[at - 1]))))
		return false;
	const cs_word_t *w = &doc->words.p[at + 1];
	bool after_body = w->upos == CS_POS_NOUN && cs_case(w->form) == CS_TITLE &&
	                  cs_body_agent(f->actors, cs_fold(f->scratch, w[-2].form)) != CS_NONE;
	if (!after_body && (w->upos != CS_POS_PROPN || calendar(w) || !name_like(f, s, at + 1)))
		return false;
	uint32_t h = w->head;
	for (int i = 0; i < 3 && h != CS_NONE && h > at; i++)
		h = doc->words.p[h].head;
	return h != CS_NONE && h >= b && h < at;
}

static bool particle(const cs_doc_t *doc, uint32_t i)
{
	return cs_word_in(&doc->words.p[i], " al el as ash ad an ar ");
}

/* Words of "al-Roe" behind "Ahmed", of "de Roe" behind "Juan": 0 where it is nothing of the kind. */
static uint32_t small_part(cs_finder_t *f, const cs_sent_t *s, uint32_t at)
{
	const cs_doc_t *doc = f->doc;
	if (at + 2 < s->words.end && particle(doc, at) && cs_word_is(&doc->words.p[at + 1], "-") &&
	    doc->words.p[at + 2].upos == CS_POS_PROPN && name_like(f, s, at + 2))
		return 3;
	return at + 1 < s->words.end && doc->words.p[at].upos == CS_POS_PROPN &&
	               cs_word_in(&doc->words.p[at],
	                          " de da di du del bin ibn von van der la al el ") &&
	               name_like(f, s, at + 1)
	           ? 2
	           : 0;
}

static bool written_like_name(cs_str_t w) /* "Roe", "McRoe"; not "ROE", "iRoe" */
{
	cs_case_t c = cs_case(w);
	return c == CS_TITLE || (c == CS_MIXED && cs_is_upper((uint8_t)w.p[0]) &&
	                         (cs_is_lower((uint8_t)w.p[1]) || w.p[1] == '\'' ||
	                          (uint8_t)w.p[1] == 0xe2)); /* O'Roe */
}

/* What the model takes these words for: the type of half of them or more. */
static uint8_t told_type(const cs_doc_t *doc, uint32_t begin, uint32_t end)
{
	uint32_t count[CS_N_ENT] = {0};
	for (uint32_t i = begin; i < end; i++)
		if (doc->words.p[i].name != CS_NAME_NONE)
			count[cs_name_type(doc->words.p[i].name)]++;
	for (uint8_t t = 0; t < CS_N_ENT; t++)
		if (count[t] && count[t] * 2 >= end - begin)
			return t;
	return CS_ENT_OTHER;
}

/* Does another name begin here, right behind one of another type? */
static bool next_name(const cs_doc_t *doc, uint32_t i)
{
	const cs_word_t *w = &doc->words.p[i];
	return i > 0 && w->name != CS_NAME_NONE && w[-1].name != CS_NAME_NONE &&
	       cs_name_begins(w->name) && cs_name_type(w->name) != cs_name_type(w[-1].name);
}

static uint8_t type_of(cs_finder_t *f, const cs_sent_t *s, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;
	const cs_word_t *first = &doc->words.p[p->core], *last = &doc->words.p[p->core_end - 1];
	uint32_t n = p->core_end - p->core;
	const cs_word_t *h = &doc->words.p[p->head];

	if (p->sex || p->core > p->begin)
		return CS_ENT_PERSON;
	uint8_t told = told_type(doc, p->core, p->core_end);
	if (told != CS_ENT_OTHER)
		return told == CS_ENT_GPE ? (uint8_t)CS_ENT_LOC : told;
	if (doc->names && n == 1)
		return CS_ENT_OTHER; /* a capital, but no name of a person, body or place */
	if (n > 1 && org_word(last))
		return CS_ENT_ORG;
	uint8_t t = n > 1 ? other_type(last) : (uint8_t)CS_ENT_OTHER;
	if (t != CS_ENT_OTHER)
		return t;
	if (n >= 2 && n <= 4) {
		uint32_t id = first->norm_id;
		bool initials = first->form.n >= 2 && first->form.p[first->form.n - 1] == '.';
		if (initials || (id != CS_NONE && cs_actor_given_name(f->actors, id)))
			return CS_ENT_PERSON;
	}
	if (n == 1 && cs_case(first->form) == CS_UPPER && first->form.n >= 2 && first->form.n <= 6)
		return CS_ENT_ORG;
	if (n > 1 && cs_body_of(f, p) != CS_NONE)
		return CS_ENT_ORG;
	if (n <= 4 && cs_is_subject(h) && h->head != CS_NONE && speaks(&doc->words.p[h->head]))
		return CS_ENT_PERSON;
	if (p->begin > s->words.begin &&
	    cs_word_in(&doc->words.p[p->begin - 1], " in at near outside inside from "))
		return CS_ENT_LOC;
	/* Persons have no article. Two or three unknown words without one are more often a person than
	 * anything else; one is, where it is somebody's first name. */
	bool article = p->begin > s->words.begin && doc->words.p[p->begin - 1].upos == CS_POS_DET;
	if (article || !written_like_name(last->form) || !written_like_name(first->form))
		return CS_ENT_OTHER;
	if (n >= 2 && n <= 3 && first->norm_id == CS_NONE && last->norm_id == CS_NONE)
		return CS_ENT_PERSON;
	if (n == 1 && first->norm_id != CS_NONE && cs_actor_given_name(f->actors, first->norm_id))
		return CS_ENT_PERSON;
	return CS_ENT_OTHER;
}

static uint32_t emit_unknown(cs_finder_t *f, const cs_sent_t *s, uint32_t begin, uint32_t end)
{
	const cs_doc_t *doc = f->doc;
	uint32_t core = begin;
	char sex = 0;

	/* "al" of "al-Bab" */
	if (begin >= s->words.begin + 2 && cs_word_is(&doc->words.p[begin - 1], "-") &&
	    particle(doc, begin - 2) && f->cover[begin - 2] == CS_NONE) {
		begin -= 2;
		core = begin;
	}
	if (end - begin == 1 && doc->words.p[begin].form.n < 3 &&
	    cs_case(doc->words.p[begin].form) != CS_UPPER)
		return CS_NONE; /* "R" of "(R-Fla.)", "X." */
	if (end - begin > 1 && honorific(&doc->words.p[begin], &sex))
		core++;
	else if (end - begin == 1 && honorific(&doc->words.p[begin], &sex))
		return CS_NONE; /* "the Ayatollah" alone names nobody */
	cs_phrase_t *p = cs_phrase_new(f, begin, end, CS_PH_UNKNOWN);
	p->core = core;
	p->sex = sex;
	p->type = type_of(f, s, p);
	p->text = cs_local_id(f, cs_folded_words(f, core, end));
	return f->ph.n - 1;
}

static uint32_t emit_item(cs_finder_t *f, const cs_item_t *it)
{
	const cs_doc_t *doc = f->doc;
	cs_phrase_t *p = cs_phrase_new(f, it->begin, it->end, it->name ? CS_PH_NAME : CS_PH_AGENT);

	p->node = it->node;
	p->agent = it->agent;
	p->before = it->before && !it->name;
	p->owned = it->owned;
	p->personal = it->personal && !it->name;
	p->kin = it->kin;
	p->against = it->against;
	if (!it->name || it->agent != CS_NONE) {
		uint8_t x = doc->words.p[it->end - 1].xpos;
		p->plural = it->plural || x == CS_XP_NNS || x == CS_XP_NNPS;
	}
	for (uint32_t i = it->begin; i < it->end; i++)
		f->cover[i] = f->ph.n - 1;
	return f->ph.n - 1;
}

/* A headline in capitals, or one whose words all begin with one: capitals say nothing there. */
static bool loud(const cs_doc_t *doc, const cs_sent_t *s)
{
	uint32_t capital = 0, small = 0, upper = 0;

	for (uint32_t i = s->words.begin; i < s->words.end; i++) {
		cs_str_t w = doc->words.p[i].form;
		if (w.n < 3 || !(cs_is_alpha((uint8_t)w.p[0])))
			continue;
		/* Three letters: "met" is a word that a headline would begin with a capital, "the" is not. */
		if (w.n == 3 && (cs_is_upper((uint8_t)w.p[0]) || doc->words.p[i].upos != CS_POS_VERB))
			continue;
		capital += cs_is_upper((uint8_t)w.p[0]);
		upper += cs_is_upper((uint8_t)w.p[0]) && cs_is_upper((uint8_t)w.p[w.n - 1]);
		small += cs_is_lower((uint8_t)w.p[0]);
	}
	if (small == 0 && upper == capital)
		return capital > 0;
	return capital >= 3 && (small * 8 < capital || upper * 2 > capital + small);
}

/* One part of a run of words that may be one name: an alias, or a word that is none. */
typedef struct part {
	uint32_t begin, end;
	const cs_item_t *item; /* or NULL */
} part_t;

/* A one-word name, or an agent's noun written like a name, does not hold its ground in a run. */
static bool fragile(const cs_doc_t *doc, const cs_item_t *it)
{
	if (it->name)
		return it->end - it->begin == 1;
	for (uint32_t i = it->begin; i < it->end; i++)
		if (doc->words.p[i].upos != CS_POS_PROPN ||
		    !cs_is_upper((uint8_t)doc->words.p[i].form.p[0]))
			return false;
	return true;
}

static bool given_like(cs_finder_t *f, uint32_t i, bool is_loud)
{
	const cs_word_t *w = &f->doc->words.p[i];
	char sex;
	if (honorific(w, &sex))
		return false;
	if (w->form.n >= 2 && w->form.n <= 5 && w->form.p[w->form.n - 1] == '.')
		return true; /* an initial */
	if (w->norm_id != CS_NONE && cs_actor_given_name(f->actors, w->norm_id))
		return true;
	return !is_loud && w->norm_id == CS_NONE && w->lemma_id == CS_NONE;
}

/* "King" of "Burger King", "Queen" of "Dairy Queen": a title stands before a name, not behind it. */
static bool title_behind(const cs_finder_t *f, const cs_sent_t *s, const cs_item_t *it)
{
	const cs_word_t *w = &f->doc->words.p[it->begin];
	if (it->end < s->words.end && w[1].upos == CS_POS_PROPN)
		return false; /* "Acme Chairman Roe" */
	return !it->name && it->agent != CS_NONE && !it->plural && it->end - it->begin == 1 &&
	       !cs_agent_at(f->actors, it->agent)->collective && cs_case(w->form) == CS_TITLE &&
	       w->upos == CS_POS_PROPN;
}

/* A name of one word that is one of persons alone. */
static bool surname_only(const cs_finder_t *f, const cs_item_t *it)
{
	if (!it->name || it->agent != CS_NONE || it->end - it->begin != 1)
		return false;
	for (uint32_t i = cs_alias_first(f->actors, it->node); i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind < CS_AL_TITLE && cs_actor_at(f->actors, al->ref)->kind != CS_A_PERSON)
			return false;
	}
	return true;
}

/* "Jordan Roe", "Chad Roe", "Paris Roe": a place's name before a surname, which the tree hangs on it or the model takes for one name with it. */
static bool first_name_too(const cs_finder_t *f, const cs_item_t *it, uint32_t next)
{
	const cs_doc_t *doc = f->doc;

	if (!it->name || it->end - it->begin != 1 || it->end != next)
		return false;
	const cs_word_t *w = &doc->words.p[it->begin];
	bool flat = w[1].deprel == CS_REL_FLAT && w[1].head == it->begin;
	bool told = w[0].name == cs_name_label(CS_ENT_PERSON, true) &&
	            w[1].name == cs_name_label(CS_ENT_PERSON, false);
	bool apart = w[1].name != CS_NAME_NONE && cs_name_begins(w[1].name);
	if (!(flat || told) || apart || cs_case(doc->words.p[it->begin].form) != CS_TITLE ||
	    !written_like_name(doc->words.p[next].form))
		return false;
	for (uint32_t i = cs_alias_first(f->actors, it->node); i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind >= CS_AL_TITLE)
			continue;
		uint8_t kind = cs_actor_at(f->actors, al->ref)->kind;
		if (al->kind == CS_AL_ADJ || al->kind == CS_AL_PEOPLE || al->kind == CS_AL_SEAT ||
		    (kind != CS_A_STATE && kind != CS_A_TERRITORY && kind != CS_A_PLACE))
			return false;
	}
	return true;
}

/* Among loud words: a name introduced before, or one that begins like a person's. */
static bool believable(cs_finder_t *f, uint32_t begin, uint32_t end)
{
	uint32_t id = cs_intern_find(&f->local, cs_folded_words(f, begin, end));
	const cs_word_t *w = &f->doc->words.p[begin];

	if (id != CS_NONE &&
	    (cs_map_get(&f->by_text, id) != CS_NONE || cs_map_get(&f->by_surname, id) != CS_NONE))
		return true;
	if (told_type(f->doc, begin, end) != CS_ENT_OTHER)
		return true;
	if (end - begin == 1 && cs_named_as(f, w->norm_id) != CS_NONE)
		return true; /* "Hillary" in the headline, "Hillary Clinton" in the text */
	if (begin > 0 && f->cover[begin - 1] != CS_NONE &&
	    f->ph.p[f->cover[begin - 1]].sort == CS_PH_AGENT)
		return true; /* behind a title */
	return end - begin >= 2 && end - begin <= 4 && w->norm_id != CS_NONE &&
	       cs_actor_given_name(f->actors, w->norm_id);
}

/* Emits the phrases of one run. Returns nothing: all its words are dealt with. */
static void emit_run(cs_finder_t *f, const cs_sent_t *s, const part_t *part, uint32_t n,
                     bool is_loud)
{
	const cs_doc_t *doc = f->doc;
	uint32_t last = n - 1;
	bool lone = true;

	for (uint32_t i = 0; i < n; i++)
		lone &= part[i].item != NULL;
	if (n >= 2 && org_word(&doc->words.p[part[last].end - 1]) &&
	    (!lone || (part[last].item && !part[last].item->name && part[last - 1].item &&
	               !part[last - 1].item->name))) {
		/* "Kenya Airways", "Interior Ministry", "Trump Organization" */
		uint32_t from = 0, owner = CS_NONE;
		while (from < last && part[from].item && part[from].item->name) {
			owner = emit_item(f, part[from].item);
			from++;
		}
		if (from == last && part[last].item) { /* "Kenyan Army": an agent and its country */
			(void)emit_item(f, part[last].item);
			return;
		}
		/* "Kenya" belongs to the name of Kenya Airways, "Kenyan" not to that of a ministry. */
		bool named_after = owner != CS_NONE && doc->words.p[f->ph.p[owner].head].upos != CS_POS_ADJ;
		uint32_t begin = named_after ? f->ph.p[owner].begin : part[from].begin;
		cs_phrase_t *q = cs_phrase_new(f, begin, part[last].end, CS_PH_UNKNOWN);
		uint32_t p = f->ph.n - 1;
		q->text = cs_local_id(f, cs_folded_words(f, begin, part[last].end));
		q->type = CS_ENT_ORG;
		q->owner = owner;
		if (owner != CS_NONE) {
			f->ph.p[p].begin = f->ph.p[owner].begin;
			f->ph.p[owner].inside = p;
		}
		if (part[last].item)
			f->ph.p[p].by_agent = part[last].item->agent;
		for (uint32_t i = part[from].begin; i < part[last].end; i++)
			f->cover[i] = p;
		return;
	}
	/* "Priorities USA": no state, where another word of a name goes before it */
	if (n >= 2 && !is_loud && part[last].item && part[last].item->name && !part[last - 1].item &&
	    cs_case(doc->words.p[part[last].begin].form) == CS_UPPER &&
	    part[last].end - part[last].begin == 1 && !given_like(f, part[last - 1].begin, is_loud)) {
		uint32_t from = last;
		while (from > 0 && !part[from - 1].item)
			from--;
		for (uint32_t i = 0; i < from; i++)
			if (part[i].item)
				(void)emit_item(f, part[i].item);
		uint32_t p = emit_unknown(f, s, part[from].begin, part[last].end);
		if (p != CS_NONE) {
			f->ph.p[p].type = CS_ENT_ORG;
			for (uint32_t w = part[from].begin; w < part[last].end; w++)
				f->cover[w] = p;
		}
		return;
	}
	for (uint32_t i = 0; i < n;) {
		if (part[i].item && i + 1 < n && part[i].item->name && !part[i + 1].item &&
		    part[i + 1].end - part[i + 1].begin == 1 &&
		    other_type(&doc->words.p[part[i + 1].begin]) != CS_ENT_OTHER) {
			/* "Nassau County", "Jordan River": a place that is called after another */
			uint32_t p = emit_unknown(f, s, part[i].begin, part[i + 1].end);
			for (uint32_t w = part[i].begin; p != CS_NONE && w < part[i + 1].end; w++)
				f->cover[w] = p;
			i += 2;
			continue;
		}
		if (part[i].item && i + 1 < n && (!part[i + 1].item || surname_only(f, part[i + 1].item)) &&
		    !is_loud && first_name_too(f, part[i].item, part[i + 1].begin)) {
			uint32_t k = i + 1;
			while (k + 1 < n && !part[k + 1].item && !part[k].item)
				k++;
			uint32_t p = emit_unknown(f, s, part[i].begin, part[k].end);
			if (p != CS_NONE && f->ph.p[p].type == CS_ENT_OTHER)
				f->ph.p[p].type = CS_ENT_PERSON;
			for (uint32_t w = part[i].begin; p != CS_NONE && w < part[k].end; w++)
				f->cover[w] = p;
			i = k + 1;
			continue;
		}
		if (part[i].item) {
			(void)emit_item(f, part[i].item);
			i++;
			continue;
		}
		uint32_t k = i + 1;
		char sex = 0;
		bool polite = honorific(&doc->words.p[part[i].begin], &sex);
		while (k < n && !part[k].item && !next_name(doc, part[k].begin))
			k++;
		/* "Melania Trump": a name of the lexicon at the end of somebody else's. */
		bool first_name = doc->words.p[part[k - 1].begin].norm_id != CS_NONE &&
		                  cs_actor_given_name(f->actors, doc->words.p[part[k - 1].begin].norm_id);
		const cs_item_t *behind = k < n ? part[k].item : NULL;
		bool called = behind && (behind->name ? given_like(f, part[k - 1].begin, is_loud)
		                                      : first_name && !behind->plural && k + 1 == n &&
		                                            part[k].end - part[k].begin == 1);
		called |= behind && k + 1 == n && !polite && !is_loud && k - i == 1 &&
		          !org_word(&doc->words.p[part[i].begin]) &&
		          other_type(&doc->words.p[part[i].begin]) == CS_ENT_OTHER &&
		          title_behind(f, s, behind);
		if (called && k - i > (polite ? 1u : 0u)) {
			uint32_t p = emit_unknown(f, s, part[i].begin, part[k].end);
			if (p != CS_NONE) {
				f->ph.p[p].type = CS_ENT_PERSON;
				for (uint32_t w = part[i].begin; w < part[k].end; w++)
					f->cover[w] = p;
			}
			i = k + 1;
			continue;
		}
		if (behind && polite && k - i == 1 && behind->name) { /* "Mr Putin" */
			uint32_t p = emit_item(f, behind);
			f->ph.p[p].begin = part[i].begin;
			f->ph.p[p].sex = sex;
			f->ph.p[p].head = cs_phrase_head(doc, part[i].begin, part[k].end);
			i = k + 1;
			continue;
		}
		uint32_t end = part[k - 1].end;
		if (is_loud && !believable(f, part[i].begin, end)) {
			i = k;
			continue;
		}
		uint32_t p = emit_unknown(f, s, part[i].begin, end);
		if (p != CS_NONE)
			for (uint32_t w = part[i].begin; w < end; w++)
				f->cover[w] = p;
		i = k;
	}
}

static void pronoun(cs_finder_t *f, uint32_t i)
{
	const cs_word_t *w = &f->doc->words.p[i];
	char sex = 0;
	bool plural = false;

	if ((w->upos != CS_POS_PRON && w->upos != CS_POS_DET) || w->form.n > 10)
		return;
	if (cs_word_in(w, " he him his himself "))
		sex = 'm';
	else if (cs_word_in(w, " she her hers herself "))
		sex = 'f';
	else if (cs_word_in(w, " they them their theirs themselves we us our ours ourselves "))
		plural = true;
	else if (!cs_word_in(w, " it its itself i me my mine myself "))
		return;
	if (w->deprel == CS_REL_EXPL)
		return;
	cs_phrase_t *p = cs_phrase_new(f, i, i + 1, CS_PH_PRONOUN);
	p->sex = sex;
	p->plural = plural;
	f->cover[i] = f->ph.n - 1;
}

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
	cs_actor_on(f->actors, f->scratch, al->ref, f->doc->day, &held);
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

/* Twice: a name that is an ordinary word too ("Trump") is sure at the beginning of a sentence only where the
 * text has it elsewhere. */
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

void cs_find_sentence(cs_finder_t *f, uint32_t sent)
{
	const cs_doc_t *doc = f->doc;
	const cs_sent_t *s = &doc->sents.p[sent];
	uint32_t at = 0;
	bool is_loud = loud(doc, s);
	f->lower = shape_of(doc, s->words) == SHAPE_LOWER;

	const struct {
		const cs_item_t *p;
		uint32_t n;
	} items = {f->items.p + f->item_from[sent], f->item_from[sent + 1] - f->item_from[sent]};
	for (uint32_t i = s->words.begin; i < s->words.end;) {
		const cs_item_t *it = at < items.n && items.p[at].begin == i ? &items.p[at] : NULL;
		if (it && !fragile(doc, it)) {
			(void)emit_item(f, it);
			at++;
			i = it->end;
			continue;
		}
		if (!it && particle(doc, i) && i + 2 < s->words.end &&
		    cs_word_is(&doc->words.p[i + 1], "-") && at < items.n && items.p[at].begin == i + 2 &&
		    items.p[at].name) {
			it = &items.p[at++]; /* "al-Assad", where the lexicon has "Assad" */
			uint32_t p = emit_item(f, it);
			f->ph.p[p].begin = i;
			i = it->end;
			continue;
		}
		if (!it && i + 2 < s->words.end && cs_word_is(&doc->words.p[i + 1], "-") &&
		    cs_word_in(&doc->words.p[i], " anti counter pro ") && at < items.n &&
		    items.p[at].begin == i + 2 && items.p[at].name) {
			i += 2; /* "counter-ISIL": the name stands for itself */
			continue;
		}
		if (!it && !name_like(f, s, i)) {
			pronoun(f, i);
			i++;
			continue;
		}
		part_t part[MAX_NAME];
		uint32_t n = 0, w = i;
		while (n < MAX_NAME && w < s->words.end) {
			it = at < items.n && items.p[at].begin == w ? &items.p[at] : NULL;
			if (!it && n && !part[n - 1].item && n + 2 <= MAX_NAME && !is_loud &&
			    goes_on(f, s, i, w) && !(at < items.n && items.p[at].begin <= w + 1)) {
				part[n++] = (part_t){w, w + 2, NULL};
				w += 2;
				continue;
			}
			uint32_t more = !it && n && !part[n - 1].item ? small_part(f, s, w) : 0;
			if (more && n < MAX_NAME && !(at < items.n && items.p[at].begin < w + more)) {
				part[n++] = (part_t){w, w + more, NULL};
				w += more;
				continue;
			}
			uint32_t end = it ? it->end : w + 1;
			if (it ? !fragile(doc, it) : !name_like(f, s, w))
				break;
			if (n && !joined(doc, i, w, end))
				break;
			/* "Institute" of "Pakistan Institute": a noun that is nobody when small ends a name like any other */
			bool word = it && n && !it->name && !it->title && end - w == 1 &&
			            it->agent != CS_NONE && !cs_agent_at(f->actors, it->agent)->acts;
			part[n++] = (part_t){w, end, word ? NULL : it};
			at += it != NULL;
			w = end;
		}
		emit_run(f, s, part, n, is_loud);
		i = w;
	}
}
