from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "samrad.consents"
    label = "consents"

    def ready(self) -> None:
        from samrad.cases.access import register_ground
        from samrad.cases.operations.people import register_born_anew
        from samrad.cases.rules import Part
        from samrad.consents import access
        from samrad.consents.models import Consent, ConsentAnswer, Hearing, Inability, SharedByLaw
        from samrad.consents.operations.standing import follow_birth_date
        from samrad.kernel.erasing import Erasable, register_erasable

        register_born_anew(follow_birth_date)
        register_ground(access.SHARED_BY_LAW)
        register_erasable(
            Erasable(Consent, ("matter_reason",), Part.DECISION),
            Erasable(ConsentAnswer, ("note", "witness", "told"), Part.TEAM),
            Erasable(Hearing, ("said", "weighed"), Part.ABOUT_ME),
            Erasable(Inability, ("reason", "about", "kin_note", "end_reason"), Part.DECISION),
            Erasable(SharedByLaw, ("why", "told_how"), Part.DECISION),
        )
