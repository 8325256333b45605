from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "samrad.rights"
    label = "rights"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.rights.models import Addition, Request

        register_erasable(
            Erasable(Request, ("text", "answer", "settlement"), Part.TEAM),
            Erasable(Addition, ("text",), Part.TEAM),
        )
