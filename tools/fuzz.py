"""Fuzzing of every page: `python -m tools.fuzz [REQUESTS] [SEED]` (20 000 and 1). 1 when something broke."""

import sys
import time

from tools.own_database import on_own_database


def main() -> int:
    """Sends the requests and tells how they were answered, and each place that broke, once."""
    from django.test import override_settings

    from tests.personas import everybody
    from tests.web.fuzzing import Fuzzer
    from tests.web.opening import copy_of

    requests, seed = (int(one) for one in (*sys.argv[1:3], *("20000", "1")[len(sys.argv) - 1 :]))
    begun = time.monotonic()
    with override_settings(IDLE_SECONDS=86_400), copy_of("demo") as site:
        fuzzer = Fuzzer(site, list(everybody().values()), seed)
        for sent in range(0, requests, 500):
            known = set(fuzzer.found)
            fuzzer.run(min(500, requests - sent))
            print(f"{sent + 500} {time.monotonic() - begun:.0f} s, brudd: {len(fuzzer.found)}", flush=True)
            for one in fuzzer.found.keys() - known:
                print(fuzzer.found[one], flush=True)
    print("svar:", dict(sorted(fuzzer.answers.items())))
    return 1 if fuzzer.found else 0


if __name__ == "__main__":
    on_own_database(main)
