#!/bin/sh
# clang-format (check only), clang-tidy, cppcheck, layers, the lexicon. Needs a configured build folder.
set -u
build=${1:-build}
cd "$(dirname "$0")/.."
status=0
python3 tools/check_layers.py || status=1
clang-format-14 --dry-run --Werror $(git ls-files '*.c' '*.h') || status=1
cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	--suppress=missingIncludeSystem --suppress=internalAstError --suppress=uninitvar:src/actor/find.c \
	--suppress=autoVariables:src/lex/lex.c --suppress=duplicateAssignExpression --error-exitcode=1 -D_GNU_SOURCE -Iinclude -Isrc src || status=1
clang-tidy-14 --quiet -p "$build" $(git ls-files 'src/*.c') 2>/dev/null | grep -E 'warning:|error:' && status=1
"$build/casus" lexicon check --quiet || status=1
exit $status
