from django.apps import AppConfig


class WithholdingConfig(AppConfig):
    name = "samrad.withholding"
    label = "withholding"

    def ready(self) -> None:
        from samrad.kernel.roles import register_after_migration
        from samrad.withholding.rules import statements

        for statement in statements():
            register_after_migration(statement)
