/* mention.c - the phrases that may corefer, and what the tree, the names and the lexicon say of
 * each.
 *
 * A mention is a noun, a name, a pronoun, a numeral or an adjective that stands for a noun, each
 * with its phrase; and nouns that are joined, which count at the "and". What is no mention at all
 * ("in addition") is left to the model, which links it to nothing. Cost: linear but for children of
 * a word, which are walked once for the word itself. */
#include "coref/coref_int.h"

#include "lex/actors.h"
#include "lex/cues.h"

static const cs_word_t *at(const cs_doc_t *d, uint32_t i)
{
	return &d->words.p[i];
}

static bool nominal_place(uint8_t rel)
{
	switch (rel) {
	case CS_REL_NSUBJ:
	case CS_REL_NSUBJ_PASS:
	case CS_REL_NSUBJ_OUTER:
	case CS_REL_OBJ:
	case CS_REL_IOBJ:
	case CS_REL_OBL:
	case CS_REL_OBL_AGENT:
	case CS_REL_OBL_UNMARKED:
	case CS_REL_NMOD:
	case CS_REL_NMOD_POSS:
	case CS_REL_CONJ:
	case CS_REL_ROOT:
	case CS_REL_APPOS:
		return true;
	default:
		return false;
	}
}

static bool inside_name(const cs_doc_t *d, uint32_t i, uint32_t j) /* i < j: in one name */
{
	if (at(d, i)->name == CS_NAME_NONE)
		return false;
	for (uint32_t k = i + 1; k <= j; k++)
		if (at(d, k)->name == CS_NAME_NONE || cs_name_begins(at(d, k)->name))
			return false;
	return true;
}

static bool is_mention(const cs_doc_t *d, uint32_t i)
{
	const cs_word_t *w = at(d, i);

	switch (w->deprel) {
	case CS_REL_FLAT:
	case CS_REL_FIXED:
	case CS_REL_GOESWITH:
	case CS_REL_CASE:
	case CS_REL_CC:
	case CS_REL_MARK:
	case CS_REL_COMPOUND_PRT:
	case CS_REL_NMOD_DESC:
		return false;
	default:
		break;
	}
	switch (w->upos) {
	case CS_POS_NOUN:
	case CS_POS_PROPN:
		if (w->deprel == CS_REL_COMPOUND && w->head != CS_NONE && w->head > i) {
			if (inside_name(d, i, w->head))
				return false;
			if (w->upos == CS_POS_PROPN && at(d, w->head)->upos == CS_POS_PROPN &&
			    at(d, i)->name == CS_NAME_NONE)
				return false;
		}
		return true;
	case CS_POS_PRON:
		return w->xpos != CS_XP_EX && w->xpos != CS_XP_WP && w->xpos != CS_XP_WDT &&
		       w->xpos != CS_XP_WPS;
	case CS_POS_DET:
		return w->deprel != CS_REL_DET && w->deprel != CS_REL_DET_PREDET && w->xpos != CS_XP_WDT &&
		       w->deprel != CS_REL_ADVMOD;
	case CS_POS_NUM:
	case CS_POS_ADJ:
	case CS_POS_X:
		return nominal_place(w->deprel) &&
		       (w->upos != CS_POS_ADJ || cs_child(d, i, CS_REL_DET) != CS_NONE);
	case CS_POS_ADV:
		return cs_listed(w->form, " here there ");
	default:
		return false;
	}
}

static uint64_t hash(const cs_word_t *w)
{
	return cs_hash_lower(w->form);
}

static uint64_t hash_lemma(const cs_word_t *w)
{
	return cs_hash_lower(w->lemma);
}

static uint8_t pron_of(cs_str_t w)
{
	static const struct {
		const char *forms;
		uint8_t pron;
	} all[] = {{" i me my mine myself ", CS_PRON_I},
	           {" we us our ours ourselves ", CS_PRON_WE},
	           {" you your yours yourself yourselves ", CS_PRON_YOU},
	           {" he him his himself ", CS_PRON_HE},
	           {" she her hers herself ", CS_PRON_SHE},
	           {" it its itself ", CS_PRON_IT},
	           {" they them their theirs themselves themself ", CS_PRON_THEY},
	           {" this ", CS_PRON_THIS},
	           {" that ", CS_PRON_THAT},
	           {" these those ", CS_PRON_THESE},
	           {" here there ", CS_PRON_HERE}};

	for (size_t k = 0; k < CS_COUNT(all); k++)
		if (cs_listed(w, all[k].forms))
			return all[k].pron;
	return CS_PRON_OTHER;
}

