from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "samrad.contact"
    label = "contact"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.contact.models import Contact, Message
        from samrad.kernel.erasing import Erasable, register_erasable

        register_erasable(
            Erasable(Message, ("text", "answer"), Part.MESSAGES),
            Erasable(Contact, ("note", "with_whom"), Part.MESSAGES),
        )
