from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "samrad.worklist"
    label = "worklist"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.kernel.operation import register_projection
        from samrad.worklist.models import DutyNote
        from samrad.worklist.operations import mark_stale, rebuild

        register_projection("worklist", rebuild, mark_stale)
        register_erasable(
            Erasable(DutyNote, ("note",), Part.TEAM),
        )
