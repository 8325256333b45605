"""Gives Sander's mother and his coordinator sign-ins in the demo: `python -m tests.journeys.family`."""

from samrad.commands import running


def main() -> None:
    """Makes a demo person of each, in the database that the environment names."""
    running.connect()
    from samrad.accounts.operations.sign_in import invent_user, make_demo_user
    from samrad.accounts.operations.staff import give_sign_in
    from samrad.cases.operations.sign_in import give_personal_access
    from samrad.people.models import RelatedPerson
    from tests.town import open_town

    with open_town("9901") as town:
        mother = RelatedPerson.objects.select_related("subject").get(subject__given_name="Sander")
        case = mother.subject.cases.get()
        invent_user("olena", "Mor til Sander", town.id)
        give_personal_access(
            actor=town.actor("ke"), case=case, username="olena", started_on=case.opened_on, related=mother
        )
        made = give_sign_in(actor=town.job, employment=town.staff["psykisk"], username="live")
        make_demo_user(made.user, "Koordinator for Sander")


if __name__ == "__main__":
    main()
