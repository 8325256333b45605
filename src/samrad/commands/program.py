"""The `samrad` program: reading the command line, and what each command does."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from samrad.commands import files
from samrad.commands.parsing import Parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the result is the exit status (0 went well, 1 did not, 2 wrong use)."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if not hasattr(chosen, "run"):
        parser.print_help()
        return 2
    try:
        result: int = chosen.run(chosen)
    except KeyboardInterrupt:
        return 130
    return result


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="samrad",
        description="Samråd: koordinator, ansvarsgruppe og individuell plan.",
        epilog="samrad KOMMANDO --help sier mer om hver av dem.",
    )
    commands = parser.add_subparsers(title="kommandoer", metavar="KOMMANDO")
    _database_commands(commands)
    _file_commands(commands)
    return parser


def _database_commands(commands: "argparse._SubParsersAction[Parser]") -> None:
    start = commands.add_parser("start", help="start alt: database, sider og arbeider", description=(
        "Starter Samråd. Uten DATABASE_URL brukes en innebygd PostgreSQL i mappen .samrad, og demoen lastes "
        "når den er tom."))  # fmt: skip
    start.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"), help="porten (8000)")
    start.add_argument("--workers", type=int, default=2, help="antall prosesser for sider (2)")
    start.add_argument("--demo", action="store_true", help="last demoen også i en annen database")
    start.set_defaults(run=_later("running", "start"))
    worker = commands.add_parser("worker", help="kjør jobber: e-post og vedlikehold")
    worker.set_defaults(run=_later("running", "work"))
    migrate = commands.add_parser("migrate", help="lag eller oppdater tabellene, som eierrollen")
    migrate.set_defaults(run=_later("running", "migrate"))
    demo = commands.add_parser("demo", help="last oppdiktede kommuner, personer og saker")
    demo.add_argument("--cases", type=int, default=0, help="lag så mange saker i den første kommunen")
    demo.set_defaults(run=_later("running", "demo"))
    facts = commands.add_parser("facts", help="skriv faktaene i en sak, uten navn, som JSON")
    facts.add_argument("case", metavar="SAK", help="saksnummer, som 2026/17")
    facts.add_argument("--municipality", metavar="KOMMUNENUMMER", help="når det er flere kommuner")
    facts.set_defaults(run=_later("running", "facts"))
    check = commands.add_parser("check", help="se om innstillingene er trygge i drift")
    check.add_argument("--deploy", action="store_true", required=True, help="for drift, med ekte personer")
    check.set_defaults(run=_later("running", "check"))
    keys = commands.add_parser("keys", help="nøklene fødselsnumre og andre hemmeligheter er forseglet med")
    rotate = keys.add_subparsers(metavar="HVA", required=True).add_parser(
        "rotate", help="forsegle alt på nytt med den nyeste nøkkelen"
    )
    rotate.set_defaults(run=_later("running", "rotate_keys"))
    backup = commands.add_parser("backup", help="skriv hele databasen til en kryptert fil")
    backup.set_defaults(run=_later("running", "backup"))
    restore = commands.add_parser("restore", help="les en sikkerhetskopi inn i en tom database")
    restore.add_argument("file", type=Path, metavar="FIL")
    restore.set_defaults(run=_later("running", "restore"))
    audit = commands.add_parser("audit", help="loggen over hvem som har lest og gjort hva")
    kinds = audit.add_subparsers(metavar="HVA", required=True)
    verify = kinds.add_parser("verify", help="se om loggen står slik den ble forseglet", description=(
        "Leser hver forseglet blokk på nytt. Med en fil av hoder fra SAMRAD_HOME/audit, oppbevart et annet sted, "
        "oppdages også at hele kjeden er byttet ut."))  # fmt: skip
    verify.add_argument("--heads", type=Path, metavar="FIL", help="hodene som ble oppbevart utenfor databasen")
    verify.set_defaults(run=_later("running", "verify_audit"))
    access = commands.add_parser("access", help="hvem som kan se og gjøre hva")
    what = access.add_subparsers(metavar="HVA", required=True)
    matrix = what.add_parser("matrix", help="hver side og hver operasjon mot hver grunn, rolle og tilstand, som CSV")
    matrix.set_defaults(run=_later("running", "access_matrix"))


def _file_commands(commands: "argparse._SubParsersAction[Parser]") -> None:
    routine = commands.add_parser("routine", help="arbeid med rutinefiler")
    kinds = routine.add_subparsers(metavar="HVA", required=True)
    check = kinds.add_parser("check", help="se etter feil i en rutinefil")
    check.add_argument("file", type=Path, metavar="FIL")
    check.set_defaults(run=lambda chosen: files.check_routine(chosen.file))
    duties = commands.add_parser("duties", help="avled pliktene fra en rutine og en fil med fakta", description=(
        "Avleder pliktene uten database. Formatene står i docs/oppslag/rutinefil.md og faktafil.md."))  # fmt: skip
    duties.add_argument("--routine", type=str, nargs="+", required=True, metavar="FIL",
                        help="en eller flere utgaver; FIL@ÅÅÅÅ-MM-DD gir dagen den gjelder fra")  # fmt: skip
    duties.add_argument("--facts", required=True, metavar="FIL", help="JSON med fakta, eller - for standard inn")
    duties.add_argument("--until", type=_day, required=True, metavar="DATO", help="hvor langt fram")
    duties.add_argument("--on", type=_day, required=True, metavar="DATO", help="dagen tilstanden gjelder")
    duties.add_argument("--format", choices=["text", "json"], default="text")
    duties.add_argument("--lang", choices=["nb", "nn", "en", "se"], default="nb", help="språket i forklaringene")
    duties.set_defaults(run=files.show_duties)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» er ikke en dato. Skriv åååå-mm-dd.") from None


def _later(module: str, function: str):
    """Imports the command when it is run, so that commands on files need neither Django nor a database."""

    def run(chosen: argparse.Namespace) -> int:
        from importlib import import_module

        result: int = getattr(import_module(f"samrad.commands.{module}"), function)(chosen)
        return result

    return run


if __name__ == "__main__":
    sys.exit(main())
