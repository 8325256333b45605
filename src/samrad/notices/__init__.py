"""The outbox: e-mail that says *that* something waits, never what, about whom or from which unit.

Messages are a projection: after each write, what should go out is compared with what is in the
outbox; what is missing is added, what no longer holds and has not gone is taken back. They wait a
minute, so that a press can be undone. Law 10 of the house: no name, no identity number, no kind of
unit, no plan text in any message, file name or calendar entry.
"""
