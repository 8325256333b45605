"""Municipalities, the agencies in and around them, and their units.

A *municipality* is the tenant. An *agency* (etat, virksomhet) groups units: a municipal sector,
a health trust, a GP practice. A *unit* (enhet) is what holds a seat in a team, employs people,
and receives consent. Source: helse- og omsorgstjenesteloven § 7-3 (the coordinating unit, which
is a unit of kind `coordinating_unit`). Who works in a unit is in `accounts`.
"""
