from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "samrad.services"
    label = "services"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.services.models import Conveyed, Need

        register_erasable(
            Erasable(Need, ("text", "source"), Part.SERVICES),
            Erasable(Conveyed, ("note",), Part.SERVICES),
        )
