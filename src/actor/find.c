/* find.c - the phrases of one sentence: aliases of the lexicon, names it does not have, pronouns.
 *
 * Proper nouns that the aliases (alias.c) leave over form names of their own (nameword.c). A
 * one-word alias beside such a word is looked at again, since "Melania Trump" is not Donald Trump
 * and "Trump Organization" not a person: the words of one name are those that the tree joins.
 *
 * Rules of our own. Cost: linear; a name is never longer than CS_MAX_NAME words. It does not say
 * yet whom a phrase stands for (resolve.c). */
#include "actor/actor_int.h"

static uint32_t emit_unknown(cs_finder_t *f, const cs_sent_t *s, uint32_t begin, uint32_t end)
{
	const cs_doc_t *doc = f->doc;
	uint32_t core = begin;
	char sex = 0;

	/* "al" of "al-Bab" */
	if (begin >= s->words.begin + 2 && cs_word_is(&doc->words.p[begin - 1], "-") &&
	    cs_particle(doc, begin - 2) && f->cover[begin - 2] == CS_NONE) {
		begin -= 2;
		core = begin;
	}
	if (end - begin == 1 && doc->words.p[begin].form.n < 3 &&
	    cs_case(doc->words.p[begin].form) != CS_UPPER)
		return CS_NONE; /* "R" of "(R-Fla.)", "X." */
	if (end - begin > 1 && cs_honorific(&doc->words.p[begin], &sex))
		core++;
	else if (end - begin == 1 && cs_honorific(&doc->words.p[begin], &sex))
		return CS_NONE; /* "the Ayatollah" alone names nobody */
	cs_phrase_t *p = cs_phrase_new(f, begin, end, CS_PH_UNKNOWN);
	p->core = core;
	p->sex = sex;
	p->type = cs_type_of_name(f, s, p);
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
		/* Three letters: "met" is a word that a headline would begin with a capital, "the" is
		 * not. */
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

/* A name of one word that counts in the company of another actor only: "Coalition". */
static bool beside_only(const cs_finder_t *f, const cs_item_t *it)
{
	const cs_alias_t *al = cs_alias_at(f->actors, cs_alias_first(f->actors, it->node));
	return it->end - it->begin == 1 && al->kind == CS_AL_NAME && (al->flags & CS_AL_CONTEXT) &&
	       cs_actor_at(f->actors, al->ref)->beside != CS_NONE;
}

static bool given_like(cs_finder_t *f, uint32_t i, bool is_loud)
{
	const cs_word_t *w = &f->doc->words.p[i];
	char sex;
	if (cs_honorific(w, &sex))
		return false;
	if (w->form.n >= 2 && w->form.n <= 5 && w->form.p[w->form.n - 1] == '.')
		return true; /* an initial */
	if (w->norm_id != CS_NONE && cs_actor_given_name(f->actors, w->norm_id))
		return true;
	return !is_loud && w->norm_id == CS_NONE && w->lemma_id == CS_NONE;
}

/* "King" of "Burger King", "Queen" of "Dairy Queen": a title stands before a name, not behind
 * it. */
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

/* "Jordan Roe", "Chad Roe", "Paris Roe": a place's name before a surname, which the tree hangs on
 * it or the model takes for one name with it. */
static bool first_name_too(const cs_finder_t *f, const cs_item_t *it, uint32_t next)
{
	const cs_doc_t *doc = f->doc;

	if (!it->name || it->end - it->begin != 1 || it->end != next)
		return false;
	const cs_word_t *w = &doc->words.p[it->begin];
	bool flat = w[1].deprel == CS_REL_FLAT && w[1].head == it->begin;
	bool told = w[0].name == cs_name_label(CS_ENT_PERSON, true) &&
	            w[1].name == cs_name_label(CS_ENT_PERSON, false);
	bool apart = w[1].name != CS_NAME_NONE && cs_name_begins(w[1].name) &&
	             !(flat && cs_name_type(w[1].name) == CS_ENT_PERSON);
	if (!(flat || told) || apart || cs_case(doc->words.p[it->begin].form) != CS_TITLE ||
	    !cs_written_like_name(doc->words.p[next].form))
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
	if (cs_told_type(f->doc, begin, end) != CS_ENT_OTHER)
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
	if (n >= 2 && cs_org_word(&doc->words.p[part[last].end - 1]) &&
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
		    cs_type_by_noun(&doc->words.p[part[i + 1].begin]) != CS_ENT_OTHER) {
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
		bool polite = cs_honorific(&doc->words.p[part[i].begin], &sex);
		while (k < n && !part[k].item && !cs_next_name(doc, part[k].begin))
			k++;
		/* "Melania Trump": a name of the lexicon at the end of somebody else's. */
		bool first_name = doc->words.p[part[k - 1].begin].norm_id != CS_NONE &&
		                  cs_actor_given_name(f->actors, doc->words.p[part[k - 1].begin].norm_id);
		const cs_item_t *behind = k < n ? part[k].item : NULL;
		bool called = behind && (behind->name ? given_like(f, part[k - 1].begin, is_loud)
		                                      : first_name && !behind->plural && k + 1 == n &&
		                                            part[k].end - part[k].begin == 1);
		called |= behind && k + 1 == n && !polite && !is_loud && k - i == 1 &&
		          !cs_org_word(&doc->words.p[part[i].begin]) &&
		          cs_type_by_noun(&doc->words.p[part[i].begin]) == CS_ENT_OTHER &&
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

/* "Georgia Tech", "Chicago Symphony Orchestra": what the model takes for one name of a body, a
 * building or an event, where the lexicon has single words of it: it is neither the state nor of
 * it. Its end; i where there is nothing of the kind, or where its own words say what body it is
 * ("Kenya Airways", "Kenya Board of Elections": emit_run). */
static uint32_t told_whole(const cs_finder_t *f, const cs_sent_t *s, const cs_item_t *it,
                           uint32_t n_items, uint32_t i)
{
	const cs_word_t *w = f->doc->words.p;
	uint32_t end = i + 1, bare = 0;
	uint8_t t = w[i].name == CS_NAME_NONE || !cs_name_begins(w[i].name) ? (uint8_t)CS_ENT_OTHER
	                                                                    : cs_name_type(w[i].name);

	if (t != CS_ENT_ORG && t != CS_ENT_FAC && t != CS_ENT_EVENT)
		return i;
	while (end < s->words.end && w[end].name == cs_name_label(t, false))
		end++;
	if (end - i < 2 || end - i > CS_MAX_NAME)
		return i;
	for (uint32_t at = i, k = 0; at < end;) {
		if (k < n_items && it[k].begin == at) {
			if (!it[k].name || it[k].agent != CS_NONE || it[k].end != at + 1)
				return i;
			k++;
		} else {
			bare += cs_is_upper((uint8_t)w[at].form.p[0]) || w[at].form.p[0] & 0x80;
		}
		at++;
	}
	const cs_word_t *last = &w[end - 1];
	uint32_t kind = i + 1; /* behind the word that says what it is */
	while (kind < end && !cs_word_in(&w[kind], " of for "))
		kind++;
	if (cs_body_agent(f->actors, cs_fold(f->scratch, w[kind - 1].form)) != CS_NONE)
		return i;
	return bare && n_items && it[0].begin < end && !cs_org_word(last) &&
	               cs_is_upper((uint8_t)last->form.p[0]) && cs_is_upper((uint8_t)w[i].form.p[0])
	           ? end
	           : i;
}

static void emit_told(cs_finder_t *f, uint32_t begin, uint32_t end)
{
	cs_phrase_t *p = cs_phrase_new(f, begin, end, CS_PH_UNKNOWN);

	p->type = cs_name_type(f->doc->words.p[begin].name);
	p->text = cs_local_id(f, cs_folded_words(f, begin, end));
	for (uint32_t w = begin; w < end; w++)
		f->cover[w] = f->ph.n - 1;
}

void cs_find_sentence(cs_finder_t *f, uint32_t sent)
{
	const cs_doc_t *doc = f->doc;
	const cs_sent_t *s = &doc->sents.p[sent];
	uint32_t at = 0;
	bool is_loud = loud(doc, s);
	f->lower = cs_all_lower(doc, s->words);

	const struct {
		const cs_item_t *p;
		uint32_t n;
	} items = {f->items.p + f->item_from[sent], f->item_from[sent + 1] - f->item_from[sent]};
	for (uint32_t i = s->words.begin; i < s->words.end;) {
		const cs_item_t *it = at < items.n && items.p[at].begin == i ? &items.p[at] : NULL;
		uint32_t whole =
		    at < items.n && !is_loud ? told_whole(f, s, &items.p[at], items.n - at, i) : i;
		if (whole > i) {
			emit_told(f, i, whole);
			while (at < items.n && items.p[at].begin < whole)
				at++;
			i = whole;
			continue;
		}
		if (it && !fragile(doc, it)) {
			(void)emit_item(f, it);
			at++;
			i = it->end;
			continue;
		}
		if (!it && cs_particle(doc, i) && i + 2 < s->words.end &&
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
		if (!it && !cs_name_like(f, s, i)) {
			pronoun(f, i);
			cs_find_general(f, s, i);
			i++;
			continue;
		}
		part_t part[CS_MAX_NAME];
		uint32_t n = 0, w = i;
		while (n < CS_MAX_NAME && w < s->words.end) {
			it = at < items.n && items.p[at].begin == w ? &items.p[at] : NULL;
			if (!it && n && !part[n - 1].item && n + 2 <= CS_MAX_NAME && !is_loud &&
			    cs_name_goes_on(f, s, i, w) && !(at < items.n && items.p[at].begin <= w + 1)) {
				part[n++] = (part_t){w, w + 2, NULL};
				w += 2;
				continue;
			}
			uint32_t more = !it && n && !part[n - 1].item ? cs_name_small_part(f, s, w) : 0;
			if (more && n < CS_MAX_NAME && !(at < items.n && items.p[at].begin < w + more)) {
				part[n++] = (part_t){w, w + more, NULL};
				w += more;
				continue;
			}
			uint32_t end = it ? it->end : w + 1;
			if (it ? !fragile(doc, it) : !cs_name_like(f, s, w))
				break;
			if (n && !cs_name_joined(doc, i, w, end))
				break;
			/* "Institute" of "Pakistan Institute": a noun that is nobody when small ends a name
			 * like any other */
			bool word = it && n && !it->name && !it->title && end - w == 1 &&
			            it->agent != CS_NONE && !cs_agent_at(f->actors, it->agent)->acts;
			word |= it && n && it->name && beside_only(f, it); /* "Jewish Coalition" */
			part[n++] = (part_t){w, end, word ? NULL : it};
			at += it != NULL;
			w = end;
		}
		emit_run(f, s, part, n, is_loud);
		i = w;
	}
}
