from django.apps import AppConfig


class TiesConfig(AppConfig):
    name = "samrad.ties"
    label = "ties"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.ties.models import Weighed

        register_erasable(Erasable(Weighed, ("reason",), Part.TEAM))
