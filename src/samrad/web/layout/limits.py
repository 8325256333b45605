"""What may be done only so often: which addresses, and the page that says when one may try again."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import http_date

from samrad.accounts.operations.limits import count, of_account, of_network
from samrad.accounts.rules import Use
from samrad.web.layout.drafts import SECRET

OPENED: dict[Use, frozenset[str]] = {
    Use.WAY_IN: frozenset({"account:start", "account:returned"}),
    Use.SETUP_CODE: frozenset({"setup:wizard"}),
    Use.SEARCH: frozenset({"search:search"}),
    Use.FILE: frozenset({
        "case:paper", "consent:form_pdf", "intake:booklet_pdf", "intake:decision_letter", "meeting:ics",
        "meeting:letter", "meeting:minutes_pdf", "oversight:report_pdf", "oversight:report_sheet", "oversight:returns",
        "oversight:sheet", "plan:edition_pdf", "plan:pdf", "rights:letter", "setup:group_template",
    }),
    Use.PACKAGE: frozenset({"case:archive_package", "rights:take_along", "transition:package"}),
}  # fmt: skip
SENT: dict[Use, frozenset[str]] = {
    Use.OPEN_FORM: frozenset({"intake:public"}),
    Use.SEARCH: frozenset({"emergency:open"}),
    Use.UPLOAD: frozenset({
        "case:upload", "consent:answer", "consent:inability", "consent:mandate", "intake:take_over", "setup:import",
        "setup:import_groups",
    }),
    Use.MAIL: frozenset({
        "consent:ask", "meeting:ask", "meeting:cancel", "meeting:distribute", "meeting:move", "meeting:send",
        "unit:send_routine",
    }),
}  # fmt: skip
WHAT = {
    Use.WAY_IN: "Det har vært svært mange innlogginger fra dette nettet.",
    Use.SETUP_CODE: "Denne siden er åpnet svært mange ganger fra dette nettet.",
    Use.OPEN_FORM: "Det har kommet svært mange meldinger fra dette nettet.",
    Use.SEARCH: "Du har søkt svært mange ganger på kort tid.",
    Use.FILE: "Du har laget svært mange filer på kort tid.",
    Use.PACKAGE: "Du har laget svært mange kopier av en hel sak på kort tid.",
    Use.UPLOAD: "Du har lastet opp svært mye på kort tid.",
    Use.MAIL: "Du har sendt svært mange beskjeder på kort tid.",
}
# htmx puts the answer in the place of the page, whatever the request asked to have replaced.
WHOLE_PAGE = {"HX-Retarget": "main", "HX-Reselect": "main", "HX-Reswap": "outerHTML"}
NEVER_SENT_AGAIN = ("csrfmiddlewaretoken", *SECRET)


def address_of(request: Any) -> str:
    """The network address a request comes from: as the outermost of our own proxies (SAMRAD_PROXIES) saw it."""
    passed = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if settings.PROXIES and len(passed) >= settings.PROXIES:
        return str(passed[-settings.PROXIES])
    return str(request.META.get("REMOTE_ADDR", ""))


def use_of(method: str, name: str) -> Use | None:
    """What a request is counted as; None for what may be done as often as one likes."""
    return next((use for use, names in (SENT if method == "POST" else OPENED).items() if name in names), None)


def too_often(request: Any) -> HttpResponse | None:
    """The answer (429) to a request that comes too often; None when it is let through. At most one statement.

    Counted for the account, else for the network. Asked before a transaction is begun, so that a count stands
    whatever becomes of the request. What was typed stands in the answer, and can be sent from there.
    """
    use = use_of(request.method, request.resolver_match.view_name)
    if use is None:
        return None
    user = request.user
    closed_until = count(use, of_account(user) if user.is_authenticated else of_network(address_of(request)))
    if closed_until is None:
        return None
    sent = request.POST.lists() if request.method == "POST" else []
    context = {
        "heading": "Vent litt før du prøver igjen",
        "sentence": WHAT[use],
        "closed_until": closed_until,
        "typed": [(name, one) for name, values in sent if name not in NEVER_SENT_AGAIN for one in values],
        "files": bool(request.FILES),
    }
    response = render(request, "layout/too_often.html", context, status=429)
    for name, value in {"Retry-After": http_date(closed_until.timestamp()), **WHOLE_PAGE}.items():
        response[name] = value
    return response
