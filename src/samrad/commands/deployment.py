"""`samrad check --deploy`: settings that are unsafe in production, each with what to do. Start is refused over them."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from samrad.kernel.errors import BadEnvironment

Environment = Mapping[str, str]
Check = Callable[[Environment], Iterator["Danger"]]
NEAR = ("127.0.0.1", "localhost", "::1", "")
SAFE_LINKS = ("require", "verify-ca", "verify-full")
SHORTEST_SECRET = 43  # 32 random bytes in base64
FEWEST_LETTERS = 12
SHORTEST_CODE = 12
MOST_DRIFT = timedelta(seconds=5)


@dataclass(frozen=True)
class Danger:
    """One unsafe setting: what is wrong, and what to do. `advice` is told, and does not hinder a start."""

    what: str
    do: str
    advice: bool = False

    def __str__(self) -> str:
        return f"{'Råd' if self.advice else 'Feil'}: {self.what} {self.do}"


# ── the environment ──────────────────────────────────────────────────────────


def _mode(env: Environment) -> Iterator[Danger]:
    if env.get("SAMRAD_ENV") != "production":
        yield Danger("Samråd kjører som utprøving.", "Sett SAMRAD_ENV=production.")


def _secrets(env: Environment) -> Iterator[Danger]:
    make = "Lag en ny: python -c 'import secrets; print(secrets.token_urlsafe(48))'."
    for name in ("SAMRAD_SECRET_KEY", "SAMRAD_LOOKUP_KEY", "SAMRAD_BACKUP_KEY"):
        value = env.get(name, "")
        if not value:
            yield Danger(f"{name} mangler.", make)
        elif len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_LETTERS:
            yield Danger(f"{name} er for lett å gjette.", make)
    if not all(_is_field_key(key) for key in env.get("SAMRAD_FIELD_KEYS", "").split(",")):
        yield Danger(
            "SAMRAD_FIELD_KEYS mangler, eller en av nøklene er ikke en nøkkel.",
            "Lag en: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'.",
        )
    names = ("SAMRAD_SECRET_KEY", "SAMRAD_LOOKUP_KEY", "SAMRAD_BACKUP_KEY", "SAMRAD_FIELD_KEYS")
    for one, other in combinations([name for name in names if env.get(name)], 2):
        if env[one] == env[other]:
            yield Danger(f"{one} og {other} er like.", "Bruk en egen hemmelighet til hver.")
    code = env.get("SAMRAD_SETUP_CODE", "")
    if 0 < len(code) < SHORTEST_CODE:
        yield Danger("SAMRAD_SETUP_CODE er for kort.", f"Bruk minst {SHORTEST_CODE} tilfeldige tegn.")


def _is_field_key(key: str) -> bool:
    from cryptography.fernet import Fernet

    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def _addresses(env: Environment) -> Iterator[Danger]:
    address = urlsplit(env.get("SAMRAD_ADDRESS", ""))
    hosts = [one.strip() for one in env.get("SAMRAD_HOSTS", "").split(",") if one.strip()]
    if address.scheme != "https":
        yield Danger(
            "SAMRAD_ADDRESS begynner ikke med https.", "Skriv adressen folk bruker, som https://samrad.kommune.no."
        )
    if not hosts:
        yield Danger("SAMRAD_HOSTS mangler.", "Skriv navnene sidene svarer på, skilt med komma.")
    for host in hosts:
        if "*" in host or host.startswith("."):
            yield Danger(f"SAMRAD_HOSTS slipper inn alle navn ({host}).", "Skriv hvert navn helt ut.")
    if hosts and address.hostname and address.hostname not in hosts:
        yield Danger("Navnet i SAMRAD_ADDRESS står ikke i SAMRAD_HOSTS.", "Skriv det der også.")
    if env.get("SAMRAD_BIND", "127.0.0.1") not in NEAR:
        yield Danger(
            "Serveren lytter på nettet (SAMRAD_BIND).",
            "La bare den som tar imot HTTPS foran, nå porten, og la den sette X-Forwarded-Proto selv.",
            advice=True,
        )


def _mail(env: Environment) -> Iterator[Danger]:
    host = env.get("SAMRAD_SMTP_HOST", "")
    if not host:
        yield Danger("E-post er slått av.", "Sett SAMRAD_SMTP_HOST, ellers får ingen beskjed.", advice=True)
        return
    if env.get("SAMRAD_SMTP_TLS") != "1" and host not in NEAR:
        yield Danger("E-posten sendes uten kryptering.", "Sett SAMRAD_SMTP_TLS=1.")
    if env.get("SAMRAD_MAIL_FROM", "").rpartition("@")[2] in ("", "samrad.example"):
        yield Danger("Avsenderen av e-post er ikke satt.", "Sett SAMRAD_MAIL_FROM til en adresse kommunen eier.")


def _databases(env: Environment) -> Iterator[Danger]:
    users = []
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if not env.get(name):
            yield Danger(f"{name} mangler.", "Se docs/veiledning/database.md.")
            continue
        try:
            found = conninfo_to_dict(env[name])
        except ProgrammingError:
            yield Danger(f"{name} kan ikke leses.", "Skriv den som postgresql://bruker:passord@vert/base.")
            continue
        users.append(found.get("user"))
        host = str(found.get("host", ""))
        if host not in NEAR and not host.startswith("/") and found.get("sslmode") not in SAFE_LINKS:
            yield Danger(f"Forbindelsen i {name} er ikke kryptert.", "Legg til ?sslmode=verify-full.")
    if len(users) == 2 and users[0] == users[1]:
        yield Danger(
            "DATABASE_URL og DATABASE_OWNER_URL er samme bruker.", "Sidene skal kjøre som en som ikke eier tabellene."
        )


def _places(env: Environment) -> Iterator[Danger]:
    for name, what in (("SAMRAD_HOME", "hodene av loggen"), ("SAMRAD_BACKUPS", "sikkerhetskopiene")):
        place = env.get(name, "")
        if not place or not Path(place).is_dir() or not os.access(place, os.W_OK):
            yield Danger(f"{name} er ikke en mappe Samråd kan skrive i.", f"Lag mappen der {what} skal ligge.")


def _scanner(env: Environment) -> Iterator[Danger]:
    if not env.get("SAMRAD_CLAMD"):
        yield Danger(
            "Opplastede filer sjekkes ikke mot kjente virus.",
            "Sett SAMRAD_CLAMD til kommunens skanner (ClamAV).",
            advice=True,
        )


def _limits(env: Environment) -> Iterator[Danger]:
    if not env.get("SAMRAD_PROXIES", "0").isdecimal() or not env.get("SAMRAD_LIMITS", "1").isdecimal():
        yield Danger("SAMRAD_PROXIES eller SAMRAD_LIMITS er ikke et helt tall.", "Skriv 0, 1, 2 og så videre.")
        return
    if int(env.get("SAMRAD_PROXIES", "0")) == 0:
        yield Danger(
            "Alle ser ut til å komme fra samme nett (SAMRAD_PROXIES).",
            "Skriv hvor mange av deres egne mellomtjenere som står foran, ellers stenger én person for alle.",
        )
    if int(env.get("SAMRAD_LIMITS", "1")) != 1:
        yield Danger(
            "Grensene for bruk er av eller videre enn de skal være (SAMRAD_LIMITS).",
            "Sett den til 1, eller la den som tar imot HTTPS, begrense.",
            advice=True,
        )


CHECKS: tuple[Check, ...] = (_mode, _secrets, _addresses, _mail, _databases, _places, _scanner, _limits)


def dangers(env: Environment) -> list[Danger]:
    """What is unsafe in the environment."""
    return [danger for check in CHECKS for danger in check(env)]


# ── what is in the database ──────────────────────────────────────────────────


def dangers_inside() -> Iterator[Danger]:
    """What is unsafe in settings and in the database, once it can be reached."""
    from django.conf import settings
    from django.db import connections

    from samrad.commands.demo.loading import is_loaded
    from samrad.kernel.clock import now
    from samrad.kernel.roles import BadRole, check_app_role

    if settings.DEBUG:
        yield Danger("Feilsøking er på.", "Sett DEBUG av.")
    try:
        check_app_role()
    except BadRole as error:
        yield Danger(str(error), "Se docs/veiledning/database.md.")
    if is_loaded():
        yield Danger("Databasen har demopersoner som hvem som helst kan være.", "Bruk en database uten demo.")
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        drift = abs(cursor.fetchone()[0] - now())
    if drift > MOST_DRIFT:
        yield Danger(
            f"Klokka her og klokka i databasen går {drift.total_seconds():.0f} sekunder fra hverandre.",
            "Still begge etter en tidstjener (NTP).",
        )


def report() -> int:
    """Prints what is unsafe, and what would be better; 1 when a start in production is refused over it."""
    from samrad.commands.running import connect

    found = dangers(os.environ)
    if not any(_stops_reading(one) for one in found):
        connect()
        found += dangers_inside()
    for one in found:
        print(one, file=sys.stdout if one.advice else sys.stderr)
    refused = [one for one in found if not one.advice]
    print("Klar for drift." if not refused else f"{len(refused)} ting må rettes før Samråd kan settes i drift.")
    return 1 if refused else 0


def _stops_reading(danger: Danger) -> bool:
    """Whether settings cannot be read, or no database reached, because of it."""
    return danger.what.startswith(("DATABASE", "SAMRAD_FIELD_KEYS")) or danger.what.endswith("mangler.")


def refuse_unsafe() -> None:
    """Raises `BadEnvironment` with every sentence, when this is production and something is unsafe."""
    if os.environ.get("SAMRAD_ENV") != "production":
        return
    found = [one for one in dangers(os.environ) if not one.advice]
    if found:
        raise BadEnvironment("\n".join(map(str, found)))


def refuse_unsafe_inside() -> None:
    """As `refuse_unsafe`, of what is in the database."""
    if os.environ.get("SAMRAD_ENV") == "production":
        found = [one for one in dangers_inside() if not one.advice]
        if found:
            raise BadEnvironment("\n".join(map(str, found)))
