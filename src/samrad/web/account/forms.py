"""Forms of signing in."""

from typing import Any

from django import forms

from samrad.accounts.operations.sign_in import give_back_try, take_try
from samrad.web.layout.fields import Form


class SignInForm(Form):
    """User name and password."""

    username = forms.CharField(
        label="Brukernavn", max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Passord", max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class CodeForm(Form):
    """The six digits of the code app, with or without a space between."""

    code = forms.CharField(
        label="Kode fra kodeappen",
        help_text="Seks siffer",
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": "8", "data-width": "auto"}
        ),
    )

    def clean_code(self) -> str:
        """The digits alone."""
        digits = "".join(str(self.cleaned_data["code"]).split())
        if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError("Koden har seks siffer.")
        return digits


class RecoveryForm(Form):
    """One of the ten codes for a lost code app."""

    code = forms.CharField(
        label="Gjenopprettingskode",
        help_text="Tolv tegn, som bcdf-2345-ghjk",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class NewPasswordForm(Form):
    """A new password, twice."""

    password = forms.CharField(
        label="Nytt passord",
        help_text="Minst 12 tegn. Gjerne en setning du husker.",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Nytt passord en gang til",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, object]:
        """The two must be the same."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "Passordene er ikke like. Skriv det samme begge steder.")
        return cleaned


class FirstCodeForm(NewPasswordForm):
    """What stands on the sheet one was handed, and an own password."""

    username = forms.CharField(
        label="Brukernavnet på arket", max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    code = forms.CharField(
        label="Koden på arket",
        help_text="Seksten tegn, som bcdf-2345-ghjk-6789",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("username", "code", "password", "again")


class PresentPasswordForm(Form):
    """The password one has now, before something that somebody at an open screen should not do."""

    present = forms.CharField(
        label="Passordet du har nå",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *arguments: Any, user: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.user = user

    def clean_present(self) -> str:
        """The present password; a wrong one counts as a failed sign-in."""
        present = str(self.cleaned_data["present"])
        if not take_try(self.user):
            raise forms.ValidationError("Det har vært for mange forsøk. Vent ti minutter og prøv igjen.")
        if not self.user.check_password(present):
            raise forms.ValidationError("Dette er ikke passordet du har nå.")
        give_back_try(self.user)
        return present


class NewPhoneForm(PresentPasswordForm, CodeForm):
    """The present password, and the code of the new code app."""

    field_order = ("present", "code")


class PasswordForm(PresentPasswordForm, NewPasswordForm):
    """A new password, by somebody who knows the present one."""

    field_order = ("present", "password", "again")
