"""The form of withholding something."""

from samrad.web.layout.fields import Form, PickField, choice, text_area


class WithholdForm(Form):
    """What is withheld, on which ground, and why."""

    item = PickField(label="Hva skal holdes tilbake?")
    reason = choice(
        "withheld_reason", "Hvorfor skal det holdes tilbake?",
        help_text="Det ungdommen vil ha for seg selv, ser ikke de som svarer for henne eller ham. "
        "Det andre ser heller ikke personen selv.",
    )  # fmt: skip
    decision = text_area("Begrunnelsen", rows=4, max_length=4000)


class OwnForm(Form):
    """What a young person keeps from those who represent her."""

    item = PickField(label="Hva vil du ha for deg selv?")
    decision = text_area(
        "Hvorfor?",
        rows=3,
        max_length=4000,
        help_text="Koordinatoren din ser det du skriver. Foreldre og andre som svarer for deg, ser det ikke.",
    )
