from django.apps import AppConfig


class DeviationsConfig(AppConfig):
    name = "samrad.deviations"
    label = "deviations"

    def ready(self) -> None:
        from samrad.cases.access import register_ground
        from samrad.cases.rules import Part
        from samrad.deviations import access
        from samrad.deviations.models import Deviation, DeviationStep, Matter, MatterStep
        from samrad.kernel.erasing import Erasable, register_erasable

        register_ground(access.LIFTED_LEADER)
        register_ground(access.RAISED_DEVIATION)
        register_erasable(
            Erasable(Deviation, ("title", "description", "measures", "closed_note"), Part.DEVIATIONS),
            Erasable(DeviationStep, ("note",), Part.DEVIATIONS),
            Erasable(Matter, ("title", "need", "attempt", "no_attempt_reason", "outcome"), Part.DEVIATIONS),
            Erasable(MatterStep, ("note",), Part.DEVIATIONS),
        )
