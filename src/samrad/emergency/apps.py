from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    name = "samrad.emergency"
    label = "emergency"

    def ready(self) -> None:
        from samrad.cases.access import register_ground
        from samrad.cases.rules import Part
        from samrad.emergency import access
        from samrad.emergency.models import EmergencyAccess, EmergencyReview
        from samrad.kernel.erasing import Erasable, register_erasable

        register_ground(access.EMERGENCY)
        register_erasable(
            Erasable(EmergencyAccess, ("reason",), Part.TEAM), Erasable(EmergencyReview, ("note",), Part.TEAM)
        )
