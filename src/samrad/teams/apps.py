from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "samrad.teams"
    label = "teams"

    def ready(self) -> None:
        from samrad.accounts.models import Employment
        from samrad.agencies.models import Unit
        from samrad.cases.access import register_ground
        from samrad.kernel.operation import register_reach
        from samrad.teams import access, queries

        register_ground(access.SEAT)
        register_ground(access.CALLED_IN)
        register_reach(Employment, queries.cases_of_employment)
        register_reach(Unit, queries.cases_of_unit)