static void add_key(cs_seen_t *m, uint64_t key)
{
	for (uint32_t k = 0; k < m->n_keys; k++)
		if (m->key[k] == key)
			return;
	if (m->n_keys < CS_COREF_KEYS)
		m->key[m->n_keys++] = key;
}

static void add_mod(cs_seen_t *m, uint64_t mod)
{
	if (m->n_mods < CS_COREF_MODS)
		m->mod[m->n_mods++] = mod;
}

static void determiner(cs_seen_t *m, const cs_word_t *c)
{
	if (c->deprel == CS_REL_NMOD_POSS) {
		m->det = CS_DET_OWNED;
	} else if (c->deprel == CS_REL_DET) {
		m->det = (uint8_t)(cs_listed(c->form, " the ")                     ? CS_DET_THE
		                   : cs_listed(c->form, " a an another ")          ? CS_DET_A
		                   : cs_listed(c->form, " this that these those ") ? CS_DET_THIS
		                                                                   : CS_DET_SOME);
	} else if (c->deprel == CS_REL_NUMMOD) {
		m->number_word = hash(c);
		if (m->det == CS_DET_BARE)
			m->det = CS_DET_COUNT;
	}
}

/* The children: determiner, modifiers, further words of a name. */
static void look_around(const cs_doc_t *d, cs_seen_t *m, uint32_t *first_word)
{
	uint32_t seen = 0;

	for (uint32_t c = at(d, m->word)->child; c != CS_NONE && seen < 24;
	     c = at(d, c)->next, seen++) {
		const cs_word_t *w = at(d, c);
		bool name = w->upos == CS_POS_PROPN;

		determiner(m, w);
		switch (w->deprel) {
		case CS_REL_COP:
			m->copula = true;
			break;
		case CS_REL_FLAT:
			add_key(m, hash(w));
			m->whole = cs_feat_mix(m->whole, hash(w));
			break;
		case CS_REL_COMPOUND:
		case CS_REL_AMOD:
		case CS_REL_NUMMOD:
		case CS_REL_NMOD_POSS:
		case CS_REL_NMOD_DESC:
			if (w->deprel == CS_REL_COMPOUND && name && m->type == CS_M_NAME &&
			    (inside_name(d, c, m->word) || w->name == CS_NAME_NONE))
				add_key(m, hash(w));
			else
				add_mod(m, hash_lemma(w));
			if (c < m->word)
				m->whole = cs_feat_mix(m->whole, hash(w));
			if (c < *first_word && name && m->type == CS_M_NAME && w->deprel == CS_REL_COMPOUND)
				*first_word = c;
			break;
		case CS_REL_NMOD:
			add_mod(m, hash_lemma(w));
			break;
		default:
			break;
		}
	}
}

/* "UNHCR" of "United Nations High Commissioner for Refugees". */
static uint64_t initials_of(const cs_doc_t *d, uint32_t word)
{
	uint32_t b = word, e = word + 1;
	const cs_sent_t *s = &d->sents.p[at(d, word)->sent];
	char c[16];
	uint32_t n = 0;

	if (at(d, word)->name == CS_NAME_NONE)
		return 0;
	while (b > s->words.begin && word - b < 12 && !cs_name_begins(at(d, b)->name) &&
	       at(d, b - 1)->name != CS_NAME_NONE)
		b--;
	while (e < s->words.end && e - word < 12 && at(d, e)->name != CS_NAME_NONE &&
	       !cs_name_begins(at(d, e)->name))
		e++;
	for (uint32_t i = b; i < e && n < sizeof c; i++)
		if (at(d, i)->form.n && cs_is_upper((uint8_t)at(d, i)->form.p[0]))
			c[n++] = (char)(at(d, i)->form.p[0] | 32);
	return n >= 2 ? cs_hash(c, n, 1) : 0;
}

