/* words.h - the closed classes of English grammar that the layer asks for. */
#ifndef CS_PROP_WORDS_H
#define CS_PROP_WORDS_H
#include "base/base.h"

typedef enum cs_prop_class {
	CS_WC_BLAME,      /* "accused X's rivals of planning": the object acts, whatever owns it */
	CS_WC_PROMISE,    /* with an object, the subject still acts: promise, threaten */
	CS_WC_INFINITIVE, /* "to" + verb after it is a complement, whatever the tree calls it */
	CS_WC_SEND,       /* "sent troops to attack": the object acts in the purpose clause */
	CS_WC_RAISE,      /* the infinitive is the clause's real predicate: seem, begin, continue */
	CS_WC_FUTURE,     /* "expected to", "set to", "due to" */
	CS_WC_TOUGH,      /* "hard to defeat": the subject is the infinitive's object */
	CS_WC_SAY,        /* stands beside its quotation */
	CS_WC_TELL,       /* likewise, with the one who is told as object */
	CS_WC_LINK,       /* become, remain: what follows is an attribute */
	CS_WC_NO_OBJECT,  /* takes no object, so shares none */
	CS_WC_NOBODY,     /* nobody, nothing, none */
	CS_WC_NEGATION,   /* not, never */
	CS_WC_TIME,       /* day, week, Monday, March */
	CS_WC_OF_COMP,    /* prepositions before a gerund that is a complement: of, from, for, … */
	CS_WC_PHRASE,     /* nouns of complex prepositions: in front of, in response to */
	CS_WC_NEVER,      /* "at no time", "under no circumstances" */
	CS_WC_AIM,        /* "the aim is to …": no subject of what follows */
	CS_WC_IF,         /* first words of conditions: if, unless, provided */
	CS_WC_ASK,        /* "if" after them is "whether" */
	CS_N_WC
} cs_prop_class_t;
bool cs_prop_is(cs_prop_class_t, cs_str_t lemma);
#endif
