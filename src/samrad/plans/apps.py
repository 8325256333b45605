from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samrad.plans"
    label = "plans"

    def ready(self) -> None:
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, copied_in, register_copies, register_erasable
        from samrad.plans.models import Activity, Evaluation, Goal, PlanEdition, PlanText

        register_erasable(
            Erasable(PlanText, ("text",), Part.ABOUT_ME),
            Erasable(Goal, ("title", "why", "end_reason"), Part.GOALS),
            Erasable(Activity, ("title", "how", "extent", "alternatives", "chosen"), Part.GOALS),
            Erasable(Evaluation, ("text",), Part.GOALS),
        )
        register_copies(copied_in(PlanEdition, "contents"))
