"""All of it to take along: what may be seen, in a form to read and a form to use, and nothing else."""

import io
import json
import zipfile
from typing import Any

from samrad.cases.access import sight
from samrad.cases.rules import LifeArea, Part
from samrad.commands.demo.beginning import A_PDF
from samrad.contact.operations import write_message
from samrad.exchange.own_copy import own_package
from samrad.kernel.clock import today
from samrad.papers.operations import add_paper
from samrad.people.models import RelatedPerson
from samrad.plans.rules import Section
from tests.rights.test_log import looked, oneself, seen_by
from tests.stories import child
from tests.town import Fjordvik


def opened(data: bytes) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of the package, and what `alt.json` says."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    return files, json.loads(files["alt.json"])


def test_the_person_takes_all_along_and_a_parent_of_a_youth_what_a_parent_may_see(town: Fjordvik) -> None:
    story = child(town, years=16)
    story.planned(20, {Section.IMPORTANT: "Bestemor er viktig."}, [("Ta bussen", LifeArea.TRANSPORT, "")])
    own = oneself(town, story)
    mother = oneself(town, story, RelatedPerson.objects.get(subject=story.case.subject, given_name="Mona"))
    write_message(actor=own, case=story.case, text="Kan vi bytte dag?")
    paper = add_paper(
        actor=story.lead, case=story.case, part=Part.DOCUMENTS, title="Epikrise", content=A_PDF, received_on=today()
    )
    looked(town.actor("kari"), story, "goals")
    files, told = opened(own_package(own, seen_by(own, story)))
    assert set(files) == {"alt.json", "alt.pdf", "plan.pdf", f"papirer/papir-{paper.pk}.pdf"}
    assert files[f"papirer/papir-{paper.pk}.pdf"] == A_PDF
    assert files["alt.pdf"].startswith(b"%PDF")
    words = json.dumps(told, ensure_ascii=False)
    for one in ("Bestemor er viktig.", "Ta bussen", "Kan vi bytte dag?", "Epikrise", "Kari Moen"):
        assert one in words
    assert told["format"] == "samrad-egen-kopi-1"
    assert [row["page"] for row in told["log"]] == ["plan:plan"]
    files, told = opened(own_package(mother, seen_by(mother, story)))
    assert set(files) == {"alt.json", "alt.pdf"}
    words = json.dumps(told, ensure_ascii=False)
    for one in ("Bestemor er viktig.", "Ta bussen", "Kan vi bytte dag?", "Epikrise", "plan:plan"):
        assert one not in words
    assert told["team"]


def test_the_file_names_every_field_the_page_about_it_names(town: Fjordvik) -> None:
    story = child(town)
    own = oneself(town, story)
    found = sight(own, story.case.pk)
    assert found is not None
    _, told = opened(own_package(own, found))
    assert set(told) == {"format", "made_on", "case", "person", "coordinator", "team", "texts", "requests", "log"}
    assert set(told["person"]) == {
        "given_name", "family_name", "born_on", "address", "postal", "phone", "email", "language",
    }  # fmt: skip
    assert not any("identity" in key for row in told["texts"] for key in row)
