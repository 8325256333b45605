"""Words for who may answer, see and ask: mandates, consent, what is held back, requests, the log."""

from samrad.consents.rules import Basis, Evidence, Matter, Step, View
from samrad.consents.rules import Status as ConsentStatus
from samrad.emergency.rules import Cause
from samrad.oversight.rules.patterns import Finding, Pattern
from samrad.people.rules import Mandate, Protection, Relation, Scope
from samrad.rights.rules import ComplaintLaw, ErasureGround, RequestKind, RequestOutcome
from samrad.ties.rules import Ground as TieGround
from samrad.ties.rules import Kind as TieKind
from samrad.ties.rules import Task as TieTask
from samrad.withholding.rules import Reason, Thing

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
    Reason.YOUTH: "Ungdommen vil ha det for seg selv",
    Reason.THIRD_PERSON: "Gjelder en annen person",
    Reason.REFUSED: "Innsyn er avslått etter pasient- og brukerrettighetsloven § 5-1",
}
EMERGENCY_CAUSE = {
    Cause.LIFE: "Fare for liv eller helse",
    Cause.CHILD: "Et barn kan være i fare",
    Cause.MISSING: "Personen er savnet",
    Cause.ACUTE_CARE: "Akutt helsehjelp, og ingen som kjenner saken, er å få tak i",
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
    "ties.weighed": "Hvorfor en som er nær, har en oppgave",
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
TIE_KIND = {
    TieKind.FAMILY: "I nær familie",
    TieKind.PARTNER: "Gift, samboer eller kjæreste, eller har vært det",
    TieKind.HOUSEHOLD: "Bor sammen",
    TieKind.FRIEND: "Nær venn",
    TieKind.OTHER: "Annen nær tilknytning",
}
TIE_TASK = {
    TieTask.COORDINATOR: "Koordinator",
    TieTask.STAND_IN: "Vara, eller deler oppgaven med koordinatoren",
    TieTask.SEAT: "Har plass i gruppa",
}
TIE_GROUND = {
    TieGround.SELF: "Saken gjelder den ansatte",
    TieGround.ACTS: "Handler på vegne av personen",
    TieGround.NEAR: "Står blant de nærmeste",
    TieGround.SAID: "Det er meldt fra om nær tilknytning",
    TieGround.HOUSEHOLD: "Har samme adresse som personen",
    TieGround.ALIKE: "Heter det samme som en av de nærmeste",
}
ERASURE_GROUND = {
    ErasureGround.WRONG_PERSON: "Det er skrevet på feil person",
    ErasureGround.WRONG_OR_BURDENSOME: "Det er feil, eller det er en belastning for personen",
    ErasureGround.CLEARLY_UNNECESSARY: "Det er åpenbart ikke nødvendig",
    ErasureGround.RETENTION_ENDED: "Tiden det skal oppbevares, er ute",
}
