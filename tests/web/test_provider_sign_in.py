"""Coming in by ID-porten, HelseID and Entra ID, against a certified provider."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from samrad.accounts.models import Employment, PersonalAccess, ProviderIdentity, UserSession
from samrad.accounts.operations.staff import employ, give_sign_in
from samrad.accounts.operations.ties import tie_identity
from samrad.exchange.oidc.tokens import LOGOUT_EVENT
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid
from samrad.people.models import Representation
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, page, words
from tests.web.providers import ANDERS, INGRID, STRANGER, Town, Visitor, known_by_number, number, used

# ── inhabitants ──────────────────────────────────────────────────────────────


def test_the_subject_comes_in_with_her_number_and_sees_her_own_case_only(out_there: Town, undone: Things) -> None:
    known_by_number("Anders", ANDERS)
    anders = Visitor()
    assert anders.signs_in("idporten", sub="a", pid=ANDERS)["Location"] == "/"
    assert "Anders" in words(anders.client.get("/min/"))
    assert anders.client.get(f"/sak/{undone.cases['Anders']}/").status_code == 200
    assert anders.client.get(f"/sak/{undone.cases['Ola']}/").status_code == 404


def test_she_is_the_same_user_the_next_time_and_nothing_is_made_anew(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    Visitor().signs_in("idporten", sub="a", pid=ANDERS)
    before = (ProviderIdentity.objects.count(), UserSession.objects.count(), _own_accesses("Anders"))
    assert Visitor().signs_in("idporten", sub="a", pid=ANDERS)["Location"] == "/"
    assert (ProviderIdentity.objects.count(), UserSession.objects.count() - 1, _own_accesses("Anders")) == before


def _own_accesses(name: str) -> int:
    with open_town("9901"):
        return PersonalAccess.objects.filter(person__given_name=name).count()


def test_a_parent_with_insight_comes_in_and_is_said_to_be_for_the_child(out_there: Town, undone: Things) -> None:
    known_by_number("Ingrid", INGRID)
    ingrid = Visitor()
    assert ingrid.signs_in("idporten", f"/sak/{undone.cases['Ola']}/", sub="i", pid=INGRID).status_code == 302
    assert ingrid.client.get(f"/sak/{undone.cases['Ola']}/").status_code == 200
    assert "for Ola" in words(ingrid.client.get("/min/"))


def test_the_opening_of_an_own_access_stands_in_the_log_of_the_case(out_there: Town, undone: Things) -> None:
    known_by_number("Anders", ANDERS)
    anders = Visitor()
    anders.signs_in("idporten", sub="a", pid=ANDERS)
    assert "logget inn med ID-porten" in words(anders.client.get(f"/sak/{undone.cases['Anders']}/hendelser/"))


@pytest.mark.parametrize("who", ["nobody", "without insight", "mandate over", "number unreadable"])
def test_without_a_ground_everybody_gets_the_same_page_and_leaves_no_trace(
    out_there: Town, undone: Things, who: str
) -> None:
    pid = STRANGER
    if who == "without insight":
        known_by_number("Leif", pid)
    if who == "mandate over":
        known_by_number("Ingrid", pid)
        with open_town("9901"):
            own = Representation.objects.filter(related_person__given_name="Ingrid")
            own.update(started_on=today() - timedelta(days=9), ended_on=today() - timedelta(days=1), end_reason="over")
    if who == "number unreadable":
        pid = "12345678901"
    before = undone.state()
    visitor = Visitor()
    answer = visitor.signs_in("idporten", sub="x", pid=pid)
    nobody = Visitor().signs_in("idporten", sub="y", pid=number("1991-01-02"))
    assert (answer.status_code, words(answer)) == (200, words(nobody))
    assert "Det er ingen sak i Samråd som du kan se" in words(answer)
    assert visitor.client.get("/min/")["Location"].startswith("/inn/")
    assert undone.state() == before
    assert not ProviderIdentity.objects.exists()


def test_with_her_private_eid_nobody_is_at_work(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    anders = Visitor()
    anders.signs_in("idporten", sub="a", pid=ANDERS)
    user = ProviderIdentity.objects.get().user
    with open_town("9901") as town:
        Employment.objects.filter(pk=town.staff["lise"].pk).update(user=user)
    assert "Lise Granmo" not in words(anders.client.get("/rolle/"))


# ── employees and health personnel ───────────────────────────────────────────


def code_on(answer: Any) -> str:
    """The code an unknown employee is shown."""
    found = re.search(r'class="secret">([A-Z0-9-]+)<', answer.content.decode())
    assert found, words(answer)
    return found.group(1)


@pytest.mark.parametrize("provider", ["helseid", "entra"])
def test_an_employee_nobody_knows_is_tied_by_systemansvarlig_and_then_comes_in(
    out_there: Town, people: dict[str, Persona], provider: str
) -> None:
    claims = {"sub": "lise", "oid": "lise-oid", "pid": STRANGER, "name": "Lise Granmo"}
    claims["helseid://claims/identity/pid"] = STRANGER
    first = Visitor().signs_in(provider, **claims)
    assert "Be systemansvarlig i kommunen om tilgang" in words(first)
    assert words(Visitor().signs_in(provider, **claims)) == words(first)
    with open_town("9901") as town:
        made = employ(actor=town.job, unit=town.units["skole"], name="Lise Ny", title="lærer", started_on=today())
    path = f"/oppsett/ansatte/{made.pk}/innlogging/konto/"
    system = people["system"].signed_in()
    assert "Koden finnes ikke" in beside(system.sends(path, {"code": "BCDF-2345"}), "code")
    assert system.sends(path, {"code": code_on(first).lower()}).status_code == 302
    assert "Lise Granmo" in page(system, f"/oppsett/ansatte/{made.pk}/innlogging/")
    lise = Visitor()
    assert lise.signs_in(provider, **claims)["Location"] == "/"
    assert "Lise Ny, lærer" in words(lise.client.get("/i-dag/"))
    assert system.sends(f"{path}fjern/").status_code == 302
    assert lise.client.get("/i-dag/")["Location"].startswith("/inn/")
    assert "Vi kjenner deg ikke ennå" in words(Visitor().signs_in(provider, **claims))


def test_who_is_tied_to_nobody_employed_today_is_told_so(out_there: Town) -> None:
    with open_town("9901") as town:
        made = employ(actor=town.job, unit=town.units["skole"], name="Vikar Prøve", title="", started_on=today())
        code = code_on(Visitor().signs_in("entra", sub="v", oid="v", name="Vikar"))
        tie_identity(actor=town.job, employment=made, code=code)
        Employment.objects.filter(pk=made.pk).update(
            started_on=today() - timedelta(days=3), ended_on=today() - timedelta(days=1), end_reason="ferdig"
        )
    visitor = Visitor()
    assert "Du er ikke registrert som ansatt" in words(visitor.signs_in("entra", sub="v", oid="v", name="Vikar"))
    assert visitor.client.get("/i-dag/")["Location"].startswith("/inn/")


def test_a_user_of_two_municipalities_is_tied_from_neither(out_there: Town) -> None:
    code = code_on(Visitor().signs_in("entra", sub="v", oid="v", name="Vikar"))
    with open_town("9901") as town:
        made = employ(actor=town.job, unit=town.units["skole"], name="Vikar Prøve", title="", started_on=today())
        sign_in = give_sign_in(actor=town.job, employment=made, username="vikar")
        sign_in.user.municipality_ids = [*sign_in.user.municipality_ids, 0]
        sign_in.user.save()
        with pytest.raises(Invalid, match="en annen kommune"):
            tie_identity(actor=town.job, employment=made, code=code)


def test_groups_of_the_provider_let_in_to_units_and_out_again(providers: Town, undone: Things) -> None:
    claims = {"sub": "g", "oid": "g", "name": "Guro Gruppe"}
    with open_town("9901") as town:
        school, ppt = town.units["skole"].name, town.units["ppt"].name
    with used(providers, SAMRAD_OIDC_ENTRA_GROUPS=f"s=9901:{school}; p=9901:{ppt}; x=9902:Finnes ikke"):
        visitor = Visitor()
        assert visitor.signs_in("entra", **claims, groups=["s", "unrelated"])["Location"] == "/"
        assert f"Guro Gruppe, {school}" in words(visitor.client.get("/i-dag/"))
        assert Visitor().signs_in("entra", **claims, groups=["s", "p"])["Location"] == "/rolle/"
        with open_town("9901"):
            Employment.objects.filter(name="Guro Gruppe").update(started_on=today() - timedelta(days=2))
        assert Visitor().signs_in("entra", **claims, groups=["p"])["Location"] == "/"
        assert "ikke registrert som ansatt" in words(Visitor().signs_in("entra", **claims, groups=[]))
        assert "Vi kjenner deg ikke" in words(Visitor().signs_in("entra", sub="h", oid="h", name="H", groups=["y"]))
    with open_town("9901"):
        ended = Employment.objects.filter(name="Guro Gruppe", by_group=True)
        assert {one.ended_on for one in ended} == {today() - timedelta(days=1)}


def test_a_group_lets_nobody_take_the_place_of_somebody_registered(providers: Town, undone: Things) -> None:
    with open_town("9901") as town:
        school = town.units["skole"]
        employ(actor=town.job, unit=school, name="Guro Gruppe", title="lærer", started_on=today())
    with used(providers, SAMRAD_OIDC_ENTRA_GROUPS=f"s=9901:{school.name}"):
        answer = Visitor().signs_in("entra", sub="g", oid="g", name="guro gruppe", groups=["s"])
    assert "Vi kjenner deg ikke ennå" in words(answer)


# ── out again ────────────────────────────────────────────────────────────────


def test_signing_out_signs_out_of_the_provider_by_a_form_and_the_token_is_in_no_address(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    anders = Visitor()
    anders.signs_in("idporten", sub="a", pid=ANDERS)
    out = anders.client.post("/ut/")
    assert out.status_code == 200
    sent = {name: values[0] for name, values in hidden(out).items()}
    action = re.search(r'<form method="post" action="(http[^"]+)"', out.content.decode())
    assert action is not None
    assert out_there.issuer("idporten") in out.headers["Content-Security-Policy"]
    asked = anders.there.post(action.group(1), data=sent)
    assert asked.status_code == 200, asked.text
    assert "op.logoutForm" in asked.text
    assert anders.client.get("/min/")["Location"].startswith("/inn/")


def hidden(answer: Any) -> dict[str, list[str]]:
    """The fields of the form that leads out."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode()):
        found.setdefault(name, []).append(value)
    return found


