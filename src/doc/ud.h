/* ud.h - the closed vocabularies of Universal Dependencies v2 for English, as enums.
 * Source: universaldependencies.org guidelines v2; Penn tags as in the English treebanks. */
#ifndef CS_UD_H
#define CS_UD_H
#include "base/base.h"

/* clang-format off */
#define CS_UPOS_LIST(X) \
	X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN) \
	X(PUNCT) X(SCONJ) X(SYM) X(VERB) X(X)
#define CS_XPOS_LIST(X)                                                                           \
	X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN") X(JJ, "JJ")           \
	X(JJR, "JJR") X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NN, "NN") X(NNP, "NNP")                 \
	X(NNPS, "NNPS") X(NNS, "NNS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$")       \
	X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH")     \
	X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ")             \
	X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(ADD, "ADD") X(AFX, "AFX")             \
	X(GW, "GW") X(NFP, "NFP") X(HYPH, "HYPH") X(LRB, "-LRB-") X(RRB, "-RRB-") X(COMMA, ",")       \
	X(COLON, ":") X(PERIOD, ".") X(OPENQ, "``") X(CLOSEQ, "''") X(DOLLAR, "$") X(XX, "XX")
#define CS_DEPREL_LIST(X)                                                                         \
	X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl")                     \
	X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos")           \
	X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc")                             \
	X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(COMPOUND, "compound")                         \
	X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj")               \
	X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass") X(DEP, "dep") X(DET, "det")         \
	X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated")             \
	X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj")     \
	X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc")                     \
	X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj")                 \
	X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj")   \
	X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan")   \
	X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum")                       \
	X(VOCATIVE, "vocative") X(XCOMP, "xcomp")
/* clang-format on */

#define X(a) CS_POS_##a,
typedef enum cs_upos { CS_UPOS_LIST(X) CS_N_UPOS } cs_upos_t;
#undef X
#define X(a, s) CS_XP_##a,
typedef enum cs_xpos { CS_XPOS_LIST(X) CS_N_XPOS } cs_xpos_t;
#undef X
#define X(a, s) CS_REL_##a,
typedef enum cs_deprel { CS_DEPREL_LIST(X) CS_N_DEPREL } cs_deprel_t;
#undef X

const char *cs_upos_name(cs_upos_t);
const char *cs_xpos_name(cs_xpos_t);
const char *cs_deprel_name(cs_deprel_t);
/* The value of a name, or CS_N_…; old names (nmod:tmod, obl:npmod …) map to their successors. */
cs_upos_t cs_upos_of(cs_str_t);
cs_xpos_t cs_xpos_of(cs_str_t);
cs_deprel_t cs_deprel_of(cs_str_t);
#endif
