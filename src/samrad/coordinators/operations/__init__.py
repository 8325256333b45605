"""What is done to find a coordinator, and by who is one."""

from samrad.coordinators.operations.finding import (
    answer_as_leader,
    appoint,
    ask_leader,
    assign_unit,
    name_coordinator,
    propose,
    withdraw_proposal,
)
from samrad.coordinators.operations.holding import (
    accept,
    end_absence,
    end_appointment,
    explain_roles,
    name_stand_in,
    record_absence,
    record_course,
    replace,
    take_over,
)

__all__ = [
    "accept",
    "answer_as_leader",
    "appoint",
    "ask_leader",
    "assign_unit",
    "end_absence",
    "end_appointment",
    "explain_roles",
    "name_coordinator",
    "name_stand_in",
    "propose",
    "record_absence",
    "record_course",
    "replace",
    "take_over",
    "withdraw_proposal",
]
