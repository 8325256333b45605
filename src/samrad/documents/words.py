"""The words for what stands in enumerations: bokmål, one table for each. Pages and papers share them."""

from collections.abc import Iterable

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
from samrad.consents.rules import Basis, Evidence, Matter, Step, View
from samrad.consents.rules import Status as ConsentStatus
from samrad.contact.rules import Way
from samrad.coordinators.rules import Kind as CoordinatorKind
from samrad.coordinators.rules import LeaderAnswer, StandInKind
from samrad.duties.duty import State
from samrad.emergency.rules import Cause
from samrad.meetings.rules import MeetingKind, ParticipantKind, Proposer, Reply
from samrad.meetings.rules import Phase as MeetingPhase
from samrad.oversight.rules.patterns import Finding, Pattern
from samrad.people.rules import Mandate, Protection, Relation, Scope
from samrad.plans.rules import ActivityStatus, Concrete, Section
from samrad.rights.rules import ComplaintLaw, ErasureGround, RequestKind, RequestOutcome
from samrad.teams.rules import SeatKind, Stage
from samrad.transitions.rules import AidStatus, TransitionKind
from samrad.transitions.rules import Step as TransitionStep
from samrad.withholding.rules import Reason, Thing

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
    ConsentStatus.CONFLICTING: "Uenighet",
    ConsentStatus.EXPIRED: "Gått ut",
    ConsentStatus.WITHDRAWN: "Trukket",
    ConsentStatus.REPLACED: "Erstattet av et nyere",
}
EVIDENCE = {
    Evidence.SIGNED_IN: "Gitt innlogget",
    Evidence.PAPER: "Underskrevet på papir",
    Evidence.SPOKEN: "Sagt muntlig, med vitne",
}
MATTER = {
    Matter.ORDINARY: "Vanlig: alle som skal svare, må si ja",
    Matter.DAILY_CARE: "Daglig omsorg: det er nok at én av dem sier ja",
    Matter.AVOID_HARM: "Hjelp som trengs for at barnet ikke skal ta skade: det er nok at én sier ja",
    Matter.OWN: "Barnets eget: barnet (12–16 år) svarer alene, og foreldrene får ikke vite det",
}
BASIS = {
    Basis.ADULT: "Fra 18 år svarer personen selv (pasient- og brukerrettighetsloven § 4-3).",
    Basis.YOUTH: "Fra 16 år svarer ungdommen selv (pasient- og brukerrettighetsloven § 4-3).",
    Basis.OWN_MATTER: (
        "Mellom 12 og 16 år svarer barnet alene om det foreldrene av gode grunner ikke får vite "
        "(pasient- og brukerrettighetsloven §§ 3-4 og 4-3)."
    ),
    Basis.PARENTS: (
        "For barn under 16 år svarer alle som har foreldreansvar (pasient- og brukerrettighetsloven § 4-4)."
    ),
    Basis.ONE_PARENT: "Det er nok at én av dem svarer ja (pasient- og brukerrettighetsloven § 4-4).",
    Basis.BESIDE: (
        "Kommunens rutine ber ungdommen svare sammen med dem som har ansvaret. Fra 16 år svarer "
        "ungdommen alene (pasient- og brukerrettighetsloven §§ 4-3 og 4-4)."
    ),
    Basis.CHILD_WELFARE: (
        "Barnevernet har overtatt omsorgen. Barnevernet og fosterforeldrene svarer (pasient- og "
        "brukerrettighetsloven § 4-4)."
    ),
    Basis.CHILD_GUARDIAN: (
        "Ingen har foreldreansvar. Vergen for personlige forhold svarer (pasient- og "
        "brukerrettighetsloven § 4-4, vergemålsloven §§ 21 og 33)."
    ),
    Basis.YOUTH_PARENTS: (
        "Ungdommen kan ikke ta stilling til dette selv. Foreldrene svarer, men ikke mot ungdommens "
        "vilje (pasient- og brukerrettighetsloven § 4-5)."
    ),
    Basis.YOUTH_CHILD_WELFARE: (
        "Ungdommen kan ikke ta stilling til dette selv. Barnevernet, som har overtatt omsorgen, svarer "
        "(pasient- og brukerrettighetsloven § 4-5)."
    ),
    Basis.YOUTH_GUARDIAN: (
        "Ungdommen kan ikke ta stilling til dette selv. Vergen svarer, innenfor mandatet (pasient- og "
        "brukerrettighetsloven § 4-5, vergemålsloven §§ 21 og 33)."
    ),
    Basis.ADULT_GUARDIAN: (
        "Personen kan ikke ta stilling til dette selv. Vergen svarer, innenfor mandatet (pasient- og "
        "brukerrettighetsloven § 4-7, vergemålsloven §§ 21 og 33)."
    ),
    Basis.NEXT_OF_KIN: (
        "Personen kan ikke ta stilling til dette selv. Nærmeste pårørende svarer (helsepersonelloven § "
        "22, pasient- og brukerrettighetsloven § 1-3)."
    ),
    Basis.NOBODY: "Ingen kan svare ennå.",
}
VIEW = {
    View.AGREES: "Vil det",
    View.AGAINST: "Vil det ikke",
    View.NO_VIEW: "Har ikke sagt hva hun eller han mener",
    View.CANNOT: "Kan ikke gjøre seg opp en mening om dette",
}
COORDINATOR_KIND = {
    CoordinatorKind.COORDINATOR: "Koordinator",
    CoordinatorKind.CHILDREN_COORDINATOR: "Barnekoordinator",
}
STAND_IN_KIND = {StandInKind.DEPUTY: "Vara", StandInKind.DELEGATE: "Stedfortreder ved kort fravær",
                 StandInKind.SHARED: "Deler oppgaven med koordinatoren"}  # fmt: skip
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
    MeetingKind.ORDINARY: "Ordinært møte",
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
    Mandate.CHILD_WELFARE: "Barnevernet, som har overtatt omsorgen",
    Mandate.FOSTER: "Fosterforelder eller institusjon",
    Mandate.NEXT_OF_KIN: "Nærmeste pårørende",
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
TRANSITION_KIND = {
    TransitionKind.KINDERGARTEN_SCHOOL: "Fra barnehage til skole",
    TransitionKind.PRIMARY_LOWER: "Fra barneskole til ungdomsskole",
    TransitionKind.LOWER_UPPER: "Fra ungdomsskole til videregående",
    TransitionKind.KINDERGARTEN_CHANGE: "Bytte av barnehage",
    TransitionKind.HOSPITAL_HOME: "Fra sykehus til hjemmet",
    TransitionKind.MOVING: "Flytting til en annen kommune",
    TransitionKind.HOME_FOSTER: "Fra hjemmet til fosterhjem",
    TransitionKind.FOSTER_ELSEWHERE: "Til fosterhjem eller institusjon i en annen kommune",
    TransitionKind.INSTITUTION_HOME: "Fra institusjon til eget hjem",
    TransitionKind.CHILD_ADULT: "Fra tjenester for barn til tjenester for voksne",
    TransitionKind.OTHER: "En annen overgang",
}
TRANSITION_STEP = {
    TransitionStep.PLANNED: "Planlagt",
    TransitionStep.STARTED: "Begynt",
    TransitionStep.CARRIED_OUT: "Gjennomført",
}
AID_STATUS = {
    AidStatus.RELEVANT: "Aktuelt",
    AidStatus.APPLIED: "Søkt",
    AidStatus.NOT_RELEVANT: "Ikke aktuelt",
}

