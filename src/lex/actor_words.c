/* actor_words.c - words of English that are also names. An alias all of whose atoms stand here has
 * to be written as the lexicon gives it: "US" is not "us", "Turkey" not "turkey", "the White
 * House" not "a white house". A closed list of function words, and of common words that names of
 * states, organisations and politicians are known to collide with; `{case}` in the lexicon serves
 * for whatever is missing here. */
#include "lex/actor_int.h"

static const char words[] =
	"a all am an and any are as at be but by can did do for from go had has have he her him his how "
	"i if in is it its me more most my no nor not now of off on one or our out she so some than that "
	"the them then they this to too up us was we were what when where which who will with you "
	"may might must shall should would could "
	"age aid air aim amazon angle apple arab arch area arm arms army art asylum axis baker ball ban "
	"band bank banks bar barber base bath battle bay bear beer bell best big bill bird bishop bit "
	"black blue blunt board bolt bond book booker boot bow box boy brave bread bridge brook brooks "
	"brown buck buffalo bull burns bush butler cable camp cane car care carpenter case cash castle "
	"cat cell center central centre chad chain chair chamber chambers chance change charity charter "
	"chase chile china church city clay clever cleverly cliff close coal coast cobra code cold "
	"college combat common commons commonwealth community congo congress conservative "
	"conservatives contact cook cooper cork corn council court crane cross crow crown cruise curry "
	"customs dam dash date dawn day days deal dean defence defense democrat democrats department "
	"dexter diamond dole door dove draper drum duke eagle east easter eastern economist eight elder "
	"elections elite emperor empire energy england english era eta europe exchange express face fair "
	"faith farm farmer father fed federal field fields fifth finish fire first fish fisher flake "
	"fleet flint flood flow flowers foot force forces ford foreign forest fort forum foster found "
	"foundation fox frank free freedom french friday front frost future game gap gardener gas gate "
	"gates gay gem general german giant globe glory gold golden good gore gown grace graham grand "
	"grant grass gray great greek green greens grey grill ground group guard guardian guinea gulf "
	"hall ham hand hard hawk hay head health heart heath heavy herald high hill hills hind hip "
	"holder home homeland hood hook hope horn horse host hot house houses hull human hunt hunter ice "
	"independent india ink inter interior internal iron island islands ivory jack jade jam japan jersey "
	"jet job john join joint jordan journal judge june justice keen key kind king kings knight labor "
	"labour lake lamb land lane large last late latter law lawless laws lead leader leaders league "
	"lee left legion lens less liberal liberals liberation liberty life light lily line lion list "
	"little lock long lord lords love low lower mail main major mail male mali man manning march "
	"mark marsh marshal mason master match mayor meta mild mile mill miller ministry mint mirror "
	"mobile model monday monitor moon moore moral more morning mother mount mouse movement music nasty "
	"nation national nations native nature navy new news next nice night nine noble north northern "
	"note nun oak observer office old olive open opera oracle orange order organization page pain "
	"palace palm pan paper park parliament parson part party pass patch path patience patient peace "
	"peak pear pearl pen pence people peoples person pet pharma phoenix pike pilot pine pink pitcher "
	"plain plan planet plant plum pole poles police polish politico pond pool poor pope port porter "
	"post pot potter pound powell power powers press price pride priest prince progress proper "
	"property prophet provost public puma pure quarter queen quick rain ram ranger rank rapid raven "
	"reader reading reagan real rebel red reed reform register relief republic republican "
	"republicans reserve resolve rest revolution rice rich right ring rise river rivers road rob "
	"robin rock rod roma roman romney root rose rough round royal rugby rush rust sad safe sage saint "
	"sale salmon salt san sand sanders sat saturday saw saxon scar school science scout sea seal second "
	"secret secure security senate sense service session sessions seven shadow shah share sharp shell shepherd "
	"ship shore short sight silver simple sky slate small smart smith snow social society soldier "
	"sole son song soul sound south southern spa speaker spear special spin split spoon spring square "
	"stable staff stage standard star state states stead steel step sterling stock stone straw street strike "
	"strong sturgeon sue summer sun sunday supreme swallow swat swift sword table target task tax "
	"taylor team ten tenant thatcher third thirty thousand three thunder tiger time times tin top "
	"tory tower town trade train treasury tree trial tribune truss trump trust truth tsar turkey turkeys turner two "
	"ultra union united unity universal university upper valley verge vice victory visa vision voice "
	"wait walker wall war ward warren watch water waters wave way weaver web wells west western whale "
	"white whites wild wilder will wing wins winter wire wise wolf wood woods word work worker workers world worth "
	"yale yard year yellow yes young zebra";

void cs_ordinary_words(cs_arena_t *arena, cs_intern_t *out)
{
	cs_str_t rest = CS_STR(words), w;
	while (cs_split(&rest, ' ', &w))
		if (w.n)
			(void)cs_intern(arena, out, w);
}
