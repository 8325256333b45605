from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samrad.audit"
    label = "audit"

    def ready(self) -> None:
        from samrad.audit.operations import record_event
        from samrad.audit.rules import DELETE_ROWS, NOT_FOR_ALL
        from samrad.kernel.operation import register_audit
        from samrad.kernel.roles import register_after_migration

        register_audit(record_event)
        for statement in (DELETE_ROWS, NOT_FOR_ALL):
            register_after_migration(statement)
