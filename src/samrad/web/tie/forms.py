"""Forms of ties."""

from samrad.web.layout.fields import Form, PickField, choice, text_area


class ReportForm(Form):
    """Who is near, and how."""

    employment = PickField(label="Hvem gjelder det?")
    kind = choice("tie_kind", "Hva slags tilknytning?")


class WeighForm(Form):
    """Why somebody near keeps the task."""

    employment = PickField(label="Hvem gjelder det?")
    reason = text_area(
        "Hvorfor er det likevel riktig?",
        rows=4,
        max_length=4000,
        help_text="Skriv også hvem som gjør det den ansatte selv ikke bør gjøre, som å forberede en avgjørelse.",
    )
