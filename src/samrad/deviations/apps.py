from django.apps import AppConfig


class DeviationsConfig(AppConfig):
    name = "samrad.deviations"
    label = "deviations"

    def ready(self) -> None:
        from samrad.cases.access import register_ground
        from samrad.deviations import access

        register_ground(access.LIFTED_LEADER)
        register_ground(access.RAISED_DEVIATION)