static uint8_t sex_of(const cs_lex_t *lex, const cs_doc_t *d, const cs_seen_t *m, uint32_t first)
{
	static const char men[] =
	    " man men mr sir lord king prince father son brother husband uncle boy "
	    "gentleman businessman chairman spokesman policeman congressman dad guy ";
	static const char women[] =
	    " woman women mrs ms miss lady queen princess mother daughter sister wife "
	    "aunt girl madam spokeswoman chairwoman mom actress widow ";

	for (uint32_t i = first > m->begin ? first - 1 : first; i <= m->word; i++) {
		cs_str_t form = at(d, i)->form;
		if (form.n && form.p[form.n - 1] == '.')
			form.n--; /* "Mr." */
		bool head = i == m->word;
		if (!head && m->type != CS_M_NAME)
			continue;
		if (cs_listed(form, men))
			return 'm';
		if (cs_listed(form, women))
			return 'f';
	}
	if (m->type == CS_M_NAME && lex && m->kind == 1 + CS_ENT_PERSON)
		return (uint8_t)cs_actor_given_sex(lex->actors, at(d, first)->norm_id);
	return 0;
}

/* What the lexicon says a word of its own is. */
static uint8_t kind_of(const cs_lex_t *lex, const cs_word_t *w, bool name)
{
	uint32_t node, al;

	if (!lex || w->norm_id == CS_NONE)
		return 0;
	node = cs_alias_step(lex->actors, 0, w->norm_id);
	al = node == CS_NONE ? CS_NONE : cs_alias_first(lex->actors, node);
	if (al == CS_NONE)
		return 0;
	const cs_alias_t *a = cs_alias_at(lex->actors, al);
	if (a->kind == CS_AL_NOUN || a->kind == CS_AL_PLURAL)
		return cs_agent_at(lex->actors, a->ref)->collective ? 1 + CS_ENT_ORG : 1 + CS_ENT_PERSON;
	if (a->kind == CS_AL_TITLE)
		return 1 + CS_ENT_PERSON;
	if (!name)
		return 0;
	switch (cs_actor_at(lex->actors, a->ref)->kind) {
	case CS_A_STATE:
	case CS_A_TERRITORY:
	case CS_A_PLACE:
		return 1 + CS_ENT_GPE;
	case CS_A_PERSON:
		return 1 + CS_ENT_PERSON;
	default:
		return 1 + CS_ENT_ORG;
	}
}

static void place(const cs_lex_t *lex, const cs_doc_t *d, cs_seen_t *m, uint32_t word)
{
	const cs_word_t *w = at(d, word);
	uint32_t top = word;

	m->sent = w->sent;
	m->par = d->sents.p[w->sent].par;
	for (int i = 0; i < 4 && at(d, top)->deprel == CS_REL_CONJ && at(d, top)->head != CS_NONE; i++)
		top = at(d, top)->head;
	m->conjunct = top != word;
	m->role = at(d, top)->deprel;
	m->gov = at(d, top)->head;
	if (m->gov != CS_NONE) {
		const cs_word_t *g = at(d, m->gov);
		m->gov_lemma = hash_lemma(g);
		m->says = lex && g->upos == CS_POS_VERB && g->lemma_id != CS_NONE &&
		          cs_rel_base((cs_deprel_t)m->role) == CS_REL_NSUBJ &&
		          cs_cues_find(lex->cues, CS_CUE_VERB, g->lemma_id) != CS_NONE;
	}
}

