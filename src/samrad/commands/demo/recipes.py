"""The stages a case can be in, each told as a recipe that can be cooked again with other people."""

from collections.abc import Callable

from samrad.cases.operations.applications import apply_for, decide
from samrad.cases.operations.notices import give_information, map_interpreter
from samrad.cases.queries import applications_of
from samrad.cases.rules import (
    Answer,
    Channel,
    EndReason,
    LifeArea,
    Outcome,
    Part,
    Told,
    Wish,
)
from samrad.closure.operations import close_case, report, start_closing, store_plan
from samrad.closure.queries import closing as closing_of
from samrad.closure.rules import ReportKind
from samrad.commands.demo.story import Story, begin
from samrad.commands.demo.town import Town
from samrad.consents.operations import withdraw_grant
from samrad.consents.rules import Step
from samrad.coordinators.operations import (
    end_appointment,
    name_stand_in,
    record_course,
    replace,
)
from samrad.coordinators.queries import coordinator
from samrad.coordinators.rules import StandInKind
from samrad.meetings.operations.agenda import propose_item
from samrad.meetings.rules import MeetingKind
from samrad.people.rules import Relation, Scope
from samrad.plans.operations import approve_goal, publish_edition
from samrad.plans.rules import Section
from samrad.routines.operations import confirm_read
from samrad.routines.queries import published_versions
from samrad.teams.rules import SeatKind
from samrad.transitions.operations import record_transition
from samrad.transitions.queries import school_of
from samrad.transitions.rules import FIRST, TransitionKind

Name = tuple[str, str]
Recipe = Callable[[Town, Name, int], Story]
FAST, BEHOV, GJEST = SeatKind.PERMANENT, SeatKind.ON_DEMAND, SeatKind.GUEST

PLAN_TEXTS = {
    Section.IMPORTANT: "Jeg liker å være ute, og jeg vil klare mest mulig selv. Det er viktig for meg at de voksne snakker sammen, så jeg slipper å forklare alt flere ganger.",
    Section.EVERYDAY: "Jeg står opp klokka sju og går til skolen med assistenten min. Etter skolen er jeg hjemme, og annenhver helg er jeg på avlastningen.",
    Section.RESOURCES: "Jeg er god på fugler og tall. Jeg har en bestevenn som heter Emil.",
    Section.NEEDS: "Jeg trenger hjelp til å planlegge dagen, og litt mer tid når noe er nytt.",
    Section.MY_CONTRIBUTION: "Jeg øver på bussen hver tirsdag.",
    Section.KIN_CONTRIBUTION: "Mamma og pappa blir med på de første turene.",
    Section.TOOK_PART: "Jeg har vært med på møtene og valgt målene sammen med Kari.",
}


def new_notice(town: Town, name: Name, serial: int) -> Story:
    """A notice that nobody has answered yet."""
    return begin(town, name, 4, 3 + serial % 20, "Barnet bruker få ord og trenger hjelp fra flere. Foreldrene er slitne.",
                 reporter="ped", serial=serial, told=serial % 2 == 0)  # fmt: skip


def waiting_for_leader(town: Town, name: Name, serial: int) -> Story:
    """Assessed, a coordinator proposed with the person, the leader asked and not answered."""
    story = begin(town, name, 58, 24, "Hjem fra sykehuset etter hjerneslag. Trenger opptrening og hjelp hjemme.",
                  reporter="hjemme", serial=serial)  # fmt: skip
    story.received(20)
    story.assessed(18, "Hjemmetjeneste, fysioterapi, logoped", "NAV (sykepenger)")
    story.proposed("jonas", 10, 5 if serial % 2 else 9)
    return story


def awaiting_coordinator(town: Town, name: Name, serial: int) -> Story:
    """Assessed, and nobody proposed yet."""
    story = begin(
        town, name, 7, 30, "Sterk uro i skolesituasjonen og lite søvn hjemme.", reporter="lise", serial=serial
    )
    story.received(26)
    story.assessed(22, "Helsestasjon, PPT, avlastning", "Skole")
    return story


