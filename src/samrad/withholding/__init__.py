"""What is withheld in a case: a goal, an activity, a point, a paper, a message or a note that somebody does not see.

What a child answers alone (§ 4-3 c) is kept from whoever represents her in the same way, without a mark. Three grounds
of a mark: what a young person asks to keep from the parents (pasient- og brukerrettighetsloven § 3-4), what is
about a third person, and what the subject is refused insight in by a reasoned written decision (§ 5-1), which is told
as such. The database keeps the rows back from those readers, on every page and in every paper, so that no page
can forget to. It is not the taking of all insight from a representative; that is `Representation.insight`.
"""
