"""The phase of a case: from the first notice, through the work of the team, to the closing."""

import pytest

from samrad.worklist.rules import CasePhase, phase_of


@pytest.mark.requirement("S4-004")
@pytest.mark.parametrize(
    ("met", "closing", "expected"),
    [
        (False, False, CasePhase.ESTABLISHING),
        (True, False, CasePhase.RUNNING),
        (True, True, CasePhase.CLOSING),
        (False, True, CasePhase.CLOSING),
    ],
)
def test_a_case_is_in_one_phase(met: bool, closing: bool, expected: CasePhase) -> None:
    assert phase_of(met=met, closing=closing) is expected
