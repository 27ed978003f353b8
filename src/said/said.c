/* said.c - the statement stage: rules over trees, and a layer that has learned over them what
 * people mark (hear.c). */
#include "said/said_int.h"

#include "said/first.h"

void cs_said_run(const cs_said_net_t *net, const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	cs_quotes_t quotes = {0};

	if (d->words.n == 0)
		return;
	cs_quotes_find(d, scratch, &quotes);
	cs_said_rules(lex, d, &quotes, scratch);
	if (net && net->there && d->vec) {
		const cs_said_view_t *view = cs_said_view(lex, d, &quotes, scratch);
		cs_said_tell(lex, d, &quotes, cs_said_hear(net, d, view, scratch), scratch);
	}
	cs_said_addressees(lex, d);
	cs_said_first_persons(d, scratch);
	cs_said_own_views(d);
}
