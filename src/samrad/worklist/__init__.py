"""The duties of every case, kept current: what `duties.derive` says, as rows to list and sort.

A *duty row* is derived, never written by hand: one function rebuilds a case's rows from its facts,
and every operation runs it for the cases it touched. What people add to a duty hangs on its key:
done outside Samråd, exempted, postponed. Facts are gathered here from all packages. Source: each
duty names its own. Whose duty it is is answered in `access`.
"""
