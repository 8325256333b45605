"""The form of withholding something."""

from samrad.web.layout.fields import Form, PickField, choice, text_area


class WithholdForm(Form):
    """What is withheld, on which ground, and why."""

    item = PickField(label="Hva skal holdes tilbake?")
    reason = choice("withheld_reason", "Fra hvem, og på hvilket grunnlag?")
    decision = text_area("Hvorfor?", rows=4, max_length=4000)


class OwnForm(Form):
    """What a young person keeps from those who represent her."""

    item = PickField(label="Hva vil du ikke at de skal se?")
    decision = text_area(
        "Hvorfor?",
        rows=3,
        max_length=4000,
        help_text="Koordinatoren din ser det du skriver. De som representerer deg, ser det ikke.",
    )
