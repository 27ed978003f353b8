/* The layer of statements: the same labels whatever the instructions, a model without it, and
 * sections that are damaged. Over the shipped model, since a tiny one learns no such thing. */
#include "unit.h"

#include "actor/actor.h"
#include "coref/coref.h"
#include "engine/engine.h"
#include "prop/prop.h"
#include "said/said_int.h"

#include <stdlib.h>

#define MODEL CASUS_SOURCE_DIR "/models/en.casus"

static const char text[] =
    "\"We will rebuild the bridge,\" the mayor of Oruba said on Monday. \"The money is there.\"\n\n"
    "According to the ministry, three soldiers were killed near the border, but Estavia denied "
    "that "
    "its troops had crossed it.\n\nWork began at noon.";

static casus_t *engine;
static char *bytes;
static size_t size;
static cs_arena_t scratch;
static jmp_buf oom;

static int up(void **state)
{
	cs_file_t f;
	casus_error_t err;
	casus_options_t o = {.model = MODEL, .lexicon_dir = CASUS_SOURCE_DIR "/lexicon"};

	(void)state;
	assert_int_equal(casus_open(&engine, &o, &err), CASUS_OK);
	assert_int_equal(cs_file_open(&f, MODEL, &err), CASUS_OK);
	size = f.n;
	bytes = aligned_alloc(64, (size + 63) & ~(size_t)63);
	assert_non_null(bytes);
	memcpy(bytes, f.data, size);
	cs_file_close(&f);
	cs_arena_init(&scratch, &oom);
	return 0;
}

static int down(void **state)
{
	(void)state;
	casus_close(engine);
	free(bytes);
	cs_arena_clear(&scratch);
	return 0;
}

/* A document as the statement stage gets it. */
static void prepare(cs_doc_t *d)
{
	memset(d, 0, sizeof *d);
	cs_arena_init(&d->arena, &oom);
	d->buf = CS_STR(text);
	d->day = CS_NO_DAY;
	cs_tok_run(&engine->tok, d, &scratch);
	cs_syntax_keep(&engine->syntax, d);
	cs_arena_reset(&scratch);
	cs_syntax_run(&engine->syntax, d, &scratch);
	cs_engine_look_up(&engine->lex, d, &scratch);
	cs_prop_run(&engine->lex, d, &scratch);
	cs_actor_run(&engine->lex, d, &scratch);
}

static uint8_t *hear(const cs_said_net_t *net, cs_doc_t *d)
{
	cs_quotes_t quotes = {0};

	memset(&d->said, 0, sizeof d->said);
	cs_quotes_find(d, &scratch, &quotes);
	cs_said_rules(&engine->lex, d, &quotes, &scratch);
	return cs_said_hear(net, d, cs_said_view(&engine->lex, d, &quotes, &scratch), &scratch);
}

static void test_all_instructions(void **state)
{
	cs_doc_t d;
	cs_said_net_t net = engine->said;
	uint32_t heard = 0;

	(void)state;
	assert_true(net.there);
	prepare(&d);
	net.simd = CS_SIMD_NONE;
	const uint8_t *plain = hear(&net, &d);
	for (uint32_t i = 0; i < d.words.n; i++)
		heard += plain[i] != 0;
	assert_true(heard > 20 && heard < d.words.n);
	for (int k = CS_SIMD_NONE; k <= (int)cs_simd_best(); k++) {
		net.simd = (cs_simd_t)k;
		assert_memory_equal(hear(&net, &d), plain, d.words.n);
	}
	cs_arena_clear(&d.arena);
	cs_arena_reset(&scratch);
}

/* Further words only behind a word of the same span, and none across a paragraph's beginning. */
static void check_labels(const cs_doc_t *d, const uint8_t *label)
{
	for (uint32_t i = 0; i < d->words.n; i++) {
		assert_true(label[i] < CS_HEAR_LABELS);
		if (!label[i] || cs_hear_begins(label[i]))
			continue;
		assert_true(i > 0);
		assert_int_equal(cs_hear_role(label[i]), cs_hear_role(label[i - 1]));
		assert_int_equal(d->sents.p[cs_w(d, i)->sent].par, d->sents.p[cs_w(d, i - 1)->sent].par);
	}
}

static casus_rc_t bind(cs_said_net_t *net, cs_model_t *m, casus_error_t *err)
{
	casus_rc_t rc = cs_model_open_bytes(m, bytes, size, "broken", err);

	return rc == CASUS_OK ? cs_said_bind(net, m, &engine->syntax.net, err) : rc;
}

/* Right checksums over wrong bytes. */
static void seal(cs_model_section_t *s, cs_model_section_t *table, uint32_t n)
{
	uint64_t check;

	s->check = cs_hash(bytes + s->at, s->n, 0);
	check = cs_hash(table, n * sizeof *table, 0);
	memcpy(bytes + 24, &check, 8);
}

