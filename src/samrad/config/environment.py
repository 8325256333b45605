"""What the environment decides, read once and checked; the defaults serve a trial on one machine."""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from samrad.kernel.errors import BadEnvironment

PREPARE_AFTER = 2


def database(url: str, *, pool: bool) -> dict[str, Any]:
    """Django's description of the database at `url` (postgresql://…), in UTC, one setting per key.

    Statements that come back are prepared: planning "who may see this case" takes ten times as long as
    answering it. SAMRAD_PREPARE=0 turns that off, for a PgBouncer that cannot follow prepared statements.
    """
    try:
        parts = conninfo_to_dict(url)
    except Exception as error:
        raise BadEnvironment(f"DATABASE_URL kan ikke leses: {error}") from error
    known = {"host", "port", "user", "password", "dbname"}
    options: dict[str, Any] = {key: value for key, value in parts.items() if key not in known}
    if os.environ.get("SAMRAD_PREPARE", "1") == "1":
        options |= {"server_side_binding": True, "prepare_threshold": PREPARE_AFTER}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": int(os.environ.get("SAMRAD_POOL", "8")), "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "samrad"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
    }


def secret(name: str, folder: Path) -> str:
    """The secret `name` from the environment, else made once and kept in `folder` (a trial only)."""
    value = os.environ.get(f"SAMRAD_{name}")
    if value:
        return value
    if is_production():
        raise BadEnvironment(f"SAMRAD_{name} mangler. Sett den i miljøet før Samråd startes i drift.")
    path = folder / name.lower()
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(_make_secret(name))
    return path.read_text().strip()


def _make_secret(name: str) -> str:
    if name == "FIELD_KEYS":
        from cryptography.fernet import Fernet

        return Fernet.generate_key().decode()
    import secrets

    return secrets.token_urlsafe(48)


def is_production() -> bool:
    """Whether this is a real installation: SAMRAD_ENV=production."""
    return os.environ.get("SAMRAD_ENV", "trial") == "production"


def home() -> Path:
    """The folder for what a trial keeps: the embedded database, its secrets and collected files."""
    return Path(os.environ.get("SAMRAD_HOME", ".samrad")).resolve()
