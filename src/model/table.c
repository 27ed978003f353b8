/* table.c - binding of the model's hash tables. Every value is checked here, so that a stage may
 * use it as an index without looking. */
#include "model/table.h"

casus_rc_t cs_table_bind(cs_table_t *t, const cs_model_t *m, const char *section,
                         casus_error_t *err)
{
	size_t n;
	const char *p = cs_model_section(m, section, &n);
	uint32_t head[4], used = 0;

	memset(t, 0, sizeof *t);
	if (!p)
		return cs_model_fail(m, section, 0, "this section is missing", err);
	if (n < sizeof head)
		return cs_model_fail(m, section, 0, "too short for its header", err);
	memcpy(head, p, sizeof head);
	if (head[0] < 2 || (head[0] & (head[0] - 1)) ||
	    n != sizeof head + (size_t)head[0] * sizeof(cs_table_slot_t))
		return cs_model_fail(m, section, 0, "the sizes do not add up", err);
	t->slot = (const cs_table_slot_t *)(const void *)(p + sizeof head);
	t->mask = head[0] - 1;
	t->n_values = head[1];
	for (uint32_t i = 0; i < head[0]; i++) {
		if (!t->slot[i].key)
			continue;
		used++;
		if (t->slot[i].value >= t->n_values)
			return cs_model_fail(m, section, sizeof head + i * sizeof(cs_table_slot_t),
			                     "a value is out of range", err);
	}
	if (used == head[0])
		return cs_model_fail(m, section, 0, "the table has no free place", err);
	return CASUS_OK;
}
