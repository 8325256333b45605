"""The bodies above the cases: overordnet team or samordningsteam, its seats, meetings, issues and work.

A board sees numbers and anonymous issues, never a person or a case. Which boards there are, their
seats, term and yearly change are the routine's. Its duties, and those of the municipality itself, are
derived here. Source: the routines; kommuneloven § 25-1. Deviations of a case are in `deviations`.
"""
