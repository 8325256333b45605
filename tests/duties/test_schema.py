"""A broken routine file says where it is broken, what is allowed, and what was probably meant."""

from pathlib import Path

import pytest

from samrad.duties.schema import BadRoutine, read_file, read_routine, shipped, shipped_names

RULE = """
[[rule]]
id = "r"
title.nb = "Gjør noe"
why.nb = "Det gjøres {due}."
anchor = "meeting"
due = "1 week before"
done = "agenda_sent"
holder = "coordinator"
source = "X-1"
"""


def problems(text: str, base: str = 'id = "x"\nextends = "base"\ntitle = "X"\n') -> str:
    with pytest.raises(BadRoutine) as caught:
        read_routine(base + text)
    return str(caught.value)


def changed(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new)


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_routines_are_right(name: str) -> None:
    assert read_routine(shipped(name)).rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (changed('holder = "coordinator"', 'holder = "kordinator"'), ("rule r.holder", "kordinator", "Mente du «coordinator»")),
        (changed('anchor = "meeting"', 'anchor = "meting"'), ("rule r.anchor", "Mente du «meeting»")),
        (changed('done = "agenda_sent"', 'done = "agenda_snt"'), ("rule r.done", "Mente du «agenda_sent»")),
        (changed('source = "X-1"', ""), ("rule r", "«source» mangler")),
        (changed('due = "1 week before"', 'due = "1 wek before"'), ("rule r.due", "ikke et tidsrom")),
        (changed('due = "1 week before"', 'due = "soon"'), ("rule r.due", "ikke en frist", "1 week before")),
        (changed('due = "1 week before"', 'due = "1 week before"\nopens = "3 days before"'), ("rule r.opens", "åpner etter fristen")),
        (changed('why.nb = "Det gjøres {due}."', 'why.nb = "Det gjøres."'), ("rule r.why", "{due}")),
        (changed('why.nb = "Det gjøres {due}."', 'why.nb = "Det {gjores} {due}."'), ("rule r.why", "{gjores}")),
        (changed('title.nb = "Gjør noe"', 'title.en = "Do it"'), ("rule r.title", "bokmål")),
        (changed('title.nb = "Gjør noe"', 'title.no = "Gjør"\ntitle.nb = "Gjør"'), ("rule r.title.no", "Ukjent språk", "nb")),
        (changed('source = "X-1"', 'source = "X-1"\nforse = "must"'), ("rule r.forse", "Ukjent nøkkel", "Mente du «force»")),
        (changed('source = "X-1"', 'source = "X-1"\nforce = "mus"'), ("rule r.force", "must, should, may", "Mente du «must»")),
        (changed('done = "agenda_sent"', 'done = "course_taken"'), ("rule r.done", "kan ikke gjøre en plikt")),
        (changed('anchor = "meeting"', 'anchor = { fact = "meeting", where = { meeting_kind = "ordinery" } }'), ("Mente du «ordinary»",)),
        (changed('anchor = "meeting"', 'anchor = { fact = "meeting", at = "planed" }'), ("rule r.anchor.at", "Mente du «planned»")),
        (changed('source = "X-1"', 'source = "X-1"\nrolling = "1 year"'), ("hører ikke til en regel av formen «once»",)),
        ('[[rule]]\nid = "r"\nform = "every"\ntitle = "A"\nwhy = "{due}"\nanchor = "team"\ndone = "meeting_held"\nholder = "ke"\nsource = "X"\n',
         ("enten «rolling»",)),
        ("[settings]\nagenda_leed = \"1 week\"\n", ("settings.agenda_leed", "Mente du «agenda_lead»")),
        ("[settings]\nmax_permanent = \"mange\"\n", ("settings.max_permanent", "et helt tall")),
        ("[settings]\nreferent = \"ruller\"\n", ("settings.referent", "rotates, agreed, free")),
        ("[settings]\nown_consent_age = 15\n", ("settings.own_consent_age", "svakere enn loven", "16")),
        ("[agenda]\nordinery = []\n", ("agenda.ordinery", "Mente du «ordinary»")),
        ("[holders.x]\nname.nb = \"X\"\nunit_kind = \"scool\"\n", ("holders.x.unit_kind", "Mente du «school»")),
        ("[[advice]]\nid = \"a\"\nplace = \"møte\"\ntext.nb = \"X\"\nsource = \"X\"\n", ("advice a.place", "agenda")),
        ("rule = 3\n", ("[[rule]]",)),
        (RULE + RULE, ("rule r", "brukt to ganger")),
        (changed('anchor = "meeting"', 'anchor = "notice"').replace('done = "agenda_sent"', 'done = "notice_answered"'),
         ("rule r.due", "før «notice» har begynt", "after")),
        (changed('done = "agenda_sent"', 'done = { fact = "agenda_sent", whre = {} }'), ("rule r.done.whre", "Mente du «where»")),
        (changed('source = "X-1"', 'source = "X-1"\nattached = "bokklet"'), ("rule r.attached", "bokklet", "consent_written")),
        (changed('why.nb = "Det gjøres {due}."', 'why.nb = "{teem.sg} gjør det {due}."'), ("rule r.why", "{teem.sg}", "Mente du «team»")),
        (changed('why.nb = "Det gjøres {due}."', 'why.nb = "{team.sgdef} gjør det {due}."'), ("rule r.why", "Mente du «sg_def»")),
        ('[link.x]\ntitle = "X"\nurl = "helsenorge.no"\nsource = "X"\n', ("link.x.url", "https://")),
        ('[document.x]\ntitle = "X"\nbody = "X"\nversion = "1"\nupdated = "2020"\n', ("document.x.updated", "åååå-mm-dd")),
        ('[[remark]]\nid = "a"\nsection = "duty"\ntext = "X"\nsource = "X"\n', ("remark a.section", "Mente du «duties»")),
        ('[agenda]\nordinary = [{ id = "a", title = "A", each = "tre" }]\n', ("agenda.ordinary.each", "et helt tall")),
        ("[settings]\nown_consent_age = 15\n", ("settings.own_consent_age", "svakere enn loven", "[notes]")),
        ("[settings]\nown_consent_age = 17\n", ("settings.own_consent_age", "16")),
        ('[legal.consent_age]\nvalues = [{ from = 2000-12-01, value = 15 }]\nstricter = "equal"\nsource = "L-CO-02"\ntext = "X"\n',
         ("legal.consent_age", "kan ikke endre")),
        ('[setting.own_consent_age]\ntype = "count"\ntitle = "X"\nvalue = 15\nsource = "X"\n', ("setting.own_consent_age.law", "consent_age")),
        ('[[rule]]\nid = "always-coordinator"\noff = "brukes ikke"\n', ("rule always-coordinator.off", "står i loven", "L-KO-01")),
        ('[[rule]]\nid = "application-decided"\nforce = "may"\n', ("rule application-decided.force", "må det stå «must»")),
        ('[notes.x]\ntext = "X"\nsource = "X"\nlaw = "consent_aeg"\n', ("notes.x.law", "Mente du «consent_age»")),
        ('[notes.x]\ntext = "X"\nsource = "X"\nlaw = "L-AR-03"\n', ("notes.x", "«law_text» mangler")),
    ],
)  # fmt: skip
def test_a_fault_names_key_allowed_and_nearest(text: str, expected: tuple[str, ...]) -> None:
    said = problems(text)
    for words in expected:
        assert words in said, said


