from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "samrad.papers"
    label = "papers"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable
        from samrad.papers.models import Paper
        from samrad.papers.operations import empty_paper

        register_erasable(
            Erasable(Paper, ("title", "sender"), Part.DOCUMENTS, also=empty_paper),
        )