def expected_child(town: Town, name: Name, serial: int) -> Story:
    """A child that is expected, with a notice from the hospital by telephone."""
    return begin(town, name, None, 6, "Det ventes et barn med hjertefeil. Familien trenger én å forholde seg til.",
                 reporter="jonas", channel=Channel.PHONE, expected_in=70, serial=serial,
                 wishes=(Wish.CHILDREN_COORDINATOR,))  # fmt: skip


def new_coordinator(town: Town, name: Name, serial: int) -> Story:
    """A new coordinator with a first meeting in a few days, and most of it still to do."""
    story = begin(
        town, name, 9, 55, "Har fått en kronisk sykdom og er mye borte fra skolen.", reporter="per", serial=serial
    )
    story.received(50)
    story.assessed(48, "Helsestasjon, spesialpedagog, habilitering", "Skole")
    story.parent("mor", ("Frida", name[1]), Relation.MOTHER)
    story.appointed("ergo", 20, accepted=False)
    story.teamed(18, ("skole", "per", "kontaktlærer", FAST), ("helsestasjon", "jonas", "helsesykepleier", FAST),
                 ("lege", "lege", "fastlege", BEHOV))  # fmt: skip
    story.consented(12, "skole", "helsestasjon", step=Step.CALL_IN)
    story.meeting_ahead(
        5 + serial % 5, MeetingKind.START, called=False, planned_ago=10, units=("skole", "helsestasjon")
    )
    return story


def team_without_plan(town: Town, name: Name, serial: int) -> Story:
    """An active team, no plan, minutes that are late."""
    story = begin(
        town, name, 8, 300, "Trenger at skole, PPT og helsestasjon arbeider sammen.", reporter="lise", serial=serial
    )
    story.received(295)
    story.assessed(290, "PPT, helsestasjon", "Skole")
    story.parent("mor", ("Leila", name[1]), Relation.MOTHER)
    story.parent("far", ("Omar", name[1]), Relation.FATHER)
    story.appointed("jonas", 280)
    story.teamed(270, ("skole", "lise", "spesialpedagog", FAST), ("ppt", "kari", "rådgiver", FAST),
                 ("fritid", "", "støttekontakt", BEHOV))  # fmt: skip
    story.consented(262, "skole", "ppt", last_days=365)
    story.met(255, MeetingKind.START, {"voice": "Jeg vil helst ha samme assistent hver dag."},
              [("Søke om fast assistent", "skole", -200)])  # fmt: skip
    story.first_meeting_done(255)
    map_interpreter(actor=story.lead, case=story.case, on=town.ago(255), needed=True, language="tigrinja")
    story.finished(0, 205)
    story.met(19, MeetingKind.ORDINARY, {"voice": "Det er fint på skolen, men bråkete."},
              [("Lage et roligere sted i klasserommet", "skole", 12), ("Ny vurdering av hørsel", "ppt", 40)],
              published_after=None)  # fmt: skip
    return story


