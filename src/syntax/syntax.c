/* syntax.c - tags, lemmas and trees of each sentence. A dateline is a span of its own: it hangs on
 * the sentence and disturbs nothing in it. */
#include "syntax/syntax.h"

static uint32_t span(const cs_syntax_t *s, cs_doc_t *d, uint32_t begin, uint32_t end,
                     cs_arena_t *scratch)
{
	uint32_t n = end - begin;
	cs_word_t *w = d->words.p + begin;
	cs_look_t *look;
	cs_net_span_t in;

	cs_arena_reset(scratch);
	look = CS_NEW_N(scratch, cs_look_t, n);
	for (uint32_t i = 0; i < n; i++)
		cs_look_word(&look[i], w[i].form);
	in = cs_net_encode(&s->net, look, n, scratch);
	cs_tag_span(&s->tag, s->net.simd, &in, w, &d->arena, scratch);
	cs_name_span(&s->name, s->net.simd, &in, w, scratch);
	for (uint32_t i = 0; d->vec && i < n; i++) {
		int8_t *to = d->vec + (size_t)(begin + i) * d->vec_size;

		memcpy(to, in.top + (size_t)i * s->net.d, s->net.d);
		memcpy(to + s->net.d, in.in + (size_t)i * 2 * s->net.e, s->net.e);
	}
	return cs_parse_mend(d->words.p, begin, end,
	                     cs_parse_span(&s->parse, s->net.simd, &in, w, begin, scratch));
}

void cs_syntax_keep(const cs_syntax_t *s, cs_doc_t *d)
{
	d->vec_size = s->net.d + s->net.e;
	d->vec = cs_alloc(&d->arena, (size_t)d->words.n * d->vec_size);
}

void cs_syntax_run(const cs_syntax_t *s, cs_doc_t *d, cs_arena_t *scratch)
{
	d->names = s->name.there;
	for (uint32_t i = 0; i < d->sents.n; i++) {
		const cs_sent_t *sent = &d->sents.p[i];
		uint32_t begin = sent->words.begin, end = sent->words.end;
		bool cut =
		    (sent->flags & CS_S_DATELINE) && sent->dateline_end > begin && sent->dateline_end < end;
		uint32_t from = cut ? sent->dateline_end : begin, root;

		if (begin == end)
			continue;
		root = span(s, d, from, end, scratch);
		if (cut) {
			uint32_t place = span(s, d, begin, from, scratch);

			d->words.p[place].head = root;
			d->words.p[place].deprel = CS_REL_PARATAXIS;
		}
		cs_tree_link(d, i);
	}
}

casus_rc_t cs_syntax_bind(cs_syntax_t *s, const cs_model_t *m, casus_error_t *err)
{
	casus_rc_t rc = cs_net_bind(&s->net, m, err);

	if (rc == CASUS_OK)
		rc = cs_tag_bind(&s->tag, m, &s->net, err);
	if (rc == CASUS_OK)
		rc = cs_parse_bind(&s->parse, m, &s->net, err);
	if (rc == CASUS_OK)
		rc = cs_name_bind(&s->name, m, &s->net, err);
	return rc;
}
