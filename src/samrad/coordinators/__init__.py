"""The coordinator: proposed with the person, cleared with the leader, appointed, accepting, replaced.

At most one coordinator is responsible at a time: an exclusion constraint holds it. At least one is
held by an `always` rule of the routine. A deputy or delegate stands in for a period; the
coordinator remains responsible. Source: helse- og omsorgstjenesteloven §§ 7-2 and 7-2 a, forskrift
om individuell plan (one has the main responsibility at all times). Courses taken stand here too.
"""
