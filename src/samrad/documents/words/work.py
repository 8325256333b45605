"""Words for the municipality's work: offices, the case, the team, meetings, the plan, transitions."""

from samrad.agencies.rules import AgencyKind, UnitKind
from samrad.cases.rules import Answer, Channel, EndReason, LifeArea, Outcome, Part, Status, Told, Wish
from samrad.contact.rules import Way
from samrad.coordinators.rules import Kind as CoordinatorKind
from samrad.coordinators.rules import LeaderAnswer, StandInKind
from samrad.duties.duty import State
from samrad.meetings.rules import MeetingKind, ParticipantKind, Proposer, Reply
from samrad.meetings.rules import Phase as MeetingPhase
from samrad.plans.rules import ActivityStatus, Concrete, Section
from samrad.teams.rules import SeatKind, Stage
from samrad.transitions.rules import AidStatus, TransitionKind
from samrad.transitions.rules import Step as TransitionStep

LANGUAGE = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "se": "Davvisámegiella"}
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
CONTACT_WAY = {
    Way.MEETING: "Møttes",
    Way.PHONE: "På telefon",
    Way.VISIT: "Hjemmebesøk",
    Way.WRITTEN: "Skriftlig",
    Way.OTHER: "På en annen måte",
}
