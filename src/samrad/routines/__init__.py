"""A municipality's published routines, and the ones that come with Samråd (`data/`).

A version is frozen when it is published: its text, its checksum and the day it is in force from.
Cases follow versions by the rule of `duties.derive`. Source: kommuneloven § 25-1 (routines as part
of internal control). Reading the form of the text is `duties.schema`; drafts of a routine and
comparison come with the routine screens.
"""