static void test_damaged(void **state)
{
	cs_model_section_t *table = (cs_model_section_t *)(void *)(bytes + 32);
	cs_said_net_t net;
	cs_model_t m;
	casus_error_t err;
	cs_doc_t d;
	uint32_t n, seed = 3, sections = 0, refused = 0;

	(void)state;
	memcpy(&n, bytes + 12, 4);
	prepare(&d);
	assert_int_equal(bind(&net, &m, &err), CASUS_OK);
	assert_true(net.there);
	for (uint32_t i = 0; i < n; i++) {
		cs_model_section_t *s = &table[i], was = *s;

		if (strncmp(s->name, "said.", 5) != 0)
			continue;
		sections++;
		/* it is missing: without its sizes there is no layer, without another part an error */
		memcpy(s->name, "gone", 5);
		seal(s, table, n);
		casus_rc_t rc = bind(&net, &m, &err);
		if (strcmp(was.name, "said.dims") == 0) {
			assert_int_equal(rc, CASUS_OK);
			assert_false(net.there);
		} else {
			assert_int_equal(rc, CASUS_EMODEL);
			assert_non_null(strstr(err.msg, was.name));
		}
		*s = was;
		/* it is shorter */
		s->n -= 4;
		seal(s, table, n);
		assert_int_equal(bind(&net, &m, &err), CASUS_EMODEL);
		assert_non_null(strstr(err.msg, was.name));
		*s = was;
		/* a byte of it is another: an error, or labels that are well formed */
		for (int k = 0; k < 40; k++) {
			seed = seed * 1664525u + 1013904223u;
			size_t at = s->at + (k < 20 ? seed % (s->n < 20 ? s->n : 20) : seed % s->n);
			char old = bytes[at];

			bytes[at] = (char)(seed >> 16);
			seal(s, table, n);
			if (bind(&net, &m, &err) != CASUS_OK)
				refused++;
			else if (net.there)
				check_labels(&d, hear(&net, &d));
			bytes[at] = old;
			cs_arena_reset(&scratch);
		}
		seal(s, table, n);
	}
	assert_int_equal(bind(&net, &m, &err), CASUS_OK);
	assert_true(sections >= 5);
	assert_true(refused > 20);
	cs_arena_clear(&d.arena);
}

/* Whatever was heard: statements with content, spans within the text, parents around their children. */
static void test_any_labels(void **state)
{
	cs_doc_t d;
	uint32_t seed = 11;

	(void)state;
	prepare(&d);
	for (uint32_t round = 0; round < 500; round++) {
		cs_quotes_t quotes = {0};
		uint8_t *label = cs_alloc(&scratch, d.words.n);

		for (uint32_t i = 0; i < d.words.n; i++) {
			seed = seed * 1664525u + 1013904223u;
			uint8_t l = (uint8_t)((seed >> 16) % (round % 2 ? CS_HEAR_LABELS : 2 * CS_HEAR_LABELS));
			bool same = i && cs_w(&d, i)->sent == cs_w(&d, i - 1)->sent;

			if (l >= CS_HEAR_LABELS) /* every other round: longer spans */
				l = same && label[i - 1] ? (uint8_t)(2 * cs_hear_role(label[i - 1])) : 0;
			if (l && !cs_hear_begins(l) && !(same && cs_hear_role(l) == cs_hear_role(label[i - 1])))
				l--;
			label[i] = l;
		}
		memset(&d.said, 0, sizeof d.said);
		cs_quotes_find(&d, &scratch, &quotes);
		cs_said_rules(&engine->lex, &d, &quotes, &scratch);
		cs_said_tell(&engine->lex, &d, &quotes, label, &scratch);
		cs_said_addressees(&engine->lex, &d);
		for (uint32_t k = 0; k < d.said.n; k++) {
			const cs_said_t *s = &d.said.p[k];

			assert_true(s->content.n > 0);
			for (uint32_t c = 0; c < s->content.n; c++) {
				assert_true(s->content.p[c].begin < s->content.p[c].end);
				assert_true(s->content.p[c].end <= d.buf.n);
			}
			for (uint32_t c = 0; c < s->speaker_spans.n; c++)
				assert_true(s->speaker_spans.p[c].begin < s->speaker_spans.p[c].end);
			assert_true(s->parent == CS_NONE || (s->parent < d.said.n && s->parent != k));
			assert_true(s->speaker_spans.n || s->by == CS_BY_NONE || s->by == CS_BY_PREVIOUS);
			assert_true(s->frame == CS_NONE || s->frame < d.frames.n);
		}
		cs_arena_reset(&scratch);
	}
	cs_arena_clear(&d.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_all_instructions),
	    cmocka_unit_test(test_damaged),
	    cmocka_unit_test(test_any_labels),
	};

	return cmocka_run_group_tests(tests, up, down);
}
