"""Keys are changed: what the old one sealed is sealed by the new one, and found again by its index."""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.test import override_settings

from samrad.cases.models import Case
from samrad.commands import keys
from samrad.kernel import sealing
from samrad.kernel.sealing import blind_index, seal, unseal
from samrad.people.models import Person, RelatedPerson
from tests.stories import coordinated
from tests.town import open_town

NUMBER = "01019012480"


@pytest.fixture
def fresh_keys() -> Iterator[None]:
    """Keys are read anew, before and after."""
    sealing._keys.cache_clear()
    yield
    sealing._keys.cache_clear()


def person() -> Person:
    return Person.objects.get(pk=Case.objects.order_by("id")[0].subject_id)


def turn(new: list[str], lookup: str) -> Any:
    sealing._keys.cache_clear()
    return override_settings(FIELD_KEYS=new, LOOKUP_KEY=lookup)


@pytest.mark.usefixtures("committed", "fresh_keys")
def test_what_the_old_key_sealed_is_sealed_by_the_new(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connections

    old, new = (Fernet.generate_key().decode() for _ in range(2))
    monkeypatch.setattr(keys, "LOT", 1)
    monkeypatch.setitem(connections["owner"].settings_dict, "NAME", connections["default"].settings_dict["NAME"])
    connections["owner"].close()
    with turn([old], "gammel"), open_town("9901") as town:
        coordinated(town)
        Person.objects.filter(pk=person().pk).update(identity_sealed=seal(NUMBER), identity_index=blind_index(NUMBER))
        RelatedPerson.objects.create(
            subject=person(), given_name="Nær", family_name="Prøve", relation="mother",
            identity_sealed=seal(NUMBER), identity_index=blind_index(NUMBER),
        )  # fmt: skip
    with turn([new, old], "ny"):
        done = keys.rotate()
        assert (done.sealed, done.shut, done.indexed) == (2, 0, 2)
        again = keys.rotate()
        assert (again.sealed, again.passed, again.indexed) == (0, done.sealed + done.passed, 0)
    with turn([new], "ny"), open_town("9901"):
        assert unseal(person().identity_sealed or b"") == NUMBER
        near = RelatedPerson.objects.get(given_name="Nær")
        assert person().identity_index == near.identity_index == blind_index(NUMBER)
        assert keys.rotate().shut == 0
    with turn([old], "ny"):
        assert keys.rotate().shut == 2
    connections["owner"].close()


@pytest.mark.usefixtures("fresh_keys")
def test_what_no_key_opens_is_told() -> None:
    with turn([Fernet.generate_key().decode()], "x"):
        sealed = seal("hemmelig")
        assert sealing.resealed(sealed) is None
    with turn([Fernet.generate_key().decode()], "x"):
        with pytest.raises(ValueError, match="No key"):
            sealing.resealed(sealed)
        with pytest.raises(InvalidToken):
            unseal(sealed)
