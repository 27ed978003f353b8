/* inflect.c - undoes English inflection, towards the words of the lexicon.
 *
 * A lemmatiser that learns from treebanks has not seen every verb of the news ("boycotted",
 * "shelled"). The lexicon has them, so that a guess can be checked: candidates by the spelling
 * rules for -s, -ed and -ing (final e, doubled consonant, y), the first that is in the vocabulary
 * wins. Irregular verbs are a closed class and stand in a table. Cost: a few look-ups, for words
 * only whose lemma is in doubt. */
#include "lex/inflect.h"

#include "lex/cues.h"
#include "lex/light.h"
#include "lex/rules.h"

/* clang-format off */
static const struct {
	const char *form, *lemma;
} irregular[] = {
	{"abode", "abide"}, {"arisen", "arise"}, {"arose", "arise"}, {"ate", "eat"},
	{"awoke", "awake"}, {"awoken", "awake"}, {"bade", "bid"}, {"beat", "beat"}, {"beaten", "beat"},
	{"became", "become"}, {"befallen", "befall"}, {"befell", "befall"}, {"began", "begin"},
	{"begot", "beget"}, {"begun", "begin"}, {"bent", "bend"}, {"bestrode", "bestride"},
	{"bidden", "bid"}, {"bit", "bite"}, {"bitten", "bite"}, {"bled", "bleed"}, {"blew", "blow"},
	{"blown", "blow"}, {"bore", "bear"}, {"borne", "bear"}, {"bought", "buy"}, {"bound", "bind"},
	{"bred", "breed"}, {"broke", "break"}, {"broken", "break"}, {"brought", "bring"},
	{"built", "build"}, {"burnt", "burn"}, {"came", "come"}, {"caught", "catch"},
	{"chose", "choose"}, {"chosen", "choose"}, {"cleft", "cleave"}, {"clove", "cleave"},
	{"clung", "cling"}, {"crept", "creep"}, {"dealt", "deal"}, {"did", "do"}, {"done", "do"},
	{"dove", "dive"}, {"drank", "drink"}, {"drawn", "draw"}, {"dreamt", "dream"}, {"drew", "draw"},
	{"driven", "drive"}, {"drove", "drive"}, {"drunk", "drink"}, {"dug", "dig"},
	{"dwelt", "dwell"}, {"fallen", "fall"}, {"fed", "feed"}, {"fell", "fall"}, {"felt", "feel"},
	{"fled", "flee"}, {"flew", "fly"}, {"flown", "fly"}, {"flung", "fling"}, {"forbade", "forbid"},
	{"forbidden", "forbid"}, {"foresaw", "foresee"}, {"foreseen", "foresee"},
	{"foretold", "foretell"}, {"forgave", "forgive"}, {"forgiven", "forgive"},
	{"forgone", "forgo"}, {"forgot", "forget"}, {"forsaken", "forsake"}, {"forsook", "forsake"},
	{"forwent", "forgo"}, {"fought", "fight"}, {"found", "find"}, {"froze", "freeze"},
	{"frozen", "freeze"}, {"gainsaid", "gainsay"}, {"gave", "give"}, {"given", "give"},
	{"gone", "go"}, {"got", "get"}, {"gotten", "get"}, {"grew", "grow"}, {"ground", "grind"},
	{"grown", "grow"}, {"had", "have"}, {"hamstrung", "hamstring"}, {"heard", "hear"},
	{"held", "hold"}, {"hewn", "hew"}, {"hid", "hide"}, {"hidden", "hide"}, {"hung", "hang"},
	{"kept", "keep"}, {"knelt", "kneel"}, {"knew", "know"}, {"known", "know"}, {"laid", "lay"},
	{"lain", "lie"}, {"leant", "lean"}, {"leapt", "leap"}, {"learnt", "learn"}, {"led", "lead"},
	{"left", "leave"}, {"lent", "lend"}, {"lit", "light"}, {"lost", "lose"}, {"made", "make"},
	{"meant", "mean"}, {"met", "meet"}, {"misled", "mislead"}, {"misspent", "misspend"},
	{"mistaken", "mistake"}, {"mistook", "mistake"}, {"misunderstood", "misunderstand"},
	{"mowed", "mow"}, {"mown", "mow"}, {"outdid", "outdo"}, {"outdone", "outdo"},
	{"outfought", "outfight"}, {"outgrew", "outgrow"}, {"outran", "outrun"},
	{"outshone", "outshine"}, {"overate", "overeat"}, {"overbuilt", "overbuild"},
	{"overcame", "overcome"}, {"overdrew", "overdraw"}, {"overfed", "overfeed"},
	{"overheard", "overhear"}, {"overran", "overrun"}, {"overridden", "override"},
	{"overrode", "override"}, {"oversaw", "oversee"}, {"overslept", "oversleep"},
	{"overspent", "overspend"}, {"overtaken", "overtake"}, {"overthrew", "overthrow"},
	{"overthrown", "overthrow"}, {"overtook", "overtake"}, {"paid", "pay"}, {"partook", "partake"},
	{"pleaded", "plead"}, {"pled", "plead"}, {"prepaid", "prepay"}, {"proven", "prove"},
	{"ran", "run"}, {"rang", "ring"}, {"rebuilt", "rebuild"}, {"redrawn", "redraw"},
	{"redrew", "redraw"}, {"remade", "remake"}, {"rent", "rend"}, {"repaid", "repay"},
	{"resent", "resend"}, {"resold", "resell"}, {"retaken", "retake"}, {"rethought", "rethink"},
	{"retold", "retell"}, {"retook", "retake"}, {"rewritten", "rewrite"}, {"rewrote", "rewrite"},
	{"ridden", "ride"}, {"risen", "rise"}, {"rode", "ride"}, {"rose", "rise"}, {"rung", "ring"},
	{"said", "say"}, {"sang", "sing"}, {"sank", "sink"}, {"sat", "sit"}, {"saw", "see"},
	{"seen", "see"}, {"sent", "send"}, {"sewn", "sew"}, {"shaken", "shake"}, {"shaven", "shave"},
	{"shod", "shoe"}, {"shone", "shine"}, {"shook", "shake"}, {"shorn", "shear"},
	{"shot", "shoot"}, {"shown", "show"}, {"shrank", "shrink"}, {"shrunk", "shrink"},
	{"slain", "slay"}, {"slept", "sleep"}, {"slew", "slay"}, {"slid", "slide"}, {"slung", "sling"},
	{"slunk", "slink"}, {"smitten", "smite"}, {"smote", "smite"}, {"sold", "sell"},
	{"sought", "seek"}, {"sown", "sow"}, {"spat", "spit"}, {"sped", "speed"}, {"spelt", "spell"},
	{"spent", "spend"}, {"spilt", "spill"}, {"spoilt", "spoil"}, {"spoke", "speak"},
	{"spoken", "speak"}, {"sprang", "spring"}, {"sprung", "spring"}, {"spun", "spin"},
	{"stank", "stink"}, {"stole", "steal"}, {"stolen", "steal"}, {"stood", "stand"},
	{"stricken", "strike"}, {"stridden", "stride"}, {"striven", "strive"}, {"strode", "stride"},
	{"strove", "strive"}, {"struck", "strike"}, {"strung", "string"}, {"stuck", "stick"},
	{"stung", "sting"}, {"sung", "sing"}, {"sunk", "sink"}, {"swam", "swim"}, {"swept", "sweep"},
	{"swollen", "swell"}, {"swore", "swear"}, {"sworn", "swear"}, {"swung", "swing"},
	{"taken", "take"}, {"taught", "teach"}, {"thought", "think"}, {"threw", "throw"},
	{"thriven", "thrive"}, {"throve", "thrive"}, {"thrown", "throw"}, {"told", "tell"},
	{"took", "take"}, {"tore", "tear"}, {"torn", "tear"}, {"trod", "tread"}, {"trodden", "tread"},
	{"undergone", "undergo"}, {"underpaid", "underpay"}, {"undersold", "undersell"},
	{"understood", "understand"}, {"undertaken", "undertake"}, {"undertook", "undertake"},
	{"underwent", "undergo"}, {"undid", "undo"}, {"undone", "undo"}, {"unmade", "unmake"},
	{"unwound", "unwind"}, {"upheld", "uphold"}, {"waylaid", "waylay"}, {"went", "go"},
	{"wept", "weep"}, {"wetted", "wet"}, {"withdrawn", "withdraw"}, {"withdrew", "withdraw"},
	{"withheld", "withhold"}, {"withstood", "withstand"}, {"woke", "wake"}, {"woken", "wake"},
	{"won", "win"}, {"wore", "wear"}, {"worn", "wear"}, {"wound", "wind"}, {"wove", "weave"},
	{"woven", "weave"}, {"written", "write"}, {"wrote", "write"}, {"wrung", "wring"}};
