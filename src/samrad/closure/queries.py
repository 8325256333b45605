"""The check list of a closing, the reports that wait, and the facts they give."""

from django.db.models import QuerySet

from samrad.cases.models import Case
from samrad.closure.models import Closing, Report
from samrad.closure.rules import ReportKind
from samrad.duties.facts import Fact

ACT = {
    ReportKind.START: "start_reported",
    ReportKind.REVIEW: "team_reported",
    ReportKind.CHANGE: "change_reported",
    ReportKind.CLOSING: "closing_reported",
}


def closing(case: Case) -> Closing | None:
    """The closing that has been begun for the case."""
    return Closing.objects.filter(case=case).select_related("meeting").first()


def reports_of(case: Case) -> list[Report]:
    """What the coordinating unit was told of the case, the newest first."""
    return list(Report.objects.filter(case=case))


def unseen_reports() -> QuerySet[Report]:
    """Reports that the coordinating unit has not marked as seen, oldest first."""
    return Report.objects.filter(seen_on__isnull=True).select_related("case__subject").order_by("reported_on", "id")


def facts(case_ids: list[int]) -> list[Fact]:
    """Reports, and that the plan is stored."""
    found = [
        Fact(ACT[ReportKind(one.kind)], f"report-{one.pk}", one.reported_on, f"case-{one.case_id}")
        for one in Report.objects.filter(case__in=case_ids)
    ]
    found.extend(
        Fact("plan_stored", f"closing-{one.pk}-stored", one.plan_stored_on, f"case-{one.case_id}")
        for one in Closing.objects.filter(case__in=case_ids, plan_stored_on__isnull=False)
    )
    return found


def unseen_report(report_id: int) -> Report | None:
    """One report that has not been marked as seen."""
    return unseen_reports().filter(pk=report_id).first()
