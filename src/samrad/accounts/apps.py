from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "samrad.accounts"
    label = "accounts"

    def ready(self) -> None:
        from samrad.accounts.operations.drafts import forget_erased
        from samrad.kernel.erasing import register_copies

        register_copies(forget_erased)
