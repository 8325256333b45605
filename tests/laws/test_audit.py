"""A report of known weaknesses is read; one that is none is told as not asked."""

from tools.audit import BROWSER, PYTHON, weaknesses


def test_a_weakness_is_a_line() -> None:
    weak = {"id": "PYSEC-1", "fix_versions": ["2.0"], "aliases": [], "description": ""}
    report = {"dependencies": [{"name": "a", "version": "1.0", "vulns": [weak]}, {"name": "b", "skip_reason": "egen"}]}
    assert weaknesses(PYTHON, report) == ["a 1.0: PYSEC-1, rettet i 2.0"]
    assert weaknesses(BROWSER, {"vulnerabilities": {"c": {"severity": "high"}}}) == ["c: high"]


def test_what_is_no_report_is_not_all_well() -> None:
    assert weaknesses(PYTHON, {"message": "no"}) is None
    assert weaknesses(BROWSER, {"message": "request failed"}) is None
    assert weaknesses(PYTHON, {"dependencies": []}) == []
