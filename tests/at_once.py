"""Several things begun at the same instant, each on a connection of its own."""

import threading
from collections.abc import Callable, Sequence

from django.db import connections


def at_once(jobs: Sequence[Callable[[], object]]) -> list[object]:
    """What each of the jobs gave, or the exception it raised, in their order. Needs a database that is committed to."""
    results: list[object] = [None] * len(jobs)
    ready = threading.Barrier(len(jobs))

    def work(index: int) -> None:
        try:
            ready.wait(10)
            results[index] = jobs[index]()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(index,)) for index in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
