"""The closed lists of the engine: kinds of fact, what can be known of each, acts, and roles.

A *thing* has a life: it begins on its `on`, and its attribute `ended` or `cancelled` ends it.
An *act* is done once, on its `on`, to the thing that is its parent. Both are facts, and both can
fulfil a duty. `docs/oppslag/fakta.md` is generated from this module.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Type(StrEnum):
    """What an attribute holds. A `ref` is the id of another fact."""

    TEXT = "text"
    FLAG = "flag"
    COUNT = "count"
    DATE = "date"
    REF = "ref"
    LIST = "list"


@dataclass(frozen=True)
class Kind:
    """One kind of fact: what it is, what it may hang on, and what may be known of it."""

    name: str
    meaning: str
    parents: tuple[str, ...] = ()
    attrs: dict[str, Type] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    act: bool = False


LIFE = {"ended": Type.DATE, "cancelled": Type.DATE}


def _thing(name: str, meaning: str, *parents: str, refs: dict[str, str] | None = None, **attrs: Type) -> Kind:
    return Kind(
        name,
        meaning,
        parents,
        {**LIFE, **attrs, **{key: Type.REF for key in refs or {}}},
        refs or {},
    )


def _foreseen(name: str, meaning: str, **attrs: Type) -> Kind:
    """A thing of a case that is known before its day; `planned` is when it became known."""
    return _thing(name, meaning, "case", refs=None, planned=Type.DATE, **attrs)


def _act(name: str, meaning: str, parent: str, **attrs: Type) -> Kind:
    return Kind(name, meaning, (parent,), {"cancelled": Type.DATE, **attrs}, act=True)


THINGS = (
    _thing("municipality", "Kommunen, fra den dagen den tok Samråd i bruk"),
    _thing("board", "Overordnet team eller samordningsteam", "municipality"),
    _thing("board_meeting", "Møte i overordnet team", "board", held=Type.FLAG),
    _thing("unit", "Enhet eller virksomhet", "municipality", unit_kind=Type.TEXT, external=Type.FLAG),
    _thing(
        "employee",
        "Ansatt eller tilknyttet fagperson",
        "municipality",
        "unit",
        refs={"unit": "unit"},
        municipal=Type.FLAG,
        permanent=Type.FLAG,
    ),
    _thing("routine_version", "Publisert utgave av rutinen", "municipality", number=Type.COUNT),
    _thing(
        "person",
        "Personen saken gjelder; datoen er fødselsdagen (eller termin)",
        "case",
        expected=Type.FLAG,
        died=Type.DATE,
    ),
    _thing("representation", "Foresatt, verge eller fullmektig", "case", mandate=Type.TEXT, insight=Type.FLAG),
    _thing(
        "notice",
        "Melding om behov",
        "case",
        channel=Type.TEXT,
        from_hospital=Type.FLAG,
        person_told=Type.FLAG,
    ),
    _thing("application", "Søknad om individuell plan eller koordinator", "case", wants=Type.TEXT),
    _thing(
        "decision",
        "Vedtak eller avgjørelse",
        "case",
        "application",
        about=Type.TEXT,
        outcome=Type.TEXT,
        refs={"application": "application"},
    ),
    _thing(
        "case",
        "Saken",
        "municipality",
        followed_from=Type.DATE,
        end_reason=Type.TEXT,
        interpreter=Type.FLAG,
        wants_plan=Type.FLAG,
    ),
    _thing(
        "coordinator",
        "Oppnevning av koordinator eller barnekoordinator",
        "case",
        role=Type.TEXT,
        first_time=Type.FLAG,
        other_role=Type.FLAG,
        refs={"employee": "employee"},
    ),
    _thing(
        "absence",
        "Koordinators fravær",
        "case",
        covered=Type.FLAG,
        long=Type.FLAG,
        refs={"employee": "employee"},
    ),
    _thing(
        "consent",
        "Samtykke til én enhet",
        "case",
        step=Type.TEXT,
        runs_out=Type.FLAG,
        refs={"unit": "unit"},
    ),
    _thing("team", "Ansvarsgruppa", "case", reassess=Type.DATE),
    _thing(
        "seat",
        "Deltakerplass i ansvarsgruppa",
        "team",
        "case",
        seat_kind=Type.TEXT,
        unit_kind=Type.TEXT,
        vacant=Type.FLAG,
        municipal=Type.FLAG,
        refs={"unit": "unit"},
    ),
    _thing(
        "meeting",
        "Møte; datoen er møtedagen",
        "case",
        meeting_kind=Type.TEXT,
        planned=Type.DATE,
        interpreter=Type.FLAG,
        gp_invited=Type.FLAG,
        minute_taker=Type.REF,
    ),
    _thing("agenda_point", "Sak på sakslisten", "meeting", proposed_by=Type.TEXT),
    _thing("plan", "Individuell plan", "case", revise=Type.DATE),
    _thing("goal", "Mål i planen", "plan", life_area=Type.TEXT),
    _thing(
        "activity",
        "Tiltak",
        "case",
        due=Type.DATE,
        status=Type.TEXT,
        refs={"seat": "seat", "goal": "goal"},
    ),
    _thing("message", "Beskjed fra personen, eller en som representerer, til koordinatoren", "case"),
    _thing("rights_request", "Krav om innsyn, retting eller sletting, protest eller klage", "case", about=Type.TEXT),
    _thing("log_question", "Spørsmål om et oppslag i loggen", "case"),
    _thing("paper", "Papir som er kommet inn i saken; datoen er dagen det kom", "case"),
    _thing("service", "Tjeneste personen har", "case", until=Type.DATE),
    _foreseen(
        "school_year",
        "Et år i barnehage eller skole; datoen er første dag, trinn 0 er det siste året i barnehagen",
        grade=Type.COUNT,
        ahead=Type.FLAG,
        met=Type.DATE,
    ),
    _foreseen("birthday", "Dagen personen fyller år", age=Type.COUNT, ahead=Type.FLAG),
    _foreseen("grown_up", "Det første av 18-årsdagen og siste dag i utdanningen"),
    _thing("meeting_ahead", "Tiden fra et møte i gruppa er planlagt, til det er holdt", "case"),
    _thing("municipal_contact", "Koordinator eller navngitt kontaktperson i kommunen", "case"),
    _foreseen("transition", "Overgang; datoen er dagen den skjer", transition_kind=Type.TEXT),
    _thing("emergency", "Noen åpnet saken i en nødsituasjon", "case"),
    _thing("deviation", "Avvik", "case", "municipality", level=Type.TEXT, due=Type.DATE),
    _thing(
        "escalation_step",
        "Ledd i en sak som er løftet i tjenestevei",
        "case",
        "deviation",
        step=Type.TEXT,
        matter=Type.TEXT,
        answer=Type.TEXT,
        refs={"unit": "unit", "deviation": "deviation"},
    ),
    _thing("sector_plan", "Overordnet fagplan som kommunen lager; høringen har en dato", "board", hearing=Type.DATE),
)

ACTS = (
    _act("notice_answered", "Den som meldte, har fått svar", "notice"),
    _act("person_told", "Personen har fått vite at det er meldt", "notice"),
    _act("need_assessed", "Behovet er vurdert", "case", lasting=Type.FLAG),
    _act("booklet_given", "Informasjonsheftet er gitt", "case"),
    _act("coordinator_right_told", "Retten til koordinator er fortalt", "case"),
    _act("plan_right_told", "Retten til individuell plan er fortalt", "case"),
    _act("coordinator_proposed", "Koordinator er foreslått sammen med personen", "case"),
    _act("leader_asked", "Nærmeste leder er spurt om koordinatoren", "case", unit=Type.REF),
    _act("leader_answered", "Nærmeste leder har svart", "case", answer=Type.TEXT),
    _act("interpreter_mapped", "Behovet for tolk er kartlagt", "case", needed=Type.FLAG),
    _act("contact_card_shared", "Kontaktkortet er gjort kjent", "case"),
    _act("start_reported", "Oppstarten av gruppa er meldt", "case"),
    _act("message_answered", "Beskjeden er besvart", "message"),
    _act("rights_answered", "Kravet eller klagen er besvart", "rights_request"),
    _act("log_question_answered", "Spørsmålet om oppslaget er besvart", "log_question"),
    _act("contact_made", "Koordinatoren har vært i kontakt med personen eller en av de nærmeste", "case"),
    _act("need_recorded", "Fakta om hva personen trenger, er skrevet ned", "case"),
    _act("paper_archived", "Papiret er sendt til sentralarkivet", "paper"),
    _act("team_reported", "Det er meldt om gruppa er aktiv, og hvem som er koordinator", "case"),
    _act("change_reported", "Endring av koordinator eller deltakere er meldt", "case"),
    _act("closing_reported", "Avslutningen er meldt", "case"),
    _act("plan_stored", "Planen er skrevet ut og lagret i fagsystemet", "case"),
    _act("paused", "Saken er satt på pause", "case", ended=Type.DATE),
    _act("coordinator_accepted", "Koordinatoren har tatt imot oppgaven", "coordinator"),
    _act("roles_explained", "Koordinatoren har gjort rede for rollene sine", "coordinator"),
    _act("handed_over", "Saken er overlevert mellom koordinatorene", "coordinator"),
    _act("course_taken", "Kurset for koordinatorer er gjennomført", "employee"),
    _act("routine_read", "Rutinen er lest", "employee"),
    _act("called_in", "Enheten er kalt inn", "seat"),
    _act("expectations_clarified", "Rolle og forventninger er avklart", "seat"),
    _act("meeting_called", "Innkallingen er sendt", "meeting"),
    _act("interpreter_stated", "Innkallingen sier om tolk brukes", "meeting"),
    _act("interpreter_booked", "Tolk er bestilt", "meeting"),
    _act("surgery_booked", "Dobbelttime er bestilt hos legekontoret", "meeting"),
    _act("agenda_consulted", "Personen er spurt om sakslisten", "meeting"),
    _act("agenda_sent", "Sakslisten er sendt", "meeting"),
    _act("meeting_held", "Møtet er holdt", "meeting", review=Type.FLAG, closing=Type.FLAG, meeting_kind=Type.TEXT),
    _act("next_meeting_agreed", "Neste møte er avtalt, eller det er skrevet hvorfor ikke", "meeting"),
    _act("minutes_published", "Referatet er ferdig", "meeting", meeting_kind=Type.TEXT),
    _act("minutes_distributed", "Referatet er sendt til dem som skal ha det", "meeting"),
    _act("closing_assessed", "Vurderingen av avslutning står i referatet", "meeting"),
    _act("group_evaluated", "Gruppa har vurdert sitt eget arbeid", "team"),
    _act("emergency_reviewed", "Koordinatoren har sett på om det var grunn til å åpne saken", "emergency"),
    _act("deviation_decided", "Systemansvarlig har avgjort et avvik som ikke kunne lukkes i gruppa", "deviation"),
    _act("deviation_closed", "Avviket er lukket", "deviation"),
    _act("plan_training_given", "Deltakerne har fått enkel opplæring i planen", "plan"),
    _act("plan_published", "Utgave av planen er ferdig", "plan"),
    _act("activity_settled", "Tiltaket har fått status eller ny dato", "activity"),
    _act("board_summoned", "Overordnet team er kalt inn", "board"),
    _act("board_rotated", "Halvparten av plassene i overordnet team har fått nye medlemmer", "board"),
    _act("trends_reported", "Tverretatlige behov og utviklingstrekk er rapportert", "board", to=Type.TEXT),
    _act("users_heard", "Brukere er hørt på systemnivå (undersøkelse eller brukerrepresentant)", "board"),
    _act("needs_brought", "Behovene i ansvarsgruppene er tatt inn i fagplanen", "sector_plan"),
    Kind(
        "routine_evaluated",
        "Rutinen er evaluert",
        ("municipality", "board"),
        {"cancelled": Type.DATE, "by": Type.TEXT, "outcome": Type.TEXT},
        act=True,
    ),
    _act("transition_step", "Overgangen er planlagt, begynt eller gjennomført", "transition", step=Type.TEXT),
    Kind(
        "transition_task",
        "En oppgave i en overgang er gjort",
        ("case", "transition", "seat"),
        {"cancelled": Type.DATE, "task": Type.TEXT},
        act=True,
    ),
    Kind(
        "transition_answer",
        "Et spørsmål i en overgang er besvart med ja eller nei",
        ("case", "transition"),
        {"cancelled": Type.DATE, "question": Type.TEXT, "yes": Type.FLAG},
        act=True,
    ),
    # The three below hang on a duty: their parent is the duty's key.
    _act("confirmed", "Noen har bekreftet at plikten er gjort utenfor Samråd", "duty"),
    _act("exempted", "Plikten er fritatt, med begrunnelse", "duty", until=Type.DATE),
    _act("postponed", "Plikten er utsatt, med begrunnelse", "duty", to=Type.DATE),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in THINGS + ACTS}
DUTY_ACTS = frozenset({"confirmed", "exempted", "postponed"})
FORESEEN = frozenset({"meeting", "board_meeting", "transition", "person", "school_year", "birthday", "grown_up"})
ROOTS = ("case", "board", "municipality")

ROLES = (
    "subject",
    "representative",
    "coordinator",
    "children_coordinator",
    "deputy",
    "delegate",
    "seat",
    "minute_taker",
    "plan_writer",
    "unit_leader",
    "ke",
    "board_member",
    "system_owner",
    "director",
)

FORCES = ("must", "should", "may")
LANGUAGES = ("nb", "nn", "en", "se")

UNIT_KINDS = (
    "coordinating_unit",
    "health_station",
    "kindergarten",
    "school",
    "upper_secondary",
    "ppt",
    "child_welfare",
    "nav",
    "home_care",
    "mental_health",
    "rehabilitation",
    "respite",
    "housing",
    "culture",
    "gp",
    "specialist_health",
    "hospital",
    "private",
    "administration",
    "other",
)

SEAT_KINDS = ("permanent", "on_demand", "guest")
MEETING_KINDS = ("preparatory", "start", "ordinary", "review", "closing", "professional")
CONSENT_STEPS = ("call_in", "written")

ESCALATION_STEPS = (
    "attempted",
    "lifted",
    "convened",
    "answered",
    "to_office",
    "office_answered",
    "informed",
    "to_system_owner",
    "to_board",
)

LIFE_AREAS = (
    "health",
    "daily_life",
    "school",
    "work",
    "housing",
    "leisure",
    "family",
    "economy",
    "transport",
    "other",
)

TRANSITION_KINDS = (
    "kindergarten_school",
    "primary_lower",
    "lower_upper",
    "kindergarten_change",
    "hospital_home",
    "moving",
    "home_foster",
    "foster_elsewhere",
    "institution_home",
    "child_adult",
    "other",
)

CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("transition", "transition_kind"): TRANSITION_KINDS,
    ("transition_step", "step"): ("planned", "started", "carried_out"),
    ("unit", "unit_kind"): UNIT_KINDS,
    ("seat", "unit_kind"): UNIT_KINDS,
    ("seat", "seat_kind"): SEAT_KINDS,
    ("meeting", "meeting_kind"): MEETING_KINDS,
    ("minutes_published", "meeting_kind"): MEETING_KINDS,
    ("consent", "step"): CONSENT_STEPS,
    ("coordinator", "role"): ("coordinator", "children_coordinator"),
    ("application", "wants"): ("plan", "coordinator", "children_coordinator"),
    ("decision", "about"): ("plan", "coordinator", "children_coordinator"),
    ("decision", "outcome"): ("granted", "declined"),
    ("leader_answered", "answer"): ("can", "cannot"),
    ("case", "end_reason"): ("need_ended", "wish_ended", "moved", "dead", "wrong_person", "declined", "merged"),
    ("activity", "status"): ("wished", "planned", "ongoing", "completed", "stopped"),
    ("goal", "life_area"): LIFE_AREAS,
    ("notice", "channel"): ("public", "staff", "phone", "paper", "self"),
    ("deviation", "level"): ("team", "system_owner", "board"),
    ("escalation_step", "step"): ESCALATION_STEPS,
    ("escalation_step", "answer"): ("solved", "not_solved", "not_within"),
    ("routine_evaluated", "outcome"): ("revised", "unchanged"),
    ("representation", "mandate"): ("parental", "guardian", "attorney", "child_welfare", "foster", "next_of_kin"),
}
