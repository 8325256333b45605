from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "samrad.teams"
    label = "teams"

    def ready(self) -> None:
        from samrad.accounts.models import Employment
        from samrad.agencies.models import Unit
        from samrad.cases.access import register_ground
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.kernel.operation import register_reach
        from samrad.teams import access, queries
        from samrad.teams.models import CareTeam, NoTeam, Seat

        register_ground(access.SEAT)
        register_ground(access.CALLED_IN)
        register_reach(Employment, queries.cases_of_employment)
        register_reach(Unit, queries.cases_of_unit)
        register_erasable(
            Erasable(CareTeam, ("mandate", "few_services_reason", "other_meetings", "end_reason"), Part.TEAM),
            Erasable(NoTeam, ("reason",), Part.TEAM),
            Erasable(Seat, ("contribution", "relation", "ground", "end_reason", "secret_reason"), Part.TEAM),
        )
