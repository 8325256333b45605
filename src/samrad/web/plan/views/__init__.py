"""The pages of the plan, one file per noun."""

from samrad.web.plan.views.activities import activity, add_activity, evaluate_activity, settle
from samrad.web.plan.views.goals import add_goal, approve, end_goal, evaluate_goal, goal
from samrad.web.plan.views.life import edition, edition_pdf, end, open_plan, period, publish, training
from samrad.web.plan.views.page import pdf, plan
from samrad.web.plan.views.texts import text

__all__ = [
    "activity",
    "add_activity",
    "add_goal",
    "approve",
    "edition",
    "edition_pdf",
    "end",
    "end_goal",
    "evaluate_activity",
    "evaluate_goal",
    "goal",
    "open_plan",
    "pdf",
    "period",
    "plan",
    "publish",
    "settle",
    "text",
    "training",
]
