from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samrad.audit"
    label = "audit"

    def ready(self) -> None:
        from samrad.audit.operations import record_event
        from samrad.kernel.operation import register_audit

        register_audit(record_event)
