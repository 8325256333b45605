"""The rule engine: from a routine and dated facts to duties.

A routine says who shall do what, when. Facts say what happened, and when. From the two follow
the duties of a case: what must be done, by whom, in which window, by which rule, and why.
`derive` never sees today; `state` compares one duty with a day. Nothing here knows of a
database, a screen or a municipality's own words: deadlines, ages, role names, agendas and
headings are data in the routine (TOML), checked by `schema`.

Legal source of the duties themselves: each rule names its own. This package is not a work
list: who has confirmed, been exempted or been reminded is kept in `worklist`.
"""
