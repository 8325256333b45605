from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "samrad.cases"
    label = "cases"

    def ready(self) -> None:
        from samrad.cases import access, queries
        from samrad.cases.models import Application, Case, Decision, NeedAssessment, NeedNotice, Pause
        from samrad.cases.operations.forgetting import forget_people
        from samrad.cases.rules import Part
        from samrad.kernel.erasing import Erasable, register_erasable, register_whole
        from samrad.kernel.operation import register_reach
        from samrad.people.models import Person, RelatedPerson

        register_ground = access.register_ground
        register_ground(access.SUBJECT)
        register_ground(access.REPRESENTATIVE)
        register_reach(Case, lambda case: [case.pk])
        register_reach(Person, queries.cases_of_person)
        register_reach(RelatedPerson, lambda related: queries.cases_of_person(related.subject))
        register_whole(forget_people)
        register_erasable(
            Erasable(NeedNotice, ("need", "answer", "proposed_coordinator"), Part.NOTICE),
            Erasable(NeedAssessment, ("reason", "services", "other_sectors"), Part.NOTICE),
            Erasable(Application, ("reason", "coordinator_name"), Part.DECISION),
            Erasable(Decision, ("reason",), Part.DECISION),
            Erasable(Pause, ("reason",), Part.TEAM),
        )
