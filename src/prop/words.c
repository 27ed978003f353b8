/* words.c - the closed classes of English grammar that the layer asks for, each a list of lemmas.
 * They are grammar, not knowledge of politics: what an act is stands in the lexicon. Source: our
 * own, after the classes of control and raising verbs in the grammars of English (Huddleston &
 * Pullum 2002, chapters 3, 8 and 14, for the distinctions). Cost: each question is asked at a
 * few words of a sentence only, and first compares lengths. */
#include "prop/words.h"

/* clang-format off */
static const char *const promise[] = {"promise", "threaten", "vow", "swear", "pledge", "agree",
                                      "offer", "guarantee", "commit", "undertake", "warn", NULL};
static const char *const infinitive[] = {
	"threaten", "vow",     "pledge",  "promise",   "agree",    "refuse",   "decline",  "plan",
	"want",     "wish",    "intend",  "try",       "attempt",  "seek",     "fail",     "decide",
	"offer",    "order",   "urge",    "ask",       "tell",     "call",     "appeal",   "demand",
	"force",    "allow",   "permit",  "persuade",  "convince", "encourage", "invite",  "press",
	"pressure", "expect",  "prepare", "hope",      "continue", "begin",    "start",    "cease",
	"manage",   "need",    "warn",    "command",   "instruct", "direct",   "compel",   "oblige",
	"require",  "request", "beg",     "implore",   "swear",    "vote",     "resolve",  "propose",
	"threat",   "dare",    "hesitate", "aim",      "consent",  "choose",   "pretend",  "authorize",
	"authorise", "forbid", "enable",  "cause",     "lead",     "get",      "struggle", "strive",
	"undertake", "commit", "oblige",  "push",      "lobby",    "pressurise", "pressurize", "coax",
	"advise",   "exhort",  "entreat", "challenge", "remind",   "teach",    "help",     "claim",
	"volunteer", "opt",    "elect",   "consider",  "schedule", "set",      "due",      "arrange",
	"move",     "conspire", "plot",   "scramble",  "appear",   "seem",     "tend",     "have",
	"go",       "be",      "mull",    "bid",       "prompt",   "spur",     "induce",   "motivate",
	"inspire",  "provoke", "entice",  "tempt",     "embolden", "empower",  "assist",   "trust",
	"implore",  "beseech", "prod",    "nudge",     "cajole",   "goad",     "incite",   "assign",
	"nominate", "designate", "train", "recruit",   "hire",     NULL};
static const char *const send[] = {"send",   "dispatch", "deploy", "hire",  "recruit", "train",
                                   "pay",    "invite",   "order",  "urge",  "ask",     "tell",
                                   "force",  "allow",    "get",    "lead",  "cause",   "push",
                                   "bring",  "summon",   "call",   "authorise", "authorize",
                                   "instruct", "direct", "appoint", NULL};
static const char *const raise[] = {"seem",  "appear", "begin",  "start", "continue", "resume", "go",
                                    "have",  "need",   "tend",   "be",    "happen",   "keep",
                                    "expect", "set",   "likely", "unlikely", "due",   "about",
                                    "able",  "unable", "schedule", "slate", "poise",  "poised",
                                    "bound", "certain", "sure",  "suppose", "believe", "think",
                                    "report", "know", "say", "allege", "help", "dare", "get",
                                    "come", NULL};
static const char *const future[] = {"expect", "set",    "due",  "schedule", "slate", "poise",
                                     "poised", "likely", "unlikely", "about", "bound", "certain",
                                     "sure",   "suppose", NULL};
static const char *const tough[] = {"hard", "difficult", "easy", "tough", "impossible", NULL};
static const char *const say[] = {
	"say",    "add",   "announce", "report",  "claim",    "declare", "state",  "note",  "insist",
	"argue",  "vow",   "stress",   "confirm", "explain",  "write",   "tweet",  "ask",   "reply",
	"respond", "predict", "admit", "acknowledge", "pledge", "warn",  "tell",   "complain", "suggest",
	"promise", "threaten", "conclude", "allege", "think",  "believe", "hope",  "fear",  NULL};
static const char *const tell[] = {"tell", "inform", "warn", "assure", "remind", "ask", "urge", NULL};
static const char *const linking[] = {"be",    "become", "remain", "seem", "appear", "stay", "feel",
                                      "prove", "look",   "turn",   "go",   "sound",  "get",  "keep",
                                      NULL};
static const char *const no_object[] = {
	"come", "go",   "arrive", "return", "travel", "gather", "march", "stand", "sit",   "die",
	"fall", "rise", "rally",  "appear", "flee",   "fly",    "wait",  "speak", "talk",  "agree",
	"meet", "run",  "move",   "stop",   "continue", "begin", "start", "respond", "react", "retaliate",
	"apologise", "apologize", "resign", "live", "work", "protest", "say", "try", "be", "remain", NULL};
static const char *const nobody[] = {"nobody", "none", "nothing", "neither", "no-one", "nowhere",
                                     NULL};
static const char *const negation[] = {"not", "never", "n't", "n’t", "nt", "hardly", "scarcely",
                                       "barely", "neither", "nor", "nowise", NULL};
