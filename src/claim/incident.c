/* incident.c - which events are told of one incident. */
#include "claim/claim_int.h"

static uint64_t side_key(const cs_part_t *p)
{
	if (!p)
		return 1;
	if (p->code)
		return cs_hash(p->code, strlen(p->code), 2);
	return cs_hash(&p->entity, sizeof p->entity, 3);
}

/* Events of one base type and polarity, with a source and a target in common, are one incident;
 * where one side is not told, the other side alone. */
void cs_incidents(cs_claiming_t *c)
{
	cs_doc_t *d = c->d;
	cs_map_t map = {0};
	uint32_t n_incidents = 0;
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		uint32_t n_s = e->source.n ? e->source.n : 1, n_t = e->target.n ? e->target.n : 1, k = 0;
		uint64_t keys[64];
		uint32_t number = CS_NONE;
		for (uint32_t s = 0; s < n_s && k < 64; s++)
			for (uint32_t t = 0; t < n_t && k < 64; t++) {
				uint64_t part[4] = {e->base == CS_NONE ? (uint64_t)e->cameo + (1ULL << 40)
				                                       : e->base,
				                    e->negated, side_key(e->source.n ? &e->source.p[s] : NULL),
				                    side_key(e->target.n ? &e->target.p[t] : NULL)};
				if (e->symmetric && part[2] > part[3]) {
					uint64_t x = part[2];
					part[2] = part[3];
					part[3] = x;
				}
				keys[k] = cs_hash(part, sizeof part, 7);
				keys[k] -= keys[k] == UINT64_MAX;
				if (number == CS_NONE)
					number = cs_map_get(&map, keys[k]);
				k++;
			}
		e->incident = number == CS_NONE ? n_incidents++ : number;
		for (uint32_t j = 0; j < k; j++)
			if (cs_map_get(&map, keys[j]) == CS_NONE)
				cs_map_put(c->scratch, &map, keys[j], e->incident);
	}
}
