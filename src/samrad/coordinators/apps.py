from django.apps import AppConfig


class CoordinatorsConfig(AppConfig):
    name = "samrad.coordinators"
    label = "coordinators"

    def ready(self) -> None:
        from samrad.accounts.models import Employment
        from samrad.cases.access import register_ground
        from samrad.coordinators import access, queries
        from samrad.kernel.operation import register_reach

        for ground in (access.COORDINATOR, access.STAND_IN, access.ASKED_LEADER):
            register_ground(ground)
        register_reach(Employment, queries.cases_coordinated)
