"""The command line in Norwegian: help, and what is wrong with what was typed."""

import argparse
import re
import sys
from typing import Any, NoReturn

FAULTS = (
    (r"the following arguments are required: (.*)", r"Dette mangler: \1"),
    (r"unrecognized arguments: (.*)", r"Dette kan ikke stå her: \1"),
    (r"argument .*KOMMANDO.*: invalid choice: (\S+) .*", r"Kommandoen \1 finnes ikke."),
    (r"argument (.*): invalid choice: (\S+) \(choose from (.*)\)", r"\1: \2 finnes ikke. Velg mellom \3."),
    (r"argument (.*): invalid int value: (.*)", r"\1: \2 er ikke et tall."),
    (r"argument (.*): expected .*argument.*", r"\1: Her mangler noe."),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """As the parent, with the Norwegian word."""
        super().add_usage(usage, actions, groups, "bruk: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Norwegian."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**{"formatter_class": _Formatter, **keywords, "add_help": False})
        self._positionals.title = "det som skal stå"
        self._optionals.title = "valg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def error(self, message: str) -> NoReturn:
        """Says how the command is used and what was wrong, and ends with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_in_norwegian(message)} Skriv {self.prog} --help for hjelp.\n")


def _in_norwegian(message: str) -> str:
    for english, norwegian in FAULTS:
        found = re.fullmatch(english, message, flags=re.S)
        if found:
            said = found.expand(norwegian)
            return said if said.endswith(".") else said + "."
    return message