PROTECTION = {
    Protection.STRICT: "Strengt fortrolig adresse (kode 6)",
    Protection.CONFIDENTIAL: "Fortrolig adresse (kode 7)",
}
WITHHELD_THING = {
    Thing.GOAL: "Mål",
    Thing.ACTIVITY: "Tiltak",
    Thing.POINT: "Sak på et møte",
    Thing.PAPER: "Papir",
    Thing.MESSAGE: "Beskjed",
    Thing.CONTACT: "Samtale",
}
WITHHELD_REASON = {
    Reason.YOUTH: "Ungdommen ønsker at de som representerer, ikke ser det",
    Reason.THIRD_PERSON: "Gjelder en annen person",
    Reason.REFUSED: "Innsyn er avslått etter pasient- og brukerrettighetsloven § 5-1",
}
EMERGENCY_CAUSE = {
    Cause.LIFE: "Fare for liv eller helse",
    Cause.CHILD: "Et barn kan være i fare",
    Cause.MISSING: "Personen er savnet",
    Cause.ACUTE_CARE: "Akutt helsehjelp, og ingen som kjenner saken, er å få tak i",
}

CONTACT_WAY = {
    Way.MEETING: "Møttes",
    Way.PHONE: "På telefon",
    Way.VISIT: "Hjemmebesøk",
    Way.WRITTEN: "Skriftlig",
    Way.OTHER: "På en annen måte",
}