def team_with_plan(town: Town, name: Name, serial: int) -> Story:
    """The whole of it: a child with a plan, a team, a meeting called in a few days."""
    story = begin(town, name, 11, 700, "Født med en sjelden diagnose. Mange tjenester, og foreldrene holder i alt selv.",
                  reporter="jonas", serial=serial)  # fmt: skip
    story.received(695)
    story.assessed(690, "Ergoterapi, avlastning, habilitering, PPT", "Skole")
    story.parent("mor", ("Ingrid", name[1]), Relation.MOTHER, email=f"ingrid.{serial}@samrad.example")
    story.parent("far", ("Leif", name[1]), Relation.FATHER, insight=False)
    story.appointed("kari", 680)
    story.teamed(670, ("skole", "per", "kontaktlærer", FAST), ("ergo", "ergo", "ergoterapeut", FAST),
                 ("avlastning", "avlastning", "primærkontakt", FAST), ("hab", "hab", "vernepleier", BEHOV),
                 ("lege", "lege", "fastlege", BEHOV), ("fritid", "", "støttekontakt", BEHOV),
                 reassess_in=200)  # fmt: skip
    story.consented(300, "ergo", "avlastning", "lege", last_days=365)
    story.consented(290, "skole", parts=(Part.TEAM, Part.GOALS, Part.MINUTES),
                    areas=(LifeArea.SCHOOL, LifeArea.LEISURE), last_days=335 if serial % 2 else 365)  # fmt: skip
    hab = story.consented(280, "hab")
    if serial % 3 == 0 or serial == 1:
        for grant in hab.grants.all():
            withdraw_grant(actor=story.lead, grant=grant, by=name[0])
        story.covered.discard("hab")
    story.met(660, MeetingKind.START, {"voice": "Jeg vil ha det gøy på skolen."})
    story.first_meeting_done(660)
    apply_for(actor=story.lead, case=story.case, wish=Wish.PLAN, channel=Channel.STAFF, received_on=town.ago(640),
              consented_on=town.ago(645), by_related=story.related["mor"], helped_by="Kari Moen")  # fmt: skip
    decide(actor=story.office, application=applications_of(story.case)[0], on=town.ago(625), outcome=Outcome.GRANTED,
           reason="Flere tjenester må samarbeide over lang tid.", complaint_weeks=4)  # fmt: skip
    story.planned(620, PLAN_TEXTS, [
        ("Jeg vil ta bussen til skolen alene", LifeArea.TRANSPORT, "Da kan jeg være med Emil."),
        ("Jeg vil ha noe å gjøre etter skolen", LifeArea.LEISURE, ""),
        ("Jeg vil sove bedre", LifeArea.HEALTH, ""),
    ])  # fmt: skip
    approve_goal(actor=story.lead, goal=story.goals[0], on=town.ago(610))
    approve_goal(actor=story.lead, goal=story.goals[1], on=town.ago(610))
    story.doing(0, "Øve på kjente ruter", "skole", due_in=25, how="Hver tirsdag med assistent", extent="En time i uka")
    story.doing(0, "Søke om sykkel med støttehjul", "ergo", due_in=-6, how="Søknad til hjelpemiddelsentralen")
    story.doing(1, "Finne en støttekontakt som liker fugler", "avlastning", due_in=60)
    story.doing(1, "Prøve speideren", "", due_in=14)
    story.doing(None, "Bestille time hos tannlege", "avlastning", due_in=9)
    story.evaluated(0, 30, "Han går av på riktig holdeplass tre av fire ganger.")
    if story.plan is not None:
        publish_edition(actor=story.lead, plan=story.plan, on=town.ago(600))
    story.met(330, MeetingKind.REVIEW, {"voice": "Jeg vil bestemme mer selv."})
    report(actor=story.lead, case=story.case, kind=ReportKind.REVIEW, on=town.ago(322), still_active=True)
    story.met(120, MeetingKind.ORDINARY, {"voice": "Bussen er gøy."})
    meeting = story.meeting_ahead(5, MeetingKind.ORDINARY, called=True, planned_ago=24,
                                  units=("skole", "ergo", "avlastning", "lege"), related=("mor",))  # fmt: skip
    propose_item(actor=story.lead, meeting=meeting, title="Sommerferien", life_area=LifeArea.LEISURE, minutes=5)
    story.answers(meeting, 3)
    return story


