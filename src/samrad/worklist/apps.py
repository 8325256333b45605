from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "samrad.worklist"
    label = "worklist"

    def ready(self) -> None:
        from samrad.kernel.operation import register_projection
        from samrad.worklist.operations import mark_stale, rebuild

        register_projection("worklist", rebuild, mark_stale)
