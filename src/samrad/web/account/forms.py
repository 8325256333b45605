"""Forms of signing in."""

from django import forms

from samrad.web.layout.fields import Form


class SignInForm(Form):
    """User name and password."""

    username = forms.CharField(label="Brukernavn", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(label="Passord", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class CodeForm(Form):
    """The six digits of the code app."""

    code = forms.RegexField(
        r"^\d{6}$",
        label="Kode fra kodeappen",
        help_text="Seks siffer",
        error_messages={"invalid": "Koden har seks siffer."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": "8", "data-width": "auto"}),
    )


class PasswordForm(Form):
    """A new password, twice."""

    password = forms.CharField(
        label="Nytt passord",
        help_text="Minst 12 tegn. Gjerne en setning du husker.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(label="Skriv det en gang til", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "De to er ikke like. Skriv det samme begge steder.")
        return cleaned