def youth(years: int) -> Recipe:
    """A recipe for somebody of an age at which who consents changes."""

    def cook(town: Town, name: Name, serial: int) -> Story:
        story = begin(
            town, name, years, 400, "Trenger hjelp til skole og psykisk helse.", reporter="ungdomslaerer", serial=serial
        )
        story.received(395)
        story.assessed(392, "Psykisk helse, helsestasjon", "Skole, NAV")
        story.parent("mor", ("Olena", name[1]), Relation.MOTHER)
        story.appointed("psykisk", 380)
        story.teamed(
            370,
            ("ungdomsskole", "ungdomslaerer", "kontaktlærer", FAST),
            ("helsestasjon", "jonas", "helsesykepleier", FAST),
        )
        story.consented(60, "ungdomsskole", "helsestasjon")
        story.met(90, MeetingKind.REVIEW, {"voice": "Jeg vil være med på å bestemme hvem som er med."},
                  [("Snakke med NAV om sommerjobb", "ungdomsskole", 30)])  # fmt: skip
        story.first_meeting_done(90)
        report(actor=story.lead, case=story.case, kind=ReportKind.REVIEW, on=town.ago(85), still_active=True)
        story.planned(85, {Section.IMPORTANT: "Jeg vil ha en helt vanlig hverdag.", Section.TOOK_PART: "Jeg skrev det meste selv."},
                      [("Jeg vil fullføre skoleåret", LifeArea.SCHOOL, ""), ("Jeg vil ha noen å snakke med", LifeArea.HEALTH, "")])  # fmt: skip
        story.doing(0, "Tilrettelagt timeplan", "ungdomsskole", due_in=45)
        story.meeting_ahead(22, called=False, planned_ago=5)
        return story

    return cook


def kindergarten_to_school(town: Town, name: Name, serial: int) -> Story:
    """A child in the last year but one of kindergarten, who begins at school on a day that is set."""
    story = begin(town, name, 5, 320, "Har en muskelsykdom. Skolen må være klar til skolestart.", reporter="ped",
                  serial=serial)  # fmt: skip
    story.received(315)
    story.assessed(310, "Fysioterapi, spesialpedagog", "Skole")
    story.parent("mor", ("Silje", name[1]), Relation.MOTHER, email=f"silje.{serial}@samrad.example")
    story.appointed("kari", 300)
    story.teamed(290, ("skole", "lise", "spesialpedagog", FAST), ("helsestasjon", "jonas", "helsesykepleier", FAST))
    story.consented(280, "skole", "helsestasjon", last_days=400)
    story.planned(200, {Section.IMPORTANT: "Jeg vil være med på alt i friminuttene."},
                  [("Jeg vil kjenne noen når jeg begynner på skolen", LifeArea.SCHOOL, "")])  # fmt: skip
    first = next(one.start for one in school_of(story.case) if one.grade == FIRST)
    record_transition(actor=story.lead, case=story.case, kind=TransitionKind.KINDERGARTEN_SCHOOL, on=first,
                      to="Fjordvik skole")  # fmt: skip
    return story


def adult_without_plan(town: Town, name: Name, serial: int) -> Story:
    """An adult who wants a coordinator and no plan."""
    story = begin(
        town, name, 34, 200, "Psykisk lidelse, står uten jobb og skal flytte.", reporter="psykisk", serial=serial
    )
    story.received(197)
    story.assessed(195, "Psykisk helse, bolig", "NAV")
    give_information(actor=story.office, case=story.case, what=Told.PLAN_RIGHT, on=town.ago(195), given_to=name[0],
                     answer=Answer.DECLINES)  # fmt: skip
    story.appointed("psykisk", 180)
    story.teamed(170, ("nav", "nav", "veileder", FAST), ("bolig", "bolig", "konsulent", BEHOV))
    story.consented(165, "nav", "bolig", last_days=200 if serial % 2 else 365)
    story.met(150, MeetingKind.START, {"voice": "Jeg vil ha ett sted å ringe."}, [("Søke bolig", "bolig", 20)])
    story.first_meeting_done(150)
    story.meeting_ahead(33, called=False, planned_ago=3)
    return story


