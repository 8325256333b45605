"""What was done and what was read, by whom, in which capacity and on which ground; append-only.

An *event* is written for every operation, in the operation's own transaction. A *reading* is
written for every full page or file of a case that somebody was shown. Neither is ever changed:
the app role has no right to. When the time a case is kept is over, its rows are deleted by one
function of the owner, for a *deletion* that is sealed as they were. Source: pasientjournalloven
§ 22 (access control, logging and subsequent control) and § 25 (logs are kept as long as the
journal). This is not the log of the machine (`structlog`), which holds no personal data at all.
"""
