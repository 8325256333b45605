"""What is said of levels, steps and answers. Bokmål."""

from samrad.deviations.rules import LeaderAnswer, Level, Solved, Step, What, Why

LEVEL = {
    Level.TEAM: "Hos gruppa",
    Level.SYSTEM_OWNER: "Hos systemansvarlig",
    Level.BOARD: "Hos det overordnede teamet",
}
DONE = {
    What.RAISED: "Sendt til systemansvarlig",
    What.TO_BOARD: "Tatt opp i det overordnede teamet, uten navn",
    What.BOARD_ANSWERED: "Svar fra det overordnede teamet",
    What.DECIDED: "Avgjort av systemansvarlig",
    What.CLOSED: "Lukket",
}
WHY = {
    Why.UNSOLVED: "Gruppa har ikke løst den",
    Why.OUTSIDE_FRAME: "Utenfor eget område eller egen ressursramme",
    Why.OUTSIDE_MANDATE: "Utenfor fullmakten",
}
STEP = {
    Step.LIFTED: "Løftet til nærmeste leder",
    Step.CONVENED: "Andre ledere kalt inn",
    Step.ANSWERED: "Lederen har svart",
    Step.TO_OFFICE: "Sendt til koordinerende enhet",
    Step.OFFICE_ANSWERED: "Koordinerende enhet har svart",
    Step.INFORMED: "Gruppa har fått vite svaret",
}
DO = {
    Step.LIFTED: "Løft saken",
    Step.CONVENED: "Kall inn andre ledere",
    Step.ANSWERED: "Svar",
    Step.TO_OFFICE: "Send til koordinerende enhet",
    Step.OFFICE_ANSWERED: "Svar",
    Step.INFORMED: "Registrer at gruppa er informert",
}
WHO = {
    "coordinator": "Koordinatoren",
    "unit_leader": "Lederen saken er løftet til",
    "ke": "Koordinerende enhet",
}
ANSWER = {
    LeaderAnswer.SOLVED: "Dette løser vi",
    LeaderAnswer.NOT_SOLVED: "Dette løses ikke nå",
    LeaderAnswer.NOT_WITHIN: "Ikke innenfor eksisterende rammer eller kompetanse",
}
SOLVED = {
    Solved.TEAM: "Løst i gruppa",
    Solved.LINE: "Løst av lederen i tjenestevei",
    Solved.OFFICE: "Svart av koordinerende enhet",
    Solved.NOWHERE: "Ikke løst",
}