def test_several_faults_are_told_at_once() -> None:
    said = problems(changed('holder = "coordinator"', 'holder = "kordinator"') + '[settings]\nagenda_leed = "1 week"\n')
    assert "kordinator" in said
    assert "agenda_leed" in said


def test_a_fault_in_the_own_file_has_its_line() -> None:
    assert "linje 12: rule r.holder" in problems(changed('holder = "coordinator"', 'holder = "kordinator"'))


def test_invalid_toml_has_its_line() -> None:
    assert "linje 4" in problems("a = = 3")


def test_extends_in_a_ring() -> None:
    texts = {"a": 'id = "a"\nextends = "b"\n', "b": 'id = "b"\nextends = "a"\n'}
    with pytest.raises(BadRoutine, match="i ring: a → b → a"):
        read_routine(texts["a"], texts.__getitem__)


def test_extends_something_that_is_not_there() -> None:
    with pytest.raises(BadRoutine, match="Mente du «selbu»"):
        read_routine('id = "x"\nextends = "selby"\ntitle = "X"\n')


def test_a_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "stor.toml"
    path.write_text("# " + "x" * 5_000_000)
    with pytest.raises(BadRoutine, match="for stor"):
        read_file(path)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "bilde.toml"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(BadRoutine, match="UTF-8"):
        read_file(path)


def test_a_setting_left_open_makes_no_duty() -> None:
    text = RULE.replace('due = "1 week before"', 'due = "agenda_lead before"')
    assert "r" not in read_routine('id = "x"\nextends = "base"\ntitle = "X"\n' + text).rules
    with_value = 'id = "x"\nextends = "base"\ntitle = "X"\n[settings]\nagenda_lead = "3 days"\n' + text
    assert "r" in read_routine(with_value).rules


def test_a_rule_of_the_base_can_be_given_another_deadline_and_keeps_the_rest() -> None:
    own = '[[rule]]\nid = "coordinator-accepts"\ndue = "3 days after"\n'
    rule = read_routine('id = "x"\nextends = "base"\ntitle = "X"\n' + own).rules["coordinator-accepts"]
    assert rule.due is not None
    assert (rule.due.span.count, rule.holder) == (3, "coordinator")


def test_a_text_laxer_than_the_law_is_kept_with_the_law_beside_it() -> None:
    note = next(one for one in read_routine(shipped("ansvarsgruppe")).notes if one.id == "consent_over_15")
    assert "over 15 år" in str(note.text)
    assert (note.law, str(note.law_text)) == ("L-CO-02", "Fra 16 år samtykker ungdommen selv.")


def test_a_rule_that_only_we_chose_can_be_left_out() -> None:
    own = '[[rule]]\nid = "coordinator-accepts"\noff = "gjøres muntlig hos oss"\n'
    assert "coordinator-accepts" not in read_routine('id = "x"\nextends = "base"\ntitle = "X"\n' + own).rules


def test_texts_are_said_in_the_municipalitys_own_words() -> None:
    own = """[terms.team]
nb = { gender = "n", sg = "plangruppelag", sg_def = "plangruppelaget", pl = "lag", pl_def = "lagene", join = "lags" }
"""
    text = 'id = "x"\nextends = "base"\ntitle = "X"\n' + own + RULE.replace("Det gjøres", "{Team.sg_def} gjør det")
    assert str(read_routine(text).rules["r"].why) == "Plangruppelaget gjør det {due}."
    assert "plangruppelaget" in str(read_routine(text).rules["always-coordinator"].why)


def test_a_file_of_five_megabytes_is_refused_before_it_is_read_as_toml() -> None:
    with pytest.raises(BadRoutine, match="for stor"):
        read_routine("[[rule]]\n" * 600_000)
