"""The case (sak): from a notice of need or an application to its end, and who may see it.

A case grows: notice → assessment → coordinator → team → plan → pause → closing. Its status is
derived. It may be taken over in the middle of its life from an older tool (`followed_from`).
`access` answers once, for the whole house, who sees which part of a case and why. Source: helse-
og omsorgstjenesteloven §§ 7-1 to 7-3, helsepersonelloven § 38 a, pasient- og brukerrettighetsloven
§§ 2-5 and 7-5. The coordinator, team, plan and consents of a case have packages of their own.
"""
