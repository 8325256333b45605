"""Deviations (avvik), and matters raised in the line (tjenestevei), each with its steps.

A *deviation* is something that did not go as the routine says; the present coordinator owns it until
it is closed with what was done. What the team cannot close goes to systemansvarlig, and from there to
the board. A *matter* is a question the team cannot solve: it goes upwards by the routine's flow, the
lowest level first, and the answer comes back. Source: kommuneloven § 25-1 (find and follow up
deviations) and the routines. A complaint is none of these; it goes to the state administrator.
"""
