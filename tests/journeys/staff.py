"""Gives the town's staff their sign-ins, in a process of its own: `python -m tests.journeys.staff`."""

from samrad.commands import running


def main() -> None:
    """Makes a demo person of each who has a part in the story, in the database that the environment names."""
    running.connect()
    from samrad.accounts.operations.sign_in import make_demo_user
    from samrad.accounts.operations.staff import give_sign_in
    from tests.town import open_town

    with open_town("9901") as town:
        for key in ("ke", "leder_ppt", "kari", "per", "ergo", "jonas"):
            who = town.staff[key]
            made = give_sign_in(actor=town.job, employment=who, username=key.replace("_", "."))
            make_demo_user(made.user, f"{who.name}, {who.title}")


if __name__ == "__main__":
    main()
