"""Everything that may be wrong with what comes back from a provider: nobody is signed in, and it is said in words."""

import logging
from datetime import timedelta
from typing import Any

import httpx
import pytest

from samrad.exchange.oidc.client import forget_metadata
from samrad.kernel.clock import now
from tests.web.addresses import Things
from tests.web.filling import words
from tests.web.providers import ADDRESS, ANDERS, HIGH, STRANGER, Town, Visitor, known_by_number, used

UNSAFE = "Vi kunne ikke stole på svaret fra ID-porten"
LOW = "Du må logge inn med høyere sikkerhet"
DOWN = "Vi får ikke kontakt med ID-porten"
GONE = "Innloggingen tok for lang tid"
OLD = 1_600_000_000

# What the provider does wrong, what is said, and what stands in the log.
HOSTILE: list[tuple[str, dict[str, Any], str, str]] = [
    ("nonce of another sign-in", {"claims": {"nonce": "another"}}, UNSAFE, "nonce"),
    ("no nonce", {"without": ["nonce"]}, UNSAFE, "nonce"),
    ("another audience", {"claims": {"aud": "another-client"}}, UNSAFE, "audience"),
    ("us and another audience", {"claims": {"aud": ["samrad", "another-client"], "azp": "samrad"}}, UNSAFE, "audience"),
    ("issued for another party", {"claims": {"azp": "another-client"}}, UNSAFE, "azp"),
    ("another issuer in the token", {"claims": {"iss": "https://ond.example"}}, UNSAFE, "issuer"),
    ("no issuer in the token", {"without": ["iss"]}, UNSAFE, "issuer"),
    ("run out", {"claims": {"exp": OLD}}, UNSAFE, "expired"),
    ("never runs out", {"without": ["exp"]}, UNSAFE, "exp"),
    ("issued long ago", {"claims": {"iat": OLD}}, UNSAFE, "iat"),
    ("issued tomorrow", {"claims": {"iat": 4_000_000_000}}, UNSAFE, "iat"),
    ("not good yet", {"claims": {"nbf": 4_000_000_000}}, UNSAFE, "nbf"),
    ("no signature", {"alg": "none"}, UNSAFE, "alg"),
    ("signed with the public key as a secret", {"alg": "HS256"}, UNSAFE, "alg"),
    ("signed by a key nobody knows", {"signed_by": "unknown"}, UNSAFE, "unknown kid"),
    ("signed by a stranger in the name of the key", {"signed_by": "stranger"}, UNSAFE, "signature"),
    ("no subject", {"without": ["pid"]}, UNSAFE, "pid is missing"),
    ("a subject that is no text", {"claims": {"pid": 12345678901}}, UNSAFE, "pid is missing"),
    ("a level that is too low", {"claims": {"acr": "idporten-loa-substantial"}}, LOW, "low"),
    ("a level nobody knows", {"claims": {"acr": "idporten-loa-highest"}}, LOW, "low"),
    ("no level", {"without": ["acr"]}, LOW, "low"),
    ("the answer is another issuer's", {"issuer": "https://ond.example"}, UNSAFE, "another issuer"),
    ("the answer names no issuer, though it should", {"issuer": "none"}, UNSAFE, "another issuer"),
    ("the metadata are another issuer's", {"metadata": {"issuer": "https://ond.example"}}, UNSAFE, "another issuer"),
    ("the keys are not where they should be", {"metadata": {"jwks_uri": f"{ADDRESS}:9/"}}, DOWN, "down"),
    ("the metadata lack an endpoint", {"metadata": {"token_endpoint": None}}, DOWN, "endpoint"),
]


def is_out(visitor: Visitor) -> bool:
    """Whether nobody is signed in here."""
    return visitor.client.get("/min/")["Location"].startswith("/inn/")