static const char *const time[] = {
	"day",     "week",     "month",     "year",     "today",    "tomorrow", "yesterday", "tonight",
	"morning", "afternoon", "evening",  "night",    "monday",   "tuesday",  "wednesday", "thursday",
	"friday",  "saturday", "sunday",    "january",  "february", "march",    "april",     "may",
	"june",    "july",     "august",    "september", "october", "november", "december",  "hour",
	"minute",  "decade",   "century",   "weekend",  "time",     "noon",     "midnight",  "jan.",
	"feb.",    "mar.",     "apr.",      "jun.",     "jul.",     "aug.",     "sept.",     "sep.",
	"oct.",    "nov.",     "dec.",      "jan",      "feb",      "mar",      "apr",       "jun",
	"jul",     "aug",      "sept",      "sep",      "oct",      "nov",      "dec",       "spring",
	"summer",  "autumn",   "winter",    "fall",     "second",   "moment",   "period",    "end",
	"mon",     "tue",      "wed",       "thu",      "fri",      "sat",      "sun",       "quarter",
	"dawn",    "dusk",     "later",     "ago",      "deadline", NULL};
static const char *const of_comp[] = {"of",  "from", "for",  "against", "to",   "about",  "with",
                                      "in",  "on",   "over", "at",      "into", "as",     "toward",
                                      "towards", NULL};
static const char *const phrase[] = {
	"front",    "response",  "support",      "favor",     "favour",     "behalf",   "cooperation",
	"co-operation", "coordination", "co-ordination", "collaboration", "connection", "conjunction",
	"line",     "exchange",  "return",       "protest",   "retaliation", "addition", "relation",
	"light",    "wake",      "aftermath",    "event",     "face",       "presence", "absence",
	"spite",    "defiance",  "violation",    "breach",    "opposition", "reaction", "reply",
	"contrast", "accordance", "compliance",  "search",    "pursuit",    "charge",   "honor",
	"honour",   "respect",   "terms",        "term",      "case",       "place",    "lieu",
	"hand",     "sideline",  "request",      "invitation", "behest",    "partnership", "concert",
	"solidarity", "alliance", "agreement",   "means",     "way",        "account",  "ground",
	"revenge",  "reprisal",  "preparation",  "part",      "order",      "instruction", NULL};
static const char *const never[] = {"time", "circumstance", "condition", "way", "account", "case",
                                    NULL};

static const char *const aim[] = {
	"aim",  "goal",     "plan",   "purpose",  "objective", "task",   "idea", "mission", "hope",
	"decision", "intention", "priority", "job", "point",   "strategy", "policy", "way", "challenge",
	"role", "thing",    "step",   "option",   "choice",    "ambition", "problem", "proposal",
	"duty", "dream", "wish", "desire", "trick", "answer", "solution", "question", "intent", "effort", "move",
	"alternative", "demand", "order", "instruction", "one", "best", "least", NULL};
static const char *const condition[] = {"if", "unless", "provided", "providing", "assuming", "lest",
                                        "provide", "assume", NULL};

static const char *const ask[] = {"ask",  "wonder", "know",  "see",   "determine", "decide",
                                  "question", "doubt", "check", "tell", "inquire", "enquire",
                                  "learn", "find", "sure",  "clear", "unclear", "consider",
                                  "care", "matter", "examine", "assess", "remember", NULL};

static const char *const blame[] = {"accuse", "suspect", "convict", "acquit", NULL};

static const char *const *const lists[CS_N_WC] = {
	[CS_WC_BLAME] = blame,
	[CS_WC_PROMISE] = promise,   [CS_WC_INFINITIVE] = infinitive, [CS_WC_SEND] = send,
	[CS_WC_RAISE] = raise,       [CS_WC_FUTURE] = future,         [CS_WC_TOUGH] = tough,
	[CS_WC_SAY] = say,           [CS_WC_TELL] = tell,             [CS_WC_LINK] = linking,
	[CS_WC_NO_OBJECT] = no_object, [CS_WC_NOBODY] = nobody,       [CS_WC_NEGATION] = negation,
	[CS_WC_TIME] = time,         [CS_WC_OF_COMP] = of_comp,       [CS_WC_PHRASE] = phrase,
	[CS_WC_NEVER] = never,       [CS_WC_AIM] = aim,               [CS_WC_IF] = condition,
	[CS_WC_ASK] = ask,
};

/* clang-format on */

/* Equal but for the case of ASCII letters: a tagger may leave "Monday" or a headline's "Set". */
static bool same(cs_str_t s, const char *z)
{
	for (uint32_t i = 0; i < s.n; i++) {
		uint8_t c = (uint8_t)s.p[i];

		if (cs_is_upper(c))
			c = (uint8_t)(c + ('a' - 'A'));
		if (!c || (uint8_t)z[i] != c) /* ends at z's terminator too */
			return false;
	}
	return z[s.n] == '\0';
}

bool cs_prop_is(cs_prop_class_t k, cs_str_t s)
{
	for (const char *const *z = lists[k]; *z; z++)
		if (same(s, *z))
			return true;
	return false;
}
