"""The words for what stands in enumerations, and the sentences for what was done. Bokmål."""

from samrad.agencies.rules import AgencyKind, UnitKind
from samrad.cases.rules import (
    Answer,
    Channel,
    EndReason,
    LifeArea,
    Outcome,
    Part,
    Status,
    Told,
    Wish,
)
from samrad.consents.rules import Evidence, Step
from samrad.consents.rules import Status as ConsentStatus
from samrad.coordinators.rules import Kind as CoordinatorKind
from samrad.coordinators.rules import LeaderAnswer, StandInKind
from samrad.duties.derive import State
from samrad.meetings.rules import MeetingKind, ParticipantKind, Proposer, Reply
from samrad.meetings.rules import Phase as MeetingPhase
from samrad.people.rules import Mandate, Relation, Scope
from samrad.plans.rules import ActivityStatus, Concrete, Section
from samrad.teams.rules import SeatKind, Stage

UNIT_KIND = {
    UnitKind.COORDINATING_UNIT: "Koordinerende enhet",
    UnitKind.HEALTH_STATION: "Helsestasjon",
    UnitKind.KINDERGARTEN: "Barnehage",
    UnitKind.SCHOOL: "Skole",
    UnitKind.UPPER_SECONDARY: "Videregående skole",
    UnitKind.PPT: "PPT",
    UnitKind.CHILD_WELFARE: "Barnevern",
    UnitKind.NAV: "NAV",
    UnitKind.HOME_CARE: "Hjemmetjeneste",
    UnitKind.MENTAL_HEALTH: "Psykisk helse og rus",
    UnitKind.REHABILITATION: "Fysio- og ergoterapi",
    UnitKind.RESPITE: "Avlastning",
    UnitKind.HOUSING: "Bolig",
    UnitKind.CULTURE: "Kultur og fritid",
    UnitKind.GP: "Legekontor",
    UnitKind.SPECIALIST_HEALTH: "Spesialisthelsetjeneste",
    UnitKind.HOSPITAL: "Sykehus",
    UnitKind.PRIVATE: "Privat eller frivillig",
    UnitKind.ADMINISTRATION: "Administrasjon",
    UnitKind.OTHER: "Annet",
}
AGENCY_KIND = {
    AgencyKind.MUNICIPAL: "Kommunen",
    AgencyKind.COUNTY: "Fylkeskommunen",
    AgencyKind.STATE: "Staten",
    AgencyKind.HEALTH_TRUST: "Helseforetak",
    AgencyKind.PRIVATE: "Privat eller frivillig",
}
FUNCTION = {
    "staff": "Ansatt",
    "leader": "Leder av enheten",
    "system_owner": "Systemansvarlig",
    "director": "Kommunedirektør",
}
PART = {
    Part.NOTICE: "Melding og søknad",
    Part.DECISION: "Avgjørelser",
    Part.ABOUT_ME: "Om meg",
    Part.GOALS: "Mål og tiltak",
    Part.MINUTES: "Møter og referat",
    Part.DOCUMENTS: "Dokumenter",
    Part.MESSAGES: "Beskjeder",
    Part.SERVICES: "Tjenester",
    Part.DEVIATIONS: "Avvik",
    Part.TEAM: "Gruppa og kontaktkortet",
}
LIFE_AREA = {
    LifeArea.HEALTH: "Helse",
    LifeArea.DAILY_LIFE: "Hverdagen",
    LifeArea.SCHOOL: "Barnehage og skole",
    LifeArea.WORK: "Arbeid og aktivitet",
    LifeArea.HOUSING: "Bolig",
    LifeArea.LEISURE: "Fritid og venner",
    LifeArea.FAMILY: "Familie",
    LifeArea.ECONOMY: "Økonomi",
    LifeArea.TRANSPORT: "Transport",
    LifeArea.OTHER: "Annet",
}
CHANNEL = {
    Channel.PUBLIC: "Åpent skjema",
    Channel.STAFF: "Fra en ansatt",
    Channel.PHONE: "Telefon",
    Channel.PAPER: "Papir",
    Channel.SELF: "Fra personen selv",
}
WISH = {
    Wish.COORDINATOR: "Koordinator",
    Wish.CHILDREN_COORDINATOR: "Barnekoordinator",
    Wish.PLAN: "Individuell plan",
}
OUTCOME = {Outcome.GRANTED: "Innvilget", Outcome.DECLINED: "Ikke innvilget"}
END_REASON = {
    EndReason.NEED_ENDED: "Behovet er over",
    EndReason.WISH_ENDED: "Personen ønsker det ikke lenger",
    EndReason.MOVED: "Personen har flyttet",
    EndReason.DEAD: "Personen er død",
    EndReason.WRONG_PERSON: "Saken gjaldt feil person",
    EndReason.DECLINED: "Ikke behov for koordinerte tjenester",
    EndReason.MERGED: "Slått sammen med en annen sak",
}
STATUS = {
    Status.NOTIFIED: "Meldt",
    Status.ASSESSED: "Vurdert",
    Status.DECLINED: "Ikke behov",
    Status.AWAITING_COORDINATOR: "Venter på koordinator",
    Status.ACTIVE: "I gang",
    Status.PAUSED: "På pause",
    Status.CLOSED: "Avsluttet",
}
TOLD = {
    Told.BOOKLET: "Informasjonsheftet",
    Told.COORDINATOR_RIGHT: "Retten til koordinator",
    Told.PLAN_RIGHT: "Retten til individuell plan",
}
ANSWER = {Answer.WANTS: "Ønsker det", Answer.DECLINES: "Ønsker det ikke", Answer.LATER: "Vil vente"}
STEP = {Step.CALL_IN: "Samtykke til å kalle inn", Step.WRITTEN: "Skriftlig samtykke"}
CONSENT_STATUS = {
    ConsentStatus.AWAITING: "Venter på svar",
    ConsentStatus.GIVEN: "Gitt",
    ConsentStatus.REFUSED: "Sagt nei",
    ConsentStatus.CONFLICTING: "Foresatte er uenige",
    ConsentStatus.EXPIRED: "Gått ut",
    ConsentStatus.WITHDRAWN: "Trukket",
    ConsentStatus.REPLACED: "Erstattet av et nyere",
}
EVIDENCE = {
    Evidence.SIGNED_IN: "Gitt innlogget",
    Evidence.PAPER: "Underskrevet på papir",
    Evidence.SPOKEN: "Sagt muntlig, med vitne",
}
COORDINATOR_KIND = {
    CoordinatorKind.COORDINATOR: "Koordinator",
    CoordinatorKind.CHILDREN_COORDINATOR: "Barnekoordinator",
}
STAND_IN_KIND = {StandInKind.DEPUTY: "Vara", StandInKind.DELEGATE: "Stedfortreder ved kort fravær"}
LEADER_ANSWER = {LeaderAnswer.CAN: "Ja, kan være koordinator", LeaderAnswer.CANNOT: "Nei, kan ikke"}
SEAT_KIND = {
    SeatKind.PERMANENT: "Fast deltaker",
    SeatKind.ON_DEMAND: "Ved behov",
    SeatKind.GUEST: "Gjest i ett møte",
}
STAGE = {
    Stage.PROPOSED: "Foreslått",
    Stage.CALLED_IN: "Kalt inn",
    Stage.SEATED: "Med i gruppa",
    Stage.ENDED: "Avsluttet",
}
MEETING_KIND = {
    MeetingKind.PREPARATORY: "Formøte",
    MeetingKind.START: "Oppstartsmøte",
    MeetingKind.ORDINARY: "Ansvarsgruppemøte",
    MeetingKind.REVIEW: "Årlig gjennomgang",
    MeetingKind.CLOSING: "Avsluttende møte",
    MeetingKind.PROFESSIONAL: "Fagmøte utenom gruppa",
}
MEETING_PHASE = {
    MeetingPhase.PLANNED: "Planlagt",
    MeetingPhase.CALLED: "Innkalt",
    MeetingPhase.HELD: "Holdt, referat gjenstår",
    MeetingPhase.PUBLISHED: "Referat ferdig",
    MeetingPhase.CANCELLED: "Avlyst",
}
PARTICIPANT_KIND = {
    ParticipantKind.SUBJECT: "Personen selv",
    ParticipantKind.RELATED: "Pårørende",
    ParticipantKind.SEAT: "Deltaker",
    ParticipantKind.SUPPORT: "Støtteperson",
    ParticipantKind.INTERPRETER: "Tolk",
}
PROPOSER = {
    Proposer.TEMPLATE: "fast punkt",
    Proposer.PERSON: "fra personen",
    Proposer.MEMBER: "fra en deltaker",
    Proposer.COORDINATOR: "fra koordinatoren",
    Proposer.ACTIVITY: "åpent tiltak",
    Proposer.PLAN: "fra planen",
}
REPLY = {Reply.COMING: "Kommer", Reply.NOT_COMING: "Kommer ikke", Reply.MAYBE: "Vet ikke ennå"}
MANDATE = {
    Mandate.PARENTAL: "Foresatt (foreldreansvar)",
    Mandate.GUARDIAN: "Verge",
    Mandate.ATTORNEY: "Fullmektig",
}
SCOPE = {Scope.PERSONAL: "Personlige forhold", Scope.ECONOMY: "Økonomi"}
RELATION = {
    Relation.MOTHER: "Mor",
    Relation.FATHER: "Far",
    Relation.PARENT: "Forelder",
    Relation.PARTNER: "Ektefelle eller samboer",
    Relation.SIBLING: "Søsken",
    Relation.CHILD: "Barn",
    Relation.GRANDPARENT: "Besteforelder",
    Relation.FRIEND: "Venn",
    Relation.GUARDIAN: "Verge",
    Relation.OTHER: "Annen",
}
SECTION = {
    Section.IMPORTANT: "Dette er viktig for meg",
    Section.EVERYDAY: "Slik er hverdagen min",
    Section.RESOURCES: "Dette kan jeg og har jeg",
    Section.NEEDS: "Dette trenger jeg",
    Section.MY_CONTRIBUTION: "Dette bidrar jeg med",
    Section.KIN_CONTRIBUTION: "Dette bidrar de som står meg nær, med",
    Section.COOPERATION: "Andre jeg trenger samarbeid med",
    Section.TOOK_PART: "Slik har jeg vært med på å lage planen",
}
ACTIVITY_STATUS = {
    ActivityStatus.WISHED: "Ønsket",
    ActivityStatus.PLANNED: "Planlagt",
    ActivityStatus.ONGOING: "Gjennomføres",
    ActivityStatus.COMPLETED: "Fullført",
    ActivityStatus.STOPPED: "Avbrutt",
}
CONCRETE = {Concrete.ACTIVITY: "et tiltak", Concrete.RESPONSIBLE: "en ansvarlig", Concrete.DATE: "en dato"}
STATE = {
    State.UPCOMING: "Kommer",
    State.OPEN: "Åpen",
    State.LATE: "Forfalt",
    State.DONE: "Gjort",
    State.DONE_LATE: "Gjort, etter fristen",
    State.EXEMPTED: "Fritatt",
    State.LAPSED: "Falt bort",
}

