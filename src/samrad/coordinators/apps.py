from django.apps import AppConfig


class CoordinatorsConfig(AppConfig):
    name = "samrad.coordinators"
    label = "coordinators"

    def ready(self) -> None:
        from samrad.accounts.models import Employment
        from samrad.cases.access import register_ground
        from samrad.cases.rules import Part
        from samrad.coordinators import access, queries
        from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal, UnitAssignment
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.kernel.operation import register_reach

        for ground in (access.COORDINATOR, access.STAND_IN, access.ASKED_LEADER):
            register_ground(ground)
        register_reach(Employment, queries.cases_coordinated)
        register_erasable(
            Erasable(
                CoordinatorProposal,
                ("person_wish", "against_wish_reason", "question", "how_solved", "resources"),
                Part.TEAM,
            ),
            Erasable(
                CoordinatorAppointment, ("handover_note", "departure_reason", "other_role", "end_reason"), Part.TEAM
            ),
            Erasable(UnitAssignment, ("question",), Part.TEAM),
        )
