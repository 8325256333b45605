"""Fills a template database, in a process of its own: `python -m tests.fill_template town|demo|large`."""

import sys

from samrad.commands import running


def _silent(text: str) -> None:
    """Tells nobody how it goes."""


def main(kind: str) -> None:
    """Migrates the database the environment names, and puts in the towns, the whole demo, or copies of its cases."""
    running.connect()
    running.bring_up_to_date()
    from samrad.commands.demo import loading
    from samrad.commands.demo.town import build

    if kind == "large":
        from tests.web.furnish import grow_up_and_move

        grow_up_and_move("9901", "Sander")
        loading.load(cases=2000, say=_silent)
    elif kind == "demo":
        loading.load(cases=0, say=_silent)
    else:
        build("Fjordvik kommune", "9901", "selbu", "Tildelings- og koordineringskontoret")
        build("Storlia kommune", "9902", "storlia", "Koordineringskontoret")


if __name__ == "__main__":
    main(sys.argv[1])