/* clang-format on */

enum { LONGEST = 40 };

static bool vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool cs_inflect_is_verb(const cs_lex_t *lex, uint32_t id)
{
	return id != CS_NONE && ((lex->rules && cs_rules_first(lex->rules, id, 0 /* a verb */)) ||
	                         (lex->cues && cs_cues_find(lex->cues, CS_CUE_VERB, id) != CS_NONE) ||
	                         (lex->light && cs_light_find(lex->light, id)));
}

/* The word made of the first n letters of s and an ending, where the vocabulary has it; `verbs`:
 * as a verb. */
static uint32_t try_word(const cs_lex_t *lex, cs_str_t s, uint32_t n, const char *ending,
                         bool verbs)
{
	char word[LONGEST + 4];
	size_t more = strlen(ending);
	if (n < 2 || n >= LONGEST || more > LONGEST - n)
		return CS_NONE;
	memcpy(word, s.p, n);
	memcpy(word + n, ending, more);
	uint32_t id = cs_intern_find(&lex->words, cs_str(word, n + more));
	return verbs && !cs_inflect_is_verb(lex, id) ? CS_NONE : id;
}

/* Before -ed and -ing: a doubled consonant, a final e, or neither. */
static uint32_t stem(const cs_lex_t *lex, cs_str_t s, uint32_t n, bool verbs)
{
	uint32_t id = CS_NONE;
	if (n < 2)
		return CS_NONE;
	bool twice = n > 2 && s.p[n - 1] == s.p[n - 2] && !vowel(s.p[n - 1]);
	bool open =
	    n > 2 && !vowel(s.p[n - 1]) && vowel(s.p[n - 2]) && !vowel(s.p[n - 3]); /* "hop-ed": hope */
	if (open)
		id = try_word(lex, s, n, "e", verbs);
	if (id == CS_NONE)
		id = try_word(lex, s, n, "", verbs);
	if (id == CS_NONE && twice)
		id = try_word(lex, s, n - 1, "", verbs);
	if (id == CS_NONE && !open)
		id = try_word(lex, s, n, "e", verbs);
	return id;
}

