"""The pages of the team: the group itself, its seats, and the coordinator."""

from samrad.web.team.views.coordinators import absence, end_absence, end_coordinator, replace, stand_in
from samrad.web.team.views.group import change, contact_card, not_now, open_team, team
from samrad.web.team.views.seats import add_seat, end_holder, end_seat, expectations, fill, seat, secret

__all__ = [
    "absence",
    "add_seat",
    "change",
    "contact_card",
    "end_absence",
    "end_coordinator",
    "end_holder",
    "end_seat",
    "expectations",
    "fill",
    "not_now",
    "open_team",
    "replace",
    "seat",
    "secret",
    "stand_in",
    "team",
]
