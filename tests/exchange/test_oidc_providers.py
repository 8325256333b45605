"""The environment that names the providers: what is read, and what is refused in words."""

import json
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwk

from samrad.exchange.oidc.providers import Kind, public_keys, read_providers
from samrad.kernel.errors import BadEnvironment


def key(kid: str = "a", **more: Any) -> str:
    made = jwk.ECKey.generate_key("P-256", {"kid": kid, "alg": "ES256"})
    return json.dumps({**made.as_dict(private=True), **more})


KEY = key()


def environment(**changed: str) -> dict[str, str]:
    """One provider; `changed` by its short key, "" takes the key away."""
    usual = {"KIND": "inhabitant", "ISSUER": "https://idporten.example", "CLIENT_ID": "c", "KEY": KEY} | changed
    found = {f"SAMRAD_OIDC_IDPORTEN_{name}": value for name, value in usual.items() if value}
    return {"SAMRAD_OIDC": "idporten", **found}


def test_nothing_named_is_nothing_set_up() -> None:
    assert read_providers({}, production=True) == ()
    assert public_keys(()) == {"keys": []}


def test_what_is_usual_for_a_kind_need_not_be_said() -> None:
    (one,) = read_providers(environment(), production=True)
    assert (one.title, one.kind, one.acr, one.subject) == ("ID-porten", Kind.INHABITANT, "idporten-loa-high", "pid")
    (health,) = read_providers(environment(KIND="health"), production=True)
    assert (health.dpop, health.level, health.reaches("4"), health.reaches("3")) == (True, "4", True, False)


@pytest.mark.parametrize(
    ("level", "enough"),
    [("idporten-loa-high", True), ("idporten-loa-substantial", True), ("idporten-loa-low", False), (None, False),
     ("Level4", False), ("", False), (4, False)],
)  # fmt: skip
def test_a_level_is_held_against_what_is_asked_for(level: object, enough: bool) -> None:
    (one,) = read_providers(environment(ACR="idporten-loa-substantial"), production=True)
    assert one.reaches(level) is enough


def test_a_key_may_stand_in_a_file_and_several_may_be_known(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"keys": [json.loads(key("new")), json.loads(key("old"))]}))
    found = read_providers(environment(KEY=str(path)), production=True)
    assert [one["kid"] for one in found[0].keys] == ["new", "old"]
    published = public_keys(found)["keys"]
    assert [one["kid"] for one in published] == ["new", "old"]
    assert not any("d" in one for one in published)


def test_private_keys_are_not_shown_when_a_provider_is_printed() -> None:
    (one,) = read_providers(environment(), production=True)
    assert json.loads(KEY)["d"] not in repr(one)


PUBLIC = json.dumps(jwk.ECKey.generate_key("P-256", {"kid": "p"}).as_dict(private=False))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"KIND": "alien"}, "KIND må være"),
        ({"KIND": ""}, "KIND må være"),
        ({"ISSUER": ""}, "ISSUER mangler"),
        ({"CLIENT_ID": ""}, "CLIENT_ID mangler"),
        ({"KEY": ""}, "KEY mangler"),
        ({"ISSUER": "http://idporten.example"}, "https://"),
        ({"ISSUER": "http://127.0.0.1:9"}, "https://"),
        ({"ISSUER": "idporten"}, "https://"),
        ({"KEY": "{}"}, "KEY er verken"),
        ({"KEY": "/finnes/ikke"}, "KEY er verken"),
        ({"KEY": '{"keys": []}'}, "har ingen nøkkel"),
        ({"KEY": PUBLIC}, "må være privat"),
        ({"KEY": key("")}, "må være privat og ha kid"),
        ({"GROUPS": "noe"}, "skal være gruppe=kommunenummer:enhet"),
        ({"LOGOUT": "put"}, "LOGOUT må være"),
    ],
)
def test_what_cannot_be_used_stops_the_start_with_a_sentence(changed: dict[str, str], said: str) -> None:
    with pytest.raises(BadEnvironment, match=said):
        read_providers(environment(**changed), production=True)


def test_the_same_name_or_issuer_twice_is_refused() -> None:
    both = environment() | {f"SAMRAD_OIDC_B2_{k}": v for k, v in {
        "KIND": "employee", "ISSUER": "https://idporten.example", "CLIENT_ID": "d", "KEY": KEY}.items()}  # fmt: skip
    with pytest.raises(BadEnvironment, match="samme utsteder"):
        read_providers(both | {"SAMRAD_OIDC": "idporten,b2"}, production=True)
    with pytest.raises(BadEnvironment, match="to ganger"):
        read_providers(both | {"SAMRAD_OIDC": "idporten,idporten"}, production=True)
    with pytest.raises(BadEnvironment, match="kan ikke brukes"):
        read_providers(both | {"SAMRAD_OIDC": "../x"}, production=True)


def test_groups_lead_to_units() -> None:
    (one,) = read_providers(environment(KIND="employee", GROUPS="a=5032:PPT; b=5032:Skolen: nord"), production=True)
    assert one.groups == {"a": ("5032", "PPT"), "b": ("5032", "Skolen: nord")}
