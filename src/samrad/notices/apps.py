from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "samrad.notices"
    label = "notices"

    def ready(self) -> None:
        from samrad.kernel.operation import register_projection
        from samrad.notices.operations import bring_up_to_date
        from samrad.worklist.operations import mark_stale

        register_projection("outbox", bring_up_to_date, mark_stale)