def test_when_the_provider_signs_somebody_out_her_session_is_over_at_once(out_there: Town) -> None:
    known_by_number("Anders", ANDERS)
    anders, elsewhere = Visitor(), Visitor()
    for one in (anders, elsewhere):
        one.signs_in("idporten", sub="a", pid=ANDERS)
        assert one.client.get("/min/").status_code == 200
    token = logout_token(out_there, sub="a")
    assert Client().post("/inn/fra/idporten/ut/", {"logout_token": token}).status_code == 200
    for one in (anders, elsewhere):
        assert one.client.get("/min/")["Location"].startswith("/inn/")


def logout_token(town: Town, provider: str = "idporten", **claims: Any) -> str:
    """A logout token of the provider; None takes a claim away."""
    usual = {
        "iss": town.issuer(provider), "aud": "samrad", "iat": int(now().timestamp()), "jti": "j",
        "exp": int(now().timestamp()) + 60, "events": {LOGOUT_EVENT: {}},
    }  # fmt: skip
    return town.signed(provider, {key: one for key, one in (usual | claims).items() if one is not None})


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("another audience", {"sub": "a", "aud": "somebody-else"}),
        ("another issuer", {"sub": "a", "iss": "https://ond.example"}),
        ("no event", {"sub": "a", "events": None}),
        ("a nonce, so that it is an ID token", {"sub": "a", "nonce": "n"}),
        ("nobody named", {}),
        ("run out", {"sub": "a", "exp": 1}),
        ("old", {"sub": "a", "iat": 1}),
    ],
)
def test_a_logout_token_that_is_not_one_signs_nobody_out(out_there: Town, what: str, changed: dict[str, Any]) -> None:
    known_by_number("Anders", ANDERS)
    anders = Visitor()
    anders.signs_in("idporten", sub="a", pid=ANDERS)
    for token in (logout_token(out_there, **changed), "x.y.z", ""):
        assert Client().post("/inn/fra/idporten/ut/", {"logout_token": token}).status_code == 400, what
    assert anders.client.get("/min/").status_code == 200


def test_our_public_keys_are_published_and_nothing_of_the_private_ones(out_there: Town) -> None:
    keys = Client(headers={"host": "127.0.0.1"}).get("/inn/nokler.json").json()["keys"]
    assert {one["kid"] for one in keys} == {"ours-1", "ours-2"}
    assert all(set(one) <= {"kty", "n", "e", "kid", "alg", "use"} for one in keys)
