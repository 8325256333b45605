"""Consent (samtykke): who may know what, given by whom, until when, withdrawn when.

One *consent* is what the person was shown and asked, in one step: *to call in* (contact card and
invitation only) or *written* (parts of the case, life areas, units). A *grant* names one unit and
what it may see. An *answer* is one giver's yes or no, with its evidence: signed in, a scanned
paper, or spoken before a witness. In force means: answered yes by all who must answer, not ended,
not withdrawn. Source: pasient- og brukerrettighetsloven §§ 4-1, 4-3, 4-4; helsepersonelloven § 22;
forvaltningsloven § 13 a. Consent here waives confidentiality; it is not the basis for processing
in data protection law.
"""
