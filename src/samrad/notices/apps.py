from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "samrad.notices"
    label = "notices"

    def ready(self) -> None:
        from samrad.kernel.erasing import register_whole
        from samrad.kernel.operation import register_projection
        from samrad.notices.operations import bring_up_to_date, forget_messages
        from samrad.worklist.operations import mark_stale

        register_whole(forget_messages)
        register_projection("outbox", bring_up_to_date, mark_stale)