def review_is_late(town: Town, name: Name, serial: int) -> Story:
    """A team whose yearly review has passed its date."""
    story = begin(town, name, 62, 800, "Senfølger etter slag.", reporter="hjemme", serial=serial)
    story.received(796)
    story.assessed(790, "Hjemmetjeneste, fysioterapi", "NAV")
    story.appointed("fysio", 780)
    story.teamed(770, ("hjemme", "hjemme", "sykepleier", FAST), ("lege", "lege", "fastlege", BEHOV))
    story.consented(300, "hjemme", "lege", last_days=330)
    story.met(760, MeetingKind.START, {"voice": "Jeg vil hjem og klare meg selv."})
    story.first_meeting_done(760)
    story.met(395, MeetingKind.REVIEW, {"voice": "Det går bra med meg nå."})
    report(actor=story.lead, case=story.case, kind=ReportKind.REVIEW, on=town.ago(390), still_active=True)
    name_stand_in(actor=story.lead, case=story.case, employment=town.staff["ergo"], kind=StandInKind.DEPUTY,
                  started_on=town.ago(3), ended_on=town.ago(-10))  # fmt: skip
    return story


def with_guardians(town: Town, name: Name, serial: int) -> Story:
    """An adult with a guardian for economy and another for personal matters."""
    story = begin(
        town, name, 27, 500, "Utviklingshemming. Skal flytte til egen bolig.", reporter="avlastning", serial=serial
    )
    story.received(496)
    story.assessed(490, "Avlastning, bolig, habilitering", "NAV")
    story.guardian("verge_okonomi", ("Kjell", "Ødegårdstuen"), (Scope.ECONOMY,))
    story.guardian("verge_personlig", ("Astrid", "Skogmo"), (Scope.PERSONAL,))
    story.appointed("kari", 480)
    story.teamed(470, ("bolig", "bolig", "konsulent", FAST), ("avlastning", "avlastning", "primærkontakt", FAST),
                 ("nav", "nav", "veileder", BEHOV))  # fmt: skip
    story.mandate_shown(470)
    story.consented(200, "bolig", "avlastning", "nav")
    story.met(460, MeetingKind.START, {"voice": "Jeg vil ha min egen nøkkel."})
    story.first_meeting_done(460)
    story.met(
        110, MeetingKind.REVIEW, {"voice": "Jeg gleder meg til å flytte."}, [("Lage innflyttingsplan", "bolig", 50)]
    )
    report(actor=story.lead, case=story.case, kind=ReportKind.REVIEW, on=town.ago(105), still_active=True)
    return story


def coordinator_has_left(town: Town, name: Name, serial: int) -> Story:
    """The coordinator ended and nobody has the task now."""
    story = begin(town, name, 13, 420, "Angst og skolefravær.", reporter="ungdomslaerer", serial=serial)
    story.received(416)
    story.assessed(410, "Psykisk helse, PPT", "Skole")
    story.parent("mor", ("Zofia", name[1]), Relation.MOTHER)
    story.appointed("barnevern", 400)
    story.teamed(390, ("ungdomsskole", "ungdomslaerer", "kontaktlærer", FAST), ("ppt", "kari", "rådgiver", FAST))
    story.consented(100, "ungdomsskole", "ppt")
    story.met(380, MeetingKind.START, {"voice": "Jeg vil ikke snakke foran alle."})
    story.first_meeting_done(380)
    story.met(60, MeetingKind.REVIEW, {"voice": "Det er bedre med korte dager."})
    report(actor=story.lead, case=story.case, kind=ReportKind.REVIEW, on=town.ago(55), still_active=True)
    present = coordinator(story.case)
    if present is not None:
        end_appointment(actor=story.office, appointment=present, on=town.ago(4), reason="Sluttet i kommunen")
    return story


