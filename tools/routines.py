"""Checks the routines that ship with Samråd, as `samrad routine check` does."""

import sys

from samrad.duties.schema import BadRoutine, read_routine, shipped, shipped_names

failed = False
for name in shipped_names():
    try:
        read_routine(shipped(name))
    except BadRoutine as error:
        failed = True
        for problem in error.problems:
            print(f"{name}.toml: {problem}", file=sys.stderr)
sys.exit(1 if failed else 0)