static cs_seen_t mention(const cs_lex_t *lex, const cs_doc_t *d, uint32_t i)
{
	const cs_word_t *w = at(d, i);
	cs_seen_t m = {.word = i, .begin = w->left, .end = w->right};
	uint32_t first = i;
	bool pron = w->upos == CS_POS_PRON || w->upos == CS_POS_DET || w->upos == CS_POS_ADV;

	m.type = pron                                                 ? CS_M_PRONOUN
	         : w->upos == CS_POS_PROPN || w->name != CS_NAME_NONE ? CS_M_NAME
	                                                              : CS_M_NOMINAL;
	m.head = hash(w);
	m.lemma = m.type == CS_M_NAME ? m.head : hash_lemma(w);
	m.capitals = w->form.n > 1 && cs_case(w->form) == CS_UPPER;
	place(lex, d, &m, i);
	if (pron) {
		m.pron = pron_of(w->form);
		m.own = cs_listed(w->form, " myself ourselves yourself yourselves himself herself itself "
		                           "themselves themself ");
		m.sex = m.pron == CS_PRON_HE ? 'm' : m.pron == CS_PRON_SHE ? 'f' : 0;
		m.number = m.pron == CS_PRON_THEY || m.pron == CS_PRON_WE || m.pron == CS_PRON_THESE ? 'p'
		           : m.pron == CS_PRON_OTHER || m.pron == CS_PRON_YOU                        ? 0
		                                                                                     : 's';
		m.kind = m.pron <= CS_PRON_SHE ? 1 + CS_ENT_PERSON : 0;
		if (m.pron == CS_PRON_OTHER)
			look_around(d, &m, &first);
		m.whole = m.head;
		return m;
	}
	m.number = w->xpos == CS_XP_NNS || w->xpos == CS_XP_NNPS ? 'p' : 's';
	if (w->upos == CS_POS_NUM || w->upos == CS_POS_ADJ)
		m.number = 0;
	m.kind = w->name != CS_NAME_NONE ? (uint8_t)(1 + cs_name_type(w->name))
	                                 : kind_of(lex, w, m.type == CS_M_NAME);
	add_key(&m, m.lemma);
	look_around(d, &m, &first);
	m.whole = cs_feat_mix(m.whole, m.lemma);
	if (m.type == CS_M_NAME)
		m.initials = initials_of(d, i);
	m.sex = sex_of(lex, d, &m, first);
	if (m.sex)
		m.kind = 1 + CS_ENT_PERSON;
	return m;
}

/* "Ruritania and Borduria": the word at which it counts, or CS_NONE. */
static uint32_t joined_at(const cs_doc_t *d, uint32_t i)
{
	uint32_t seen = 0;

	for (uint32_t c = at(d, i)->child; c != CS_NONE && seen < 24; c = at(d, c)->next, seen++) {
		uint32_t cc = at(d, c)->deprel == CS_REL_CONJ ? cs_child(d, c, CS_REL_CC) : CS_NONE;
		if (cc != CS_NONE)
			return cc;
	}
	return CS_NONE;
}

/* In the order of their words: the "and" of a mention comes after it. */
static void insert(cs_arena_t *a, cs_seen_vec_t *v, const cs_seen_t *m)
{
	uint32_t i = v->n;

	*CS_PUSH(a, v) = *m;
	for (; i > 0 && v->p[i - 1].word > m->word; i--)
		v->p[i] = v->p[i - 1];
	v->p[i] = *m;
}

void cs_coref_mentions(const cs_lex_t *lex, const cs_doc_t *d, cs_arena_t *scratch,
                       cs_seen_vec_t *out)
{
	uint32_t quote = 0, n_quotes = 0, par = CS_NONE;
	cs_seen_vec_t joined = {0}; /* of this sentence, still to come */
	uint32_t next = 0;

	for (uint32_t i = 0; i < d->words.n; i++) {
		const cs_word_t *w = at(d, i);

		if (par != d->sents.p[w->sent].par) {
			par = d->sents.p[w->sent].par;
			quote = 0;
		}
		if (w->xpos == CS_XP_OPENQ || w->xpos == CS_XP_CLOSEQ)
			quote = quote ? 0 : ++n_quotes;
		while (next < joined.n && joined.p[next].word <= i) {
			joined.p[next].quote = quote;
			*CS_PUSH(scratch, out) = joined.p[next++];
		}
		if (!is_mention(d, i))
			continue;
		cs_seen_t m = mention(lex, d, i);
		m.quote = quote;
		*CS_PUSH(scratch, out) = m;
		uint32_t cc = w->deprel == CS_REL_CONJ ? CS_NONE : joined_at(d, i);
		if (cc == CS_NONE || cc <= i)
			continue;
		cs_seen_t j = m;
		j.word = cc;
		j.joined = true;
		j.number = 'p';
		j.sex = 0;
		j.type = CS_M_NOMINAL;
		j.pron = CS_PRON_NONE;
		j.whole = cs_feat_mix(m.whole, 7);
		for (uint32_t c = w->child, k = 0; c != CS_NONE && k < 24; c = at(d, c)->next, k++)
			if (at(d, c)->deprel == CS_REL_CONJ) {
				add_key(&j, hash(at(d, c)));
				j.whole = cs_feat_mix(j.whole, hash(at(d, c)));
			}
		j.n_mods = 0;
		insert(scratch, &joined, &j);
	}
}
