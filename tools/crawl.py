"""The crawler over the whole site: `python -m tools.crawl [BREADTH]` (all). 1 when something was wrong.

BREADTH is how many addresses of one kind each persona opens.
"""

import sys
import time

from tools.own_database import on_own_database


def main() -> int:
    """Goes through the site as everybody, tries everybody's addresses as everybody, and tells what was wrong."""
    from django.test import override_settings

    from tests.personas import everybody
    from tests.web.crawling import Crawler
    from tests.web.opening import copy_of

    breadth = int(sys.argv[1]) if len(sys.argv) > 1 else sys.maxsize
    begun = time.monotonic()
    with override_settings(IDLE_SECONDS=86_400), copy_of("demo") as site:
        crawler = Crawler(site.mark(), list(everybody().values()), breadth)
        crawler.crawl()
        print(
            f"åpnet {sum(crawler.opened.values())}, sendte {sum(crawler.sent.values())} ({_since(begun)})", flush=True
        )
        crawler.try_others()
    print(
        f"prøvde {len(crawler.given)} adresser som {len(crawler.personas)} personer: {crawler.tried} ({_since(begun)})"
    )
    print("åpnet:", dict(crawler.opened))
    print("svar:", dict(sorted(crawler.answers.items())))
    for one in crawler.wrong:
        print(one)
    return 1 if crawler.wrong else 0


def _since(begun: float) -> str:
    return f"{time.monotonic() - begun:.0f} s"


if __name__ == "__main__":
    on_own_database(main)