static uint32_t of_verb(const cs_lex_t *lex, cs_str_t s, bool verbs)
{
	uint32_t id = CS_NONE;
	if (cs_ends(s, "ied"))
		id = try_word(lex, s, s.n - 3, "y", verbs);
	if (id == CS_NONE && cs_ends(s, "ed"))
		id = stem(lex, s, s.n - 2, verbs);
	if (id == CS_NONE && cs_ends(s, "ying"))
		id = try_word(lex, s, s.n - 4, "ie", verbs);
	if (id == CS_NONE && cs_ends(s, "ing"))
		id = stem(lex, s, s.n - 3, verbs);
	return id;
}

static uint32_t of_plural(const cs_lex_t *lex, cs_str_t s, bool verbs)
{
	uint32_t id = CS_NONE;
	if (cs_ends(s, "ies"))
		id = try_word(lex, s, s.n - 3, "y", verbs);
	if (id == CS_NONE && cs_ends(s, "s") && !cs_ends(s, "ss"))
		id = try_word(lex, s, s.n - 1, "", verbs);
	if (id == CS_NONE && cs_ends(s, "es"))
		id = try_word(lex, s, s.n - 2, "", verbs);
	if (id == CS_NONE && cs_ends(s, "ves"))
		id = try_word(lex, s, s.n - 3, "f", verbs);
	return id;
}

uint32_t cs_inflect_find(const cs_lex_t *lex, cs_str_t s, bool verb)
{
	uint32_t id = CS_NONE;
	if (s.n < 4 - (verb ? 1u : 0u) || s.n > LONGEST)
		return CS_NONE;
	for (size_t i = 0; verb && i < CS_COUNT(irregular); i++)
		if (cs_eqz(s, irregular[i].form))
			return cs_intern_find(&lex->words, cs_strz(irregular[i].lemma));
	/* a verb of rules and cues before any other word: "bombed" is no inflection of a name "Bom" */
	for (int verbs = verb; verbs >= 0 && id == CS_NONE; verbs--) {
		if (verb)
			id = of_verb(lex, s, verbs);
		if (id == CS_NONE)
			id = of_plural(lex, s, verbs);
	}
	return id;
}