TABLES = {
    name.lower(): {str(key): word for key, word in table.items()}
    for name, table in globals().copy().items()
    if name.isupper() and isinstance(table, dict) and name != "TABLES"
}

# What was done, as it reads after the name of who did it.
DONE = {
    "cases.report_need": "meldte et behov",
    "cases.open_followed_case": "tok over saken fra et annet verktøy",
    "cases.answer_notice": "svarte på meldingen",
    "cases.tell_person_of_notice": "fortalte personen om meldingen",
    "cases.assess_need": "vurderte behovet",
    "cases.give_information": "ga informasjon til personen",
    "cases.map_interpreter": "kartla behovet for tolk",
    "cases.apply_for": "sendte en søknad",
    "cases.withdraw_application": "trakk en søknad",
    "cases.decide": "avgjorde en søknad",
    "cases.decline_case": "avsluttet saken uten tiltak",
    "cases.join_cases": "slo sammen to saker",
    "cases.end_case": "avsluttet saken",
    "cases.pause": "satte saken på pause",
    "cases.resume": "tok saken opp igjen",
    "cases.register_person": "registrerte personen",
    "cases.change_person": "rettet opplysninger om personen",
    "cases.record_death": "registrerte at personen er død",
    "cases.add_related_person": "la til en pårørende",
    "cases.add_representation": "registrerte hvem som representerer personen",
    "cases.end_representation": "avsluttet en representasjon",
    "cases.withhold_from": "stengte innsynet for en representant",
    "cases.give_personal_access": "ga noen en innlogging til saken",
    "coordinators.propose": "foreslo en koordinator",
    "coordinators.ask_leader": "spurte en leder om koordinatoren",
    "coordinators.answer_as_leader": "svarte om koordinatoren",
    "coordinators.withdraw_proposal": "trakk et forslag om koordinator",
    "coordinators.appoint": "oppnevnte en koordinator",
    "coordinators.accept": "tok imot oppgaven som koordinator",
    "coordinators.explain_roles": "gjorde rede for rollene sine",
    "coordinators.replace": "byttet koordinator",
    "coordinators.take_over": "tok over saken som koordinator",
    "coordinators.end_appointment": "avsluttet en oppnevning",
    "coordinators.name_stand_in": "pekte ut en stedfortreder",
    "coordinators.record_course": "registrerte et kurs",
    "routines.confirm_read": "bekreftet å ha lest rutinen",
    "papers.add_paper": "la til et papir",
    "papers.remove_paper": "fjernet et papir",
    "papers.mark_posted": "registrerte at et brev er sendt",
    "consents.ask_consent": "laget et samtykkeskjema",
    "consents.answer_consent": "svarte på et samtykke",
    "consents.withdraw_consent": "trakk et samtykke",
    "consents.withdraw_grant": "trakk tilgangen for en enhet",
    "teams.open_team": "opprettet gruppa",
    "teams.change_team": "endret gruppas mandat",
    "teams.propose_seat": "la til en deltakerplass",
    "teams.fill_seat": "satte noen inn i en deltakerplass",
    "teams.end_holder": "registrerte at noen gikk ut av en plass",
    "teams.change_seat": "endret en deltakerplass",
    "teams.clarify_expectations": "avklarte rolle og forventninger",
    "teams.end_seat": "avsluttet en deltakerplass",
    "teams.share_contact_card": "gjorde koordinatoren kjent for gruppa",
    "teams.end_team": "avsluttet gruppa",
    "plans.open_plan": "opprettet planen",
    "plans.set_period": "endret perioden for planen",
    "plans.write_text": "skrev i planen",
    "plans.add_goal": "la til et mål",
    "plans.change_goal": "endret et mål",
    "plans.approve_goal": "godkjente et mål",
    "plans.end_goal": "avsluttet et mål",
    "plans.add_activity": "la til et tiltak",
    "plans.change_activity": "endret et tiltak",
    "plans.settle_activity": "oppdaterte et tiltak",
    "plans.evaluate": "skrev en vurdering",
    "plans.give_training": "viste gruppa hvordan planen brukes",
    "plans.publish_edition": "gjorde ferdig en utgave av planen",
    "plans.end_plan": "avsluttet planen",
    "meetings.plan_meeting": "planla et møte",
    "meetings.change_meeting": "endret et møte",
    "meetings.ask_to_meeting": "la til noen på innkallingen",
    "meetings.bring_support": "tar med en støtteperson",
    "meetings.remove_participant": "tok noen av innkallingen",
    "meetings.propose_item": "la inn en sak til møtet",
    "meetings.change_item": "endret en sak på sakslisten",
    "meetings.remove_item": "tok bort en sak fra sakslisten",
    "meetings.move_item": "flyttet en sak på sakslisten",
    "meetings.consult_agenda": "snakket med personen om sakslisten",
    "meetings.send_invitation": "sendte innkalling til møte",
    "meetings.undo_invitation": "angret innkallingen",
    "meetings.move_meeting": "flyttet møtet",
    "meetings.cancel_meeting": "avlyste møtet",
    "meetings.reply": "svarte på innkallingen",
    "meetings.mark_invitation_posted": "sendte innkallingen i posten",
    "meetings.book_interpreter": "bestilte tolk",
    "meetings.book_double_time": "bestilte dobbelttime hos legekontoret",
    "meetings.record_attendance": "registrerte hvem som var til stede",
    "meetings.hold_meeting": "avsluttet møtet",
    "meetings.write_minutes": "skrev i referatet",
    "meetings.agree": "skrev inn det dere ble enige om",
    "meetings.agree_next": "avtalte neste møte",
    "meetings.no_next_meeting": "skrev hvorfor neste møte ikke er avtalt",
    "meetings.publish_minutes": "gjorde referatet ferdig",
    "meetings.distribute": "sendte ut referatet",
    "meetings.add_note": "la til en merknad i referatet",
    "meetings.approve_minutes": "godkjente forrige referat",
    "closure.report": "meldte fra til koordinerende enhet",
    "closure.mark_seen": "tok meldingen til etterretning",
    "closure.start_closing": "begynte avslutningen",
    "closure.store_plan": "lagret planen i fagsystemet",
    "closure.close_case": "avsluttet saken",
    "worklist.confirm": "bekreftet at en plikt er gjort",
    "worklist.exempt": "fritok fra en plikt",
    "worklist.postpone": "utsatte en plikt",
    "worklist.take_back": "tok tilbake en merknad om en plikt",
    "oversight.take_over": "tok over saken fra et annet verktøy",
}


def word(table: str, value: object) -> str:
    """The word for a value in one of the tables ("status", "active" → "I gang"); "" for nothing."""
    return TABLES[table].get(str(value), "") if value not in (None, "") else ""
