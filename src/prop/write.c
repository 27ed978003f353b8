/* write.c - the layer as text, for people and for the golden files of the tests. The form is
 * described in docs/formats/layer.md. */
#include "prop/prop.h"

static const char *const slot_name[] = {"subj", "obj",  "iobj", "prep", "comp",
                                        "mod",  "attr", "time", "adv"};

static void put_word(const cs_doc_t *d, cs_buf_t *b, uint32_t w)
{
	cs_buf_add(b, d->words.p[w].form.p, d->words.p[w].form.n);
}

static void put_prep(cs_buf_t *b, cs_str_t prep)
{
	for (uint32_t i = 0; i < prep.n; i++)
		cs_buf_add(b, prep.p[i] == ' ' ? "_" : &prep.p[i], 1);
}

static void put_flags(cs_buf_t *b, uint16_t flags)
{
	static const char *const name[] = {
	    "passive", "infinitive", "participle", "imperative", "question", "progressive", "perfect",
	    "past",    "future",     "modal",      "condition",  "relative", "coordinated"};

	for (uint32_t i = 0; i < CS_COUNT(name); i++)
		if (flags & 1u << i)
			cs_buf_printf(b, " %s", name[i]);
}

static void put_cue(const cs_doc_t *d, cs_buf_t *b, const char *name, uint32_t w)
{
	if (w == CS_NONE)
		return;
	cs_buf_printf(b, " %s:", name);
	put_word(d, b, w);
}

static void put_arg(const cs_doc_t *d, cs_buf_t *b, const cs_arg_t *a)
{
	cs_buf_str(b, " ");
	if (a->slot == CS_SLOT_PREP && a->prep.n) {
		put_prep(b, a->prep);
	} else {
		cs_buf_str(b, slot_name[a->slot]);
		if (a->slot >= CS_SLOT_COMP && a->prep.n) {
			cs_buf_str(b, ":");
			put_prep(b, a->prep);
		}
	}
	cs_buf_str(b, a->inherited ? "~=" : "=");
	if (a->frame != CS_NONE)
		cs_buf_str(b, "[");
	put_word(d, b, a->head);
	if (a->frame != CS_NONE)
		cs_buf_str(b, "]");
}

static void put_frame(const cs_doc_t *d, cs_buf_t *b, const cs_frame_t *f)
{
	static const char *const kind[] = {"verb", "noun", "adj"};

	put_word(d, b, f->head);
	if (f->light != CS_NONE) {
		cs_buf_str(b, "<");
		put_word(d, b, f->light);
	}
	if (f->particle != CS_NONE) {
		cs_buf_str(b, "+");
		put_word(d, b, f->particle);
	}
	cs_buf_printf(b, " %s", kind[f->kind]);
	put_flags(b, f->flags);
	put_cue(d, b, "neg", f->neg);
	put_cue(d, b, "modal", f->modal);
	put_cue(d, b, "cond", f->condition);
	if (f->arg_end > f->arg_begin)
		cs_buf_str(b, " |");
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		put_arg(d, b, &d->args.p[i]);
	if (f->parent != CS_NONE) {
		cs_buf_printf(b, " > %s of ", slot_name[f->parent_slot]);
		put_word(d, b, d->frames.p[f->parent].head);
	}
	cs_buf_str(b, "\n");
}

void cs_prop_write(const cs_doc_t *d, cs_buf_t *b)
{
	uint32_t f = 0;

	for (uint32_t s = 0; s < d->sents.n; s++) {
		const cs_sent_t *sent = &d->sents.p[s];

		cs_buf_str(b, "# ");
		for (uint32_t i = sent->begin; i < sent->end; i++)
			cs_buf_add(b, cs_is_space((uint8_t)d->buf.p[i]) ? " " : &d->buf.p[i], 1);
		cs_buf_str(b, "\n");
		for (; f < d->frames.n && d->frames.p[f].sent == s; f++)
			put_frame(d, b, &d->frames.p[f]);
		cs_buf_str(b, "\n");
	}
}
