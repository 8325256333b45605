"""The pages of intake, one file for each part of the way from a notice to a coordinator."""

from samrad.web.intake.views.applying import apply, decide, decision_letter, withdraw
from samrad.web.intake.views.finding import appoint, ask_leader, assign_unit, clarify, propose, withdraw_proposal
from samrad.web.intake.views.handling import assess, decline, inform, join, notice
from samrad.web.intake.views.incoming import new, queue
from samrad.web.intake.views.outside import accessibility, booklet, booklet_pdf, public, thanks
from samrad.web.intake.views.taking_over import take_over
from samrad.web.intake.views.telling import case

__all__ = [
    "accessibility",
    "apply",
    "appoint",
    "ask_leader",
    "assess",
    "assign_unit",
    "booklet",
    "booklet_pdf",
    "case",
    "clarify",
    "decide",
    "decision_letter",
    "decline",
    "inform",
    "join",
    "new",
    "notice",
    "propose",
    "public",
    "queue",
    "take_over",
    "thanks",
    "withdraw",
    "withdraw_proposal",
]
