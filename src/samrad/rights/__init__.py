"""What the person asks of the own information, and what is answered: who has looked, a copy, correction, deletion.

A *request* is written by the person, or by who represents her, and is always answered, with a reason when the answer
is no: never silently. A correction is a dated *addition* beside the text, which itself is not changed. A deletion is
decided by the coordinator or the coordinating unit, and leaves an *erasure*: that, when, why and by whom, no content.
A complaint goes to the state administrator by way of the municipality. Sources: helsepersonelloven §§ 42 to 44,
pasientjournalloven §§ 18, 22 and 25, pasient- og brukerrettighetsloven §§ 5-1, 7-2 and 7-5, personvernforordningen
art. 12 and 15 to 21. It is no deviation (what a routine missed) and no message (what one wants to say).
"""
