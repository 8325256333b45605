from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    name = "samrad.emergency"
    label = "emergency"

    def ready(self) -> None:
        from samrad.cases.access import register_ground
        from samrad.emergency import access

        register_ground(access.EMERGENCY)
