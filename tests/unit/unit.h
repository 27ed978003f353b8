/* unit.h - cmocka and what it needs before it. */
#ifndef CS_TEST_UNIT_H
#define CS_TEST_UNIT_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#endif
