/* nameword.c - which words make up a name that the lexicon does not have, and what it is a name of.
 *
 * By the tags, the tree, what the model of names says of each word, and lists of words that end the
 * names of bodies, places and events. Rules of our own. Cost: a few probes a word.
 * It looks at words alone: which of them become a phrase is find.c's to say. */
#include "actor/actor_int.h"

/* ---- words ---------------------------------------------------------------------------------- */

bool cs_honorific(const cs_word_t *w, char *sex)
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

bool cs_org_word(const cs_word_t *w)
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

uint8_t cs_type_by_noun(const cs_word_t *w)
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

/* "Board" of "the Illinois Board of Elections", which taggers take for a noun: written like a name
 * in the middle of a sentence, and what bodies are called. */
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
bool cs_name_like(cs_finder_t *f, const cs_sent_t *s, uint32_t i)
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

/* ---- words that go together ----------------------------------------------------------------- */

/* Does the tree join the words [b, x] of a name with the one that begins at y = x + 1? */
bool cs_name_joined(const cs_doc_t *doc, uint32_t b, uint32_t y, uint32_t y_end)
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
			if (w[i].head < y + CS_MAX_NAME)
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

/* "of Rights" behind "Bill", "for Justice" behind "Movement", "-Sadr" behind "al": names that go
 * on. */
bool cs_name_goes_on(cs_finder_t *f, const cs_sent_t *s, uint32_t b, uint32_t at)
{
	const cs_doc_t *doc = f->doc;
	if (at + 1 < s->words.end && cs_word_is(&doc->words.p[at], "-"))
		return !(doc->words.p[at - 1].flags & CS_W_SPACE_AFTER) &&
		       !(doc->words.p[at].flags & CS_W_SPACE_AFTER) &&
		       doc->words.p[at + 1].upos == CS_POS_PROPN && cs_name_like(f, s, at + 1);
	if (at + 1 >= s->words.end ||
	    !(cs_word_is(&doc->words.p[at], "of") ||
	      (cs_word_is(&doc->words.p[at], "for") && cs_org_word(&doc->words.p[at - 1]))))
		return false;
	const cs_word_t *w = &doc->words.p[at + 1];
	bool after_body = w->upos == CS_POS_NOUN && cs_case(w->form) == CS_TITLE &&
	                  cs_body_agent(f->actors, cs_fold(f->scratch, w[-2].form)) != CS_NONE;
	if (!after_body && (w->upos != CS_POS_PROPN || calendar(w) || !cs_name_like(f, s, at + 1)))
		return false;
	uint32_t h = w->head;
	for (int i = 0; i < 3 && h != CS_NONE && h > at; i++)
		h = doc->words.p[h].head;
	return h != CS_NONE && h >= b && h < at;
}

bool cs_particle(const cs_doc_t *doc, uint32_t i)
{
	return cs_word_in(&doc->words.p[i], " al el as ash ad an ar ");
}

/* Words of ‘"J.R." Roe’ or ‘(Jim) Roe’ behind "James": another first name between, and the last. */
static uint32_t nickname(cs_finder_t *f, const cs_sent_t *s, uint32_t at)
{
	const cs_word_t *w = f->doc->words.p;
	uint32_t end = at + 1;

	if (at == s->words.begin || w[at - 1].upos != CS_POS_PROPN ||
	    !cs_word_in(&w[at], " \" \xe2\x80\x9c \xe2\x80\x98 ' `` ( "))
		return 0;
	while (end < s->words.end && end - at <= 2 && w[end].form.n &&
	       cs_is_upper((uint8_t)w[end].form.p[0]))
		end++;
	if (end == at + 1 || end + 1 >= s->words.end ||
	    !cs_word_in(&w[end], " \" \xe2\x80\x9d \xe2\x80\x99 ' '' ) ") ||
	    w[end + 1].upos != CS_POS_PROPN || !cs_name_like(f, s, end + 1))
		return 0;
	/* one person's name goes on: what stands behind hangs on what stands before, or the reverse */
	for (uint32_t k = end + 1, up = 0; k != CS_NONE && up < 4; k = w[k].head, up++)
		if (k < at && k + 4 >= at)
			return end + 2 - at;
	for (uint32_t k = at - 1, up = 0; k != CS_NONE && up < 4; k = w[k].head, up++)
		if (k > end && k < end + 4)
			return end + 2 - at;
	return 0;
}