REQUEST_KIND = {
    RequestKind.LOG: "Spørsmål om et oppslag",
    RequestKind.COPY: "Kopi av opplysninger",
    RequestKind.CORRECTION: "Retting",
    RequestKind.DELETION: "Sletting",
    RequestKind.OBJECTION: "Protest mot deling",
    RequestKind.COMPLAINT: "Klage",
}
REQUEST_OUTCOME = {
    RequestOutcome.ANSWERED: "Besvart",
    RequestOutcome.GRANTED: "Ja",
    RequestOutcome.PARTLY: "Delvis ja",
    RequestOutcome.REFUSED: "Nei",
    RequestOutcome.FORWARDED: "Sendt til statsforvalteren",
}
COMPLAINT_LAW = {
    ComplaintLaw.HEALTH: "Koordinator, individuell plan eller helse- og omsorgstjenester",
    ComplaintLaw.ADMINISTRATION: "Et vedtak fra Nav eller andre, etter forvaltningsloven",
}
ENTRY = {
    "cases.neednotice": "Melding om behov",
    "cases.needassessment": "Vurdering av behov",
    "cases.application": "Søknad",
    "cases.decision": "Begrunnelsen for en avgjørelse",
    "plans.plantext": "Tekst i planen",
    "plans.goal": "Mål",
    "plans.activity": "Tiltak",
    "plans.evaluation": "Vurdering i planen",
    "meetings.agendaitem": "Sak på sakslisten",
    "meetings.minutesfield": "Tekst i referatet",
    "meetings.minutesnote": "Merknad i referatet",
    "contact.message": "Beskjed og svar",
    "contact.contact": "Notat om kontakt",
    "services.need": "Behov",
    "services.conveyed": "Notat om et tilbud",
    "papers.paper": "Papir",
    "deviations.deviation": "Avvik",
    "deviations.matter": "Sak som må løses",
    "cases.pause": "Grunnen til en pause",
    "consents.consentanswer": "Notat om et samtykke",
    "consents.hearing": "Det personen sa da hun eller han ble hørt",
    "consents.inability": "Hvorfor personen ikke kan samtykke selv",
    "consents.sharedbylaw": "Hvorfor noe er delt uten samtykke",
    "emergency.emergencyaccess": "Grunnen til et nødinnsyn",
    "emergency.emergencyreview": "Vurdering av et nødinnsyn",
    "consents.consent": "Begrunnelsen for hva slags samtykke det er",
    "coordinators.coordinatorproposal": "Ønsket om koordinator",
    "coordinators.coordinatorappointment": "Notat om koordinatoren",
    "coordinators.unitassignment": "Spørsmål til en enhet",
    "teams.careteam": "Om gruppa",
    "teams.noteam": "Hvorfor det ikke er en gruppe",
    "teams.seat": "Om en plass i gruppa",
    "meetings.meeting": "Om et møte",
    "deviations.deviationstep": "Notat om et avvik",
    "deviations.matterstep": "Notat om en løftet sak",
    "transitions.transition": "Om en overgang",
    "transitions.transitionanswer": "Svar om en overgang",
    "transitions.schoolrecord": "Notat om skolen",
    "closure.report": "Melding til kontoret",
    "closure.closing": "Om avslutningen",
    "worklist.dutynote": "Notat om en plikt",
    "board.groupevaluation": "Evaluering av gruppa",
    "rights.request": "Krav om opplysningene",
    "rights.addition": "Noe som er lagt til ved siden av en tekst",
    "withholding.withheld": "Hvorfor noe er holdt tilbake",
}
LOG_PATTERN = {
    Pattern.OWN_FAMILY: "Egen familie, eller egen sak",
    Pattern.COLLEAGUE: "Saken til en kollega",
    Pattern.SAME_SURNAME: "Samme etternavn",
    Pattern.NO_DUTY: "Åpnet av kontoret uten at noe ventet der",
    Pattern.MANY: "Mange saker på en time",
    Pattern.NIGHT: "Om natten",
    Pattern.EMERGENCY: "Nødinnsyn",
}
LOG_FINDING = {
    Finding.IN_ORDER: "Det var i orden",
    Finding.EXPLAINED: "Jeg har spurt, og fikk en god forklaring",
    Finding.NOT_IN_ORDER: "Det var ikke i orden",
}
ERASURE_GROUND = {
    ErasureGround.WRONG_PERSON: "Det er skrevet på feil person",
    ErasureGround.WRONG_OR_BURDENSOME: "Det er feil, eller det er en belastning for personen",
    ErasureGround.CLEARLY_UNNECESSARY: "Det er åpenbart ikke nødvendig",
    ErasureGround.RETENTION_ENDED: "Tiden det skal oppbevares, er ute",
}

TABLES = {
    name.lower(): {str(key): word for key, word in table.items()}
    for name, table in globals().copy().items()
    if name.isupper() and isinstance(table, dict) and name != "TABLES"
}


def word(table: str, value: object) -> str:
    """The word for a value in one of the tables ("status", "active" → "I gang"); "" for nothing."""
    return TABLES[table].get(str(value), "") if value not in (None, "") else ""


def granted(parts: Iterable[str], life_areas: Iterable[str]) -> str:
    """What somebody may see: "Mål og tiltak, møter og referat (om helse, fritid og venner)"."""
    wanted = set(parts)
    words = [word for part, word in PART.items() if part in wanted]
    text = ", ".join([*words[:1], *(one[:1].lower() + one[1:] for one in words[1:])])
    areas = ", ".join(LIFE_AREA[LifeArea(area)].lower() for area in life_areas)
    return f"{text} (om {areas})" if areas else text
