from django.apps import AppConfig


class TransitionsConfig(AppConfig):
    name = "samrad.transitions"
    label = "transitions"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.plans.operations import register_guard
        from samrad.transitions.models import SchoolRecord, Transition, TransitionAnswer
        from samrad.transitions.operations import refuse_before_transfer

        register_guard(refuse_before_transfer)
        register_erasable(
            Erasable(Transition, ("note", "to", "cancel_reason"), Part.GOALS),
            Erasable(TransitionAnswer, ("reason",), Part.GOALS),
            Erasable(SchoolRecord, ("note",), Part.GOALS),
        )