/* Words of "al-Roe" behind "Ahmed", of "de Roe" behind "Juan": 0 where it is nothing of the
 * kind. */
uint32_t cs_name_small_part(cs_finder_t *f, const cs_sent_t *s, uint32_t at)
{
	const cs_doc_t *doc = f->doc;
	if (at + 2 < s->words.end && cs_particle(doc, at) && cs_word_is(&doc->words.p[at + 1], "-") &&
	    doc->words.p[at + 2].upos == CS_POS_PROPN && cs_name_like(f, s, at + 2))
		return 3;
	uint32_t nick = nickname(f, s, at);
	if (nick)
		return nick;
	return at + 1 < s->words.end && doc->words.p[at].upos == CS_POS_PROPN &&
	               cs_word_in(&doc->words.p[at],
	                          " de da di du del bin ibn von van der la al el ") &&
	               cs_name_like(f, s, at + 1)
	           ? 2
	           : 0;
}

bool cs_written_like_name(cs_str_t w) /* "Roe", "McRoe"; not "ROE", "iRoe" */
{
	cs_case_t c = cs_case(w);
	return c == CS_TITLE || (c == CS_MIXED && cs_is_upper((uint8_t)w.p[0]) &&
	                         (cs_is_lower((uint8_t)w.p[1]) || w.p[1] == '\'' ||
	                          (uint8_t)w.p[1] == 0xe2)); /* O'Roe */
}

/* What the model takes these words for: the type of half of them or more. */
uint8_t cs_told_type(const cs_doc_t *doc, uint32_t begin, uint32_t end)
{
	uint32_t count[CS_N_ENT] = {0};
	for (uint32_t i = begin; i < end; i++)
		if (doc->words.p[i].name != CS_NAME_NONE)
			count[cs_name_type(doc->words.p[i].name)]++;
	for (uint32_t t = 0; t < CS_N_ENT; t++)
		if (count[t] && count[t] * 2 >= end - begin)
			return (uint8_t)t;
	return CS_ENT_OTHER;
}

/* Does another name begin here, right behind one of another type? */
bool cs_next_name(const cs_doc_t *doc, uint32_t i)
{
	const cs_word_t *w = &doc->words.p[i];
	return i > 0 && w->name != CS_NAME_NONE && w[-1].name != CS_NAME_NONE &&
	       cs_name_begins(w->name) && cs_name_type(w->name) != cs_name_type(w[-1].name);
}

/* ---- what a name is of ---------------------------------------------------------------------- */

uint8_t cs_type_of_name(cs_finder_t *f, const cs_sent_t *s, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;
	const cs_word_t *first = &doc->words.p[p->core], *last = &doc->words.p[p->core_end - 1];
	uint32_t n = p->core_end - p->core;
	const cs_word_t *h = &doc->words.p[p->head];

	if (p->sex || p->core > p->begin)
		return CS_ENT_PERSON;
	uint8_t told = cs_told_type(doc, p->core, p->core_end);
	bool where = p->begin > s->words.begin &&
	             cs_word_in(&doc->words.p[p->begin - 1], " near in at around outside inside ");
	if (where && told == CS_ENT_PERSON && n <= 2 &&
	    /* "faith in Roe", where the places of the world are known and it is none */
	    (!doc->gazetteer || (first->flags & CS_W_PLACE) || cs_word_in(first, " st saint ") ||
	     !cs_word_in(&doc->words.p[p->begin - 1], " in at ")) &&
	    !(first->norm_id != CS_NONE && cs_actor_given_name(f->actors, first->norm_id)))
		return CS_ENT_LOC;
	if (told != CS_ENT_OTHER)
		return told == CS_ENT_GPE ? (uint8_t)CS_ENT_LOC : told;
	if (doc->names && n == 1)
		return CS_ENT_OTHER; /* a capital, but no name of a person, body or place */
	if (n > 1 && cs_org_word(last))
		return CS_ENT_ORG;
	uint8_t t = n > 1 ? cs_type_by_noun(last) : (uint8_t)CS_ENT_OTHER;
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
	if (article || !cs_written_like_name(last->form) || !cs_written_like_name(first->form))
		return CS_ENT_OTHER;
	if (n >= 2 && n <= 3 && first->norm_id == CS_NONE && last->norm_id == CS_NONE)
		return CS_ENT_PERSON;
	if (n == 1 && first->norm_id != CS_NONE && cs_actor_given_name(f->actors, first->norm_id))
		return CS_ENT_PERSON;
	return CS_ENT_OTHER;
}
