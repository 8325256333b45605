"""The care team (ansvarsgruppe): seats, and who fills them when.

A *seat* (deltakerplass) is a unit and a role: permanent, on demand, or a guest at one meeting. It
is filled by an employee for a period, may stand vacant, and goes on when people change. A unit
sees a part of the case only where a seat is filled *and* a consent in force grants that part: the
ground is registered here. The law does not regulate ansvarsgrupper; size, mandate and lengths are
the routine's. The person, parents and guardians take part without seats: it is their case.
"""
