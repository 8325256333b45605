from django.apps import AppConfig


class WithholdingConfig(AppConfig):
    name = "samrad.withholding"
    label = "withholding"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.kernel.roles import register_after_migration
        from samrad.withholding import access
        from samrad.withholding.models import Withheld
        from samrad.withholding.rules import statements

        register_erasable(Erasable(Withheld, ("decision",), Part.TEAM))
        for statement in (*statements(), *access.statements()):
            register_after_migration(statement)
