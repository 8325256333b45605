from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "samrad.consents"
    label = "consents"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.consents.models import ConsentAnswer
        from samrad.kernel.erasing import Erasable, register_erasable

        register_erasable(
            Erasable(ConsentAnswer, ("note", "witness"), Part.TEAM),
        )
