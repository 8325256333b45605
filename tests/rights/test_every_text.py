"""Every kind of text a case holds can be erased."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from samrad.documents.words import TABLES
from samrad.kernel.erasing import erasables, erase_row
from tests.rights.everywhere import tables_holding
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.conftest import site

__all__ = ["site"]
WORD = "Gråspurvhemmelighet"

# Kinds of rows with long texts that are no words about the person, each for its reason.
NOT_ERASED = {
    "consents.consent": "the text of the form, the same for all",
    "rights.erasure": "what is left of what was erased; its reason must not tell what stood there",
}


THE_DEMO_HAS_NONE = {
    "board.groupevaluation", "cases.pause", "consents.inability", "consents.sharedbylaw", "coordinators.unitassignment",
    "meetings.minutesnote", "rights.addition", "teams.noteam", "ties.weighed", "transitions.transitionanswer",
}  # fmt: skip


def texts(model: type[models.Model]) -> set[str]:
    """The columns of the model that hold texts of any length."""
    return {one.name for one in model._meta.get_fields() if isinstance(one, models.TextField)}


def of_cases() -> list[type[models.Model]]:
    """The models of rows that belong to a case."""
    return [
        one
        for one in apps.get_models()
        if one.__module__.startswith("samrad.")
        and not one.__name__.endswith("Event")
        and any(field.name == "case" for field in one._meta.get_fields())
    ]


def test_every_long_text_of_a_case_is_registered() -> None:
    missing = {
        f"{model._meta.label_lower}.{column}"
        for model in of_cases()
        if model._meta.label_lower not in NOT_ERASED
        for column in texts(model)
        if model._meta.label_lower not in erasables() or column not in erasables()[model._meta.label_lower].columns
    }
    assert missing == set()
    assert set(erasables()) == set(TABLES["entry"])


@pytest.mark.usefixtures("site")
def test_each_kind_is_emptied_everywhere(site: Things) -> None:
    database = str(site._owner.info.dbname)
    unseen = set()
    for kind in erasables().values():
        for number in ("9901", "9902"):
            with open_town(number):
                row: Any = kind.model._default_manager.order_by("pk").first()
                if row is not None:
                    break
        if row is None:
            unseen.add(kind.name)
            continue
        with open_town(number), transaction.atomic():
            for place, column in enumerate(kind.columns):
                if getattr(row, column) or place == 0:
                    most = getattr(kind.model._meta.get_field(column), "max_length", None)
                    setattr(row, column, f"{WORD} {place} i {kind.name}"[: most or 200])
            row.save()
        assert tables_holding(database, WORD), kind.name
        with open_town(number):
            erase_row(kind, row)
        assert tables_holding(database, WORD) == set(), kind.name
    assert unseen <= THE_DEMO_HAS_NONE