def new_after_handover(town: Town, name: Name, serial: int) -> Story:
    """The coordinator was replaced last week; the new one has not taken the case over yet."""
    story = begin(town, name, 6, 360, "Begynner på skolen til høsten.", reporter="styrer", serial=serial)
    story.received(356)
    story.assessed(350, "PPT, helsestasjon", "Barnehage")
    story.parent("mor", ("Fatima", name[1]), Relation.MOTHER)
    story.appointed("jonas", 340)
    story.teamed(330, ("barnehage", "ped", "pedagogisk leder", FAST), ("ppt", "kari", "rådgiver", BEHOV))
    story.consented(150, "barnehage", "ppt")
    story.met(320, MeetingKind.START, {"voice": "Liker å være ute. Sier det med bilder."})
    story.first_meeting_done(320)
    replace(actor=story.office, case=story.case, employment=town.staff["ped"], on=town.ago(6), reason="Ny arbeidsfordeling",
            handover_note="Mor vil helst ha sms. Søknaden om støttekontakt ligger til behandling.")  # fmt: skip
    story.coordinator = "ped"
    return story


def closing(town: Town, name: Name, serial: int) -> Story:
    """A case that is being closed, with the last minutes done."""
    story = begin(town, name, 41, 900 - serial % 30, "Rehabilitering etter ulykke.", reporter="fysio", serial=serial)
    story.received(860)
    story.assessed(858, "Fysioterapi, psykisk helse", "NAV")
    story.appointed("ergo", 850)
    story.teamed(840, ("nav", "nav", "veileder", FAST), ("psykisk", "psykisk", "konsulent", FAST))
    story.consented(200, "nav", "psykisk")
    story.met(830, MeetingKind.START, {"voice": "Jeg vil tilbake i jobb."})
    story.first_meeting_done(830)
    story.planned(800, {Section.IMPORTANT: "Jeg vil jobbe.", Section.TOOK_PART: "Jeg skrev planen sammen med Selma."},
                  [("Jeg vil tilbake i full jobb", LifeArea.WORK, "")])  # fmt: skip
    story.met(200, MeetingKind.REVIEW, {"voice": "Jeg jobber halve dager."})
    report(actor=story.lead, case=story.case, kind=ReportKind.REVIEW, on=town.ago(195), still_active=True)
    last = story.met(
        20,
        MeetingKind.CLOSING,
        {"voice": "Jeg klarer meg selv nå.", "closing": "Målet er nådd. NAV følger opp videre."},
    )
    start_closing(actor=story.lead, case=story.case, on=town.ago(10), agreed_with=name[0], meeting=last)
    return story


def closed(town: Town, name: Name, serial: int) -> Story:
    """A case that is closed."""
    story = closing(town, name, serial)
    begun = closing_of(story.case)
    if begun is not None:
        store_plan(actor=story.lead, closing=begun, on=town.ago(8), where="Gerica")
        close_case(
            actor=story.lead, closing=begun, on=town.ago(5), reason=EndReason.NEED_ENDED, note="Er tilbake i jobb."
        )
    return story


def trained(town: Town) -> None:
    """The coordinators that have taken the course, all but the newest; some of them have read the routine too."""
    for who in ("kari", "jonas", "psykisk", "fysio", "barnevern"):
        record_course(
            actor=town.actor("ke"), employment=town.staff[who],
            name="Innføringskurs om individuell plan og koordinator", on=town.ago(750),
        )  # fmt: skip
    version = published_versions()[0]
    for who in ("kari", "psykisk", "barnevern"):
        confirm_read(actor=town.actor(who), employment=town.staff[who], version=version, on=town.ago(740))


STAGES: tuple[Recipe, ...] = (
    team_with_plan,
    team_without_plan,
    adult_without_plan,
    youth(15),
    review_is_late,
    with_guardians,
    new_coordinator,
    youth(17),
    coordinator_has_left,
    new_after_handover,
    closing,
    closed,
    waiting_for_leader,
    awaiting_coordinator,
    new_notice,
    expected_child,
)
