from django.apps import AppConfig


class ClosureConfig(AppConfig):
    name = "samrad.closure"
    label = "closure"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.closure.models import Closing, Report
        from samrad.kernel.erasing import Erasable, register_erasable

        register_erasable(
            Erasable(Report, ("note",), Part.TEAM),
            Erasable(Closing, ("no_agreement_reason", "no_meeting_reason"), Part.TEAM),
        )
