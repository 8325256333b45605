from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "samrad.meetings"
    label = "meetings"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.meetings.models import AgendaItem, Meeting, MinutesField, MinutesNote

        register_erasable(
            Erasable(AgendaItem, ("title", "detail"), Part.MINUTES),
            Erasable(MinutesField, ("text",), Part.MINUTES, when={"meeting__published_on__isnull": False}),
            Erasable(MinutesNote, ("text",), Part.MINUTES),
            Erasable(
                Meeting,
                ("title", "place", "child_attends_reason", "no_subject_reason", "cancel_reason", "no_next_reason"),
                Part.MINUTES,
            ),
        )
