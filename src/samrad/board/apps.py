from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "samrad.board"
    label = "board"

    def ready(self) -> None:
        from samrad.board.models import GroupEvaluation
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable

        register_erasable(
            Erasable(GroupEvaluation, ("note",), Part.TEAM),
        )
