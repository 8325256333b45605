"""What helps somebody who writes: how a text of the plan may begin, and what makes a goal clear."""

from samrad.plans.rules import Section

BEGIN = {
    Section.IMPORTANT: "Jeg liker … Jeg blir glad når … Det er viktig for meg at …",
    Section.EVERYDAY: "Jeg står opp … Jeg går på … Om ettermiddagen gjør jeg … I helgene er jeg …",
    Section.RESOURCES: "Jeg er god på … Jeg klarer selv … Jeg har noen jeg kan spørre: …",
    Section.NEEDS: "Jeg trenger hjelp til … Jeg trenger at de voksne … Det går best for meg når …",
    Section.MY_CONTRIBUTION: "Jeg øver på … Jeg sier fra når … Jeg blir med på …",
    Section.KIN_CONTRIBUTION: "Jeg får hjelp av … til å … Mamma og pappa kan …",
    Section.COOPERATION: "Jeg trenger at … også er med, fordi … Jeg ønsker at … snakker med …",
    Section.TOOK_PART: "Jeg har vært med på … Jeg har valgt … Jeg sa det jeg mente ved å …",
}

CLEAR = (
    ("Tydelig", "Hva er det jeg vil?"),
    ("Til å se", "Hvordan ser vi at det går fremover?"),
    ("Mulig", "Kan jeg klare det, med hjelpen jeg får?"),
    ("Viktig", "Er det viktig for meg?"),
    ("Med en dato", "Når vil jeg ha nådd det?"),
)

PURPOSES = (
    "Planen skal gi et helt tilbud som er laget for den det gjelder.",
    "Planen skal sikre at den det gjelder, er med og bestemmer.",
    "Planen skal få dem som hjelper, til å samarbeide bedre.",
)

NOT_FIRST_PERSON = (
    "Teksten sier ikke «jeg» ennå. Den er lagret likevel. "
    "Planen er lettere å kjenne igjen som sin egen når den sier «jeg»."
)
