"""Fills a template database, in a process of its own: `python -m tests.fill_template town|demo`."""

import sys

from samrad.commands import running


def main(kind: str) -> None:
    """Migrates the database the environment names, and puts in the towns or the whole demo."""
    running.connect()
    running.bring_up_to_date()
    from samrad.commands.demo import loading
    from samrad.commands.demo.town import build

    if kind == "demo":
        loading.load(cases=0, say=lambda text: None)
    else:
        build("Fjordvik kommune", "9901", "selbu", "Tildelings- og koordineringskontoret")
        build("Storlia kommune", "9902", "storlia", "Koordineringskontoret")


if __name__ == "__main__":
    main(sys.argv[1])