@pytest.mark.parametrize(("what", "wrong", "said", "logged"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_a_hostile_answer_signs_nobody_in(
    out_there: Town, caplog: Any, what: str, wrong: dict[str, Any], said: str, logged: str
) -> None:
    known_by_number("Anders", ANDERS)
    visitor = Visitor()
    address = visitor.is_at(visitor.sets_out("idporten"), {"sub": "a", "pid": ANDERS}, HIGH["idporten"])
    out_there.tell("idporten", **wrong)
    if "metadata" in wrong:
        forget_metadata()
    if "issuer" in wrong:
        address = visitor.is_at(visitor.sets_out("idporten"), {"sub": "a", "pid": ANDERS}, HIGH["idporten"])
    with caplog.at_level(logging.WARNING):
        answer = visitor.comes_back(address)
    assert said in words(answer), what
    assert answer.status_code in (403, 503)
    assert is_out(visitor)
    told = " ".join(f"{one.reason} {one.detail}" for one in caplog.records if one.message == "sign_in_failed")
    assert logged in told
    assert ANDERS not in caplog.text + told


def test_the_same_answer_without_the_fault_signs_in(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    visitor = Visitor()
    assert visitor.signs_in("idporten", sub="a", pid=ANDERS).status_code == 302
    assert visitor.client.get("/min/").status_code == 200


def test_an_address_one_came_back_by_works_once(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    visitor = Visitor()
    address = visitor.is_at(visitor.sets_out("idporten"), {"sub": "a", "pid": ANDERS}, HIGH["idporten"])
    assert visitor.comes_back(address).status_code == 302
    visitor.client.post("/ut/")
    assert GONE in words(visitor.comes_back(address))
    assert is_out(visitor)


def test_a_code_that_has_been_used_is_refused_by_the_provider(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    visitor, thief = Visitor(), Visitor()
    address = visitor.is_at(visitor.sets_out("idporten"), {"sub": "a", "pid": ANDERS}, HIGH["idporten"])
    assert visitor.comes_back(address).status_code == 302
    own = thief.is_at(thief.sets_out("idporten"), {"sub": "t", "pid": STRANGER}, HIGH["idporten"])
    code, mine = httpx.URL(address).params["code"], httpx.URL(own)
    assert "godtok ikke innloggingen" in words(thief.comes_back(str(mine.copy_set_param("code", code))))
    assert is_out(thief)


def test_a_code_stolen_before_it_is_used_is_of_no_use_in_another_session(out_there: Town) -> None:
    """It was bound to the verifier of the session it was asked for in (PKCE)."""
    known_by_number("Anders", ANDERS)
    visitor, thief = Visitor(), Visitor()
    address = visitor.is_at(visitor.sets_out("idporten"), {"sub": "a", "pid": ANDERS}, HIGH["idporten"])
    own = httpx.URL(thief.is_at(thief.sets_out("idporten"), {"sub": "t", "pid": STRANGER}, HIGH["idporten"]))
    answer = thief.comes_back(str(own.copy_set_param("code", httpx.URL(address).params["code"])))
    assert "godtok ikke innloggingen" in words(answer)
    assert is_out(thief)


def test_nobody_is_signed_in_by_an_address_that_somebody_else_was_sent(out_there: Town) -> None:
    """The state belongs to the session it was made in: no sign-in is slipped to another."""
    known_by_number("Anders", ANDERS)
    attacker, victim = Visitor(), Visitor()
    address = attacker.is_at(attacker.sets_out("idporten"), {"sub": "a", "pid": ANDERS}, HIGH["idporten"])
    victim.sets_out("idporten")
    answer = victim.comes_back(address)
    assert (answer.status_code, GONE in words(answer)) == (403, True)
    assert is_out(victim)


def test_the_answer_of_one_provider_is_not_taken_for_another_s(out_there: Town) -> None:
    visitor = Visitor()
    address = visitor.is_at(visitor.sets_out("entra"), {"sub": "a", "oid": "a", "name": "A"}, "")
    answer = visitor.comes_back(address.replace("/fra/entra/", "/fra/idporten/"))
    assert GONE in words(answer)
    assert is_out(visitor)


def test_a_sign_in_left_for_a_quarter_of_an_hour_is_begun_again(out_there: Town, time_machine: Any) -> None:
    visitor = Visitor()
    address = visitor.is_at(visitor.sets_out("idporten"), {"sub": "a", "pid": ANDERS}, HIGH["idporten"])
    time_machine.move_to(now() + timedelta(minutes=16))
    assert GONE in words(visitor.comes_back(address))


@pytest.mark.parametrize(
    ("error", "said", "status"),
    [
        ("access_denied", "Innloggingen ble avbrutt", 200),
        ("server_error", "ID-porten godtok ikke innloggingen", 403),
        ("<script>alert(1)</script>", "ID-porten godtok ikke innloggingen", 403),
    ],
)
def test_an_error_from_the_provider_is_told_in_plain_words(out_there: Town, error: str, said: str, status: int) -> None:
    visitor = Visitor()
    there = visitor.sets_out("idporten")
    address = visitor.is_at(there, {}, "", error=error, error_description="<b>internal</b>")
    answer = visitor.comes_back(address)
    assert (answer.status_code, said in words(answer)) == (status, True)
    assert "internal" not in answer.content.decode()
    assert "alert" not in answer.content.decode()
    assert is_out(visitor)


def test_a_provider_that_is_down_is_told_and_the_others_go_on(out_there: Town) -> None:
    out_there.tell("idporten", down=True)
    visitor = Visitor()
    answer = visitor.client.get("/inn/med/idporten/")
    assert (answer.status_code, DOWN in words(answer)) == (503, True)
    assert visitor.client.get("/inn/med/entra/").status_code == 302
    assert "Logg inn med jobbkontoen" in words(visitor.client.get("/inn/"))


def test_a_provider_that_goes_down_in_the_middle_is_told(out_there: Town) -> None:
    visitor = Visitor()
    address = visitor.is_at(visitor.sets_out("idporten"), {"sub": "a", "pid": ANDERS}, HIGH["idporten"])
    out_there.tell("idporten", down=True)
    assert DOWN in words(visitor.comes_back(address))


def test_when_the_provider_changes_key_the_new_one_is_fetched(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    assert Visitor().signs_in("idporten", sub="a", pid=ANDERS).status_code == 302
    out_there.tell("idporten", signed_by="rotated")
    assert Visitor().signs_in("idporten", sub="a", pid=ANDERS).status_code == 302


def test_we_change_key_while_both_are_known(providers: Town, undone: Things) -> None:
    known_by_number("Anders", ANDERS)
    for first, second in ((0, 1), (1, 0)):
        keys = Town(providers.ports, [providers.keys[first], providers.keys[second]])
        with used(keys):
            assert Visitor().signs_in("idporten", sub="a", pid=ANDERS).status_code == 302


def test_what_is_asked_is_pushed_where_the_provider_takes_it_and_stands_in_no_address(out_there: Town) -> None:
    pushed, plain = httpx.URL(Visitor().sets_out("idporten")), httpx.URL(Visitor().sets_out("entra"))
    assert set(pushed.params) == {"client_id", "request_uri"}
    assert plain.params["code_challenge_method"] == "S256"
    assert {"state", "nonce", "code_challenge"} <= set(plain.params)


def test_nobody_is_led_out_of_the_site_by_a_sign_in(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    assert Visitor().signs_in("idporten", "https://ond.example/", sub="a", pid=ANDERS)["Location"] == "/"


def test_no_more_than_five_sign_ins_are_under_way_in_a_session(out_there: Town) -> None:
    visitor = Visitor()
    for _ in range(7):
        visitor.sets_out("entra")
    assert len(visitor.client.session["by_provider"]) == 5
