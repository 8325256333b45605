"""Meetings: called, prepared with the person, held, minuted field by field, published, followed up.

A meeting has an agenda out of the routine's template, participants who answer, minutes under the
routine's headings, and decisions that become activities. What is published is never changed: a
dated addition stands beside it. Deadlines are the routine's (docs: each duty says its source); the
law does not regulate ansvarsgruppemøter. Letters and calendar files are laid out in `documents` and
`exchange`, and sent by `notices`.
"""
