/* int.h - what the files of prop share among themselves. The passes over a sentence:
 *
 *   prop.c     words in pre-order ──▶ visit(word): frame? ──▶ its own arguments (collect.c), its
 * flags (flags.c) ──▶ what it shares with the frames above it (control.c) ──▶ light verb and noun
 * made one (merge.c) ──▶ frames in text order into the document
 *
 * Pre-order means that a frame is complete before anything below it asks for its subject. */
#ifndef CS_PROP_INT_H
#define CS_PROP_INT_H
#include "lex/light.h"
#include "prop/prop.h"
#include "prop/words.h"

/* No frame has more arguments: a bound for broken trees, in which one word heads hundreds. */
enum { CS_PROP_MAX_ARGS = 48 };

typedef struct prop_arg {
	cs_arg_t a; /* a.frame is filled at the end */
	uint32_t next;
} prop_arg_t;

typedef struct prop_frame {
	cs_frame_t f;
	uint32_t first, last, n; /* arguments, into prop_t.args */
	uint32_t at;             /* the word whose relation tells where the clause or phrase hangs */
	uint32_t surf;           /* word of the grammatical subject, also a shared one; or CS_NONE */
	uint32_t
	    gap; /* what a relative clause is about, as long as it has no place in it; or CS_NONE */
	uint32_t into;    /* of a light verb: the noun's frame; else CS_NONE */
	uint32_t quote;   /* of a verb of saying beside its quotation: the quotation's frame's word */
	uint8_t be;       /* 1: the frame of a copula, whose predicate stands in CS_SLOT_ATTR */
	uint8_t nominal;  /* 1: its word is a noun or pronoun, so its phrases are a noun's */
	uint8_t own_subj; /* 1: the grammatical subject stands in its own clause */
	/* auxiliaries and marks, as flags.c found them */
	uint8_t have, have_be, has_aux, to, finite;
} prop_frame_t;

typedef struct prop {
	const cs_lex_t *lex;
	cs_doc_t *d;
	cs_arena_t *scratch;
	cs_range_t in; /* words of the sentence */
	uint8_t sent_flags;
	/* by word - in.begin */
	uint32_t *own;    /* the frame of the word itself, or CS_NONE */
	uint32_t *clause; /* the copula's frame of which it is the predicate, or CS_NONE */
	uint32_t *ante;   /* of a relative pronoun: what it stands for; else CS_NONE */
	uint32_t *order;  /* words in pre-order */
	uint32_t n_order;
	CS_VEC(prop_frame_t) fr;
	CS_VEC(prop_arg_t) args;
} prop_t;

static inline cs_word_t *pw(const prop_t *p, uint32_t i)
{
	return &p->d->words.p[i];
}
static inline cs_deprel_t rel(const prop_t *p, uint32_t i)
{
	return (cs_deprel_t)p->d->words.p[i].deprel;
}
static inline cs_deprel_t base(const prop_t *p, uint32_t i)
{
	return cs_rel_base(rel(p, i));
}
static inline bool lemma(const prop_t *p, uint32_t i, const char *z)
{
	return cs_eqz(p->d->words.p[i].lemma, z);
}
/* First child, next sibling: only words of this sentence (a broken head might lead out of it). */
static inline uint32_t kid(const prop_t *p, uint32_t w)
{
	uint32_t c = p->d->words.p[w].child;
	return c >= p->in.begin && c < p->in.end ? c : CS_NONE;
}
static inline uint32_t sib(const prop_t *p, uint32_t w)
{
	uint32_t c = p->d->words.p[w].next;
	return c >= p->in.begin && c < p->in.end ? c : CS_NONE;
}
/* The word above, or CS_NONE. */
static inline uint32_t up(const prop_t *p, uint32_t w)
{
	uint32_t h = p->d->words.p[w].head;
	return h >= p->in.begin && h < p->in.end ? h : CS_NONE;
}
static inline uint32_t own(const prop_t *p, uint32_t w)
{
	return p->own[w - p->in.begin];
}
/* The frame of the clause or phrase headed by w: its own, or that of its copula. */
static inline uint32_t frame_at(const prop_t *p, uint32_t w)
{
	uint32_t f = p->own[w - p->in.begin];
	return f != CS_NONE ? f : p->clause[w - p->in.begin];
}
static inline bool nounish(const prop_t *p, uint32_t w)
{
	uint8_t u = pw(p, w)->upos;
	return u == CS_POS_NOUN || u == CS_POS_PROPN || u == CS_POS_PRON || u == CS_POS_NUM ||
	       u == CS_POS_SYM || u == CS_POS_X || u == CS_POS_DET;
}

/* collect.c */
uint32_t cs_prop_arg(prop_t *, uint32_t f, cs_slot_t, cs_str_t prep, uint32_t head, bool inherited);
void cs_prop_drop(prop_t *, uint32_t f, cs_slot_t, uint32_t head); /* takes one argument out */
/* The first argument in this slot, or NULL; good until the next argument is added. */
prop_arg_t *cs_prop_first(prop_t *, uint32_t f, cs_slot_t);
cs_str_t cs_prop_case(prop_t *, uint32_t w); /* the prepositions over a noun, joined by blanks */
cs_str_t cs_prop_mark(prop_t *, uint32_t w); /* the marks of a clause, without "to" and "that" */
bool cs_prop_to(const prop_t *, uint32_t w); /* is it a to-infinitive? */
void cs_prop_subject(prop_t *, uint32_t f, uint32_t head, bool inherited); /* the grammatical one */
void cs_prop_collect(prop_t *, uint32_t f);
/* flags.c */
bool cs_prop_passive(const prop_t *, uint32_t w);
bool cs_prop_main_verb(const prop_t *, uint32_t w); /* a participle that is the sentence's verb */
void cs_prop_flags(prop_t *, uint32_t f);
void cs_prop_no(prop_t *, uint32_t f); /* negation that stands in an argument: "no agreement" */
/* control.c */
void cs_prop_share(prop_t *, uint32_t f);
/* merge.c */
void cs_prop_merge(prop_t *, uint32_t noun);
void cs_prop_merge_below(prop_t *, uint32_t verb);
bool cs_prop_noun_pred(const prop_t *, uint32_t w);
#endif
