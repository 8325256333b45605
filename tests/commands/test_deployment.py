"""Unsafe settings are told in plain words, one condition at a time, and refused at start."""

import os
import secrets
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from samrad.commands.demo.loading import is_loaded
from samrad.commands.deployment import dangers, dangers_inside, refuse_unsafe_inside
from samrad.kernel.clock import now
from samrad.kernel.errors import BadEnvironment
from tests.town import Fjordvik

SAFE = {
    "SAMRAD_ENV": "production",
    "SAMRAD_SECRET_KEY": secrets.token_urlsafe(48),
    "SAMRAD_LOOKUP_KEY": secrets.token_urlsafe(48),
    "SAMRAD_BACKUP_KEY": secrets.token_urlsafe(48),
    "SAMRAD_FIELD_KEYS": ",".join(Fernet.generate_key().decode() for _ in range(2)),
    "SAMRAD_ADDRESS": "https://samrad.fjordvik.no",
    "SAMRAD_HOSTS": "samrad.fjordvik.no",
    "SAMRAD_SMTP_HOST": "post.fjordvik.no",
    "SAMRAD_SMTP_TLS": "1",
    "SAMRAD_MAIL_FROM": "ikke-svar@fjordvik.no",
    "SAMRAD_CLAMD": "/run/clamd",
    "SAMRAD_PROXIES": "1",
    "DATABASE_URL": "postgresql://samrad_app:x@base.fjordvik.no/samrad?sslmode=verify-full",
    "DATABASE_OWNER_URL": "postgresql://samrad_owner:x@base.fjordvik.no/samrad?sslmode=verify-full",
}
UNSAFE: dict[str, tuple[dict[str, str], str]] = {
    "a trial": ({"SAMRAD_ENV": "trial"}, "som utprøving"),
    "no secret": ({"SAMRAD_SECRET_KEY": ""}, "SAMRAD_SECRET_KEY mangler"),
    "a short secret": ({"SAMRAD_LOOKUP_KEY": "kommune123"}, "SAMRAD_LOOKUP_KEY er for lett å gjette"),
    "a secret of one letter": ({"SAMRAD_BACKUP_KEY": "a" * 60}, "SAMRAD_BACKUP_KEY er for lett å gjette"),
    "one secret twice": ({"SAMRAD_LOOKUP_KEY": SAFE["SAMRAD_SECRET_KEY"]}, "er like"),
    "a key that is none": ({"SAMRAD_FIELD_KEYS": "nøkkel"}, "SAMRAD_FIELD_KEYS"),
    "a short set-up code": ({"SAMRAD_SETUP_CODE": "1234"}, "SAMRAD_SETUP_CODE er for kort"),
    "plain HTTP": ({"SAMRAD_ADDRESS": "http://samrad.fjordvik.no"}, "ikke med https"),
    "every host": ({"SAMRAD_HOSTS": "samrad.fjordvik.no,*"}, "slipper inn alle navn"),
    "every host below": ({"SAMRAD_HOSTS": "samrad.fjordvik.no,.fjordvik.no"}, "slipper inn alle navn"),
    "no host": ({"SAMRAD_HOSTS": ""}, "SAMRAD_HOSTS mangler"),
    "another host": ({"SAMRAD_HOSTS": "andre.no"}, "står ikke i SAMRAD_HOSTS"),
    "mail in the clear": ({"SAMRAD_SMTP_TLS": ""}, "uten kryptering"),
    "nobody's mail": ({"SAMRAD_MAIL_FROM": ""}, "Avsenderen"),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL mangler"),
    "a database in the clear": (
        {"DATABASE_URL": "postgresql://samrad_app:x@base.fjordvik.no/samrad"}, "DATABASE_URL er ikke kryptert"),
    "an address that is none": ({"DATABASE_OWNER_URL": "tull tøys"}, "kan ikke leses"),
    "one role for both": ({"DATABASE_URL": SAFE["DATABASE_OWNER_URL"]}, "samme bruker"),
    "nowhere for the heads": ({"SAMRAD_HOME": "/finnes/ikke"}, "SAMRAD_HOME er ikke en mappe"),
    "everybody from one network": ({"SAMRAD_PROXIES": "0"}, "fra samme nett"),
    "proxies that are no number": ({"SAMRAD_PROXIES": "en"}, "ikke et helt tall"),
    "nowhere for the copies": ({"SAMRAD_BACKUPS": ""}, "SAMRAD_BACKUPS er ikke en mappe"),
}  # fmt: skip
BETTER = {
    "no limits": ({"SAMRAD_LIMITS": "0"}, "Grensene for bruk er av"),
    "no scanner": ({"SAMRAD_CLAMD": ""}, "virus"),
    "no mail": ({"SAMRAD_SMTP_HOST": ""}, "E-post er slått av"),
    "a server on the net": ({"SAMRAD_BIND": "0.0.0.0"}, "lytter på nettet"),
}


def safe(folder: Path) -> dict[str, str]:
    return {**SAFE, "SAMRAD_HOME": str(folder), "SAMRAD_BACKUPS": str(folder)}


def test_nothing_is_said_of_what_is_safe(tmp_path: Path) -> None:
    assert dangers(safe(tmp_path)) == []
    near = {"DATABASE_URL": "postgresql://samrad_app@/samrad?host=%2Frun%2Fpostgresql", "SAMRAD_SMTP_HOST": "localhost"}
    assert dangers({**safe(tmp_path), **near, "SAMRAD_SMTP_TLS": ""}) == []


@pytest.mark.parametrize("what", UNSAFE)
def test_each_unsafe_setting_is_told(what: str, tmp_path: Path) -> None:
    change, words = UNSAFE[what]
    found = dangers({**safe(tmp_path), **change})
    assert [words in str(one) for one in found] == [True]
    assert not found[0].advice
    assert found[0].do.endswith(".")


@pytest.mark.parametrize("what", BETTER)
def test_what_would_be_better_does_not_hinder(what: str, tmp_path: Path) -> None:
    change, words = BETTER[what]
    found = dangers({**safe(tmp_path), **change})
    assert [(words in str(one), one.advice) for one in found] == [(True, True)]


@pytest.mark.parametrize(
    "command", [["start", "--port", "0"], ["worker"], ["check", "--deploy"]], ids=lambda one: one[0]
)
def test_an_unsafe_start_is_refused_before_the_database_is_asked(command: list[str], tmp_path: Path) -> None:
    environment = {**os.environ, **safe(tmp_path), "SAMRAD_HOSTS": "*", "DATABASE_URL": ""}
    ended = subprocess.run(
        [sys.executable, "-m", "samrad.commands.program", *command], env=environment, check=False, capture_output=True,
        text=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "SAMRAD_HOSTS slipper inn alle navn" in ended.stderr
    assert "DATABASE_URL mangler" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_clock_that_drifts_is_told(town: Fjordvik, time_machine: Any) -> None:
    assert [one for one in dangers_inside() if "Klokka" in one.what] == []
    time_machine.move_to(now() + timedelta(seconds=40))
    assert [one for one in dangers_inside() if "Klokka" in one.what]


def test_debugging_is_told(town: Fjordvik, settings: Any) -> None:
    settings.DEBUG = True
    assert [one for one in dangers_inside() if "Feilsøking" in one.what]


def test_demo_people_are_not_let_into_production(town: Fjordvik, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMRAD_ENV", "production")
    assert is_loaded()
    with pytest.raises(BadEnvironment, match="demopersoner"):
        refuse_unsafe_inside()
    monkeypatch.setenv("SAMRAD_ENV", "trial")
    refuse_unsafe_inside()
