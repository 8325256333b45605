from django.apps import AppConfig


class TransitionsConfig(AppConfig):
    name = "samrad.transitions"
    label = "transitions"

    def ready(self) -> None:
        from samrad.plans.operations import register_guard
        from samrad.transitions.operations import refuse_before_transfer

        register_guard(refuse_before_transfer)
